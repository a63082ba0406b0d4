import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import type { DayFacts } from '../../src/domain/growth.ts'
import { type StoryKind, storiesOf } from '../../src/domain/story.ts'
import { noFacts } from '../../src/domain/workload-facts.ts'

/** A Sunday: the first week that counts begins on the day after. */
const baselineDay = day('2026-01-04')

/** 1,000 on-premises and 10 in cloud; then, week after week, what went to cloud on its Wednesday and what came back. */
const weeks = (...told: readonly (readonly [number, number])[]): DayFacts[] => [
  { day: baselineDay, facts: { ...noFacts(), onPremUnits: 1000, publicCloudUnits: 10 } },
  ...told.flatMap(([migratedUnits, rolledBackUnits], at) => {
    const net = migratedUnits - rolledBackUnits
    const facts = { ...noFacts(), migratedUnits, rolledBackUnits, onPremUnits: -net, publicCloudUnits: net }
    return migratedUnits === 0 && rolledBackUnits === 0 ? [] : [{ day: addDays(baselineDay, 7 * at + 3), facts }]
  }),
]
const lastDayOf = (week: number) => addDays(baselineDay, 7 * week)
const told = (days: DayFacts[], asOf: string, milestones: number[] = []) =>
  storiesOf({ days, measure: 'units', milestones, baselineDay, asOf: day(asOf) })
const of = (kind: StoryKind, stories: ReturnType<typeof told>) => stories.filter((story) => story.kind === kind)
const none = [0, 0] as const

describe('the biggest weeks', () => {
  test('are three by what went less what came back, the earlier of two alike first', () => {
    const stories = told(weeks([5, 0], [9, 1], [8, 0], [100, 97], [20, 0]), '2026-02-28')
    expect(
      of('biggest-week', stories)
        .toSorted((one, other) => one.rank - other.rank)
        .map(({ lastDay, amount }) => [lastDay, amount]),
    ).toEqual([
      [lastDayOf(5), 20],
      [lastDayOf(2), 8],
      [lastDayOf(3), 8],
    ])
  })

  test('are whole weeks: the one under way and the one of the baseline day are none', () => {
    const days = weeks([5, 0], [50, 0])
    expect(of('biggest-week', told(days, '2026-01-17')).map(({ amount }) => amount)).toEqual([5])
    expect(of('biggest-week', told(days, '2026-01-18')).map(({ amount }) => amount)).toEqual([5, 50])
    expect(
      of(
        'biggest-week',
        storiesOf({ days, measure: 'units', milestones: [], baselineDay: day('2026-01-06'), asOf: day('2026-01-18') }),
      ),
    ).toMatchObject([{ firstDay: '2026-01-12', amount: 50 }])
  })
})

test('roll-back weeks are the two in which most came back, whatever went the same week', () => {
  const stories = told(weeks([1, 0], [100, 30], [0, 7], [0, 2]), '2026-02-28')
  expect(of('roll-back-week', stories)).toMatchObject([
    { lastDay: lastDayOf(2), amount: 30, rank: 1 },
    { lastDay: lastDayOf(3), amount: 7, rank: 2 },
  ])
})

describe('a stall', () => {
  test('is four weeks without a net migration, or more; three are none', () => {
    const three = told(weeks([1, 0], none, none, none, [1, 0]), '2026-02-08')
    const four = told(weeks([1, 0], none, none, none, none, [1, 0]), '2026-02-15')
    expect(of('stall', three)).toEqual([])
    expect(of('stall', four)).toMatchObject([
      { firstDay: '2026-01-12', lastDay: '2026-02-08', weeks: 4, amount: 0, isOpen: false },
    ])
  })

  test('goes on through a week in which as much came back as went, and says what it lost', () => {
    const stories = told(weeks([9, 0], none, [3, 3], [0, 2], none), '2026-02-08')
    expect(of('stall', stories)).toMatchObject([{ weeks: 4, amount: -2, isOpen: true }])
  })

  test('is none where nothing is left to move', () => {
    const stories = told(weeks([1000, 0], none, none, none, none, none), '2026-03-01')
    expect(of('stall', stories)).toEqual([])
  })
})

test('milestones are told as the rungs tell them: first reached, and lost while they do not hold', () => {
  const days = weeks([40, 0], [0, 5], [6, 0], [60, 0], [0, 70])
  expect(told(days, '2026-01-25', [5, 10]).filter(({ multiple }) => multiple !== null)).toMatchObject([
    { kind: 'reached', multiple: 5, firstDay: '2026-01-07', amount: 50 },
  ])
  const later = told(days, '2026-02-15', [5, 10]).filter(({ multiple }) => multiple !== null)
  expect(later.map(({ kind, multiple, firstDay, amount }) => [kind, multiple, firstDay, amount])).toEqual([
    ['reached', 5, '2026-01-07', 50],
    ['reached', 10, '2026-01-28', 111],
    ['lost', 5, '2026-02-04', 41],
    ['lost', 10, '2026-02-04', 41],
  ])
})

test('stories come in the order of their days; an empty book has none', () => {
  const days = weeks([5, 1], [9, 1], [8, 3], none, none, none, none)
  const firstDays = told(days, '2026-03-01', [2]).map(({ firstDay }) => firstDay)
  expect(firstDays.length).toBeGreaterThan(5)
  expect(firstDays).toEqual(firstDays.toSorted())
  expect(told([], '2026-03-01', [2])).toEqual([])
})
