import { describe, expect, test } from 'vitest'
import type { Cell, FileTable } from '../../src/drawing/table-file.ts'
import { xlsxOf } from '../../src/drawing/xlsx.ts'
import { readXlsx } from '../set-up/read-xlsx.ts'

const table: FileTable = {
  name: 'every kind: of [cell]',
  columns: [
    { name: 'text', kind: 'text' },
    { name: 'day', kind: 'day' },
    { name: 'at', kind: 'instant' },
    { name: 'amount', kind: 'amount' },
    { name: 'share', kind: 'share' },
    { name: 'multiple', kind: 'multiple' },
  ],
  about: [['as of', '2026-03-31']],
}

async function sheetsOf(pages: readonly (readonly (readonly Cell[])[])[], rowsOfSheet?: number) {
  const parts: Uint8Array[] = []
  for await (const part of xlsxOf(table, pages, rowsOfSheet === undefined ? {} : { rowsOfSheet })) parts.push(part)
  return readXlsx(Buffer.concat(parts))
}

describe('a workbook', () => {
  test('holds each kind as a spreadsheet knows it', async () => {
    const [sheet] = await sheetsOf([
      [
        ['=1+1', '2024-02-29', '2026-11-27T13:30:00.000Z', -5, 0.887, 18.73],
        [null, '1850-01-01', '', Number.MAX_SAFE_INTEGER, null, Number.NaN],
      ],
    ])
    expect(sheet?.name).toBe('every kind  of  cell ')
    expect(sheet?.rows[1]).toEqual([
      { value: '=1+1', format: '' },
      { value: 45_351, format: 'yyyy\\-mm\\-dd' },
      { value: 46_353.5625, format: 'yyyy\\-mm\\-dd\\ hh:mm:ss' },
      { value: -5, format: '#3' },
      { value: 0.887, format: '0.0%' },
      { value: 18.73, format: '0.0"×"' },
    ])
    // What a spreadsheet has no number for stays as it is written.
    expect(sheet?.rows[2]).toEqual([
      null,
      { value: '1850-01-01', format: '' },
      null,
      { value: '9007199254740991', format: '' },
      null,
      { value: 'NaN', format: '' },
    ])
    expect(sheet?.hasFormula).toBe(false)
  })

  test('is well-formed whatever somebody wrote', async () => {
    const texts = [
      '<&>"\'',
      ']]>',
      '\u0000\u000b\u001f',
      '\ud800 alone',
      '_x000B_',
      '  room  ',
      'a\nb',
      'x'.repeat(40_000),
    ]
    const [sheet] = await sheetsOf([texts.map((text) => [text])])
    const read = sheet?.rows.slice(1).map((row) => String(row[0]?.value)) ?? []
    expect(read.slice(0, 2)).toEqual(texts.slice(0, 2))
    expect(read[2]).toBe(texts[2])
    expect(read[3]).toBe('\ufffd alone')
    expect(read[4]).toBe(texts[4])
    expect(read.slice(5, 7)).toEqual(texts.slice(5, 7))
    expect(read[7]).toHaveLength(32_767)
  })

  test('goes on in a next sheet where one is full, each with its head', async () => {
    const rows = Array.from({ length: 25 }, (_, n) => [`row ${n}`])
    const sheets = await sheetsOf([rows.slice(0, 7), rows.slice(7)], 11)
    expect(sheets.map(({ rows: its }) => its.length)).toEqual([11, 11, 6, 1])
    expect(sheets.slice(0, 3).flatMap(({ rows: its }) => its.slice(1).map((row) => row[0]?.value))).toEqual(rows.flat())
  })
})
