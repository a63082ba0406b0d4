import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import { type ForecastQuestion, forecastOf, nonEmptyWeeks } from '../../src/domain/forecast.ts'
import { drawnFrom, weeksDrawnFrom } from '../../src/domain/forecast-band.ts'
import { questionWith } from '../../src/domain/forecast-levers.ts'
import { type DayVector, dayNumber, dayVectors, type PastWeek, pastWeeks } from '../../src/domain/forecast-weeks.ts'
import { noFacts } from '../../src/domain/workload-facts.ts'

const asOf = day('2026-06-30')
const none = { cloud: 1000, onPrem: 1000, migrated: 1000 }

const weeksOf = (changes: readonly (readonly [number, number, number])[]): PastWeek[] =>
  changes.map(([cloud, onPrem, migrated], at) => ({
    lastDay: addDays(asOf, -7 * (changes.length - 1 - at)),
    ...{ cloud, onPrem, migrated },
  }))
const steady = (count: number, by = 10) => weeksOf(Array.from({ length: count }, () => [by, -by, by] as const))
const question = (more: Partial<ForecastQuestion> = {}): ForecastQuestion => ({
  ...{ asOf, weeks: steady(20), leftOut: new Set(), now: { cloud: 100, onPrem: 300 }, targets: [150, 250] },
  ...{ cycle: { lastDay: addDays(asOf, 21), delivered: 7 }, widening: none, runs: 500 },
  ...more,
})
const changes = fc.array(
  fc.tuple(fc.integer({ min: -50, max: 90 }), fc.integer({ min: -90, max: 30 }), fc.integer({ min: -20, max: 60 })),
  { minLength: 10, maxLength: 60 },
)

describe('a forecast', () => {
  test('of a pace that never changed is that pace', () => {
    const forecast = forecastOf(question())
    expect(forecast?.targets).toEqual([
      { p50: addDays(asOf, 35), p85: addDays(asOf, 35), never: 0 },
      { p50: addDays(asOf, 105), p85: addDays(asOf, 105), never: 0 },
    ])
    expect(forecast?.onPremisesZero).toEqual({ p50: addDays(asOf, 210), p85: addDays(asOf, 210), never: 0 })
    // Seven so far, and three weeks of ten.
    expect(forecast?.cycle).toEqual({ p90: 37, p85: 37, p50: 37, p15: 37, p10: 37 })
    expect(forecast?.cone[0]).toMatchObject({ day: addDays(asOf, 7), cloud: { p85: 110 }, onPrem: { p50: 290 } })
  })

  test('needs eight weeks in which anything moved, of those that are not left out', () => {
    expect(forecastOf(question({ weeks: steady(7) }))).toBeNull()
    expect(forecastOf(question({ weeks: steady(8) }))).not.toBeNull()
    expect(forecastOf(question({ weeks: [...steady(30, 0), ...steady(8)].slice(-20) }))).not.toBeNull()
    const weeks = steady(8)
    expect(forecastOf(question({ weeks, leftOut: new Set([weeks[3]?.lastDay ?? asOf]) }))).toBeNull()
    expect(nonEmptyWeeks(weeks, new Set([weeks[3]?.lastDay ?? asOf]))).toBe(7)
  })

  test('says how many runs never arrive, and no day where too few do', () => {
    const forecast = forecastOf(question({ targets: [1_000_000] }))
    expect(forecast?.targets).toEqual([{ p50: null, p85: null, never: 500 }])
  })

  test('of nothing on-premises, and of a cycle on its last day, is what is there', () => {
    const forecast = forecastOf(question({ now: { cloud: 100, onPrem: 0 }, cycle: { lastDay: asOf, delivered: 7 } }))
    expect([forecast?.onPremisesZero, forecast?.cycle]).toEqual([null, { p90: 7, p85: 7, p50: 7, p15: 7, p10: 7 }])
  })

  test('is in order whatever the past: 85 % later than half, and every amount between its neighbours', () =>
    fc.assert(
      fc.property(changes, fc.integer({ min: 1000, max: 3000 }), (past, factor) => {
        const widening = { cloud: factor, onPrem: factor, migrated: factor }
        const forecast = forecastOf(question({ weeks: weeksOf(past), runs: 60, widening }))
        if (forecast === null) return
        const all = [...forecast.targets, ...(forecast.onPremisesZero ? [forecast.onPremisesZero] : [])]
        for (const { p50, p85 } of all) if (p50 && p85) expect(p50 <= p85).toBe(true)
        for (const { p50, p85, never } of all) {
          if (p50 === null) expect(never).toBeGreaterThan(30)
          if (p85 === null) expect(p50 === null || never > 0 || factor > 1000).toBe(true)
        }
        // A higher milestone is never reached earlier.
        const [low, high] = forecast.targets
        if (low?.p50 && high?.p50) expect(low.p50 <= high.p50).toBe(true)
        for (const { cloud, onPrem } of forecast.cone) {
          const up = ({ p90, p85, p50, p15, p10 }: typeof cloud) => [0, p90, p85, p50, p15, p10]
          expect(up(cloud)).toEqual(up(cloud).toSorted((one, other) => one - other))
          const down = ({ p90, p85, p50, p15, p10 }: typeof onPrem) => [0, p10, p15, p50, p85, p90]
          expect(down(onPrem)).toEqual(down(onPrem).toSorted((one, other) => one - other))
        }
      }),
      { numRuns: 40 },
    ))

  test('is the same twice', () => {
    const weeks = weeksOf(
      Array.from({ length: 40 }, (_, at) => [(at * 7) % 13, -((at * 5) % 11), (at * 5) % 11] as const),
    )
    expect(forecastOf(question({ weeks }))).toEqual(forecastOf(question({ weeks })))
  })
})

describe('a band', () => {
  test('is drawn away from its median, which stays, by whole numbers', () => {
    expect([drawnFrom(100, 60, 1500), drawnFrom(100, 100, 3000), drawnFrom(100, 161, 1500)]).toEqual([40, 100, 191])
    expect(weeksDrawnFrom(10, 13, 1500)).toBe(15)
  })
  test('never falls below nothing by it, unless the runs do', () =>
    expect([drawnFrom(100, 60, 3000), drawnFrom(10, -5, 2000), drawnFrom(-10, -20, 2000)]).toEqual([0, -5, -20]))
  test('without a factor is what the runs say', () =>
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (one, other) => {
        expect(drawnFrom(one, other, 1000)).toBe(other)
      }),
    ))
})

describe('the weeks of the past', () => {
  const vector = (at: string, cloud: number): DayVector => ({
    ...{ day: day(at), number: dayNumber(day(at)), cloud, onPrem: -cloud, migrated: cloud },
  })

  test('are whole, end on the as-of day, and begin after the books and the baseline do', () => {
    const days = [vector('2026-05-01', 100), vector('2026-05-29', 5), vector('2026-06-23', 2), vector('2026-06-30', 3)]
    const made = pastWeeks(days, { asOf, baselineDay: day('2026-05-26'), most: 52 })
    expect(made.map(({ lastDay, cloud }) => [lastDay, cloud])).toEqual([
      ['2026-06-02', 5],
      ['2026-06-09', 0],
      ['2026-06-16', 0],
      ['2026-06-23', 2],
      ['2026-06-30', 3],
    ])
    expect(pastWeeks(days, { asOf, baselineDay: day('2026-05-27'), most: 52 })).toHaveLength(4)
    expect(pastWeeks(days, { asOf, baselineDay: day('2026-05-26'), most: 2 }).map(({ cloud }) => cloud)).toEqual([2, 3])
    expect(pastWeeks([], { asOf, baselineDay: asOf, most: 52 })).toEqual([])
  })

  test('lose nothing of the days they span, and hold nothing of others', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(500), fc.integer({ min: -99, max: 99 })), { minLength: 1 }), (said) => {
        const days = said
          .map(([back, change]) => vector(addDays(asOf, 20 - back), change))
          .sort((one, other) => one.number - other.number)
        const made = pastWeeks(days, { asOf, baselineDay: day('2026-01-01'), most: 260 })
        const from = dayNumber(asOf) - 7 * made.length
        const sum = (all: readonly { cloud: number }[]) => all.reduce((total, { cloud }) => total + cloud, 0)
        expect(sum(made)).toBe(sum(days.filter(({ number }) => number > from && number <= dayNumber(asOf))))
      }),
    ))

  test('count by units all of both clouds, and by services what went across', () => {
    const facts = { ...noFacts(), privateCloudUnits: 3, publicCloudUnits: 4, onPremUnits: -6, migratedUnits: 7 }
    const services = {
      rolledBackUnits: 1,
      cloudServices: 2,
      onPremServices: -1,
      migratedServices: 2,
      rolledBackServices: 1,
    }
    const days = [{ day: asOf, facts: { ...facts, ...services } }]
    expect(dayVectors(days, 'units')).toMatchObject([{ cloud: 7, onPrem: -6, migrated: 6 }])
    expect(dayVectors(days, 'services')).toMatchObject([{ cloud: 2, onPrem: -1, migrated: 1 }])
  })
})

describe('what would be if', () => {
  const { weeks: _weeks, leftOut: _leftOut, ...rest } = question()
  const ground = { ...rest, weeks: steady(40) }
  const levers = { window: 20, leftOut: [], teams: [], staying: 0 }
  const team = weeksOf(Array.from({ length: 40 }, () => [4, -4, 4] as const))

  test('a team stops: its share of every week is taken out; one like it comes: put in once more', () => {
    const of = (times: 1 | -1) => questionWith(ground, { ...levers, teams: [{ weeks: team, times }] }).weeks
    expect([of(-1), of(1)].map((all) => [all.length, all[0]])).toEqual([
      [20, { lastDay: addDays(asOf, -133), cloud: 6, onPrem: -6, migrated: 6 }],
      [20, { lastDay: addDays(asOf, -133), cloud: 14, onPrem: -14, migrated: 14 }],
    ])
    // Out and in again is as before.
    const both = questionWith(ground, {
      ...levers,
      teams: [
        { weeks: team, times: -1 },
        { weeks: team, times: 1 },
      ],
    })
    expect(both.weeks).toEqual(ground.weeks.slice(-20))
  })

  test('a wave is dropped: what it has on-premises stays, so the rest is moved sooner and no more than it arrives', () => {
    const dropped = forecastOf(questionWith(ground, { ...levers, staying: 200 }))
    expect(dropped?.onPremisesZero?.p50).toBe(addDays(asOf, 70))
    // 100 in cloud and 100 to come never make 250.
    expect(dropped?.targets.map(({ p50, never }) => [p50, never])).toEqual([
      [addDays(asOf, 35), 0],
      [null, 500],
    ])
  })

  test('an outlier is left out, or another window is looked at', () => {
    const weeks = [...steady(39), ...weeksOf([[500, -5, 5]])]
    const outlier = {
      ...ground,
      weeks: weeks.map((week, at) => ({ ...week, lastDay: steady(40)[at]?.lastDay ?? asOf })),
    }
    const with500 = forecastOf(questionWith(outlier, levers))
    const without = forecastOf(questionWith(outlier, { ...levers, leftOut: [asOf] }))
    expect(without?.targets[0]?.p50).toBe(addDays(asOf, 35))
    expect((with500?.targets[1]?.p50 ?? '') < (without?.targets[1]?.p50 ?? '')).toBe(true)
  })
})
