import { beforeEach, describe, expect, test } from 'vitest'
import type { Move } from '../../src/domain/move.ts'
import type { StandUpLine } from '../../src/domain/stand-up.ts'
import { rewritten } from '../../src/server/database/connection.ts'
import type { Database } from '../../src/server/database/database.ts'
import { type Answer, type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

// On PostgreSQL each statement is a way there and back while everybody else waits for the write lock: a hundred people
// who speak at nine o'clock wait for the sum of all. Whoever needs one more statement says here why it is worth that.
const most = { promise: 8, answer: { postgres: 23, sqlite: 30 } } as const

/** The same database, which tells each statement of its writes. */
const toldOf = (database: Database, tell: (statement: string) => void): Database => ({
  ...database,
  write: (work) =>
    database.write((queries) =>
      work(
        rewritten(queries, (statement) => {
          tell(statement)
          return statement
        }),
      ),
    ),
})

describe.each(quickEngines)('statements under the write lock on $name', ({ name, freshDatabase }) => {
  let p: ProgrammeApi
  let statements: string[]
  beforeEach(async () => {
    statements = []
    p = await twoDivisions(toldOf(await freshDatabase(), (statement) => statements.push(statement)))
    // The first write of a minute sweeps old keys out.
    await p.post('stand-ups/lines', { team: 'Payments', kind: 'note', text: 'Good morning.' })
  })
  const during = async <T>(write: () => Promise<Answer<T>>): Promise<T> => {
    statements = []
    const { status, body } = await write()
    expect(status, JSON.stringify(body)).toBe(201)
    return body
  }
  const promise = (level: number) =>
    during(() =>
      p.post<StandUpLine>('stand-ups/lines', { team: 'Payments', kind: 'promise', service: 'payments-api', level }),
    )

  test('a promise takes as few as it did', async () => {
    await promise(600)
    expect(statements, statements.join('\n')).toHaveLength(most.promise)
    await promise(700)
    expect(statements, statements.join('\n')).toHaveLength(most.promise)
  })

  test('a promise that was kept takes as few as it did, and has written its move', async () => {
    for (const level of [600, 700]) {
      const { id } = await promise(level)
      const { moves } = await during(() =>
        p.post<{ moves: Move[] }>(`stand-ups/lines/${id}/answer`, { answer: 'kept', words: 'Done.' }),
      )
      expect(moves).toMatchObject([{ level }])
      expect(statements, statements.join('\n')).toHaveLength(most.answer[name])
    }
    expect((await p.projections()).differences).toEqual([])
  })

  test('a move takes no more than a promise that is kept', async () => {
    await during(() => p.post('moves', { service: 'payments-api', occurredOn: '2026-03-31', level: 600 }))
    expect(statements.length, statements.join('\n')).toBeLessThan(most.answer[name])
  })

  test('what is asked of one promise does not grow with the day', async () => {
    const { id } = await promise(600)
    for (let said = 0; said < 20; said++)
      await p.post('stand-ups/lines', { team: 'Payments', kind: 'note', text: `Note ${said}.` })
    await during(() => p.post(`stand-ups/lines/${id}/answer`, { answer: 'kept', words: '' }))
    expect(statements, statements.join('\n')).toHaveLength(most.answer[name])
  })
})

describe.each(quickEngines)('keys of requests on $name', ({ freshDatabase }) => {
  test('are swept out a month after they were used, and looked for once a minute', async () => {
    const statements: string[] = []
    const database = toldOf(await freshDatabase(), (statement) => statements.push(statement))
    const p = await twoDivisions(database)
    const say = async (at: string, key: string) => {
      p.setClock(at)
      statements.length = 0
      await p.post('stand-ups/lines', { team: 'Payments', kind: 'note', text: at }, key)
      return statements.filter((statement) => statement.startsWith('delete')).length
    }
    const kept = () =>
      database.read(async (queries) =>
        (await queries.selectFrom('idempotency').select('key').orderBy('key').execute()).map(({ key }) => key),
      )
    expect(await say('2026-04-01T09:00:00Z', 'first-key')).toBe(1)
    expect(await say('2026-04-01T09:00:59Z', 'second-key')).toBe(0)
    expect(await say('2026-04-01T09:01:00Z', 'third-key')).toBe(1)
    expect(await kept()).toEqual(expect.arrayContaining(['first-key', 'second-key', 'third-key']))
    expect(await say('2026-05-01T09:00:30Z', 'fourth-key')).toBe(1)
    expect(await kept()).toEqual(['fourth-key', 'second-key', 'third-key'])
    // A clock that was put back does not put the next sweep off.
    expect(await say('2026-04-30T09:00:00Z', 'fifth-key')).toBe(1)
  })
})
