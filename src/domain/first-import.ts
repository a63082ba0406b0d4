import type { CalendarDay } from './calendar-day.ts'
import { addDays } from './calendar-day.ts'
import type { DayFacts } from './growth.ts'
import { balanceOn, runningBalances } from './growth.ts'

/**
 * Settings that fit a history that was just imported into an empty programme, until somebody chooses others: growth is
 * counted from one year before the latest move, or from the first day with anything in cloud if that came later, and the
 * first cycle begins on the Monday of the first week. Days sorted; null without any.
 */
export function settingsForHistory(
  days: readonly DayFacts[],
): { baselineDay: CalendarDay; cycleAnchor: CalendarDay } | null {
  const first = days[0]?.day
  const last = days.at(-1)?.day
  if (first === undefined || last === undefined) return null
  const running = runningBalances(days, 'units')
  const yearBefore = Temporal.PlainDate.from(last).subtract({ years: 1 }).toString() as CalendarDay
  const firstInCloud = running.find(({ balance }) => balance.cloud > 0)?.day
  const baselineDay = balanceOn(running, yearBefore).cloud > 0 ? yearBefore : (firstInCloud ?? first)
  return { baselineDay, cycleAnchor: addDays(first, 1 - Temporal.PlainDate.from(first).dayOfWeek) }
}
