import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import {
  averageRating,
  leastForAverage,
  medianMinutes,
  pulseDays,
  pulseOf,
  pulsesEnd,
  type RatedDay,
  ratingTrends,
} from '../../src/domain/feedback.ts'

const moved = day('2026-03-01')

test('a pulse begins on its day and lasts until the next one', () => {
  const on = (days: number) => pulseOf(moved, addDays(moved, days))
  expect([-1, 0, 1, 6, 7, 29, 30, pulsesEnd, 400].map(on)).toEqual([null, null, 1, 1, 7, 7, 30, 30, 30])
  expect(pulseOf(null, moved)).toBeNull()
  expect(pulsesEnd).toBe(2 * 30 - 1)
})

test('every day after the move belongs to the latest pulse that has begun', () => {
  fc.assert(
    fc.property(fc.integer({ min: -40, max: 900 }), (days) => {
      const begun = pulseDays.filter((first) => first <= days)
      expect(pulseOf(moved, addDays(moved, days))).toBe(begun.length === 0 ? null : Math.max(...begun))
    }),
  )
})

test('an average of fewer than five is withheld', () => {
  expect(averageRating(20, leastForAverage - 1)).toBeNull()
  expect(averageRating(17, leastForAverage)).toBe(3.4)
  expect(averageRating(0, 0)).toBeNull()
})

test('the middle time is that of sorting by hand, in whole minutes', () => {
  expect(medianMinutes([])).toBeNull()
  expect(medianMinutes([60_000, 600_000, 120_000])).toBe(2)
  expect(medianMinutes([60_000, 120_000])).toBe(2)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e10 }), { minLength: 1, maxLength: 60 }), (times) => {
      const sorted = [...times].sort((one, other) => one - other)
      const middle = (sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)
      expect(medianMinutes(times)).toBe(Math.round(middle / 2 / 60_000))
    }),
  )
})

test('trends are what answers counted one by one say, and weeks add up to their group', () => {
  const anyDay = fc.record({
    group: fc.nat(3),
    at: fc.nat(40),
    count: fc.integer({ min: 1, max: 4 }),
    rating: fc.integer({ min: 1, max: 5 }),
  })
  fc.assert(
    fc.property(fc.array(anyDay, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (given, weeks) => {
      const ends = Array.from({ length: weeks }, (_, at) => addDays(moved, 6 + 7 * at))
      const days = given.map(({ group, at, count, rating }): RatedDay => {
        return { group, day: addDays(moved, at), count, sum: count * rating }
      })
      const trends = ratingTrends(days, ends)
      for (let group = 0; group <= 3; group++) {
        const ratings = given
          .filter((one) => one.group === group && one.at < 7 * weeks)
          .flatMap(({ at, count, rating }) =>
            Array.from({ length: count }, () => ({ week: Math.floor(at / 7), rating })),
          )
        const trend = trends.get(group)
        expect(trend?.count ?? 0).toBe(ratings.length)
        expect(trend?.sum ?? 0).toBe(ratings.reduce((sum, { rating }) => sum + rating, 0))
        ends.forEach((_, at) => {
          const ofWeek = ratings.filter(({ week }) => week === at)
          expect(trend?.weeks[at]?.count ?? 0).toBe(ofWeek.length)
          expect(trend?.weeks[at]?.sum ?? 0).toBe(ofWeek.reduce((sum, { rating }) => sum + rating, 0))
        })
      }
    }),
  )
})
