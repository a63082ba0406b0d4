import type { CalendarDay } from './calendar-day.ts'
import { addDays, daysBetween, earliestDay } from './calendar-day.ts'
import type { DayFacts } from './growth.ts'
import type { Measure } from './units.ts'

/** What seven days changed, all three from the same days. Whole numbers in the measure. */
export interface WeekVector {
  readonly cloud: number
  readonly onPrem: number
  /** From on-premises to cloud, less what came back. */
  readonly migrated: number
}

export interface PastWeek extends WeekVector {
  readonly lastDay: CalendarDay
}

/** A week of which nothing is to be learned: neither side changed, and nothing went across. */
export const isEmptyWeek = ({ cloud, onPrem, migrated }: WeekVector): boolean =>
  cloud === 0 && onPrem === 0 && migrated === 0

/** With fewer weeks in which anything happened, drawing from them would only repeat a few accidents. */
export const leastWeeks = 8
/** A year: every season once. Weeks of the window until the reader chooses others. */
export const usualWindow = 52
/** Five years: further back no programme is the same. */
export const longestWindow = 260

/** What one day changed, as a forecast needs it, with days counted so that weeks are a division. */
export interface DayVector extends WeekVector {
  readonly day: CalendarDay
  readonly number: number
}

export const dayNumber = (day: CalendarDay): number => daysBetween(earliestDay, day)

export const dayVectors = (days: readonly DayFacts[], measure: Measure): DayVector[] =>
  days.map(({ day, facts }) => {
    const number = dayNumber(day)
    return measure === 'units'
      ? {
          day,
          number,
          cloud: facts.privateCloudUnits + facts.publicCloudUnits,
          onPrem: facts.onPremUnits,
          migrated: facts.migratedUnits - facts.rolledBackUnits,
        }
      : {
          day,
          number,
          cloud: facts.cloudServices,
          onPrem: facts.onPremServices,
          migrated: facts.migratedServices - facts.rolledBackServices,
        }
  })

/**
 * The weeks up to a day, oldest first: seven days each, the last of them ending on the day itself, so that none is cut. Weeks
 * begin after the first day of the books and after the baseline day: what was entered at the start is no pace.
 */
export function pastWeeks(
  days: readonly DayVector[],
  { asOf, baselineDay, most }: { readonly asOf: CalendarDay; readonly baselineDay: CalendarDay; readonly most: number },
): PastWeek[] {
  const [first] = days
  const end = dayNumber(asOf)
  if (!first || first.number > end) return []
  const before = baselineDay <= asOf ? Math.max(first.number, dayNumber(baselineDay)) : first.number
  const count = Math.min(most, Math.floor((end - before) / 7))
  const sums = Array.from({ length: count }, () => ({ cloud: 0, onPrem: 0, migrated: 0 }))
  for (const { number, cloud, onPrem, migrated } of days) {
    const sum = number > end ? undefined : sums[count - 1 - Math.floor((end - number) / 7)]
    if (!sum) continue
    sum.cloud += cloud
    sum.onPrem += onPrem
    sum.migrated += migrated
  }
  return sums.map((sum, at) => ({ lastDay: addDays(asOf, -7 * (count - 1 - at)), ...sum }))
}

const most = Number.MAX_SAFE_INTEGER
/** As near as whole numbers are countable: no ledger holds more. */
export const within = (amount: number): number => Math.max(-most, Math.min(most, amount))

/** The weeks of a team taken out of those of everybody, or put in a second time. Weeks of both are the same days. */
export const weeksWith = (weeks: readonly PastWeek[], others: readonly PastWeek[], times: 1 | -1): PastWeek[] => {
  const its = new Map(others.map((week) => [week.lastDay, week]))
  return weeks.map((week) => {
    const other = its.get(week.lastDay)
    if (!other) return week
    return {
      lastDay: week.lastDay,
      cloud: within(week.cloud + times * other.cloud),
      onPrem: within(week.onPrem + times * other.onPrem),
      migrated: within(week.migrated + times * other.migrated),
    }
  })
}
