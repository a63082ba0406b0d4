import { beforeEach, describe, expect, test } from 'vitest'
import type { listBlockers } from '../../src/contract/blockers.ts'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { listMoves } from '../../src/contract/moves.ts'
import type { readStandUp, readStandUpDigest } from '../../src/contract/stand-ups.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import type { StandUpLine } from '../../src/domain/stand-up.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type Digest = AnswerOf<typeof readStandUpDigest>
type StandUp = AnswerOf<typeof readStandUp>

const teamNames = ['Payments', 'Web', 'Orders'] as const

// 2026-03-31 is a Tuesday. Payments and Web belong to Retail, Orders to Wholesale.
describe.each(quickEngines)('the digest of a day, on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
  })
  const digest = (query = '') => p.get<Digest>(`stand-ups/digest?${query}`)
  const made = async <T>(path: string, body: Record<string, unknown>): Promise<T> => {
    const { status, body: answer } = await p.post<T>(path, body)
    expect(status, JSON.stringify(answer)).toBeLessThan(300)
    return answer
  }
  const said = (team: string, body: Record<string, unknown>) =>
    made<StandUpLine>('stand-ups/lines', { team, time: 'morning', ...body })
  const answered = ({ id }: StandUpLine, body: Record<string, unknown>) => made(`stand-ups/lines/${id}/answer`, body)

  /** Two working days on which much happens, in each team something else. */
  async function busyDays() {
    p.setClock('2026-03-24')
    await made('blockers', { team: 'Orders', what: 'Port 443' })
    await made('blockers', { service: 'shop', what: 'A licence' })
    p.setClock('2026-03-30')
    const left = await said('Payments', { kind: 'promise', service: 'ledger', text: 'canary' })
    await said('Payments', { kind: 'promise', service: 'payments-api', level: 350 })
    await answered(left, { answer: 'not-today' })
    p.setClock('2026-03-31')
    await made('blockers/2/resolution', { note: '' })
    const kept = await said('Payments', { kind: 'promise', service: 'payments-api', level: 600 })
    const back = await said('Web', { kind: 'promise', service: 'shop', text: 'look' })
    const partly = await said('Orders', { kind: 'promise', service: 'orders', level: 800 })
    const taken = await said('Web', { kind: 'promise', service: 'shop', text: 'x' })
    await said('Web', { kind: 'promise', service: 'shop', text: 'open' })
    await made(`stand-ups/lines/${taken.id}/removal`, {})
    await answered(kept, { answer: 'kept', to: 'Cloud' })
    await answered(partly, { answer: 'partly', level: 500, from: 'On-premises', to: 'Frankfurt' })
    await answered(back, { answer: 'blocked', words: 'No rights' })
    await p.log('shop', '2026-03-31', { units: 70, from: 'Frankfurt', to: 'On-premises' })
    const wrong = await p.log('ledger', '2026-03-31', { units: 20, from: 'Cloud', to: 'On-premises' })
    await p.reverse(wrong.moves[0]?.id ?? 0)
  }

  /** The same figures, counted from what the other parts of the API say, entry by entry. */
  async function countedAnotherWay(day: string, teams: readonly string[]) {
    const sum = { promised: 0, kept: 0, open: 0, toCloud: 0, back: 0, units: 0, unitsBack: 0, silent: 0 }
    const blockers = { open: 0, opened: 0, escalated: 0, resolved: 0 }
    for (const team of teams) {
      const { lines } = await p.get<StandUp>(`stand-ups?team=${team}&day=${day}`)
      for (const { kind, answer } of lines) {
        if (kind !== 'promise') continue
        const isOpen = answer === null && day === '2026-03-31'
        sum[isOpen ? 'open' : 'promised']++
        if (answer?.answer === 'kept') sum.kept++
      }
      const { moves } = await p.get<AnswerOf<typeof listMoves>>(`moves?team=${team}&from=${day}&to=${day}`)
      for (const { from, to, units, reverses, reversedBy } of moves) {
        if (reverses !== null || reversedBy !== null) continue
        if (from?.kind === 'on_prem' && to !== null && to.kind !== 'on_prem') {
          sum.toCloud++
          sum.units += units
        }
        if (to?.kind === 'on_prem' && from !== null && from.kind !== 'on_prem') {
          sum.back++
          sum.unitsBack += units
        }
      }
      const its = await p.get<AnswerOf<typeof listBlockers>>(`blockers?team=${team}&state=all&asOf=${day}`)
      for (const { since, resolved, days } of its.blockers) {
        if (resolved?.on === day && since < day) blockers.resolved++
        if (resolved !== null) continue
        blockers.open++
        if (since === day) blockers.opened++
        if (days >= 5) blockers.escalated++
      }
      if (lines.length === 0 && moves.length === 0) sum.silent++
    }
    return { sum, blockers }
  }
  const figuresOf = ({
    promises,
    moves,
    blockers,
    teams,
  }: Pick<Digest, 'promises' | 'moves' | 'blockers' | 'teams'>) => ({
    sum: {
      promised: promises.promised,
      kept: promises.kept,
      open: promises.open,
      toCloud: moves.toCloud,
      back: moves.back,
      units: moves.units,
      unitsBack: moves.unitsBack,
      silent: teams.silent,
    },
    blockers,
  })

  test('its figures are those that the stand-ups, moves and blockers of its teams add up to', async () => {
    await busyDays()
    for (const day of ['2026-03-30', '2026-03-31']) {
      const whole = await digest(`day=${day}`)
      expect(figuresOf(whole)).toEqual(await countedAnotherWay(day, teamNames))
      for (const [at, teams] of [['Payments', 'Web'], ['Orders']].entries())
        expect(figuresOf(whole.divisions[at] as Digest['divisions'][number])).toEqual(
          await countedAnotherWay(day, teams),
        )
      for (const team of teamNames)
        expect(figuresOf(await digest(`day=${day}&team=${team}`))).toEqual(await countedAnotherWay(day, [team]))
    }
    expect(figuresOf(await digest())).toEqual({
      sum: { promised: 3, kept: 1, open: 2, toCloud: 2, back: 1, units: 425, unitsBack: 70, silent: 0 },
      blockers: { open: 2, opened: 1, escalated: 1, resolved: 1 },
    })
  })

  test('it says its day, what stands behind each figure, and how the divisions add up', async () => {
    await busyDays()
    const read = await digest()
    expect(read).toMatchObject({ day: '2026-03-31', today: '2026-03-31', isWorkingDay: true, escalationDays: 5 })
    expect(read.divisions.map(({ name }) => name)).toEqual(['Retail', 'Wholesale'])
    expect(read.divisions.reduce((sum, { moves }) => sum + moves.units, 0)).toBe(read.moves.units)
    expect(read.promised.map(({ team, service }) => [team.name, service?.name])).toEqual([
      ['Orders', 'orders'],
      // What was put off to the day stands among its promises.
      ['Payments', 'ledger'],
      ['Payments', 'payments-api'],
      ['Web', 'shop'],
      ['Web', 'shop'],
    ])
    expect(read.opened.map(({ what }) => what)).toEqual(['No rights'])
    expect(read.escalated.map(({ what }) => what)).toEqual(['Port 443'])
    expect((await digest('limit=1')).promised).toHaveLength(1)
    expect((await digest('limit=1')).promises).toEqual(read.promises)
    const oneByOne = await Promise.all([0, 1, 2, 3, 4, 5].map((offset) => digest(`limit=1&offset=${offset}`)))
    for (const list of ['promised', 'opened', 'escalated', 'silent'] as const)
      expect(oneByOne.flatMap((page): readonly unknown[] => page[list])).toEqual(read[list])
  })

  test('a promise of a day that is over where the team works is no longer open', async () => {
    await said('Web', { kind: 'promise', service: 'shop', text: 'x' })
    expect((await digest()).promises).toMatchObject({ promised: 0, open: 1 })
    const { teams } = await p.get<{ teams: { id: number; name: string; version: number }[] }>('teams')
    const web = teams.find(({ name }) => name === 'Web')
    await p.patch(`teams/${web?.id}`, { zone: 'Pacific/Kiritimati' }, web?.version)
    expect((await digest()).promises).toMatchObject({ promised: 1, unanswered: 1, open: 0 })
  })

  test('a team was heard by a line, an answer, a move or its word that nothing changed; by what was put off it was not', async () => {
    const counts = async () => (await digest()).teams
    const unheard = async () => (await digest()).silent.map(({ name }) => name)
    expect(await counts()).toEqual({ heard: 0, away: 0, silent: 3 })
    p.setClock('2026-03-30')
    const before = await said('Orders', { kind: 'promise', service: 'orders', text: 'x' })
    await answered(before, { answer: 'not-today' })
    p.setClock('2026-03-31')
    expect(await unheard()).toEqual(['Orders', 'Payments', 'Web'])
    await answered((await digest()).promised[0] as StandUpLine, { answer: 'kept' })
    expect(await unheard()).toEqual(['Payments', 'Web'])
    await p.log('shop', '2026-03-31', { units: 5, from: null, to: 'Frankfurt' })
    expect(await unheard()).toEqual(['Payments'])
    await made('teams/1/confirmations', {})
    expect(await counts()).toEqual({ heard: 3, away: 0, silent: 0 })
  })

  test('nobody waits for a team of which everybody is away, nor on a weekend, nor for one that is dissolved', async () => {
    for (const name of ['Ada', 'Bob', 'Eve']) await made('people', { name, signInName: name.toLowerCase() })
    for (const [person, role] of [
      ['Ada', 'lead'],
      ['Bob', 'member'],
      ['Eve', 'viewer'],
    ] as const)
      await made('teams/1/members', { person, role, since: '2026-01-01' })
    await made('absences', { team: 'Payments', who: 'Ada', from: '2026-03-31', to: '2026-04-01' })
    await made('absences', { team: 'Payments', who: 'Ada', from: '2026-03-30', to: '2026-04-02' })
    expect((await digest()).teams).toEqual({ heard: 0, away: 0, silent: 3 })
    expect((await digest('limit=1&offset=2')).silent.map(({ name }) => name)).toEqual(['Web'])
    expect((await digest()).silent.find(({ name }) => name === 'Payments')).toMatchObject({
      division: { name: 'Retail' },
      members: 2,
      isAway: false,
      absent: [{ name: 'Ada', to: '2026-04-02' }],
    })
    await made('absences', { team: 'Payments', who: 'Bob', from: '2026-03-31' })
    const read = await digest()
    expect(read.teams).toEqual({ heard: 0, away: 1, silent: 2 })
    expect(read.silent.map(({ name, isAway }) => [name, isAway])).toEqual([
      ['Orders', false],
      ['Web', false],
      ['Payments', true],
    ])
    // Ada said it to Payments, and is no more there for Web.
    await made('teams/2/members', { person: 'Ada', role: 'member', since: '2026-01-01' })
    const both = await digest()
    expect(both.teams).toEqual({ heard: 0, away: 2, silent: 1 })
    expect(both.silent.find(({ name }) => name === 'Web')).toMatchObject({
      isAway: true,
      absent: [{ name: 'Ada', to: '2026-04-02' }],
    })
    // A Saturday.
    const saturday = await digest('day=2026-03-28')
    expect([saturday.isWorkingDay, saturday.teams, saturday.silent]).toEqual([
      false,
      { heard: 0, away: 0, silent: 0 },
      [],
    ])
    const { teams } = await p.get<{ teams: { id: number; name: string; version: number }[] }>('teams')
    const web = teams.find(({ name }) => name === 'Web')
    expect((await p.patch(`teams/${web?.id}`, { dissolvedOn: '2026-03-30' }, web?.version)).status).toBe(200)
    expect((await digest()).teams).toEqual({ heard: 0, away: 1, silent: 1 })
  })

  test('whoever reads some divisions reads their part', async () => {
    await busyDays()
    p.setActor({ ...localAdministrator, role: 'viewer', reads: new Set([2]) })
    const read = await digest()
    expect(read.divisions.map(({ name }) => name)).toEqual(['Wholesale'])
    expect(read.promises).toMatchObject({ promised: 1, partly: 1, open: 0 })
    expect(read.blockers).toMatchObject({ open: 1, escalated: 1 })
    expect(read.moves).toMatchObject({ toCloud: 1, units: 125, back: 0 })
    expect(JSON.stringify(read)).not.toMatch(/Payments|Retail|shop/)
    expect((await p.ask<{ code: string }>('GET', 'stand-ups/digest?division=Retail')).body.code).toBe(
      'unknown-division',
    )
  })

  test('a day that has not come is refused with what to do', async () => {
    const { status, body } = await p.ask<{ code: string }>('GET', 'stand-ups/digest?day=2026-04-01')
    expect([status, body.code]).toEqual([422, 'as-of-in-future'])
    expect((await p.ask('GET', 'stand-ups/digest?limit=0')).status).toBe(400)
  })
})
