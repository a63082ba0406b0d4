import { beforeEach, describe, expect, test } from 'vitest'
import type { listBlockers } from '../../src/contract/blockers.ts'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { answerPromise, readStandUp } from '../../src/contract/stand-ups.ts'
import type { Absence } from '../../src/domain/absence.ts'
import type { Move } from '../../src/domain/move.ts'
import { type Actor, localAdministrator } from '../../src/domain/permissions.ts'
import type { StandUpLine } from '../../src/domain/stand-up.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type StandUp = AnswerOf<typeof readStandUp>
type Answered = AnswerOf<typeof answerPromise>
interface Problem {
  code: string
  detail: string
  fields?: Record<string, string>
}

// 2026-03-31 is a Tuesday.
describe.each(quickEngines)('stand-ups on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
  })
  const said = async (body: Record<string, unknown>): Promise<StandUpLine> => {
    const { status, body: line } = await p.post<StandUpLine>('stand-ups/lines', { team: 'Payments', ...body })
    expect(status, JSON.stringify(line)).toBe(201)
    return line
  }
  const promised = (body: Record<string, unknown> = {}) =>
    said({ kind: 'promise', service: 'payments-api', level: 600, ...body })
  const answered = async ({ id }: StandUpLine, body: Record<string, unknown>): Promise<Answered> => {
    const { status, body: answer } = await p.post<Answered>(`stand-ups/lines/${id}/answer`, body)
    expect(status, JSON.stringify(answer)).toBe(201)
    return answer
  }
  const refused = async (path: string, body: Record<string, unknown> = {}) => {
    const answer = await p.post<Problem>(path, body)
    expect(answer.status, JSON.stringify(answer.body)).toBeGreaterThanOrEqual(400)
    return answer.body.code
  }
  const standUp = (query = '') => p.get<StandUp>(`stand-ups?team=Payments${query}`)
  const levelOf = async (service: string) =>
    (await p.get<{ services: { name: string; cloudLevel: number | null }[] }>(`services?q=${service}`)).services.find(
      ({ name }) => name === service,
    )?.cloudLevel
  const movesOf = async (service: string) => (await p.get<{ moves: Move[] }>(`moves?service=${service}`)).moves
  const auditOf = async (action: string) =>
    (await p.get<{ entries: { subject: string }[] }>(`audit?action=${action}`)).entries.length

  test('the morning promises, and the evening view has it with the cycle it counts in', async () => {
    const line = await promised({ author: 'Grace' })
    expect(line).toMatchObject({
      day: '2026-03-31',
      time: 'morning',
      author: { person: null, name: 'Grace' },
      typedBy: localAdministrator.name,
      isOwn: true,
      service: { name: 'payments-api', level: 300 },
      level: 600,
      text: '',
      answer: null,
      version: 1,
    })
    await said({ kind: 'note', text: 'Half of us are ill.', time: 'evening' })
    const read = await standUp()
    expect(read).toMatchObject({
      team: { name: 'Payments', zone: 'UTC', region: '' },
      day: '2026-03-31',
      today: '2026-03-31',
      time: 'morning',
      cycle: { number: 2, day: 30, days: 56, promises: { promised: 0, kept: 0, open: 1 } },
      promises: { promised: 0, open: 1 },
      open: [],
    })
    expect(read.lines.map(({ kind, time }) => [kind, time])).toEqual([
      ['promise', 'morning'],
      ['note', 'evening'],
    ])
    expect(read.people).toEqual([
      { person: null, name: 'Grace', morning: true, evening: false, absence: null },
      { person: null, name: localAdministrator.name, morning: false, evening: true, absence: null },
    ])
    expect((await standUp('&day=2026-03-30')).lines).toEqual([])
  })

  test('kept writes the move to the level that was promised, in the name of the stand-up', async () => {
    const line = await promised({ text: 'canary on' })
    const { line: after, moves } = await answered(line, { answer: 'kept', evidence: 'CHG-9' })
    expect(moves).toMatchObject([
      {
        service: { name: 'payments-api' },
        occurredOn: '2026-03-31',
        source: 'stand_up',
        level: 600,
        units: 300,
        class: 'migrated',
        note: 'canary on',
        evidence: 'CHG-9',
        from: { name: 'On-premises' },
        to: { name: 'Cloud' },
      },
    ])
    expect(after.answer).toMatchObject({
      answer: 'kept',
      level: 600,
      moves: moves.map(({ id }) => id),
      by: localAdministrator.name,
      // One transaction has one instant.
      at: moves[0]?.recordedAt,
    })
    expect(await levelOf('payments-api')).toBe(600)
    expect((await standUp()).promises).toMatchObject({ promised: 1, kept: 1, open: 0 })
    expect((await p.projections()).differences).toEqual([])
    expect(await auditOf('answer-promise')).toBe(1)
    expect(await auditOf('log-move')).toBeGreaterThan(0)
  })

  test('partly writes the move to the level that was reached', async () => {
    const line = await promised()
    expect(await refused(`stand-ups/lines/${line.id}/answer`, { answer: 'partly' })).toBe('promise-level-needed')
    expect(await refused(`stand-ups/lines/${line.id}/answer`, { answer: 'partly', level: 600 })).toBe(
      'promise-level-reached',
    )
    expect(await refused(`stand-ups/lines/${line.id}/answer`, { answer: 'kept', level: 500 })).toBe(
      'promise-level-differs',
    )
    const { moves } = await answered(line, { answer: 'partly', level: 450, words: 'The cache is left.' })
    expect(moves).toMatchObject([{ level: 450, units: 150, note: 'The cache is left.' }])
    expect((await standUp()).promises).toMatchObject({ promised: 1, kept: 0, partly: 1 })
  })

  test('a step in words is kept without a move, unless its level is said with it', async () => {
    const step = await said({ kind: 'promise', service: 'ledger', text: 'canary on' })
    const { moves, line } = await answered(step, { answer: 'kept' })
    expect([moves, line.answer?.level]).toEqual([[], null])
    const other = await said({ kind: 'promise', service: 'payments-api', text: 'second cell' })
    expect((await answered(other, { answer: 'kept', level: 500 })).moves).toMatchObject([{ level: 500 }])
  })

  test('a level that is held already is kept without a move', async () => {
    const line = await promised({ level: 300 })
    const { moves, line: after } = await answered(line, { answer: 'kept' })
    expect([moves, after.answer]).toMatchObject([[], { answer: 'kept', level: 300, moves: [] }])
    // The level stands as a statement of the ledger, and is withdrawn with the answer.
    expect((await p.post(`stand-ups/lines/${line.id}/answer/undo`, {})).status).toBe(200)
    expect(await levelOf('payments-api')).toBe(300)
  })

  test('what the ledger refuses leaves the promise open, and nothing half done', async () => {
    const shop = await said({ kind: 'promise', team: 'Web', service: 'search', level: 500 })
    const before = await p.get<{ moves: Move[] }>('moves')
    const answer = await p.post<Problem>(`stand-ups/lines/${shop.id}/answer`, { answer: 'kept' })
    expect(answer.status).toBe(422)
    expect(await p.get('moves')).toEqual(before)
    expect((await p.get<StandUpLine>(`stand-ups/lines/${shop.id}`)).answer).toBeNull()
    expect(await auditOf('answer-promise')).toBe(0)
    // Where it went has to be said where it could have gone to several places.
    await p.location('Tokyo', 'public_cloud')
    const orders = await said({ kind: 'promise', team: 'Orders', service: 'orders', level: 500 })
    const open = await p.post<Problem>(`stand-ups/lines/${orders.id}/answer`, { answer: 'kept' })
    expect([open.status, open.body.code]).toEqual([400, 'to-needed'])
    expect((await answered(orders, { answer: 'kept', to: 'Tokyo' })).moves).toMatchObject([{ to: { name: 'Tokyo' } }])
  })

  test('not today puts it off to the next working day, or drops it with a reason', async () => {
    const line = await promised({ text: 'canary' })
    const { carried } = await answered(line, { answer: 'not-today' })
    expect(carried).toMatchObject({
      day: '2026-04-01',
      level: 600,
      text: 'canary',
      service: { name: 'payments-api' },
      carriedFrom: { id: line.id, day: '2026-03-31' },
      author: line.author,
    })
    expect((await standUp()).lines[0]?.answer).toMatchObject({
      answer: 'not-today',
      carriedTo: { id: carried?.id, day: '2026-04-01' },
    })
    // Its day has not come, and whoever said nothing else that day was not heard on it.
    expect(await refused(`stand-ups/lines/${carried?.id}/answer`, { answer: 'kept' })).toBe('promise-day-to-come')
    p.setClock('2026-04-01')
    expect((await standUp()).people).toMatchObject([{ morning: false, evening: false }])
    const { carried: none } = await answered(carried as StandUpLine, {
      answer: 'not-today',
      carryTo: null,
      words: 'The vendor has gone.',
    })
    expect(none).toBeNull()
    expect(await levelOf('payments-api')).toBe(300)
    const dropped = await promised()
    expect(await refused(`stand-ups/lines/${dropped.id}/answer`, { answer: 'not-today', carryTo: null })).toBe(
      'invalid-input',
    )
    for (const carryTo of ['2026-03-31', '2026-04-01', '2026-04-16'])
      expect(await refused(`stand-ups/lines/${dropped.id}/answer`, { answer: 'not-today', carryTo })).toBe(
        'promise-carried-too-far',
      )
  })

  test('a blocker that a line or an answer opens stands since the day on which that was said', async () => {
    const line = await said({ kind: 'blocker', service: 'ledger', text: 'No route.', day: '2026-03-27' })
    const since = async (id: number | null) => (await p.get<{ since: string }>(`blockers/${id}`)).since
    expect(await since(line.blocker)).toBe('2026-03-27')
    const late = await promised({ day: '2026-03-26' })
    const { blocker, line: after } = await answered(late, {
      answer: 'blocked',
      words: 'Port closed.',
      day: '2026-03-28',
    })
    expect(await since(blocker?.id ?? 0)).toBe('2026-03-28')
    // Taken back, both stood for no day.
    await p.post(`stand-ups/lines/${after.id}/answer/undo`, {})
    expect(await p.get(`blockers/${blocker?.id}`)).toMatchObject({
      since: '2026-03-28',
      resolved: { on: '2026-03-28' },
    })
    expect(await refused(`stand-ups/lines/${late.id}/answer`, { answer: 'kept', day: '2026-03-16' })).toBe(
      'stand-up-day-too-old',
    )
    expect(await refused(`stand-ups/lines/${late.id}/answer`, { answer: 'kept', day: '2026-04-02' })).toBe(
      'stand-up-day-to-come',
    )
    expect(await levelOf('payments-api')).toBe(300)
  })

  test('a team whose day has begun before the programme’s opens no blocker of a day to come', async () => {
    const { id: team, version } = (
      await p.get<{ teams: { id: number; name: string; version: number }[] }>('teams')
    ).teams.find(({ name }) => name === 'Payments') as { id: number; version: number }
    expect((await p.patch(`teams/${team}`, { zone: 'Pacific/Kiritimati' }, version)).status).toBe(200)
    const line = await said({ kind: 'blocker', text: 'The office is closed.' })
    expect(line.day).toBe('2026-04-01')
    expect(await p.get(`blockers/${line.blocker}`)).toMatchObject({ since: '2026-03-31' })
    const { blocker } = await answered(await promised(), {
      answer: 'blocked',
      words: 'Port closed.',
      day: '2026-04-01',
    })
    expect(await p.get(`blockers/${blocker?.id}`)).toMatchObject({ since: '2026-03-31' })
  })

  test('a promise that was put off to a day that has passed on the way goes to the next working day', async () => {
    const line = await promised({ day: '2026-03-27' })
    const late = { answer: 'not-today', carryTo: '2026-03-30' }
    expect(await refused(`stand-ups/lines/${line.id}/answer`, late)).toBe('promise-carried-too-far')
    const { carried } = await answered(line, { ...late, day: '2026-03-27' })
    expect(carried?.day).toBe('2026-04-01')
    const today = await promised({ day: '2026-03-30' })
    const kept = await answered(today, { answer: 'not-today', carryTo: '2026-03-31', day: '2026-03-30' })
    expect(kept.carried?.day).toBe('2026-03-31')
    // What had passed already when it was said is a slip.
    const slip = await promised({ day: '2026-03-25' })
    const body = { answer: 'not-today', carryTo: '2026-03-26', day: '2026-03-27' }
    expect(await refused(`stand-ups/lines/${slip.id}/answer`, body)).toBe('promise-carried-too-far')
    // The digest of the day on which it was answered heard the team.
    const digest = await p.get<{ silent: { name: string }[] }>('stand-ups/digest?day=2026-03-27')
    expect(digest.silent.map(({ name }) => name)).not.toContain('Payments')
  })

  test('on a Friday, tomorrow is Monday', async () => {
    p.setClock('2026-04-03')
    const { carried } = await answered(await promised(), { answer: 'not-today' })
    expect(carried?.day).toBe('2026-04-06')
  })

  test('blocked opens a blocker of the service', async () => {
    const line = await promised()
    expect(await refused(`stand-ups/lines/${line.id}/answer`, { answer: 'blocked' })).toBe('invalid-input')
    const { blocker, line: after } = await answered(line, {
      answer: 'blocked',
      words: 'Port 443 is closed.',
      owner: 'Net team',
    })
    expect(blocker).toMatchObject({
      service: { name: 'payments-api' },
      what: 'Port 443 is closed.',
      owner: { name: 'Net team' },
      resolved: null,
    })
    expect(after.answer?.blocker).toBe(blocker?.id)
    expect((await p.get<AnswerOf<typeof listBlockers>>('blockers')).open).toBe(1)
  })

  test('an answer is given once, and taken back with all that came of it', async () => {
    const line = await promised()
    await answered(line, { answer: 'kept' })
    expect(await refused(`stand-ups/lines/${line.id}/answer`, { answer: 'kept' })).toBe('promise-answered')
    expect(await refused(`stand-ups/lines/${line.id}/removal`)).toBe('promise-answered')
    const undo = `stand-ups/lines/${line.id}/answer/undo`
    expect(await p.post<StandUpLine>(undo, {})).toMatchObject({ status: 200, body: { answer: null } })
    expect(await levelOf('payments-api')).toBe(300)
    expect((await movesOf('payments-api'))[0]).toMatchObject({ source: 'stand_up', units: 300 })
    expect((await p.projections()).differences).toEqual([])
    expect(await refused(undo)).toBe('promise-open')
    // The level is not held by what was taken back: it is moved again.
    expect((await answered(line, { answer: 'kept' })).moves).toHaveLength(1)
    expect(await levelOf('payments-api')).toBe(600)

    const second = await said({ kind: 'promise', service: 'ledger', text: 'canary' })
    const { carried } = await answered(second, { answer: 'not-today' })
    p.setClock('2026-04-01')
    await answered(carried as StandUpLine, { answer: 'kept' })
    expect(await refused(`stand-ups/lines/${second.id}/answer/undo`)).toBe('promise-carried-answered')
    await p.post(`stand-ups/lines/${carried?.id}/answer/undo`, {})
    expect((await p.post(`stand-ups/lines/${second.id}/answer/undo`, {})).status).toBe(200)
    expect((await standUp()).lines).toEqual([])

    const third = await said({ kind: 'promise', service: 'ledger', text: 'canary' })
    await answered(third, { answer: 'blocked', words: 'waits' })
    await p.post(`stand-ups/lines/${third.id}/answer/undo`, {})
    expect((await p.get<AnswerOf<typeof listBlockers>>('blockers')).open).toBe(0)
  })

  test('a level that went from two places goes back to both', async () => {
    await p.log('payments-api', '2026-03-30', { units: 100, from: 'On-premises', to: 'Attic' })
    const line = await promised({ level: 1000 })
    const { moves } = await answered(line, { answer: 'kept', to: 'Cloud' })
    expect(moves).toHaveLength(2)
    await p.post(`stand-ups/lines/${line.id}/answer/undo`, {})
    expect(await levelOf('payments-api')).toBe(300)
    const reversals = (await movesOf('payments-api')).filter(({ reverses }) => reverses !== null)
    expect(new Set(reversals.map(({ recordedAt }) => recordedAt)).size).toBe(1)
    expect((await p.projections()).differences).toEqual([])
  })

  test('a repeated request counts once', async () => {
    const line = { team: 'Payments', kind: 'promise', service: 'payments-api', level: 600 }
    const one = await p.post<StandUpLine>('stand-ups/lines', line, 'stand-up-key-1')
    const again = await p.post<StandUpLine>('stand-ups/lines', line, 'stand-up-key-1')
    expect(again.body).toEqual(one.body)
    expect((await standUp()).lines).toHaveLength(1)
    const path = `stand-ups/lines/${one.body.id}/answer`
    const kept = await p.post<Answered>(path, { answer: 'kept' }, 'stand-up-key-2')
    const keptAgain = await p.post<Answered>(path, { answer: 'kept' }, 'stand-up-key-2')
    expect([keptAgain.status, keptAgain.body]).toEqual([201, kept.body])
    expect((await movesOf('payments-api')).filter(({ source }) => source === 'stand_up')).toHaveLength(1)
  })

  test('a blocker that is said is open, said anew with its line, and closed with it', async () => {
    const blockers = () => p.get<AnswerOf<typeof listBlockers>>('blockers?state=open')
    const line = await said({ kind: 'blocker', service: 'ledger', text: 'Needs a licence.', owner: 'Vendor' })
    expect((await blockers()).blockers).toMatchObject([
      { id: line.blocker, what: 'Needs a licence.', service: { name: 'ledger' }, owner: { name: 'Vendor' } },
    ])
    await said({ kind: 'blocker', text: 'Nobody is free.' })
    expect((await blockers()).blockers.map(({ team, service }) => [team.name, service?.name])).toEqual([
      ['Payments', 'ledger'],
      ['Payments', undefined],
    ])
    const changed = await p.patch<StandUpLine>(`stand-ups/lines/${line.id}`, { text: 'Needs two.' }, 1)
    expect(changed.body).toMatchObject({ text: 'Needs two.', isChanged: true, version: 2 })
    expect((await blockers()).blockers[0]).toMatchObject({ what: 'Needs two.', owner: { name: 'Vendor' } })
    expect((await p.post<StandUpLine>(`stand-ups/lines/${line.id}/removal`, {})).body.isTakenBack).toBe(true)
    expect((await blockers()).blockers).toHaveLength(1)
    expect((await standUp()).lines).toHaveLength(1)
    expect((await p.post<StandUpLine>(`stand-ups/lines/${line.id}/restoration`, {})).body.isTakenBack).toBe(false)
    expect((await blockers()).blockers).toHaveLength(2)
  })

  test('a line is said anew by its version, until its promise is answered', async () => {
    const { id } = await promised()
    expect((await p.patch(`stand-ups/lines/${id}`, { level: 700 }, 9)).status).toBe(412)
    const { body } = await p.patch<StandUpLine>(
      `stand-ups/lines/${id}`,
      { level: null, text: 'canary', service: 'ledger' },
      1,
    )
    expect(body).toMatchObject({ level: null, text: 'canary', service: { name: 'ledger' } })
    expect((await p.patch<Problem>(`stand-ups/lines/${id}`, { text: '' }, 2)).body.code).toBe('line-empty')
    await answered(body, { answer: 'kept' })
    expect((await p.patch<Problem>(`stand-ups/lines/${id}`, { text: 'x' }, 2)).body.code).toBe('promise-answered')
    const note = await said({ kind: 'note', text: 'x' })
    expect((await p.patch<Problem>(`stand-ups/lines/${note.id}`, { level: 5 }, 1)).body.code).toBe('line-without-level')
    expect(await refused(`stand-ups/lines/${note.id}/restoration`)).toBe('line-stands')
    await p.post(`stand-ups/lines/${note.id}/removal`, {})
    expect(await refused(`stand-ups/lines/${note.id}/removal`)).toBe('line-taken-back')
    expect(await refused(`stand-ups/lines/${note.id}/answer`, { answer: 'kept' })).toBe('line-no-promise')
  })

  test('what cannot be said is refused with what to do', async () => {
    const code = (body: Record<string, unknown>) =>
      refused('stand-ups/lines', { team: 'Payments', kind: 'promise', service: 'ledger', level: 500, ...body })
    expect(await code({ day: '2026-04-01' })).toBe('stand-up-day-to-come')
    expect(await code({ day: '2026-03-16' })).toBe('stand-up-day-too-old')
    expect(await code({ service: undefined })).toBe('invalid-input')
    expect(await code({ level: undefined })).toBe('invalid-input')
    expect(await code({ kind: 'note' })).toBe('invalid-input')
    expect(await code({ service: 'nothing' })).toBe('unknown-service')
    expect(await code({ author: 4711 })).toBe('unknown-person')
    expect(await code({ team: 'nobody' })).toBe('unknown-team')
    expect((await said({ kind: 'note', text: 'late', day: '2026-03-17' })).day).toBe('2026-03-17')
  })

  test('each team has its own day, before and behind that of the programme', async () => {
    const zone = async (team: string, its: string | null) => {
      const { teams } = await p.get<{ teams: { id: number; name: string; version: number }[] }>('teams')
      const one = teams.find(({ name }) => name === team)
      const { status, body } = await p.patch(`teams/${one?.id}`, { zone: its, region: 'There' }, one?.version)
      expect(status, JSON.stringify(body)).toBe(200)
      return body
    }
    expect(await zone('Payments', 'Pacific/Apia')).toMatchObject({ zone: 'Pacific/Apia', region: 'There' })
    p.setClock('2026-03-31T11:30:00Z')
    const line = await promised()
    expect([line.day, line.time]).toEqual(['2026-04-01', 'morning'])
    // In the programme it is a day earlier: the ledger has no day that has not come.
    expect((await answered(line, { answer: 'kept' })).moves).toMatchObject([{ occurredOn: '2026-03-31' }])
    expect(await standUp()).toMatchObject({ today: '2026-04-01', team: { zone: 'Pacific/Apia', region: 'There' } })
    await zone('Payments', 'Pacific/Pago_Pago')
    p.setClock('2026-03-31T10:59:00Z')
    expect((await said({ kind: 'note', text: 'x' })).day).toBe('2026-03-30')
    await zone('Payments', null)
    expect((await standUp()).team.zone).toBe('UTC')
    const { status, body } = await p.post<Problem>('teams', { name: 'Moon', division: 'Retail', zone: 'Moon/Base' })
    expect([status, body.fields?.['zone']]).toEqual([400, expect.stringContaining('Europe/Berlin')])
  })

  test('kept of promised counts the cycle, and what nobody answered once its day has passed', async () => {
    p.setClock('2026-03-27')
    await answered(await promised({ level: 310 }), { answer: 'kept' })
    const open = await promised({ level: 320 })
    p.setClock('2026-03-30')
    const taken = await promised({ level: 330 })
    await p.post(`stand-ups/lines/${taken.id}/removal`, {})
    await promised({ level: 340 })
    const read = await standUp()
    expect(read.cycle?.promises).toMatchObject({ promised: 2, kept: 1, unanswered: 1, open: 1 })
    expect(read.open.map(({ id }) => id)).toEqual([open.id])
    // Those of another team and of another cycle are none of theirs.
    await said({ team: 'Web', kind: 'promise', service: 'shop', text: 'x' })
    expect((await standUp()).cycle?.promises).toMatchObject({ promised: 2 })
    expect((await p.get<StandUp>('stand-ups?team=Payments&day=2026-02-20')).cycle).toMatchObject({
      number: 1,
      promises: { promised: 0 },
    })
  })

  test('nobody waits for whoever is out of office', async () => {
    const { body: made } = await p.post<{ person: { id: number } }>('people', { name: 'Ada', signInName: 'ada' })
    await p.post('people', { name: 'Bob', signInName: 'bob' })
    await p.post('people', { name: 'Eve', signInName: 'eve' })
    const team = (await standUp()).team.id
    await p.post(`teams/${team}/members`, { person: 'Ada', role: 'lead', since: '2026-01-01' })
    await p.post(`teams/${team}/members`, { person: 'Bob', role: 'member', since: '2026-01-01' })
    await p.post(`teams/${team}/members`, { person: 'Eve', role: 'viewer', since: '2026-01-01' })
    const absence = await p.post<Absence>('absences', {
      team: 'Payments',
      who: 'ada',
      from: '2026-03-31',
      words: 'ill',
    })
    expect(absence).toMatchObject({
      status: 201,
      body: { who: { person: made.person.id, name: 'Ada' }, from: '2026-03-31', to: '2026-03-31', words: 'ill' },
    })
    expect((await standUp()).people).toMatchObject([
      { name: 'Ada', absence: { words: 'ill' } },
      { name: 'Bob', absence: null },
    ])
    const path = `absences/${absence.body.id}`
    expect((await p.patch<Problem>(path, { to: '2026-03-30' }, 1)).body.code).toBe('absence-ends-before-start')
    expect((await p.patch<Absence>(path, { from: '2026-04-01', to: '2026-04-02' }, 1)).body.version).toBe(2)
    expect((await standUp()).people).toMatchObject([{ absence: null }, { absence: null }])
    expect((await standUp()).absences).toMatchObject([{ from: '2026-04-01' }])
    expect((await p.get<{ absences: Absence[] }>('absences?team=Payments&from=2026-04-03')).absences).toEqual([])
    expect((await p.post(`${path}/removal`, {})).body).toEqual({ removed: true })
    expect((await p.post(`${path}/removal`, {})).status).toBe(404)
    expect(await refused('absences', { team: 'Payments', who: 'Bob', from: '2026-03-31', to: '2026-03-01' })).toBe(
      'absence-ends-before-start',
    )
  })

  describe('who may', () => {
    beforeEach(async () => {
      for (const id of [1, 2, 3, 4]) await p.post('people', { name: `Person ${id}`, signInName: `person-${id}` })
    })
    const actor = (id: number, role: 'member' | 'lead', more: Partial<Actor> = {}): Actor => ({
      id: `person:${id}`,
      name: `Person ${id}`,
      role,
      teams: new Map([[1, role]]),
      reads: 'everything',
      ...more,
    })

    test('a member changes what they said or typed, a lead what others said', async () => {
      p.setActor(actor(1, 'member'))
      const own = await said({ kind: 'note', text: 'mine' })
      const typed = await said({ kind: 'note', text: 'for Grace', author: 'Grace' })
      p.setActor(actor(2, 'member'))
      expect((await p.get<StandUpLine>(`stand-ups/lines/${own.id}`)).isOwn).toBe(false)
      expect((await p.post(`stand-ups/lines/${own.id}/removal`, {})).status).toBe(403)
      expect((await p.patch(`stand-ups/lines/${own.id}`, { text: 'x' }, 1)).status).toBe(403)
      p.setActor(actor(1, 'member'))
      expect((await p.post(`stand-ups/lines/${typed.id}/removal`, {})).status).toBe(200)
      p.setActor(actor(3, 'lead'))
      expect((await p.patch(`stand-ups/lines/${own.id}`, { text: 'x' }, 1)).status).toBe(200)
    })

    test('a member takes their own answer back, and of others only a lead', async () => {
      p.setActor(actor(1, 'member'))
      const line = await promised()
      p.setActor(actor(2, 'member'))
      // Anybody of the team says what became of a promise of the team.
      await answered(line, { answer: 'kept' })
      p.setActor(actor(4, 'member'))
      expect((await p.post(`stand-ups/lines/${line.id}/answer/undo`, {})).status).toBe(403)
      // Who promised may think again, but the move is not theirs to reverse.
      p.setActor(actor(1, 'member'))
      expect((await p.post(`stand-ups/lines/${line.id}/answer/undo`, {})).status).toBe(403)
      p.setActor(actor(2, 'member'))
      expect((await p.post(`stand-ups/lines/${line.id}/answer/undo`, {})).status).toBe(200)
      await answered(line, { answer: 'kept' })
      p.setActor(actor(3, 'lead'))
      expect((await p.post(`stand-ups/lines/${line.id}/answer/undo`, {})).status).toBe(200)
    })

    test('a team promises only what its people may log', async () => {
      p.setActor(actor(1, 'member'))
      const other = await p.post('stand-ups/lines', { team: 'Payments', kind: 'promise', service: 'orders', level: 10 })
      expect(other.status).toBe(403)
      p.setActor(actor(1, 'member', { teams: new Map([[1, 'member'] as const, [3, 'member'] as const]) }))
      expect(await promised({ service: 'orders' })).toMatchObject({ team: { name: 'Payments' } })
    })

    test('whoever reads one division finds no line of another, and no service in one of theirs', async () => {
      const theirs = await said({ team: 'Orders', kind: 'note', text: 'secret' })
      const line = await promised({ service: 'orders', text: 'x' })
      const reader = actor(1, 'member', { reads: new Set([1]) })
      p.setActor(reader)
      expect((await p.ask('GET', 'stand-ups?team=Orders')).status).toBe(422)
      for (const path of [`stand-ups/lines/${theirs.id}`, `stand-ups/lines/999`])
        expect((await p.ask('GET', path)).status).toBe(404)
      expect((await p.post(`stand-ups/lines/${theirs.id}/removal`, {})).status).toBe(404)
      expect((await p.get<StandUpLine>(`stand-ups/lines/${line.id}`)).service).toBeNull()
      expect((await p.post(`stand-ups/lines/${line.id}/answer`, { answer: 'kept' })).status).toBe(404)
      const named = await p.post<Problem>('stand-ups/lines', {
        team: 'Payments',
        kind: 'note',
        text: 'x',
        service: 'orders',
      })
      expect([named.status, named.body.code]).toEqual([422, 'unknown-service'])
    })
  })
})
