import { describe, expect, test } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { findingOf } from '../../src/domain/finding.ts'
import { freshnessOf } from '../../src/domain/freshness.ts'
import {
  balanceOn,
  cloudShare,
  growthPercent,
  milestonesOn,
  multipleOf,
  nothing,
  paceBetween,
  paceToNextMilestone,
  paceWindow,
  requiredPace,
  runningBalances,
  splitOf,
} from '../../src/domain/growth.ts'
import { noFacts } from '../../src/domain/workload-facts.ts'
import { firstDay, on } from './book.ts'

/** Cloud at the end of days: `[0, 100]` is 100 on the first. */
const cloud = (...levels: [number, number][]) =>
  runningBalances(
    levels.map(([at, amount], index) => ({
      day: on(at),
      facts: { ...noFacts(), publicCloudUnits: amount - (levels[index - 1]?.[1] ?? 0) },
    })),
    'units',
  )
const standing = (levels: [number, number][], asOf: number, milestones = [5, 10, 20]) =>
  milestonesOn(cloud(...levels), milestones, firstDay, on(asOf))

describe('a multiple', () => {
  test('of ten is +900 %, of five +400 %, of twenty +1,900 %', () =>
    expect([10, 5, 20].map(growthPercent)).toEqual([900, 400, 1900]))
  test('5,000 at 4 % on the baseline day, at 40 % now: 10x', () => expect(multipleOf(2000, 200)).toBe(10))
  test('from a baseline of zero there is none', () =>
    expect([multipleOf(5, 0), growthPercent(null)]).toEqual([null, null]))
})

describe('milestones', () => {
  test('are reached on the first day at whose end they hold', () =>
    expect(
      standing(
        [
          [0, 10],
          [3, 49],
          [4, 50],
          [9, 120],
        ],
        30,
      ).map(({ reachedOn }) => reachedOn),
    ).toEqual([on(4), on(9), null]))

  test('fallen below, are lost since the day they fell, with every crossing listed', () => {
    const [five] = standing(
      [
        [0, 10],
        [3, 60],
        [5, 40],
        [7, 55],
        [8, 20],
      ],
      30,
    )
    expect(five).toMatchObject({ reachedOn: on(3), lostOn: on(8), away: 30, amount: 50 })
    expect(five?.crossings.map(({ direction }) => direction)).toEqual(['reached', 'lost', 'reached', 'lost'])
  })

  test('held again at the as-of day are not lost', () =>
    expect(
      standing(
        [
          [0, 10],
          [3, 60],
          [5, 40],
          [7, 55],
        ],
        30,
      )[0],
    ).toMatchObject({ lostOn: null, away: 0 }))
  test('look no further than the as-of day', () =>
    expect(
      standing(
        [
          [0, 10],
          [3, 60],
        ],
        2,
      )[0],
    ).toMatchObject({ reachedOn: null, away: 40 }))
  test('of an uneven multiple round the amount up: 2.5x of 3 is 8', () =>
    expect(
      standing(
        [
          [0, 3],
          [1, 8],
        ],
        9,
        [2.5],
      )[0],
    ).toMatchObject({ amount: 8, away: 0, growthPercent: 150 }))
  test('without a baseline have no amount', () =>
    expect(standing([[3, 60]], 9)[0]).toMatchObject({ amount: null, away: null, crossings: [] }))
})

test('the share by services counts the fully moved only; a split service stands on both sides', () => {
  const balance = { ...nothing, onPrem: 6, cloud: 7, publicCloud: 7, total: 10 }
  expect([cloudShare(balance), splitOf(balance), cloudShare(nothing)]).toEqual([0.4, 3, null])
})

test('a day between two changes carries the earlier one; before the first there is nothing', () => {
  const running = cloud([3, 60], [5, 40])
  expect([2, 3, 4, 5, 99].map((at) => balanceOn(running, on(at)).cloud)).toEqual([0, 60, 60, 40, 40])
})

describe('pace', () => {
  const question = {
    multiple: 1,
    asOf: day('2026-01-01'),
    targetMultiple: 10,
    targetDay: day('2027-01-01'),
    cycleDays: 56,
  }
  test('ten times in a year is +42.4 % a cycle', () => expect(requiredPace(question).perCycle).toBeCloseTo(0.4236, 3))
  test('twenty times in a year is +58.3 %', () =>
    expect(requiredPace({ ...question, targetMultiple: 20 }).perCycle).toBeCloseTo(0.583, 3))
  test('cycles left are not rounded: 28 days are half a cycle', () =>
    expect(requiredPace({ ...question, targetMultiple: 2, targetDay: day('2026-01-29') }).perCycle).toBeCloseTo(3, 10))
  test('says why there is none', () =>
    expect(
      [
        requiredPace({ ...question, targetDay: null }),
        requiredPace({ ...question, multiple: 10 }),
        requiredPace({ ...question, asOf: day('2027-01-01') }),
        requiredPace({ ...question, multiple: 0 }),
        requiredPace({ ...question, multiple: null }),
      ].map(({ reason }) => reason),
    ).toEqual(['no-target', 'target-met', 'day-past', 'nothing-in-cloud', 'nothing-in-cloud']))
  test('to the next milestone above it goes by the same day, and is that to the target where they are one', () => {
    const milestones = [5, 10, 20]
    const next = (change: Partial<typeof question> | { targetDay: null; multiple?: null }) =>
      paceToNextMilestone({ ...question, ...change, milestones })
    expect(next({})).toEqual({ milestone: 5, perCycle: 5 ** (56 / 365) - 1, reason: null })
    expect(next({ multiple: 5 })).toMatchObject({ milestone: 10, ...requiredPace({ ...question, multiple: 5 }) })
    // Lost again, it is the next again.
    expect(next({ multiple: 4.99 }).milestone).toBe(5)
    expect(next({ multiple: 20 })).toEqual({ milestone: null, perCycle: null, reason: 'target-met' })
    expect(next({ asOf: day('2027-01-01') })).toEqual({ milestone: 5, perCycle: null, reason: 'day-past' })
    expect(next({ targetDay: null })).toEqual({ milestone: 5, perCycle: null, reason: 'no-target' })
    expect(next({ multiple: 0 })).toEqual({ milestone: null, perCycle: null, reason: 'nothing-in-cloud' })
  })
  test('looks back on the last closed cycles that follow one another, three at most', () => {
    const cycle = (firstDay: string, lastDay: string) => ({ firstDay: day(firstDay), lastDay: day(lastDay) })
    const all = [
      cycle('2026-01-01', '2026-01-31'),
      cycle('2026-02-01', '2026-02-28'),
      cycle('2026-03-01', '2026-03-31'),
      cycle('2026-04-01', '2026-04-30'),
    ]
    const over = (closed: typeof all, asOf: string) => paceWindow(closed, day(asOf), 56)
    expect(over(all, '2026-05-10')).toEqual({ from: '2026-01-31', to: '2026-04-30', cycles: 3 })
    expect(over(all, '2026-04-29')).toEqual({ from: '2025-12-31', to: '2026-03-31', cycles: 3 })
    expect(over(all.toSpliced(2, 1), '2026-05-10')).toEqual({ from: '2026-03-31', to: '2026-04-30', cycles: 1 })
    expect(over([], '2026-06-17')).toEqual({ from: '2025-12-31', to: '2026-06-17', cycles: 3 })
  })
  test('run over three cycles is their geometric mean', () => expect(paceBetween(100, 800, 3)).toBeCloseTo(1, 10))
  test('from nothing there is none', () => expect([paceBetween(0, 800, 3), paceBetween(5, 0, 3)]).toEqual([null, null]))
})

test('the finding names what was lost before what comes next', () => {
  expect(
    findingOf(
      standing(
        [
          [0, 10],
          [3, 60],
        ],
        30,
      ),
      10,
      true,
    ),
  ).toMatchObject({ code: 'next-milestone', reached: { multiple: 5, day: on(3) }, next: { multiple: 10, away: 40 } })
  expect(
    findingOf(
      standing(
        [
          [0, 10],
          [3, 60],
          [5, 40],
        ],
        30,
      ),
      10,
      true,
    ),
  ).toMatchObject({ code: 'lost', lost: { multiple: 5, day: on(5), reachedOn: on(3) } })
  expect(
    findingOf(
      standing(
        [
          [0, 10],
          [3, 200],
        ],
        30,
      ),
      10,
      true,
    ),
  ).toMatchObject({ code: 'all-reached', next: null })
  expect(findingOf(standing([[0, 10]], 30), 10, true)).toMatchObject({
    code: 'none-reached',
    next: { multiple: 5, away: 40 },
  })
  expect([findingOf([], 0, false).code, findingOf([], 0, true).code, findingOf([], 0, false, false).code]).toEqual([
    'nothing-logged',
    'no-baseline',
    'nothing-known',
  ])
})

test('freshness: a team last heard from more than 14 days ago is stale, one without workload is not asked', () => {
  const asOf = on(20)
  const heard = [
    { cloud: 30, total: 40, lastConfirmedOn: on(6) },
    { cloud: 10, total: 10, lastConfirmedOn: on(5) },
    { cloud: 0, total: 0, lastConfirmedOn: null },
  ]
  expect(freshnessOf(heard, asOf)).toEqual({ staleShare: 0.25, staleTeams: 1, teams: 2 })
  expect(freshnessOf([], asOf).staleShare).toBeNull()
})
