import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { everyEndpoint } from '../../src/contract/everything.ts'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import type { MachineToken } from '../../src/domain/machine-token.ts'
import { Name } from '../../src/domain/names.ts'
import { createApi } from '../../src/server/api.ts'
import type { Database } from '../../src/server/database/database.ts'
import { icalendar } from '../../src/server/icalendar.ts'
import { storeCycles } from '../set-up/stored-cycles.ts'
import { noonOf, programmeApi, quickEngines } from './set-up/programme-api.ts'

interface Made {
  readonly token: MachineToken
  readonly secret: string
}

/** The programme as programs and calendars reach it: whoever bears nothing is nobody. */
async function feed(database: Database, today = '2026-03-30') {
  const p = programmeApi(database, today)
  const faults: unknown[] = []
  const its = { now: noonOf(today) }
  const api = createApi({
    database,
    clock: { now: () => its.now },
    whoIsAsking: () => null,
    version: 'test',
    importLimits: { bytes: 1024, rows: 10 },
    reportFault: (_, error) => faults.push(error),
  })
  const ask = async (address: string, headers: Record<string, string> = {}, method = 'GET') => {
    const answer = await api.fetch(new Request(`http://localhost/api/v1/${address}`, { method, headers }))
    const text = await answer.text()
    return { status: answer.status, type: answer.headers.get('content-type'), headers: answer.headers, text }
  }
  const make = async (wish: Record<string, unknown>) => {
    const { status, body } = await p.post<Made>('tokens', wish)
    expect(status, JSON.stringify(body)).toBe(201)
    return body
  }
  return Object.assign(its, {
    p,
    ask,
    make,
    faults,
    read: async (secret: string, more = '') => {
      const answer = await ask(`release-cycles.ics?token=${secret}${more}`)
      expect(answer.status, answer.text).toBe(200)
      return answer
    },
  })
}

/** What another program reads of it. */
function parsed(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const events = calendar.getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one)
    return {
      uid: event.uid,
      summary: event.summary,
      from: event.startDate.toString(),
      isDate: event.startDate.isDate,
      // The day after the last.
      end: event.endDate.toString(),
      days: event.duration.toSeconds() / 86_400,
      sequence: event.sequence,
    }
  })
  return { calendar, events }
}

/** Rules of RFC 5545 that a lenient parser would let pass. */
function checkLines(text: string): void {
  expect(text.endsWith('\r\n')).toBe(true)
  const lines = text.slice(0, -2).split('\r\n')
  const encoder = new TextEncoder()
  for (const line of lines) {
    expect(encoder.encode(line).length, line).toBeLessThanOrEqual(75)
    expect(line).not.toMatch(/[\r\n]/)
    expect(line.isWellFormed(), line).toBe(true)
  }
}

describe.each(quickEngines)('the calendar on $name', ({ freshDatabase }) => {
  test('holds what was closed, the last, the present and 13 to come, over leap days and year ends, as another program reads them', async () => {
    const database = await freshDatabase()
    const at = await feed(database, '2028-03-15')
    await at.p.settings({ cycleAnchor: '2027-09-20', name: 'Cloud, first; last\\' })
    const name = `결제 서비스를 먼저, ${'옮깁니다; '.repeat(12)}\\ 🚚`
    // 8 weeks, a short one over the year's end, one over 29 February, and the present one.
    await storeCycles(database, '2027-09-20', [56, 42, 25, 60, 56], { closed: [1], names: { 3: name } })
    const { secret } = await at.make({ name: 'calendars', scope: 'calendar' })
    const answer = await at.read(secret)
    expect(answer.type).toBe('text/calendar; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    checkLines(answer.text)
    const { calendar, events } = parsed(answer.text)
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0')
    // A property that the parser does not know it hands on as it is written.
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Cloud\\, first\\; last\\\\: release cycles')
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT6H')
    expect(events.slice(0, 4)).toEqual([
      {
        uid: 'release-cycle-1@tenfold.localhost',
        summary: 'Release cycle 1',
        from: '2027-09-20',
        isDate: true,
        end: '2027-11-15',
        days: 56,
        sequence: 0,
      },
      {
        uid: 'release-cycle-3@tenfold.localhost',
        summary: `Release cycle 3: ${name}`,
        from: '2027-12-27',
        isDate: true,
        end: '2028-01-21',
        days: 25,
        sequence: 0,
      },
      {
        uid: 'release-cycle-4@tenfold.localhost',
        summary: 'Release cycle 4',
        from: '2028-01-21',
        isDate: true,
        end: '2028-03-21',
        days: 60,
        sequence: 0,
      },
      {
        uid: 'release-cycle-5@tenfold.localhost',
        summary: 'Release cycle 5',
        from: '2028-03-21',
        isDate: true,
        end: '2028-05-16',
        days: 56,
        sequence: 0,
      },
    ])
    // The present one is number 4; those past the stored ones follow at the usual length, without a gap.
    expect(events.at(-1)?.uid).toBe('release-cycle-17@tenfold.localhost')
    for (const [before, next] of events.slice(1).map((event, n) => [event, events[n + 2]] as const))
      if (next) expect(next.from).toBe(before.end)
    expect(at.faults).toEqual([])
  })

  test('a cycle that is named or moved keeps its UID and counts its changes; the language is the reader’s', async () => {
    const at = await feed(await freshDatabase())
    await at.p.settings({ cycleAnchor: '2026-03-02' })
    const { secret } = await at.make({ name: 'calendars', scope: 'calendar' })
    const [before] = parsed((await at.read(secret)).text).events
    expect(before).toMatchObject({ uid: 'release-cycle-1@tenfold.localhost', from: '2026-03-02', end: '2026-04-27' })
    const { body } = await at.p
      .get<{ cycles: { number: number; version: number }[] }>('release-cycles')
      .then(({ cycles }) =>
        at.p.patch('release-cycles/1', { name: 'Spring', lastDay: '2026-05-03' }, cycles[0]?.version),
      )
    expect(body).toMatchObject({ name: 'Spring' })
    const [first, second] = parsed((await at.read(secret)).text).events
    expect(first).toMatchObject({ uid: before?.uid, summary: 'Release cycle 1: Spring', end: '2026-05-04' })
    expect(first?.sequence).toBeGreaterThan(before?.sequence ?? 0)
    expect(second?.from).toBe('2026-05-04')
    const korean = await at.read(secret, '&lang=ko')
    expect(parsed(korean.text).events[0]?.summary).toBe('1주기: Spring')
    expect((await at.ask(`release-cycles.ics?token=${secret}&lang=fr`)).status).toBe(400)
  })

  test('a token for calendars opens the calendar, by its address or a header, and nothing else', async () => {
    const at = await feed(await freshDatabase())
    const { secret, token } = await at.make({ name: 'calendars', scope: 'calendar' })
    expect(token).toMatchObject({ scope: 'calendar', teams: null })
    const bearer = { authorization: `Bearer ${secret}` }
    expect((await at.ask('release-cycles.ics', bearer)).status).toBe(200)
    for (const { method, path, open } of everyEndpoint) {
      if (open === true || path.endsWith('.ics')) continue
      const there = path
        .replace('/api/v1/', '')
        .replace('{figure}', 'cloud')
        .replaceAll(/\{\w+\}/g, '1')
      const json = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      expect((await at.ask(there, { ...bearer, ...json }, method)).status, `${method} ${path}`).toBe(403)
      // In the address of anything else it is no token at all.
      expect((await at.ask(`${there}?token=${secret}`, json, method)).status, `${method} ${path}`).toBe(401)
    }
    const { tokens } = await at.p.get<{ tokens: MachineToken[] }>('tokens')
    expect(tokens).toMatchObject([{ name: 'calendars', usedAt: '2026-03-30T12:00:00.000Z' }])
  })

  test('no other token opens it from an address, nor one that is revoked, past its day, cut short or made up', async () => {
    const at = await feed(await freshDatabase())
    await at.p.division('Retail')
    await at.p.team('Payments', 'Retail')
    const kinds = [
      { name: 'reads', scope: 'read' },
      { name: 'writes', scope: 'write' },
      { name: 'writes for a team', scope: 'write', teams: ['Payments'] },
    ]
    const codeOf = (text: string) => (JSON.parse(text) as { code: string }).code
    for (const wish of kinds) {
      const { secret } = await at.make(wish)
      const answer = await at.ask(`release-cycles.ics?token=${secret}`)
      expect([answer.status, codeOf(answer.text)], wish.name).toEqual([401, 'token-in-address'])
      expect((await at.ask('release-cycles.ics', { authorization: `Bearer ${secret}` })).status, wish.name).toBe(200)
    }
    const limited = await at.p.post('tokens', { name: 'limited', scope: 'calendar', teams: ['Payments'] })
    expect(limited.body).toMatchObject({
      code: 'invalid-input',
      fields: { teams: expect.stringContaining('Leave teams out') },
    })

    const { secret, token } = await at.make({ name: 'ends', scope: 'calendar', lastDay: '2026-03-31' })
    await at.read(secret)
    for (const wrong of [
      '',
      'tenfold_',
      secret.slice(0, -1),
      `${secret}x`,
      `x${secret}`,
      'tenfold_%0d%0a',
      secret.toUpperCase(),
    ])
      expect((await at.ask(`release-cycles.ics?token=${wrong}`)).status, wrong).toBe(401)
    // Given in the address it decides, whatever else is sent.
    const good = (await at.make({ name: 'good', scope: 'read' })).secret
    expect((await at.ask('release-cycles.ics?token=tenfold_wrong', { authorization: `Bearer ${good}` })).status).toBe(
      401,
    )
    expect((await at.ask(`release-cycles.ics?token=${secret}&token=${secret}`)).status).toBe(400)
    expect((await at.ask('release-cycles.ics')).status).toBe(401)
    at.now = Temporal.Instant.from('2026-04-01T00:00:00Z').epochMilliseconds
    expect(codeOf((await at.ask(`release-cycles.ics?token=${secret}`)).text)).toBe('token-expired')
    at.now = noonOf('2026-03-30')
    await at.p.post(`tokens/${token.id}/revocation`, {})
    expect(codeOf((await at.ask(`release-cycles.ics?token=${secret}`)).text)).toBe('token-revoked')

    // What was refused is on record, and no token in it.
    const audit = JSON.stringify(await at.p.get('audit'))
    expect(audit).toContain('GET /api/v1/release-cycles.ics')
    for (const hidden of [secret, good, 'tenfold_']) expect(audit).not.toContain(hidden)
    expect(at.faults).toEqual([])
  })
})

test('any name and any days are read back as they were written', () => {
  const names = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 200 })
    .filter((text) => Name.safeParse(text).data === text)
  const days = fc.integer({ min: 0, max: 100_000 }).map((count) => addDays(day('1970-01-01'), count))
  fc.assert(
    fc.property(
      names,
      days,
      fc.integer({ min: 1, max: 400 }),
      fc.constantFrom('en', 'ko'),
      (summary, firstDay, length, language) => {
        const event = {
          uid: 'release-cycle-1@a',
          firstDay,
          lastDay: addDays(firstDay, length - 1),
          summary,
          description: summary,
          url: null,
          sequence: 3,
        }
        const text = icalendar({ name: summary, language, now: 0, refresh: 'PT6H', events: [event] })
        checkLines(text)
        expect(parsed(text).events).toEqual([
          {
            uid: event.uid,
            summary,
            from: firstDay,
            isDate: true,
            end: addDays(firstDay, length),
            days: length,
            sequence: 3,
          },
        ])
      },
    ),
  )
})
