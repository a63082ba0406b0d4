import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvRow, shieldedText, unshielded } from '../../src/drawing/csv-cells.ts'
import { type CsvRow, cellsOf, csvReader, type Delimiter } from '../../src/server/imports/csv-rows.ts'

const rowsOf = (text: string, delimiter: Delimiter = ',', cuts: readonly number[] = []): CsvRow[] => {
  const reader = csvReader(delimiter)
  const rows: CsvRow[] = []
  let start = 0
  for (const cut of [...cuts].sort((one, other) => one - other)) {
    const end = Math.max(start, Math.min(cut, text.length))
    rows.push(...reader.read(text.slice(start, end)))
    start = end
  }
  return [...rows, ...reader.read(text.slice(start)), ...reader.end()]
}
const cellsIn = (text: string, delimiter: Delimiter = ','): (readonly string[])[] =>
  rowsOf(text, delimiter).map(({ cells }) => cells)

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r', ' ', '=', "'", '\t', '\ud83d\ude80'),
  maxLength: 8,
})
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
const written = (rows: readonly (readonly string[])[], end: string): string =>
  rows.map((cells) => csvRow(cells).slice(0, -1)).join(end) + end

describe('rows of CSV', () => {
  test('what was written is read back, whatever the cells hold and wherever the pieces are cut', () => {
    return fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.nat(200), { maxLength: 5 }),
        (rows, end, cuts) => {
          const text = written(rows, end)
          expect(rowsOf(text, ',', cuts).map(({ cells }) => cells)).toEqual(rows)
          expect(rowsOf(text, ',', cuts).every(({ malformed }) => !malformed)).toBe(true)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('csv-parse reads the same', () => {
    return fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
        const text = written(rows, end)
        expect(cellsIn(text)).toEqual(
          parse(text, { relax_column_count: true, skip_empty_lines: true, record_delimiter: end }),
        )
      }),
      { numRuns: 1_000 },
    )
  })

  test('any text at all is read without a fault, the same in one piece and in many', () => {
    return fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '\0', '\ud800', ' '), maxLength: 60 }),
        fc.array(fc.nat(60), { maxLength: 6 }),
        (text, cuts) => {
          expect(rowsOf(text, ',', cuts)).toEqual(rowsOf(text))
        },
      ),
      { numRuns: 10_000 },
    )
  })

  test('lines are counted as an editor counts them', () => {
    expect(rowsOf('a,b\r\n\r\n"one\r\ntwo",c\r\nd,e').map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'a', 'b'],
      [3, 'one\r\ntwo', 'c'],
      [5, 'd', 'e'],
    ])
  })

  test.each([
    ['a stray quotation mark', 'x,y\na"b,c\nd,e\n'],
    ['text after a closing one', 'x,y\n"a"b,c\nd,e\n'],
    ['one that is never closed', 'x,y\n"ab,c\nd,e\n'],
  ])('%s costs its own row only', (_, text) => {
    const rows = rowsOf(text)
    expect(rows.map(({ malformed }) => malformed)).toEqual([false, true, false])
    expect(rows[2]).toMatchObject({ line: 3, cells: ['d', 'e'] })
  })

  test('a quotation mark that swallows the rest of a large file is refused with its line', () => {
    expect(() => rowsOf(`a,b\n"open${'x,y\n'.repeat(600_000)}`)).toThrow(
      'The row that begins on line 2 has a quotation mark that is never closed',
    )
  })

  test('semicolons and tabs separate as commas do', () => {
    expect(cellsIn('a;"b;c";d\n', ';')).toEqual([['a', 'b;c', 'd']])
    expect(cellsIn('a\tb,c\n', '\t')).toEqual([['a', 'b,c']])
    expect(cellsOf('a;"b;c"', ';')).toEqual(['a', 'b;c'])
  })
})

describe('text that a spreadsheet would run', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', "'=1", '\uff1d1'])('%j gets an apostrophe', (text) => {
    expect(shieldedText(text)).toBe(`'${text}`)
  })

  test.each(['payments-api', "'tis", '10', ''])('%j stays as it is', (text) => expect(shieldedText(text)).toBe(text))

  test('and comes back exactly', () => {
    return fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', 'a', '\t', ' ') }), (text) => {
        expect(unshielded(shieldedText(text))).toBe(text)
      }),
    )
  })
})
