import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ageBands,
  ageing,
  type BlockerSpan,
  daysStood,
  medianDaysToResolve,
  standsAt,
} from '../../src/domain/blocker.ts'
import { addDays, day } from '../../src/domain/calendar-day.ts'

const first = day('2026-01-05')
const span = (since: number, resolvedOn: number | null): BlockerSpan => ({
  since: addDays(first, since),
  resolvedOn: resolvedOn === null ? null : addDays(first, resolvedOn),
})

describe('a blocker', () => {
  test('stands from its first day to the day before it is resolved, and ages while it stands', () => {
    const blocker = span(0, 3)
    expect([-1, 0, 2, 3, 9].map((at) => standsAt(blocker, addDays(first, at)))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ])
    expect([0, 2, 3, 9].map((at) => daysStood(blocker, addDays(first, at)))).toEqual([0, 2, 3, 3])
  })
  test('takes from its first day to the day it is resolved, in the median', () => {
    expect(medianDaysToResolve([])).toBeNull()
    expect(medianDaysToResolve([span(0, null)])).toBeNull()
    expect(medianDaysToResolve([span(0, 9), span(0, 2), span(0, null), span(4, 4)])).toBe(2)
    expect(medianDaysToResolve([span(0, 9), span(0, 2)])).toBe(5.5)
  })
})

const spans = fc.array(
  fc
    .tuple(fc.integer({ min: -60, max: 60 }), fc.option(fc.nat(80)))
    .map(([since, length]) => span(since, length === null ? null : since + length)),
  { maxLength: 40 },
)

describe('blockers by age', () => {
  test('each day counts those that stand, in the band of their age, as counted one by one', () =>
    fc.assert(
      fc.property(spans, fc.uniqueArray(fc.integer({ min: -70, max: 160 }), { maxLength: 30 }), (blockers, at) => {
        const days = at.toSorted((one, other) => one - other).map((days) => addDays(first, days))
        const naive = days.map((on) => {
          const counts = ageBands.map(() => 0)
          for (const blocker of blockers) {
            if (!standsAt(blocker, on)) continue
            const band = ageBands.findLastIndex((least) => daysStood(blocker, on) >= least)
            counts[band] = (counts[band] as number) + 1
          }
          return counts
        })
        expect(ageing(blockers, days)).toEqual(naive)
      }),
    ))
})
