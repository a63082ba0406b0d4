import { describe, expect, test } from 'vitest'
import { rewritten } from '../../../src/server/database/connection.ts'
import {
  additionsTo,
  addToRollup,
  insertMany,
  insertsOf,
  replacementsOf,
  type Write,
  writeTogether,
} from '../../../src/server/database/insert-many.ts'
import type { Queries, RollupLocationRow } from '../../../src/server/database/tables.ts'
import { engines } from '../../set-up/databases.ts'
import { move, service, withOneService } from './ledger-rows.ts'

describe.each(engines)('on $name', ({ name, freshDatabase }) => {
  test('many rows come back as they were given: nulls, largest amounts, quotes, umlauts, Hangul and emoji', async () => {
    const database = await withOneService(await freshDatabase())
    const odd = [
      `O'Brien "quoted" \\back`,
      'line\nbreak\ttab',
      '결제 서비스',
      'Überweisung 🚀',
      'null',
      '1e3',
      '{"a":1}',
      ' ',
    ]
    const moves = Array.from({ length: 12_345 }, (_, i) =>
      move(i + 1, {
        units: i === 0 ? 9_007_199_254_740_991 : i + 1,
        note: odd[i % odd.length] as string,
        from_id: i % 2 ? 2 : null,
        level: i % 5 ? null : i % 1000,
        reverses: i === 7 ? 3 : null,
      }),
    )
    await database.write((queries) => insertMany(queries, 'move', moves))
    const stored = await database.read((queries) => queries.selectFrom('move').selectAll().orderBy('id').execute())
    expect(stored).toEqual(moves)
  })

  test('one bad row, and none of the many is kept', async () => {
    const database = await withOneService(await freshDatabase())
    const moves = Array.from({ length: 6_000 }, (_, i) => move(i + 1, i === 5_999 ? { units: 0 } : {}))
    await expect(database.write((queries) => insertMany(queries, 'move', moves))).rejects.toThrow(/constraint/i)
    expect(await database.read((queries) => queries.selectFrom('move').selectAll().execute())).toEqual([])
  })

  test('no rows, no statement', async () => {
    const database = await freshDatabase()
    await database.write(async (queries) => {
      await insertMany(queries, 'move', [])
      await addToRollup(queries, 'rollup_day', [])
    })
  })

  test('a roll-up makes rows that are not there and adds to those that are, twice in one list too', async () => {
    const database = await withOneService(await freshDatabase())
    const change = (day: string, units: number, location_id = 1): RollupLocationRow => ({
      scope: 0,
      scope_id: 0,
      location_id,
      day,
      units,
      services: Math.sign(units),
    })
    await database.write((queries) =>
      addToRollup(queries, 'rollup_location', [
        change('2026-11-20', 5),
        change('2026-11-20', 7),
        change('2026-11-21', 1, 2),
      ]),
    )
    await database.write((queries) =>
      addToRollup(queries, 'rollup_location', [change('2026-11-20', -2), change('2026-11-22', 4)]),
    )
    const stored = await database.read((queries) =>
      queries.selectFrom('rollup_location').selectAll().orderBy('day').execute(),
    )
    expect(stored).toEqual([
      { ...change('2026-11-20', 10), services: 1 },
      change('2026-11-21', 1, 2),
      change('2026-11-22', 4),
    ])
  })

  test('writes to several tables are done together, and on PostgreSQL as one statement', async () => {
    const database = await withOneService(await freshDatabase())
    const at = (location_id: number, day: string, units: number): RollupLocationRow => ({
      scope: 0,
      scope_id: 0,
      location_id,
      day,
      units,
      services: 1,
    })
    const statements: string[] = []
    const together = (writes: (queries: Queries) => Iterable<Write>) =>
      database.write((queries) =>
        writeTogether(
          rewritten(queries, (statement) => {
            statements.push(statement)
            return statement
          }),
          writes(queries),
        ),
      )
    await together(function* (queries) {
      // The second move corrects the first, which a rule of the table holds against what is there at the end.
      yield* insertsOf(queries, 'move', [move(1), move(2, { from_id: 1, to_id: null, units: 1, reverses: 1 })])
      yield* additionsTo(queries, 'rollup_location', [at(1, '2026-11-20', 5)])
      yield* insertsOf(queries, 'service', [service(10), service(11)])
    })
    expect(statements).toHaveLength(name === 'postgres' ? 1 : 3)
    await together(function* (queries) {
      yield* additionsTo(queries, 'rollup_location', [at(1, '2026-11-20', 2)])
      yield* replacementsOf(queries, 'service', ['id'], [service(11, { owner: 'ada' }), service(12)])
    })
    await together(() => [])
    const stored = await database.read(async (queries) => ({
      moves: await queries.selectFrom('move').select('id').orderBy('id').execute(),
      sums: await queries.selectFrom('rollup_location').selectAll().execute(),
      services: await queries.selectFrom('service').selectAll().where('id', '>=', 10).orderBy('id').execute(),
    }))
    expect(stored).toEqual({
      moves: [{ id: 1 }, { id: 2 }],
      sums: [{ ...at(1, '2026-11-20', 7), services: 2 }],
      services: [service(10), service(11, { owner: 'ada' }), service(12)],
    })
  })

  test('of writes that are done together none is kept where one is refused', async () => {
    const database = await withOneService(await freshDatabase())
    for (const order of ['good first', 'bad first']) {
      const writing = database.write((queries) => {
        const good = [...insertsOf(queries, 'service', [service(10)])]
        const bad = [...insertsOf(queries, 'move', [move(1, { units: 0 })])]
        return writeTogether(queries, order === 'good first' ? [...good, ...bad] : [...bad, ...good])
      })
      await expect(writing).rejects.toThrow(/constraint/i)
    }
    expect(await database.read((queries) => queries.selectFrom('service').select('id').execute())).toEqual([{ id: 1 }])
  })

  test('names sort by their bytes on both engines, so that a page of names is the same page', async () => {
    const database = await withOneService(await freshDatabase())
    const names = ['zebra', 'Apple', 'apple', 'äpfel', '_x', 'a b', 'ab', 'a-b', '결제']
    await database.write((queries) =>
      insertMany(
        queries,
        'service',
        names.map((name, i) => service(i + 10, { name_search: name })),
      ),
    )
    const sorted = await database.read((queries) =>
      queries.selectFrom('service').select('name_search').where('id', '>=', 10).orderBy('name_search').execute(),
    )
    const bytes = (name: string) => Buffer.from(name)
    expect(sorted.map(({ name_search }) => name_search)).toEqual(
      [...names].sort((a, b) => Buffer.compare(bytes(a), bytes(b))),
    )
  })
})
