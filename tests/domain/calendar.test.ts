import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, CalendarDay, day, dayIn, daysBetween, weekEnd } from '../../src/domain/calendar-day.ts'
import { periods } from '../../src/domain/periods.ts'
import { cycleOn, cyclesBetween } from '../../src/domain/release-cycles.ts'

const train = { cycleAnchor: day('2020-04-27'), cycleDays: 56 }
const anyDay = fc.integer({ min: 0, max: 36_524 }).map((days) => addDays(day('2000-01-01'), days))

describe('a calendar day', () => {
  test.each(['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', '2026-01-01T00:00', '', '2026-00-10', 'today'])(
    '%s is none',
    (text) => expect(CalendarDay.safeParse(text).success).toBe(false),
  )
  test('the leap day of 2028 is one', () => expect(day('2028-02-29')).toBe('2028-02-29'))
  test('weeks end on Sunday, also over a year’s end', () => {
    expect([weekEnd(day('2020-12-31')), weekEnd(day('2027-01-03')), weekEnd(day('2026-11-22'))]).toEqual([
      '2021-01-03',
      '2027-01-03',
      '2026-11-22',
    ])
  })
  test('is where the wall clock stands: Kathmandu, Apia, Lord Howe, New York', () => {
    const instant = Date.parse('2026-11-22T18:20:00Z')
    expect(
      ['Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe', 'America/New_York'].map((zone) => dayIn(zone, instant)),
    ).toEqual(['2026-11-23', '2026-11-23', '2026-11-23', '2026-11-22'])
  })
  test('days between are counted one by one', () =>
    fc.assert(fc.property(anyDay, fc.nat(2000), (from, days) => daysBetween(from, addDays(from, days)) === days)))
})

describe('release cycles', () => {
  test('cycle 28 of the sample runs from 17 June to 11 August 2024', () =>
    expect(cycleOn(train, day('2024-07-07'))).toEqual({ number: 28, firstDay: '2024-06-17', lastDay: '2024-08-11' }))
  test('a day before the anchor belongs to none', () => expect(cycleOn(train, day('2020-04-26'))).toBeNull())
  test('follow each other without gap or overlap, each as long as said', () => {
    const cycles = cyclesBetween(train, day('2020-01-01'), day('2030-01-01'))
    cycles.forEach((cycle, at) => {
      expect(daysBetween(cycle.firstDay, cycle.lastDay)).toBe(55)
      if (at > 0) expect(cycle.firstDay).toBe(addDays(cycles[at - 1]?.lastDay ?? day('2000-01-01'), 1))
    })
    expect(cycles[0]?.number).toBe(1)
  })
})

describe('periods', () => {
  test('a last day inside a week gives one last point on it, partial', () =>
    expect(
      periods('week', train, day('2024-01-01'), day('2024-01-10')).map(({ lastDay, partial }) => [lastDay, partial]),
    ).toEqual([
      ['2024-01-07', false],
      ['2024-01-10', true],
    ]))
  test('a last day that ends the week is not partial', () =>
    expect(periods('week', train, day('2024-01-03'), day('2024-01-07'))).toMatchObject([{ partial: false }]))
  test('cycles carry their last day; days before the anchor make none', () =>
    expect(
      periods('cycle', train, day('2020-01-01'), day('2020-06-30')).map(({ lastDay, partial, cycle }) => [
        lastDay,
        partial,
        cycle,
      ]),
    ).toEqual([
      ['2020-06-21', false, 1],
      ['2020-06-30', true, 2],
    ]))
  test('cover every day once, in order, whatever the interval', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(400), fc.constantFrom('day', 'week', 'cycle'), (from, length, interval) => {
        const to = addDays(from, length)
        const made = periods(interval as 'day', { cycleAnchor: from, cycleDays: 56 }, from, to)
        expect(made[0]?.firstDay).toBe(from)
        expect(made.at(-1)?.lastDay).toBe(to)
        for (const [at, period] of made.slice(1).entries())
          expect(period.firstDay).toBe(addDays(made[at]?.lastDay ?? from, 1))
      }),
      { numRuns: 60 },
    )
  })
})
