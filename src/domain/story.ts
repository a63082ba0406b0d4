import type { CalendarDay } from './calendar-day.ts'
import { addDays, daysBetween, later, weekEnd } from './calendar-day.ts'
import type { DayFacts } from './growth.ts'
import { balanceOn, milestonesOn, runningBalances } from './growth.ts'
import type { Measure } from './units.ts'

export const storyKinds = ['biggest-week', 'roll-back-week', 'stall', 'reached', 'lost'] as const
export type StoryKind = (typeof storyKinds)[number]

/** Something true that the curve shows, found by rule: nobody wrote it. Days are inclusive, amounts whole, in the measure. */
export interface Story {
  readonly kind: StoryKind
  readonly firstDay: CalendarDay
  readonly lastDay: CalendarDay
  /** 1 is the biggest of its kind; of a milestone, the place of its multiple among the milestones. */
  readonly rank: number
  /** Migrated less rolled back within the days; of a roll-back week, what came back; of a milestone, what is in cloud. */
  readonly amount: number
  /** Only of a stall. */
  readonly weeks: number | null
  /** Only of a stall: it goes on up to the day shown. */
  readonly isOpen: boolean
  /** Only of a milestone. */
  readonly multiple: number | null
}

/** With fewer weeks without a net migration than these, people were on holiday or at other work: no news. */
export const leastStall = 4
/** How many of each kind are told: more would be a table again. */
export const mostTold = { biggest: 3, rolledBack: 2, stalls: 2 } as const

export interface StoryQuestion {
  /** What changed day by day, sorted. */
  readonly days: readonly DayFacts[]
  readonly measure: Measure
  readonly milestones: readonly number[]
  readonly baselineDay: CalendarDay
  readonly asOf: CalendarDay
}

export interface StoryWeek {
  readonly firstDay: CalendarDay
  readonly lastDay: CalendarDay
  readonly migrated: number
  readonly rolledBack: number
  /** What was left on-premises before its first day. */
  readonly onPremBefore: number
}

/**
 * True stories of a ladder, in the order of their days. Weeks run from Monday to Sunday; only whole ones count, that begin
 * after the baseline day and end by the day shown. Linear in the days and the weeks.
 */
export function storiesOf(question: StoryQuestion): Story[] {
  const weeks = storyWeeks(question)
  return [...biggestWeeks(weeks), ...rollBackWeeks(weeks), ...stalls(weeks), ...crossings(question)].sort(inOrder)
}

/** Every whole week that can be told of, also those in which nothing happened. */
export function storyWeeks({ days, measure, baselineDay, asOf }: StoryQuestion): StoryWeek[] {
  const [first] = days
  if (first === undefined || first.day > asOf) return []
  // What was entered on the first day of the books, or stood on the baseline day, is where the story starts.
  const start = baselineDay <= asOf ? later(first.day, baselineDay) : first.day
  const firstDay = addDays(weekEnd(start), 1)
  const count = Math.max(0, Math.floor((daysBetween(firstDay, asOf) + 1) / 7))
  const sums = Array.from({ length: count }, () => ({ migrated: 0, rolledBack: 0 }))
  for (const { day, facts } of days) {
    const sum = day < firstDay ? undefined : sums[Math.floor(daysBetween(firstDay, day) / 7)]
    if (sum === undefined) continue
    sum.migrated += measure === 'units' ? facts.migratedUnits : facts.migratedServices
    sum.rolledBack += measure === 'units' ? facts.rolledBackUnits : facts.rolledBackServices
  }
  const running = runningBalances(days, measure)
  return sums.map((sum, at) => {
    const monday = addDays(firstDay, 7 * at)
    const onPremBefore = balanceOn(running, addDays(monday, -1)).onPrem
    return { ...sum, firstDay: monday, lastDay: addDays(monday, 6), onPremBefore }
  })
}

const netOf = ({ migrated, rolledBack }: StoryWeek): number => migrated - rolledBack

const none = { weeks: null, isOpen: false, multiple: null } as const

/** The weeks with the most of an amount, the earlier of two that are alike first; weeks with nothing of it are none. */
function most(weeks: readonly StoryWeek[], kind: StoryKind, amountOf: (week: StoryWeek) => number, count: number) {
  return weeks
    .filter((week) => amountOf(week) > 0)
    .toSorted((one, other) => amountOf(other) - amountOf(one) || (one.firstDay < other.firstDay ? -1 : 1))
    .slice(0, count)
    .map(
      (week, at): Story => ({
        ...{ kind, firstDay: week.firstDay, lastDay: week.lastDay, rank: at + 1, amount: amountOf(week), ...none },
      }),
    )
}

const biggestWeeks = (weeks: readonly StoryWeek[]) => most(weeks, 'biggest-week', netOf, mostTold.biggest)

const rollBackWeeks = (weeks: readonly StoryWeek[]) =>
  most(weeks, 'roll-back-week', ({ rolledBack }) => rolledBack, mostTold.rolledBack)

/** Weeks one after another without a net migration, while something was left on-premises that could have moved. */
function stalls(weeks: readonly StoryWeek[]): Story[] {
  const runs: StoryWeek[][] = []
  let run: StoryWeek[] = []
  for (const week of weeks) {
    if (netOf(week) <= 0 && week.onPremBefore > 0) {
      if (run.length === 0) runs.push(run)
      run.push(week)
    } else run = []
  }
  return runs
    .filter(({ length }) => length >= leastStall)
    .toSorted(
      (one, other) =>
        other.length - one.length || ((one[0] as StoryWeek).firstDay < (other[0] as StoryWeek).firstDay ? -1 : 1),
    )
    .slice(0, mostTold.stalls)
    .map((its, at) => {
      const end = its.at(-1) as StoryWeek
      return {
        ...{ kind: 'stall', firstDay: (its[0] as StoryWeek).firstDay, lastDay: end.lastDay, rank: at + 1 },
        ...{ amount: its.reduce((sum, week) => sum + netOf(week), 0), weeks: its.length },
        ...{ isOpen: end === weeks.at(-1), multiple: null },
      }
    })
}

/** As the rungs say it: the day each was first reached, and the day it fell while it does not hold. */
function crossings({ days, measure, milestones, baselineDay, asOf }: StoryQuestion): Story[] {
  const running = runningBalances(days, measure)
  return milestonesOn(running, milestones, baselineDay, asOf).flatMap(({ multiple, reachedOn, lostOn }, at) => {
    const crossed = (kind: StoryKind, day: CalendarDay | null): Story[] =>
      day === null
        ? []
        : [
            {
              kind,
              firstDay: day,
              lastDay: day,
              rank: at + 1,
              amount: balanceOn(running, day).cloud,
              ...none,
              multiple,
            },
          ]
    return [...crossed('reached', reachedOn), ...crossed('lost', lostOn)]
  })
}

const inOrder = (one: Story, other: Story): number =>
  one.firstDay === other.firstDay
    ? storyKinds.indexOf(one.kind) - storyKinds.indexOf(other.kind) || one.rank - other.rank
    : one.firstDay < other.firstDay
      ? -1
      : 1
