import { describe, expect, test } from 'vitest'
import { brokenRule } from '../../../src/server/database/broken-rule.ts'
import { addToRollup, insertMany } from '../../../src/server/database/insert-many.ts'
import { openMemoryDatabase } from '../../../src/server/database/memory-database.ts'
import { openWasmDatabase } from '../../../src/server/database/wasm-database.ts'
import { afterwards } from '../../set-up/databases.ts'
import { move, withOneService } from './ledger-rows.ts'

const hosts = [
  { name: 'memory of Node, for journeys', open: openMemoryDatabase },
  { name: "browser's SQLite, for the demo", open: openWasmDatabase },
]

describe.each(hosts)('in the $name', ({ open }) => {
  const freshDatabase = async () => {
    const database = await open()
    afterwards(() => database.close())
    return withOneService(database)
  }

  test('the ledger is kept and given back', async () => {
    const database = await freshDatabase()
    const moves = Array.from({ length: 6_000 }, (_, i) => move(i + 1, { note: i % 2 ? '결제 🚀' : '' }))
    const change = { scope: 0, scope_id: 0, location_id: 1, day: '2026-11-22', units: 3, services: 1 }
    await database.write(async (queries) => {
      await insertMany(queries, 'move', moves)
      await addToRollup(queries, 'rollup_location', [change, change])
    })
    expect(await database.read((queries) => queries.selectFrom('move').selectAll().orderBy('id').execute())).toEqual(
      moves,
    )
    expect(await database.read((queries) => queries.selectFrom('rollup_location').selectAll().execute())).toEqual([
      { ...change, units: 6, services: 2 },
    ])
  })

  test('reads cannot write, and a failed write leaves nothing', async () => {
    const database = await freshDatabase()
    await expect(database.read((queries) => insertMany(queries, 'move', [move(1)]))).rejects.toThrow(/readonly/)
    await expect(
      database.write(async (queries) => {
        await insertMany(queries, 'move', [move(1)])
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await database.read((queries) => queries.selectFrom('move').selectAll().execute())).toEqual([])
  })

  test('broken rules are told apart', async () => {
    const database = await freshDatabase()
    await database.write((queries) => insertMany(queries, 'move', [move(1)]))
    const ruleOf = (facts: Parameters<typeof move>[1]) =>
      database.write((queries) => insertMany(queries, 'move', [move(2, facts)])).then(() => 'none', brokenRule)
    expect(await ruleOf({ id: 1 })).toBe('unique')
    expect(await ruleOf({ units: 0 })).toBe('check')
    expect(await ruleOf({ service_id: 99 })).toBe('foreign-key')
    await expect(database.write((queries) => queries.deleteFrom('move').execute())).rejects.toThrow(
      'never changed or deleted',
    )
  })

  test('reads and writes asked for at once take turns', async () => {
    const database = await freshDatabase()
    const counted: number[] = []
    const ids = Array.from({ length: 20 }, (_, i) => i + 1)
    await Promise.all(
      ids.flatMap((id) => [
        database.write((queries) => insertMany(queries, 'move', [move(id)])),
        database.read(async (queries) => {
          counted.push((await queries.selectFrom('move').select('id').execute()).length)
        }),
      ]),
    )
    expect(counted).toEqual(ids)
  })
})
