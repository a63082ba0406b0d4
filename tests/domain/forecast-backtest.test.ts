import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import { type Ground, learnedFrom, lessonsOn, pastForecasts, wideningFrom } from '../../src/domain/forecast-backtest.ts'
import type { Widening } from '../../src/domain/forecast-band.ts'
import { isWithin, pinball, scoresOf, wilson } from '../../src/domain/forecast-score.ts'
import { type DayVector, dayNumber } from '../../src/domain/forecast-weeks.ts'

const anchor = day('2024-01-01')
const train = { cycleAnchor: anchor, cycleDays: 56 }
/** A change of a day, so many days after the anchor. */
const on = (at: number, cloud: number): DayVector => {
  const its = addDays(anchor, at)
  return { day: its, number: dayNumber(its), cloud, onPrem: -cloud, migrated: cloud }
}
const start: DayVector = { ...on(0, 0), onPrem: 100_000 }
const ground = (days: readonly DayVector[], lastDay: number): Ground => ({
  ...{ days: [start, ...days], train, baselineDay: anchor, asOf: addDays(anchor, lastDay) },
})
/** Something every third day, more in some weeks than in others. */
const lively = (until: number, seed = 7) =>
  Array.from({ length: Math.floor(until / 3) }, (_, at) => on(3 * at + 1, (at * at * seed) % 41))

describe('past forecasts', () => {
  test('of a pace that never changed are right, and so are both simple rules', () => {
    const days = Array.from({ length: 560 }, (_, at) => on(at + 1, 3))
    const made = pastForecasts(ground(days, 559))
    // The first cycle has seven whole weeks after the first day, so the second end is the first that can be forecast from.
    expect([...new Set(made.map(({ cycle }) => cycle))]).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
    for (const one of made) {
      expect([one.amounts[0], one.amounts[4], one.amounts[8]]).toEqual([one.outcome, one.outcome, one.outcome])
      expect([one.lastCycle, one.straightLine, isWithin(one)]).toEqual([one.outcome, one.outcome, true])
    }
    expect(
      made.find(({ cycle, horizon, quantity }) => cycle === 3 && horizon === 2 && quantity === 'migrated'),
    ).toMatchObject({
      ...{ madeOn: addDays(anchor, 167), until: addDays(anchor, 279), outcome: 336 },
    })
  })

  test('know nothing of what came after: whatever happens later changes none of them', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(160), fc.nat(500)), { minLength: 1, maxLength: 30 }), (later) => {
        const known = lively(392)
        const end = addDays(anchor, 391)
        const others = later.map(([at, change]) => on(393 + at, change)).sort((one, other) => one.number - other.number)
        const [plain, changed] = [known, [...known, ...others]].map((days) =>
          pastForecasts(ground(days, 391 + 224)).filter(({ madeOn }) => madeOn <= end),
        )
        const said = (made: typeof plain) => made?.map(({ outcome: _outcome, ...rest }) => rest)
        expect(said(changed)).toEqual(said(plain))
      }),
      { numRuns: 15 },
    ))

  test('are judged only once their horizon is over', () => {
    const made = pastForecasts(ground(lively(600), 447))
    for (const { until } of made) expect(until <= addDays(anchor, 447)).toBe(true)
    expect(made.some(({ until }) => until === addDays(anchor, 447))).toBe(true)
  })

  test('bear the factor that was known on their own day', () => {
    const days = lively(1100)
    const known = new Map<string, Widening>()
    for (const { madeOn, quantity, widening } of pastForecasts(ground(days, 1100))) {
      const factors = known.get(madeOn) ?? lessonsOn({ ...ground(days, 0), asOf: madeOn }).widening
      known.set(madeOn, factors)
      expect(widening).toBe(factors[quantity])
    }
  })
})

test('the factors are learned from ends of cycles alone, whatever happens within the one that runs', () => {
  const days = lively(1100)
  for (const asOf of [0, 55, 56, 400, 447, 448, 449, 500, 503, 504, 1064, 1090]) {
    const whole = ground(days, asOf)
    expect(lessonsOn(learnedFrom(whole)), String(asOf)).toEqual(lessonsOn(whole))
    const end = learnedFrom(whole).days.at(-1)?.number ?? Number.NEGATIVE_INFINITY
    const within = days.filter(({ number }) => number <= end || number % 2 === 0)
    expect(learnedFrom(ground(within, asOf))).toEqual(learnedFrom(whole))
  }
})

describe('the factor', () => {
  const known = (offs: readonly number[]) =>
    offs.map((off) => ({ amounts: [90, 92, 94, 97, 100, 102, 105, 108, 110], outcome: 100 + off }))

  test('is learned from ten outcomes on', () => {
    expect(wideningFrom(known(Array.from({ length: 9 }, () => 25)))).toBe(1000)
    expect(wideningFrom(known(Array.from({ length: 10 }, () => 25)))).toBe(2500)
  })
  test('would have held 80 % of them, counted a little carefully: the ninth of ten', () =>
    expect(wideningFrom(known([1, 2, 3, 4, 5, 6, 7, 8, 19, 90]))).toBe(1900))
  test('never makes the band narrower, nor more than three times as wide', () =>
    expect(
      [known(Array.from({ length: 20 }, () => 0)), known(Array.from({ length: 20 }, () => 500))].map(wideningFrom),
    ).toEqual([1000, 3000]))
  test('asks without end where a band has no width', () => {
    const flat = Array.from({ length: 10 }, () => ({ amounts: Array.from({ length: 9 }, () => 5), outcome: 6 }))
    expect(wideningFrom(flat)).toBe(3000)
  })
})

describe('a score', () => {
  test('bears the interval of Wilson', () => {
    // Worked out by hand from the formula: 17 of 25 at z = 1.96.
    const { share, low, high } = wilson(17, 25)
    expect([share, low.toFixed(4), high.toFixed(4)]).toEqual([0.68, '0.4841', '0.8279'])
    expect(wilson(0, 10).low).toBe(0)
    expect(wilson(10, 10).high).toBeCloseTo(1, 12)
  })

  test('of one amount for every percent is half its distance from what came', () =>
    fc.assert(
      fc.property(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -999, max: 999 }), (said, came) => {
        expect(
          pinball(
            Array.from({ length: 9 }, () => said),
            came,
          ),
        ).toBeCloseTo(Math.abs(came - said) / 2, 9)
      }),
    ))

  test('costs each unit above an amount its percent, and below it the rest', () => {
    // 10 … 90 against 50: (40·10 + 30·20 + 20·30 + 10·40 + 0 + 10·40 + 20·30 + 30·20 + 40·10) / 900.
    expect(pinball([10, 20, 30, 40, 50, 60, 70, 80, 90], 50)).toBeCloseTo(4000 / 900, 9)
  })

  test('counts only its own, and says none where there are none', () => {
    const made = pastForecasts(ground(lively(700), 700))
    for (const { quantity, horizon, n, within } of scoresOf(made)) {
      const its = made.filter((one) => one.quantity === quantity && one.horizon === horizon)
      expect([n, within]).toEqual([its.length, its.filter(isWithin).length])
    }
    expect(scoresOf([]).every(({ n, coverage, loss }) => n === 0 && coverage === null && loss === null)).toBe(true)
  })
})
