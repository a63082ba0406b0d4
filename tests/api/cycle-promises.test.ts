import { describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { listCycleTeams } from '../../src/contract/release-cycles.ts'
import type { readStandUp } from '../../src/contract/stand-ups.ts'
import type { StandUpLine } from '../../src/domain/stand-up.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type Teams = AnswerOf<typeof listCycleTeams>

// Cycle 2 runs from 2026-03-02 to 2026-04-26.
describe.each(quickEngines)('kept of promised of a cycle, by team, on $name', ({ freshDatabase }) => {
  const made = async <T = { id: number }>(p: ProgrammeApi, path: string, body: Record<string, unknown>): Promise<T> => {
    const { status, body: answer } = await p.post<T>(path, body)
    expect(status, JSON.stringify(answer)).toBeLessThan(300)
    return answer
  }
  const promise = (p: ProgrammeApi, team: string, service: string, text: string) =>
    made<StandUpLine>(p, 'stand-ups/lines', { team, kind: 'promise', service, text })
  const figuresIn = async (p: ProgrammeApi, query = '') => {
    const { rows } = await p.get<Teams>(`release-cycles/2/teams${query}`)
    return Object.fromEntries(
      rows.map(({ team, promisesDue, promisesKept }) => [team.name, [promisesDue, promisesKept]]),
    )
  }

  /** Payments keeps one of three and Quiet, which moves nothing, none of one; the last of Payments is never answered. */
  async function standUps(p: ProgrammeApi) {
    await p.team('Quiet', 'Wholesale')
    p.setClock('2026-03-26')
    await promise(p, 'Payments', 'payments-api', 'left open')
    p.setClock('2026-03-31')
    const kept = await promise(p, 'Payments', 'ledger', 'canary on')
    const dropped = await promise(p, 'Payments', 'ledger', 'second cell')
    const quiet = await promise(p, 'Quiet', 'orders', 'look')
    await made(p, `stand-ups/lines/${kept.id}/answer`, { answer: 'kept' })
    await made(p, `stand-ups/lines/${dropped.id}/answer`, { answer: 'not-today', carryTo: null, words: 'No need' })
    await made(p, `stand-ups/lines/${quiet.id}/answer`, { answer: 'blocked', words: 'No rights' })
    // Neither what was taken back nor what is open yet counts.
    const taken = await promise(p, 'Web', 'shop', 'x')
    await made(p, `stand-ups/lines/${taken.id}/removal`, {})
    await promise(p, 'Web', 'shop', 'open')
  }

  test('it is what the stand-ups of the team say, also of one that moved nothing', async () => {
    const p = await twoDivisions(await freshDatabase())
    await standUps(p)
    const figures = await figuresIn(p)
    expect(figures).toMatchObject({ Payments: [3, 1], Quiet: [1, 0] })
    for (const [team, its] of Object.entries(figures)) {
      const { cycle } = await p.get<AnswerOf<typeof readStandUp>>(`stand-ups?team=${team}`)
      expect([cycle?.promises.promised, cycle?.promises.kept], team).toEqual(its)
    }
    expect(await figuresIn(p, '?division=Wholesale')).toMatchObject({ Quiet: [1, 0] })
    expect(await figuresIn(p, '?division=Wholesale')).not.toHaveProperty('Payments')
    // Of a day before, only what was promised by then.
    expect(await figuresIn(p, '?asOf=2026-03-30')).toMatchObject({ Payments: [1, 0] })
  })

  test('closing freezes it, and what is answered later stands beside it', async () => {
    const database = await freshDatabase()
    const p = await twoDivisions(database)
    await standUps(p)
    p.setClock('2026-04-24')
    const late = await promise(p, 'Payments', 'ledger', 'third cell')
    p.setClock('2026-04-27')
    expect((await p.close(1, { notes: '', carryOver: [] })).status).toBeLessThan(300)
    const closed = await p.close(2, { notes: '', carryOver: [] })
    expect(closed.status, JSON.stringify(closed.body)).toBeLessThan(300)
    expect(await figuresIn(p)).toMatchObject({ Payments: [4, 1], Quiet: [1, 0], Web: [1, 0] })
    await made(p, `stand-ups/lines/${late.id}/answer`, { answer: 'kept' })
    const { rows, isRecord, notOnRecord } = await p.get<Teams>('release-cycles/2/teams')
    const payments = rows.find(({ team }) => team.name === 'Payments')
    expect([isRecord, notOnRecord, payments?.promisesKept, payments?.now?.promisesKept]).toEqual([true, 0, 1, 2])
    expect(rows.find(({ team }) => team.name === 'Quiet')?.now).toBeNull()
  })

  test('of a record from before it was frozen nothing is told', async () => {
    const database = await freshDatabase()
    const p = await twoDivisions(database)
    await standUps(p)
    const old = await p.team('Old', 'Retail')
    await promise(p, 'Old', 'shop', 'long ago')
    p.setClock('2026-04-27')
    await p.close(1, { notes: '', carryOver: [] })
    await p.close(2, { notes: '', carryOver: [] })
    // The record itself is never changed: a row as the program of before wrote it, of a team that it knew.
    await database.write(async (queries) => {
      const row = await queries
        .selectFrom('closed_team')
        .selectAll()
        .where('cycle_number', '=', 2)
        .where('team_id', '=', 1)
        .executeTakeFirstOrThrow()
      await queries
        .insertInto('closed_team')
        .values({ ...row, cycle_number: 1, team_id: old, team_name: 'Old', promises_due: null, promises_kept: null })
        .execute()
    })
    const { rows } = await p.get<Teams>('release-cycles/1/teams')
    expect(rows.find(({ team }) => team.name === 'Old')).toMatchObject({
      promisesDue: null,
      promisesKept: null,
      now: { promisesDue: null, promisesKept: null },
    })
  })
})
