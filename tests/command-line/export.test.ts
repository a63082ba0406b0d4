import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { apiOver } from '../set-up/api.ts'
import { commandLine, moves } from './set-up/tenfold.ts'

let line: ReturnType<typeof commandLine>
let here: string
beforeEach(() => {
  line = commandLine()
  here = line.here
})
const tenfold: typeof line.tenfold = (...said) => line.tenfold(...said)
const file: typeof line.file = (...said) => line.file(...said)

describe('export', () => {
  test('imported into an empty folder it gives the same ledger, formulas and custom fields included', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    expect(await tenfold(['export', '--folder', 'out'])).toMatchObject({ code: 0, err: '' })
    const written = readFileSync(join(here, 'out/dated-moves.csv'), 'utf8')
    expect(written).toContain("2026-01-06,'=sum(A1),payments,retail,30,,On-premises,'-note,'+evidence,'@centre")
    line.data = join(here, 'second')
    expect(await tenfold(['import', 'out/dated-moves.csv', '--locations', 'out/locations.csv'])).toMatchObject({
      code: 0,
    })
    await tenfold(['export', '--folder', 'again'])
    for (const name of ['dated-moves.csv', 'locations.csv', 'services.csv']) {
      expect(readFileSync(join(here, 'again', name), 'utf8')).toBe(readFileSync(join(here, 'out', name), 'utf8'))
    }
    const json = JSON.parse(readFileSync(join(here, 'out/ledger.json'), 'utf8')) as {
      moves: object[]
      services: object[]
    }
    expect([json.moves.length, json.services.length]).toEqual([3, 2])
    expect(json.moves[2]).toMatchObject({
      service: 'payments-api',
      from: 'On-premises',
      to: 'Cloud',
      units: 100,
      note: 'first, "step"\nof two',
    })
  })

  test('an undone import is not in the moves, but in the JSON', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    const database = await openDatabase({ folder: line.data })
    await apiOver(database, '2026-11-22T11:00:00Z').send('imports/1/undo', {})
    await database.close()
    await tenfold(['export', '--folder', 'out'])
    expect(readFileSync(join(here, 'out/dated-moves.csv'), 'utf8').trim().split('\n')).toHaveLength(1)
    expect((JSON.parse(readFileSync(join(here, 'out/ledger.json'), 'utf8')) as { moves: object[] }).moves).toHaveLength(
      6,
    )
  })

  test('never writes over anything', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    expect(await tenfold(['export', '--folder', '.'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not empty'),
    })
  })

  test('without data it says so', async () => {
    expect(await tenfold(['export'])).toMatchObject({ code: 78, err: expect.stringContaining('There is no data in') })
    expect(existsSync(line.data)).toBe(false)
  })
})
