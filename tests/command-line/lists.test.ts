import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { unshielded } from '../../src/drawing/csv-cells.ts'
import { engines } from '../set-up/databases.ts'
import { readXlsx } from '../set-up/read-xlsx.ts'
import { unzipped } from '../set-up/unzipped.ts'
import { moves, onEngine } from './set-up/tenfold.ts'

test.each(engines)('lists, slides and metrics are written, and nothing is written over ($name)', async (engine) => {
  const line = await onEngine(engine, '2026-03-31T12:00:00Z')
  line.file('moves.csv', moves)
  await line.run('import', 'moves.csv')
  const read = (name: string) => readFileSync(join(line.here, name))
  expect(await line.run('lists', 'services', 'services.csv')).toMatchObject({ code: 0 })
  const rows: Record<string, string>[] = parse(read('services.csv'), { columns: true })
  expect(rows.map(({ name }) => name)).toContain('payments-api')
  await line.run('lists', 'services', 'services.xlsx')
  const [sheet] = readXlsx(read('services.xlsx'))
  expect(sheet?.rows.slice(1).map((row) => row[1]?.value)).toEqual(rows.map(({ name = '' }) => unshielded(name)))
  await line.run('lists', 'moves', 'moves.json', '--service', 'payments-api')
  const listed = JSON.parse(read('moves.json').toString('utf8')) as { moves: { service: { name: string } }[] }
  expect(new Set(listed.moves.map(({ service }) => service.name))).toEqual(new Set(['payments-api']))
  expect(await line.run('lists', 'audit', 'audit.csv')).toMatchObject({ code: 0 })
  expect(await line.run('lists', 'services', 'services.csv')).toMatchObject({ code: 2 })
  expect(await line.run('lists', 'services', 'services.pdf')).toMatchObject({ code: 2 })
  expect(await line.run('lists', 'services', 'none.csv', '--team', 'nobody')).toMatchObject({ code: 1 })
  expect(() => read('none.csv')).toThrow()
  expect(await line.run('slides', 'write', 'march.pptx')).toMatchObject({ code: 0 })
  expect([...unzipped(read('march.pptx')).keys()]).toContain('ppt/slides/slide1.xml')
  expect(await line.run('slides', 'write', 'march.pptx')).toMatchObject({ code: 2 })
  expect((await line.run('metrics')).out).toContain('tenfold_cloud_services ')
})
