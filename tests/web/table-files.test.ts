import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { tableBlob } from '../../src/web/shared/charts/table-files.ts'
import { readXlsx } from '../set-up/read-xlsx.ts'

const table = {
  name: 'Growth ladder',
  columns: [
    { label: '날짜', name: 'day' },
    { label: 'In cloud', name: 'cloud' },
    { label: 'Team' },
    { label: '×', kind: 'multiple' as const },
  ],
  rows: [
    ['2026-03-01', 1_200, '=1+1', 1.5],
    ['2026-03-08', null, 'shop', null],
  ],
  about: [['Day', 'As of 8 Mar 2026']] as const,
  aboutName: 'About',
}

test('a table of the page is the same figures in each format', async () => {
  const csv = await (await tableBlob('csv', table)).text()
  expect(parse(csv, { bom: true })).toEqual([
    ['날짜', 'In cloud', 'Team', '×'],
    ['2026-03-01', '1200', "'=1+1", '1.5'],
    ['2026-03-08', '', 'shop', ''],
  ])
  expect(JSON.parse(await (await tableBlob('json', table)).text())).toEqual({
    about: { Day: 'As of 8 Mar 2026' },
    rows: [
      { day: '2026-03-01', cloud: 1_200, Team: '=1+1', '×': 1.5 },
      { day: '2026-03-08', cloud: null, Team: 'shop', '×': null },
    ],
  })
  const blob = await tableBlob('xlsx', table)
  expect(blob.type).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  const [sheet, about] = readXlsx(new Uint8Array(await blob.arrayBuffer()))
  expect(sheet?.rows[0]?.map((cell) => cell?.value)).toEqual(['날짜', 'In cloud', 'Team', '×'])
  expect(sheet?.rows[1]).toEqual([
    { value: 46_082, format: 'yyyy\\-mm\\-dd' },
    { value: 1_200, format: '#3' },
    { value: '=1+1', format: '' },
    { value: 1.5, format: '0.0"×"' },
  ])
  expect(sheet).toMatchObject({ name: 'Growth ladder', isHeadFrozen: true, hasFormula: false })
  expect(about).toMatchObject({ name: 'About' })
  expect(about?.rows[0]?.map((cell) => cell?.value)).toEqual(['Day', 'As of 8 Mar 2026'])
})
