import { beforeEach, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { listMails } from '../../src/contract/mails.ts'
import { EventBody } from '../../src/domain/event.ts'
import type { MessageLanguage, WebhookShape } from '../../src/domain/webhook.ts'
import type { Database } from '../../src/server/database/database.ts'
import { messageOf } from '../../src/server/event-messages.ts'
import { recordReminders } from '../../src/server/reminders.ts'
import { newSecret } from '../../src/server/sign-in/secrets.ts'
import { writeWishes } from '../../src/server/storage/mail-wishes.ts'
import { webhookHosts } from '../../src/server/webhook-hosts.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

const at = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds
const mail = { from: 'tenfold@example.com', server: 'mail.example.com:465', host: 'example.com' }

describe.each(quickEngines)('reminders on $name', ({ freshDatabase }) => {
  let database: Database
  let p: ProgrammeApi
  const people = new Map<string, number>()
  beforeEach(async () => {
    database = await freshDatabase()
    p = await twoDivisions(database, { webhookHosts: webhookHosts(['hooks.slack.com']), mail })
    for (const name of ['Ada', 'Grace', 'Lee']) {
      const { body } = await p.post<{ person: { id: number } }>('people', {
        name,
        signInName: name.toLowerCase(),
        email: `${name.toLowerCase()}@example.com`,
        teams: [{ team: 'Payments', role: name === 'Lee' ? 'viewer' : 'member' }],
      })
      people.set(name, body.person.id)
    }
    await p.post('webhooks', {
      name: 'x',
      url: 'https://hooks.slack.com/x',
      shape: 'slack',
      events: ['stand-up-reminder'],
    })
  })
  const hours = async (team: string, morning: string | null, evening: string | null = null) => {
    const answer = await p.post<Record<string, unknown>>('stand-ups/hours', { team, morning, evening })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body
  }
  const zone = async (team: string, its: string) => {
    const { teams } = await p.get<{ teams: { id: number; name: string; version: number }[] }>('teams')
    const one = teams.find(({ name }) => name === team)
    expect((await p.patch(`teams/${one?.id}`, { zone: its }, one?.version)).status).toBe(200)
  }
  const wants = (name: string, language: MessageLanguage = 'en') =>
    database.write((queries) =>
      writeWishes(queries, {
        person_id: people.get(name) ?? 0,
        language,
        digest: 0,
        reminders: 1,
        brief: 'none',
        brief_since: 0,
        secret: newSecret(),
        version: 2,
      }),
    )
  const remind = (instant: string) => recordReminders(database, at(instant), mail)
  const reminders = async () => {
    const rows = await database.read((queries) =>
      queries.selectFrom('event').selectAll().where('kind', '=', 'stand-up-reminder').orderBy('id').execute(),
    )
    return rows.map(({ key, body }) => ({ key, reminder: EventBody.parse(JSON.parse(body)).reminder }))
  }
  const mails = async () => (await p.get<AnswerOf<typeof listMails>>('mails')).mails

  test('a team is reminded once at its hour, of who has not written and is not away; whoever wants it gets a mail', async () => {
    expect(await hours('Payments', '09:00', '17:30')).toMatchObject({
      team: { name: 'Payments' },
      morning: '09:00',
      evening: '17:30',
    })
    await wants('Ada', 'ko')
    await wants('Grace')
    await wants('Lee')
    await p.post('stand-ups/lines', {
      team: 'Payments',
      kind: 'note',
      text: 'x',
      author: people.get('Grace'),
      time: 'morning',
    })
    await p.post('absences', { team: 'Payments', who: people.get('Lee'), from: '2026-03-31' })
    expect(await remind('2026-03-31T08:59:59Z')).toBe(0)
    expect(await remind('2026-03-31T09:00:00Z')).toBe(1)
    expect(await remind('2026-03-31T09:01:00Z')).toBe(0)
    expect(await reminders()).toMatchObject([
      {
        reminder: {
          team: { name: 'Payments' },
          day: '2026-03-31',
          time: 'morning',
          at: '09:00',
          zone: 'UTC',
          people: ['Ada'],
        },
      },
    ])
    expect((await mails()).map(({ kind, to, day }) => [kind, to, day])).toEqual([
      ['stand-up-reminder', 'ada@example.com', '2026-03-31'],
    ])
    // Who spoke in the morning has not spoken in the evening.
    expect(await remind('2026-03-31T17:30:00Z')).toBe(1)
    expect((await reminders()).at(-1)?.reminder?.people).toEqual(['Ada', 'Grace'])
    const { deliveries } = await p.get<{ deliveries: { kind: string; day: string }[] }>('webhooks/1/deliveries')
    expect(deliveries).toHaveLength(2)
    expect(deliveries[0]).toMatchObject({ kind: 'stand-up-reminder', day: '2026-03-31' })
  })

  test('whoever said in another of their teams that they are away is not reminded', async () => {
    await hours('Payments', '09:00')
    await p.post(`teams/2/members`, { person: people.get('Ada'), role: 'member', since: '2026-01-01' })
    await p.post('absences', { team: 'Web', who: people.get('Ada'), from: '2026-03-31' })
    expect(await remind('2026-03-31T09:00:00Z')).toBe(1)
    expect((await reminders()).at(-1)?.reminder?.people).toEqual(['Grace'])
  })

  test('where everybody has written nobody is told, not even when a line is taken back later', async () => {
    await hours('Payments', '09:00')
    const ids: number[] = []
    for (const author of [people.get('Ada'), people.get('Grace')]) {
      const line = { team: 'Payments', kind: 'note', text: 'x', author, time: 'morning' }
      ids.push((await p.post<{ id: number }>('stand-ups/lines', line)).body.id)
    }
    expect(await remind('2026-03-31T09:00:00Z')).toBe(1)
    expect((await reminders()).map(({ reminder }) => reminder)).toEqual([null])
    await p.post(`stand-ups/lines/${ids[0]}/removal`, {})
    expect(await remind('2026-03-31T09:30:00Z')).toBe(0)
    expect((await p.get<{ deliveries: unknown[] }>('webhooks/1/deliveries')).deliveries).toEqual([])
  })

  test('two servers tell it once, and one that was off at the hour tells it within three hours or not at all', async () => {
    await hours('Payments', '09:00')
    const both = await Promise.all([remind('2026-03-31T11:59:00Z'), remind('2026-03-31T11:59:00Z')])
    expect(both.toSorted()).toEqual([0, 1])
    expect(await remind('2026-04-01T12:00:00Z')).toBe(0)
    expect((await reminders()).map(({ key }) => key.slice(-18))).toEqual(['2026-03-31:morning'])
  })

  test.each([
    ['Pacific/Apia', '2026-03-30T20:00:00Z', '2026-03-31'],
    ['Pacific/Pago_Pago', '2026-03-31T20:00:00Z', '2026-03-31'],
    ['Asia/Kathmandu', '2026-03-31T03:15:00Z', '2026-03-31'],
    ['Australia/Lord_Howe', '2026-03-30T22:00:00Z', '2026-03-31'],
  ])('the hour is that of the team’s own zone: %s', async (its, instant, day) => {
    await zone('Payments', its)
    await hours('Payments', '09:00')
    expect(await recordReminders(database, at(instant) - 1, mail)).toBe(0)
    expect(await remind(instant)).toBe(1)
    expect((await reminders())[0]?.reminder).toMatchObject({ day, zone: its })
  })

  test('a night on which the clocks change has one reminder, whether its hour is missing or comes twice', async () => {
    // The clock of a team that works at night, and a change within the week: Cairo changes on Fridays.
    await zone('Payments', 'Africa/Cairo')
    await hours('Payments', '00:15')
    const told: string[] = []
    for (let now = at('2026-04-23T18:00:00Z'); now < at('2026-04-25T06:00:00Z'); now += 600_000)
      if ((await recordReminders(database, now, mail)) > 0) told.push(new Date(now).toISOString())
    // 2026-04-24 has no 00:15 there: it is 01:15, fifteen minutes after midnight was left out.
    expect(told).toEqual(['2026-04-23T22:20:00.000Z'])
    await hours('Payments', null, '23:15')
    const again: string[] = []
    for (let now = at('2026-10-29T18:00:00Z'); now < at('2026-10-30T06:00:00Z'); now += 300_000)
      if ((await recordReminders(database, now, mail)) > 0) again.push(new Date(now).toISOString())
    // On Thursday 2026-10-29 it is 23:15 twice; the first of them counts.
    expect(again).toEqual(['2026-10-29T20:15:00.000Z'])
  })

  test('it is off until somebody who answers for the team says an hour, and again with null', async () => {
    expect(await remind('2026-03-31T09:00:00Z')).toBe(0)
    expect((await p.get<{ hours: unknown }>('stand-ups?team=Payments')).hours).toEqual({ morning: null, evening: null })
    await hours('Payments', '09:00')
    await hours('Payments', null)
    expect(await remind('2026-03-31T09:00:00Z')).toBe(0)
    expect((await p.post('stand-ups/hours', { team: 'Payments', morning: '24:00', evening: null })).status).toBe(400)
    // On a weekend nobody is waited for.
    await hours('Payments', '09:00')
    expect(await remind('2026-04-04T09:00:00Z')).toBe(0)
  })

  test.each([
    ['json', 'en'],
    ['slack', 'ko'],
    ['teams', 'en'],
  ] as const)(
    'the message for %s in %s names who has not written, with a link to the stand-up',
    async (shape, language) => {
      await hours('Payments', '09:00')
      await remind('2026-03-31T09:00:00Z')
      const { reminder } = (await reminders())[0] ?? {}
      const unit = { name: 'units', shown: 'units', partsPerShown: 1 }
      const told = {
        kind: 'stand-up-reminder' as const,
        recordedAt: at('2026-03-31T09:00:00Z'),
        body: { cycle: null, digest: null, blocker: null, handOver: null, reminder: reminder ?? null, unit },
        shape: shape as WebhookShape,
        language,
      }
      const message = messageOf(told, 'https://tenfold.example')
      expect(message).toContain('Ada')
      expect(message).toContain('https://tenfold.example/stand-ups?of=Payments&asOf=2026-03-31&time=morning')
    },
  )
})

describe.each(quickEngines)('wishes for mails on $name', ({ freshDatabase }) => {
  test('people say for themselves which they want; without an address there is nothing to want', async () => {
    const database = await freshDatabase()
    const p = await twoDivisions(database, { mail })
    const person = async (name: string, email: string) =>
      (await p.post<{ person: { id: number } }>('people', { name, signInName: name, email })).body.person.id
    const acting = (id: number) => ({
      id: `person:${id}`,
      name: 'x',
      role: 'viewer' as const,
      teams: new Map(),
      reads: new Set<number>(),
    })
    expect((await p.ask<{ code: string }>('GET', 'account/mails')).body.code).toBe('no-account')
    const [ada, bob] = [await person('ada', 'ada@example.com'), await person('bob', '')]
    p.setActor(acting(ada))
    expect(await p.get('account/mails')).toEqual({
      language: 'en',
      digest: false,
      reminders: false,
      brief: 'none',
      address: 'ada@example.com',
      sends: true,
      version: 1,
    })
    expect((await p.patch('account/mails', { digest: true, language: 'ko' }, 1)).body).toMatchObject({
      language: 'ko',
      digest: true,
      reminders: false,
      version: 2,
    })
    expect((await p.patch('account/mails', { digest: false }, 1)).status).toBe(412)
    p.setActor(acting(bob))
    expect(await p.get('account/mails')).toMatchObject({ digest: false, address: '' })
    expect((await p.patch<{ code: string }>('account/mails', { digest: true }, 1)).body.code).toBe('mail-no-address')
    expect((await p.ask('GET', 'mails')).status).toBe(403)
  })
})
