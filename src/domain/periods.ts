import type { CalendarDay } from './calendar-day.ts'
import { addDays, daysBetween, earlier, later, weekEnd } from './calendar-day.ts'
import type { Train } from './release-cycles.ts'
import { cyclesBetween } from './release-cycles.ts'

export interface Period {
  readonly firstDay: CalendarDay
  /** The day the period's point carries; the last day asked for where the period goes on after it. */
  readonly lastDay: CalendarDay
  readonly partial: boolean
  readonly cycle: number | null
}

/**
 * Days, weeks (Monday to Sunday) or cycles that cover both days, in order. The first is cut at `from`, the last at `to`
 * and then partial. Days before the first cycle belong to none and make no period.
 */
export function periods(
  interval: 'day' | 'week' | 'cycle',
  train: Train,
  from: CalendarDay,
  to: CalendarDay,
): Period[] {
  if (interval === 'cycle') {
    return cyclesBetween(train, from, to).map((cycle) => ({
      firstDay: later(cycle.firstDay, from),
      lastDay: earlier(cycle.lastDay, to),
      partial: cycle.lastDay > to,
      cycle: cycle.number,
    }))
  }
  const made: Period[] = []
  for (let first = from; first <= to; ) {
    const end = interval === 'day' ? first : weekEnd(first)
    made.push({ firstDay: first, lastDay: earlier(end, to), partial: end > to, cycle: null })
    first = addDays(end, 1)
  }
  return made
}

/** More points than a chart has pixels help nobody: about 500 at most, by day, week or cycle. */
export function intervalFor(from: CalendarDay, to: CalendarDay): 'day' | 'week' | 'cycle' {
  const days = daysBetween(from, to)
  if (days <= 400) return 'day'
  return days <= 3500 ? 'week' : 'cycle'
}
