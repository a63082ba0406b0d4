import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CalendarDay } from '../../src/domain/calendar-day.ts'
import { instantAt, remindedFor, remindersDue } from '../../src/domain/reminder.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const instantOf = (day: string, hour: string, zone: string) =>
  new Date(instantAt(day as CalendarDay, hour, zone)).toISOString()
const due = (zone: string, now: string, morning: string | null, evening: string | null = null) =>
  remindersDue({ zone, hours: { morning, evening } }, at(now)).map(({ day, time }) => `${day} ${time}`)

describe('the instant of an hour', () => {
  test.each([
    // An ordinary day; half-hour and quarter-hour zones; the date line.
    ['2026-03-31', '09:00', 'Asia/Seoul', '2026-03-31T00:00:00.000Z'],
    ['2026-03-31', '09:00', 'Asia/Kathmandu', '2026-03-31T03:15:00.000Z'],
    ['2026-03-31', '09:00', 'Pacific/Apia', '2026-03-30T20:00:00.000Z'],
    ['2026-03-31', '09:00', 'Pacific/Pago_Pago', '2026-03-31T20:00:00.000Z'],
    // Left out by summer time: as much later. Lord Howe puts its clocks on by half an hour.
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    // Twice: the first of the two.
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
  ])('%s %s in %s is %s', (day, hour, zone, instant) => expect(instantOf(day, hour, zone)).toBe(instant))
})

describe('what is due', () => {
  test('from its hour on, for three hours, on working days, also past midnight', () => {
    expect(due('Asia/Seoul', '2026-03-30T23:59:59.999Z', '09:00')).toEqual([])
    expect(due('Asia/Seoul', '2026-03-31T00:00:00Z', '09:00')).toEqual(['2026-03-31 morning'])
    expect(due('Asia/Seoul', '2026-03-31T02:59:59.999Z', '09:00')).toEqual(['2026-03-31 morning'])
    expect(due('Asia/Seoul', '2026-03-31T03:00:00Z', '09:00')).toEqual([])
    expect(due('UTC', '2026-04-01T01:00:00Z', null, '23:30')).toEqual(['2026-03-31 evening'])
    expect(due('UTC', '2026-04-01T09:30:00Z', '09:00', '09:15')).toEqual(['2026-04-01 morning', '2026-04-01 evening'])
    // Friday's late evening reaches into Saturday; Saturday has none of its own.
    expect(due('UTC', '2026-04-04T00:30:00Z', null, '23:30')).toEqual(['2026-04-03 evening'])
    expect(due('UTC', '2026-04-04T09:30:00Z', '09:00')).toEqual([])
    expect(due('UTC', '2026-03-31T09:30:00Z', null, null)).toEqual([])
  })
  test('a day that the date line took away has no hour', () => {
    expect(due('Pacific/Apia', '2011-12-29T19:30:00Z', '09:00')).toEqual(['2011-12-29 morning'])
    // 2011-12-30, a Friday, never was: at that instant it is Saturday there.
    expect(due('Pacific/Apia', '2011-12-30T19:30:00Z', '09:00')).toEqual([])
  })
  test('asked every five minutes of two weeks, each working day is due for three hours, once and in one stretch', () => {
    const zones = ['Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York', 'Pacific/Apia', 'Africa/Cairo', 'UTC']
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 340 }),
        (zone, hour, minute, from) => {
          const morning = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
          const start = at('2026-01-05T00:00:00Z') + from * 86_400_000
          const seen = new Map<string, number[]>()
          for (let now = start; now < start + 14 * 86_400_000; now += 300_000)
            for (const { day } of remindersDue({ zone, hours: { morning, evening: null } }, now))
              seen.set(day, [...(seen.get(day) ?? []), now])
          // Ten working days in two weeks, and at most two that the edges cut.
          expect(seen.size).toBeGreaterThanOrEqual(9)
          expect(seen.size).toBeLessThanOrEqual(11)
          for (const [day, times] of [...seen].slice(1, -1)) {
            expect(Temporal.PlainDate.from(day).dayOfWeek).toBeLessThanOrEqual(5)
            expect(times).toHaveLength(remindedFor / 300_000)
            expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBe(remindedFor - 300_000)
          }
        },
      ),
      { numRuns: 12 },
    )
  })
})
