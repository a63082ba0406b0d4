import { describe, expect, test } from 'vitest'
import { brokenRule } from '../../../src/server/database/broken-rule.ts'
import type { Queries } from '../../../src/server/database/tables.ts'
import { engines } from '../../set-up/databases.ts'

const addDivision = (queries: Queries, id: number, name = `division ${id}`) =>
  queries.insertInto('division').values({ id, name, name_search: name, version: 1 }).execute()

const divisions = async (queries: Queries): Promise<number[]> =>
  (await queries.selectFrom('division').select('id').orderBy('id').execute()).map(({ id }) => id)

/** A point that one side reaches and the other waits for. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}

describe.each(engines)('on $name', ({ freshDatabase, freshPlace }) => {
  test('all reads of one answer see one moment, whatever is written meanwhile', async () => {
    const database = await freshDatabase()
    await database.write((queries) => addDivision(queries, 1))
    const firstRead = gate()
    const written = gate()
    const answer = database.read(async (queries) => {
      const before = await divisions(queries)
      firstRead.open()
      await written.opened
      return { before, after: await divisions(queries) }
    })
    await firstRead.opened
    await database.write((queries) => addDivision(queries, 2))
    written.open()
    expect(await answer).toEqual({ before: [1], after: [1] })
    expect(await database.read(divisions)).toEqual([1, 2])
  })

  test('a look is one statement that reads, and no more', async () => {
    const database = await freshDatabase()
    await database.write((queries) => addDivision(queries, 1))
    expect(await database.look(divisions)).toEqual([1])
    await expect(database.look((queries) => addDivision(queries, 2))).rejects.toThrow('One statement that reads')
    const twice = database.look(async (queries) => [await divisions(queries), await divisions(queries)])
    await expect(twice).rejects.toThrow('One statement that reads')
    expect(await database.read(divisions)).toEqual([1])
  })

  test('a read cannot write', async () => {
    const database = await freshDatabase()
    await expect(database.read((queries) => addDivision(queries, 1))).rejects.toThrow(/read-?only/)
    expect(await database.read(divisions)).toEqual([])
  })

  test('a write that throws leaves nothing, and the next one works', async () => {
    const database = await freshDatabase()
    const failing = database.write(async (queries) => {
      await addDivision(queries, 1)
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    await database.write((queries) => addDivision(queries, 2))
    expect(await database.read(divisions)).toEqual([2])
  })

  test('a statement that fails takes its whole write with it', async () => {
    const database = await freshDatabase()
    await database.write((queries) => addDivision(queries, 1, 'payments'))
    const failing = database.write(async (queries) => {
      await addDivision(queries, 2)
      await addDivision(queries, 3, 'payments')
    })
    const error: unknown = await failing.catch((reason: unknown) => reason)
    expect(brokenRule(error)).toBe('unique')
    expect(await database.read(divisions)).toEqual([1])
  })

  test('fifty writers that read, wait and write never overtake each other', async () => {
    const database = await freshDatabase()
    const order: number[] = []
    const count = async (queries: Queries, writer: number) => {
      order.push(writer)
      const ids = await divisions(queries)
      await new Promise((resolve) => setTimeout(resolve, writer % 3))
      await addDivision(queries, (ids.at(-1) ?? 0) + 1)
    }
    const writers = Array.from({ length: 50 }, (_, writer) => writer)
    await Promise.all(writers.map((writer) => database.write((queries) => count(queries, writer))))
    expect(order).toEqual(writers)
    expect(await database.read(divisions)).toHaveLength(50)
  })

  test('reads go on while a write takes its time', async () => {
    const database = await freshDatabase()
    const begun = gate()
    const mayEnd = gate()
    const slow = database.write(async (queries) => {
      await addDivision(queries, 1)
      begun.open()
      await mayEnd.opened
    })
    await begun.opened
    expect(await Promise.all(Array.from({ length: 8 }, () => database.read(divisions)))).toEqual(Array(8).fill([]))
    mayEnd.open()
    await slow
    expect(await database.read(divisions)).toEqual([1])
  })

  test('a query that was not awaited is refused when its write is over', async () => {
    const database = await freshDatabase()
    let kept: Queries | undefined
    await database.write(async (queries) => {
      kept = queries
    })
    await expect(addDivision(kept as Queries, 1)).rejects.toThrow('after its transaction had ended')
    expect(await database.read(divisions)).toEqual([])
  })

  test('a transaction inside a transaction is refused, for it could not be taken back alone', async () => {
    const database = await freshDatabase()
    const nested = database.write((queries) => queries.transaction().execute(async (inner) => addDivision(inner, 1)))
    await expect(nested).rejects.toThrow('all or nothing')
  })

  test('closing waits for the writes already asked for, and refuses later ones', async () => {
    const database = await freshDatabase()
    const asked = [1, 2, 3].map((id) => database.write((queries) => addDivision(queries, id)))
    const closed = database.close()
    await expect(database.write((queries) => addDivision(queries, 4))).rejects.toThrow('closed')
    await closed
    await expect(Promise.all(asked)).resolves.toHaveLength(3)
  })

  test('an amount past what can be counted exactly is an error, never a rounded figure', async () => {
    const { openDatabase } = await import('../../../src/server/database/open-database.ts')
    const { sql } = await import('kysely')
    const database = await openDatabase(await freshPlace())
    try {
      const ask = (amount: string) =>
        database.read((queries) =>
          sql<{ n: number }>`select sum(n) as n from (select cast(${sql.raw(amount)} as bigint) as n) as one`.execute(
            queries,
          ),
        )
      expect((await ask('9007199254740991')).rows).toEqual([{ n: 9007199254740991 }])
      await expect(ask('9007199254740993')).rejects.toThrow(RangeError)
    } finally {
      await database.close()
    }
  })
})
