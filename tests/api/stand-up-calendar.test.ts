import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

/** What another program reads of it. */
const eventsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one)
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description ?? '',
      from: event.startDate.toJSDate().toISOString(),
      minutes: event.duration.toSeconds() / 60,
      alarms: one.getAllSubcomponents('valarm').map((alarm) => String(alarm.getFirstPropertyValue('trigger'))),
    }
  })

describe.each(quickEngines)('the calendar of stand-ups on $name', ({ freshDatabase }) => {
  const arranged = async (zone: string, day: string) => {
    const p = await twoDivisions(await freshDatabase())
    p.setClock(day)
    const { teams } = await p.get<{ teams: { id: number; name: string; version: number }[] }>('teams')
    const team = teams.find(({ name }) => name === 'Payments')
    expect((await p.patch(`teams/${team?.id}`, { zone }, team?.version)).status).toBe(200)
    expect((await p.post('stand-ups/hours', { team: 'Payments', morning: '09:00', evening: '17:30' })).status).toBe(200)
    return p
  }
  const read = async (p: ProgrammeApi, more = '') => eventsIn(await p.get<string>(`stand-ups.ics?team=Payments${more}`))

  test.each([
    ['Europe/Berlin', '2026-03-23', '2026-03-27T08:00:00.000Z', '2026-03-30T07:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-01', '2026-04-02T22:00:00.000Z', '2026-04-05T22:30:00.000Z'],
    ['Pacific/Apia', '2026-03-31', '2026-03-30T20:00:00.000Z', '2026-03-31T20:00:00.000Z'],
    ['Asia/Kathmandu', '2026-03-31', '2026-03-31T03:15:00.000Z', '2026-04-01T03:15:00.000Z'],
  ])('the clock on the wall shows its hour on both sides of a change: %s', async (zone, day, before, after) => {
    const p = await arranged(zone, day)
    const mornings = (await read(p)).filter(({ uid }) => uid.includes('-morning@')).map(({ from }) => from)
    expect(mornings).toContain(before)
    expect(mornings).toContain(after)
    for (const from of mornings) {
      const there = Temporal.Instant.from(from).toZonedDateTimeISO(zone)
      expect(there.toPlainTime().toString()).toBe('09:00:00')
      expect(there.dayOfWeek).toBeLessThanOrEqual(5)
    }
  })

  test('both stand-ups of every working day of eight weeks, once each, in both languages', async () => {
    const p = await arranged('UTC', '2026-03-31')
    const events = await read(p)
    expect(events).toHaveLength(2 * 45)
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
    expect(events.every(({ minutes }) => minutes === 15)).toBe(true)
    expect(events.every(({ alarms }) => alarms.length === 1 && alarms[0] === 'PT0S')).toBe(true)
    expect(events[0]?.summary).toBe('Payments: morning stand-up')
    expect((await read(p, '&lang=ko'))[1]?.summary).toBe('Payments: 저녁 스탠드업')
    await p.post('stand-ups/hours', { team: 'Payments', morning: null, evening: null })
    expect(await read(p)).toEqual([])
    expect((await p.ask('GET', 'stand-ups.ics?team=nobody')).status).toBe(422)
    expect((await p.ask('GET', 'stand-ups.ics')).status).toBe(400)
  })

  test('who is out of office is counted and not named, and where nobody is there it asks nobody', async () => {
    const p = await arranged('UTC', '2026-03-31')
    const people: number[] = []
    for (const name of ['Ada', 'Bob', 'Eve', 'Zoe']) {
      const { body } = await p.post<{ person: { id: number } }>('people', { name, signInName: name.toLowerCase() })
      people.push(body.person.id)
    }
    const [ada, bob, eve, zoe] = people
    const { teams } = await p.get<{ teams: { id: number; name: string }[] }>('teams')
    const members = `teams/${teams.find(({ name }) => name === 'Payments')?.id}/members`
    for (const [person, role, since] of [
      [ada, 'lead', '2026-01-01'],
      [bob, 'member', '2026-01-01'],
      // Looks on, so nobody waits for her.
      [eve, 'viewer', '2026-01-01'],
      // From the second of April on.
      [zoe, 'member', '2026-04-02'],
    ])
      expect((await p.post(members, { person, role, since })).status).toBe(201)
    const away = (who: unknown, from: string, to: string) => p.post('absences', { team: 'Payments', who, from, to })
    await away(ada, '2026-04-01', '2026-04-03')
    await away(ada, '2026-04-02', '2026-04-02')
    await away(eve, '2026-03-31', '2026-04-10')
    await away('Somebody from outside', '2026-03-31', '2026-04-10')
    await away(bob, '2026-04-01', '2026-04-01')
    const morningsOf = (events: Awaited<ReturnType<typeof read>>) =>
      Object.fromEntries(
        events
          .filter(({ uid }) => uid.includes('-morning@'))
          .map(({ from, description }) => [from.slice(0, 10), description]),
      )
    const mornings = morningsOf(await read(p))
    expect(mornings['2026-03-31']).toBe('')
    expect(mornings['2026-04-01']).toBe(undefined)
    expect(mornings['2026-04-02']).toBe('1 of 3 out of office.')
    expect(mornings['2026-04-06']).toBe('')
    expect(morningsOf(await read(p, '&lang=ko'))['2026-04-03']).toBe('3명 중 1명 부재 중.')
    expect(await p.get<string>('stand-ups.ics?team=Payments')).not.toMatch(/Ada|Bob|outside/)
  })

  test('a token of the calendar opens it from the address, and no other token does', async () => {
    const p = await arranged('UTC', '2026-03-31')
    const secret = async (scope: string) =>
      (await p.post<{ secret: string }>('tokens', { name: scope, scope })).body.secret
    const [calendar, reading] = [await secret('calendar'), await secret('read')]
    p.setActor(null)
    expect(await read(p, `&token=${calendar}`)).toHaveLength(90)
    expect((await p.ask('GET', `stand-ups.ics?team=Payments&token=${reading}`)).status).toBe(401)
    expect((await p.ask('GET', 'stand-ups.ics?team=Payments')).status).toBe(401)
  })
})
