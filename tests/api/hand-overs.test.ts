import { beforeEach, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { listMails } from '../../src/contract/mails.ts'
import type { readStandUp } from '../../src/contract/stand-ups.ts'
import type { Blocker } from '../../src/domain/blocker.ts'
import { EventBody } from '../../src/domain/event.ts'
import type { HandOver } from '../../src/domain/hand-over.ts'
import { type Actor, localAdministrator } from '../../src/domain/permissions.ts'
import type { StandUpLine } from '../../src/domain/stand-up.ts'
import { messageOf } from '../../src/server/event-messages.ts'
import { mailTextOf } from '../../src/server/mail-texts.ts'
import { newSecret } from '../../src/server/sign-in/secrets.ts'
import { writeWishes } from '../../src/server/storage/mail-wishes.ts'
import { webhookHosts } from '../../src/server/webhook-hosts.ts'
import type { OpenApiDocument } from './set-up/answers.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type StandUp = AnswerOf<typeof readStandUp>

// 2026-03-31 is a Tuesday. Payments hands over to Web, another team of the same division.
describe.each(quickEngines)('what is handed over on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  let payments: number
  let web: number
  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
    const { teams } = await p.get<{ teams: { id: number; name: string }[] }>('teams')
    const idOf = (name: string) => teams.find((team) => team.name === name)?.id ?? 0
    payments = idOf('Payments')
    web = idOf('Web')
  })
  const member = (name: string, team: number, role: 'member' | 'lead' = 'member'): Actor => ({
    id: `token:${name.length}`,
    name,
    role,
    teams: new Map([[team, role]]),
    reads: 'everything',
  })
  const said = async (body: Record<string, unknown>): Promise<StandUpLine> => {
    const { status, body: line } = await p.post<StandUpLine>('stand-ups/lines', { team: 'Payments', ...body })
    expect(status, JSON.stringify(line)).toBe(201)
    return line
  }
  const promised = (body: Record<string, unknown> = {}) =>
    said({ kind: 'promise', service: 'payments-api', level: 600, ...body })
  const handed = async (body: Record<string, unknown> = {}): Promise<HandOver> => {
    const answer = await p.post<HandOver>('hand-overs', { team: 'Payments', to: 'Web', ...body })
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    return answer.body
  }
  const refused = async (path: string, body: Record<string, unknown> = {}) => {
    const answer = await p.post<{ code: string }>(path, body)
    expect(answer.status, JSON.stringify(answer.body)).toBeGreaterThanOrEqual(400)
    return answer.body.code
  }
  const standUp = (team: string, day?: string) =>
    p.get<StandUp>(`stand-ups?team=${team}${day === undefined ? '' : `&day=${day}`}`)
  const zone = async (team: string, its: string) => {
    const { teams } = await p.get<{ teams: { id: number; name: string; version: number }[] }>('teams')
    const one = teams.find(({ name }) => name === team)
    expect((await p.patch(`teams/${one?.id}`, { zone: its }, one?.version)).status).toBe(200)
  }
  const auditOf = async (action: string) =>
    (await p.get<{ entries: { subject: string }[] }>(`audit?action=${action}`)).entries

  test('a line or a blocker that does not exist is not found, and the document says so', async () => {
    for (const body of [{ blockers: [999] }, { lines: [999] }]) {
      const { status } = await p.post('hand-overs', { team: 'Payments', to: 'Web', ...body })
      expect(status).toBe(404)
    }
    const { paths } = await p.get<OpenApiDocument>('openapi.json')
    expect(paths['/api/v1/hand-overs']?.['post']?.responses).toHaveProperty('404')
  })

  test('without saying which, today’s open promises and every open blocker go, and both teams see it', async () => {
    const open = await promised()
    const done = await promised({ service: 'ledger', level: 1000 })
    await p.post(`stand-ups/lines/${done.id}/answer`, { answer: 'kept' })
    const note = await said({ kind: 'note', text: 'Call Lee first' })
    const blocker = (await p.post<Blocker>('blockers', { service: 'payments-api', what: 'Port 443' })).body
    const over = await handed({ note: 'Canary is at 60 %' })
    expect(over).toMatchObject({
      from: { id: payments, name: 'Payments', zone: 'UTC' },
      to: { id: web, name: 'Web' },
      day: '2026-03-31',
      toDay: '2026-03-31',
      note: 'Canary is at 60 %',
      by: localAdministrator.name,
      accepted: null,
      isWithdrawn: false,
    })
    expect(over.lines.map(({ id }) => id)).toEqual([open.id])
    expect(over.blockers.map(({ id }) => id)).toEqual([blocker.id])
    expect((await standUp('Payments')).handOvers).toMatchObject({ given: [{ id: over.id }], received: [] })
    expect((await standUp('Web')).handOvers).toMatchObject({ given: [], received: [{ id: over.id }] })
    expect((await auditOf('hand-over')).map(({ subject }) => subject)).toEqual(['Payments → Web, 2026-03-31'])
    // Nothing is left that could go a second time; a note may go by its number.
    expect(await refused('hand-overs', { team: 'Payments', to: 'Web' })).toBe('hand-over-empty')
    expect((await handed({ lines: [note.id] })).lines.map(({ id }) => id)).toEqual([note.id])
  })

  test('the team that has it is told: by a webhook, and by mail whoever of it wants reminders', async () => {
    const database = await freshDatabase()
    const mail = { from: 'Tenfold <tenfold@example.com>', server: '127.0.0.1:25', host: 'example.com' }
    p = await twoDivisions(database, { webhookHosts: webhookHosts(['hooks.slack.com']), mail })
    await p.post('webhooks', { name: 'x', url: 'https://hooks.slack.com/x', shape: 'slack', events: ['hand-over'] })
    for (const [name, team, reminders] of [
      ['Ada', 'Web', 1],
      ['Bob', 'Web', 0],
      ['Cleo', 'Payments', 1],
    ] as const) {
      const signInName = name.toLowerCase()
      const { body } = await p.post<{ person: { id: number } }>('people', {
        name,
        signInName,
        email: `${signInName}@example.com`,
        teams: [{ team, role: 'member' }],
      })
      const wish = { digest: 0, reminders, brief: 'none', brief_since: 0, secret: newSecret(), version: 2 } as const
      await database.write((queries) => writeWishes(queries, { person_id: body.person.id, language: 'ko', ...wish }))
    }
    await promised()
    await p.post('blockers', { team: 'Payments', what: 'waits' })
    await handed({ note: 'Canary <b>' })
    const { deliveries } = await p.get<{ deliveries: unknown[] }>('webhooks/1/deliveries')
    expect(deliveries).toMatchObject([{ kind: 'hand-over', day: '2026-03-31' }])
    const { mails } = await p.get<AnswerOf<typeof listMails>>('mails')
    expect(mails.map(({ kind, to, day }) => [kind, to, day])).toEqual([['hand-over', 'ada@example.com', '2026-03-31']])
    const row = await database.read((queries) => queries.selectFrom('event').selectAll().executeTakeFirstOrThrow())
    const body = EventBody.parse(JSON.parse(row.body))
    const about = { kind: 'hand-over', recordedAt: 0, body } as const
    expect(messageOf({ ...about, shape: 'slack', language: 'en' }, 'https://tenfold.example')).toContain(
      'Payments handed over to Web: 1 line and 1 blocker.',
    )
    const korean = mailTextOf(
      {
        kind: 'hand-over',
        body: { digest: null, reminder: null, handOver: body.handOver ?? undefined, unit: body.unit },
        language: 'ko',
        secret: null,
      },
      'https://tenfold.example',
    )
    expect(korean.subject).toBe('인계: Payments → Web, 스탠드업 1건, 블로커 1건.')
    expect(korean.html).toContain('Canary &lt;b&gt;')
    expect(korean.text).toContain('https://tenfold.example/stand-ups?of=Web&asOf=2026-03-31&time=morning')
  })

  test('without saying which, older open promises go too, what was given to the team, and more than a hundred blockers', async () => {
    p.setClock('2026-03-30')
    const older = await promised()
    const given = await said({ team: 'Web', kind: 'promise', service: 'shop', text: 'x' })
    await handed({ team: 'Web', to: 'Payments', lines: [given.id] })
    p.setClock('2026-03-31')
    const today = await promised({ service: 'ledger', level: 1000 })
    for (let at = 1; at <= 101; at++) await p.post('blockers', { team: 'Payments', what: `waits ${at}` })
    const over = await handed({ to: 'Orders' })
    expect(over.lines.map(({ id }) => id)).toEqual([older.id, given.id, today.id])
    expect(over.blockers).toHaveLength(101)
    expect(await refused('hand-overs', { team: 'Payments', to: 'Orders' })).toBe('hand-over-empty')
  })

  test('what is open stays in sight of both for as long as the other team has it', async () => {
    await p.post('blockers', { team: 'Payments', what: 'waits' })
    const { id } = await handed()
    const kept = await promised({ day: '2026-03-31', service: 'ledger', level: 1000 })
    await handed({ lines: [kept.id] })
    p.setClock('2026-05-04')
    expect((await standUp('Web')).handOvers.received).toHaveLength(2)
    expect((await standUp('Payments')).handOvers.given.map((one) => one.id)).toContain(id)
    // Handed on, it is with the third team alone.
    await handed({ team: 'Web', to: 'Orders', lines: [kept.id] })
    expect((await standUp('Web')).handOvers.received.map((one) => one.id)).toEqual([id])
    expect((await standUp('Orders')).handOvers.received).toHaveLength(1)
    await p.post('blockers/1/resolution', { note: '' })
    p.setClock('2026-05-05')
    expect((await standUp('Web')).handOvers.received).toEqual([])
  })

  test('whoever it was handed to says what became of it, with the entry of the ledger; the figure stays the first team’s', async () => {
    const promise = await promised()
    const eve = member('Eve', web)
    p.setActor(eve)
    expect(await refused(`stand-ups/lines/${promise.id}/answer`, { answer: 'kept' })).toBe('forbidden')
    p.setActor(member('Otto', payments))
    const { id } = await handed()
    p.setActor(eve)
    expect((await p.post<HandOver>(`hand-overs/${id}/acceptance`, {})).body.accepted).toMatchObject({ by: 'Eve' })
    expect(await refused(`hand-overs/${id}/acceptance`)).toBe('hand-over-accepted')
    const answer = await p.post<{ line: StandUpLine; moves: { actor: string }[] }>(
      `stand-ups/lines/${promise.id}/answer`,
      { answer: 'kept' },
    )
    expect(answer).toMatchObject({
      status: 201,
      body: { line: { author: { name: localAdministrator.name }, answer: { by: 'Eve' } }, moves: [{ actor: 'Eve' }] },
    })
    expect((await standUp('Payments')).promises).toMatchObject({ promised: 1, kept: 1 })
    expect((await standUp('Web')).promises).toMatchObject({ promised: 0, kept: 0 })
    expect((await standUp('Web')).handOvers.received[0]?.lines[0]?.answer).toMatchObject({ answer: 'kept' })
    // The right went with this promise, and with no other of the same service.
    expect((await p.post('moves', { service: 'payments-api', level: 700, occurredOn: '2026-03-31' })).status).toBe(403)
    expect((await p.post(`stand-ups/lines/${promise.id}/answer/undo`, {})).status).toBe(200)
    expect(
      (await p.get<{ services: { cloudLevel: number }[] }>('services?q=payments-api')).services[0]?.cloudLevel,
    ).toBe(300)
    expect(
      (await p.post(`stand-ups/lines/${promise.id}/answer`, { answer: 'blocked', words: 'Port 443' })).status,
    ).toBe(201)
    // A third team has nothing to say of it.
    p.setActor(member('Olga', payments + web))
    expect(await refused(`stand-ups/lines/${promise.id}/answer/undo`)).toBe('forbidden')
  })

  test('nobody hands over what they could not log themselves, nor what is with another team', async () => {
    const promise = await promised({ service: 'shop', level: 1000 })
    const over = { team: 'Payments', to: 'Web', lines: [promise.id] }
    p.setActor(member('Otto', payments))
    expect(await refused('hand-overs', over)).toBe('forbidden')
    expect(await refused('hand-overs', { ...over, team: 'Web', to: 'Payments' })).toBe('forbidden')
    p.setActor(localAdministrator)
    expect(await refused('hand-overs', { ...over, to: 'Payments' })).toBe('hand-over-to-itself')
    expect(await refused('hand-overs', { ...over, team: 'Web', to: 'Orders' })).toBe('hand-over-not-here')
    expect(await refused('hand-overs', { ...over, lines: [4711] })).toBe('not-found')
    expect(await refused('hand-overs', { ...over, lines: [promise.id, promise.id] })).toBe('invalid-input')
    await handed({ lines: [promise.id] })
    expect(await refused('hand-overs', over)).toBe('hand-over-not-here')
    // From there it may go on, and then only the third team has it.
    expect((await handed({ team: 'Web', to: 'Orders', lines: [promise.id] })).lines).toHaveLength(1)
    p.setActor(member('Eve', web))
    expect((await p.post(`stand-ups/lines/${promise.id}/answer`, { answer: 'not-today' })).status).toBe(403)
  })

  test('it is taken back on the same day, by whoever handed over, until something of it is answered', async () => {
    const promise = await promised()
    p.setActor(member('Otto', payments))
    const { id } = await handed()
    p.setActor(member('Eve', web))
    expect(await refused(`hand-overs/${id}/withdrawal`)).toBe('forbidden')
    await p.post(`stand-ups/lines/${promise.id}/answer`, { answer: 'not-today' })
    p.setActor(member('Otto', payments))
    expect(await refused(`hand-overs/${id}/withdrawal`)).toBe('hand-over-answered')
    p.setActor(localAdministrator)
    await p.post(`stand-ups/lines/${promise.id}/answer/undo`, {})
    expect((await p.post<HandOver>(`hand-overs/${id}/withdrawal`, {})).body.isWithdrawn).toBe(true)
    expect(await refused(`hand-overs/${id}/withdrawal`)).toBe('hand-over-withdrawn')
    expect(await refused(`hand-overs/${id}/acceptance`)).toBe('hand-over-withdrawn')
    expect((await standUp('Web')).handOvers.received).toEqual([])
    p.setActor(member('Eve', web))
    expect((await p.post(`stand-ups/lines/${promise.id}/answer`, { answer: 'not-today' })).status).toBe(403)
    p.setActor(localAdministrator)
    const again = await handed()
    p.setClock('2026-04-01')
    expect(await refused(`hand-overs/${again.id}/withdrawal`)).toBe('hand-over-day-over')
  })

  test('on the days after, what is open is shown on, and what is done no more', async () => {
    const promise = await promised()
    const { id } = await handed()
    p.setClock('2026-04-01')
    expect((await standUp('Web')).handOvers.received.map((over) => over.id)).toEqual([id])
    await p.post(`stand-ups/lines/${promise.id}/answer`, { answer: 'kept' })
    p.setClock('2026-04-02')
    expect((await standUp('Web')).handOvers.received).toEqual([])
    expect((await standUp('Web', '2026-03-31')).handOvers.received).toHaveLength(1)
    expect((await standUp('Web', '2026-04-01')).handOvers.received).toHaveLength(1)
    expect((await standUp('Web', '2026-03-30')).handOvers.received).toEqual([])
  })

  test.each([
    // [from, to, at, day there, day here]
    ['Pacific/Pago_Pago', 'Pacific/Apia', '2026-03-31T11:30:00Z', '2026-03-31', '2026-04-01'],
    ['Australia/Lord_Howe', 'Asia/Kathmandu', '2026-03-31T13:15:00Z', '2026-04-01', '2026-03-31'],
    ['Asia/Kathmandu', 'America/New_York', '2026-03-31T18:14:59Z', '2026-03-31', '2026-03-31'],
    ['Asia/Kathmandu', 'America/New_York', '2026-03-31T18:15:00Z', '2026-04-01', '2026-03-31'],
  ])('each side has it on its own calendar day: %s to %s at %s', async (from, to, at, day, toDay) => {
    await zone('Payments', from)
    await zone('Web', to)
    p.setClock(at)
    const promise = await promised()
    expect(promise.day).toBe(day)
    expect(await handed()).toMatchObject({ day, toDay })
    expect((await standUp('Payments')).handOvers.given).toHaveLength(1)
    expect(await standUp('Web')).toMatchObject({ day: toDay, handOvers: { received: [{ day, toDay }] } })
    expect((await p.post(`stand-ups/lines/${promise.id}/answer`, { answer: 'kept' })).status).toBe(201)
    expect((await standUp('Payments')).promises).toMatchObject({ kept: 1 })
  })

  test('a blocker that was handed over is resolved by whoever has it', async () => {
    const blocker = (await p.post<Blocker>('blockers', { team: 'Payments', what: 'No licence' })).body
    p.setActor(member('Eve', web))
    expect((await p.post(`blockers/${blocker.id}/resolution`, {})).status).toBe(403)
    p.setActor(localAdministrator)
    await handed({ blockers: [blocker.id] })
    p.setActor(member('Eve', web))
    expect((await p.post(`blockers/${blocker.id}/resolution`, { note: 'bought' })).status).toBe(200)
  })
})
