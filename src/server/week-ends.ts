import { addDays, type CalendarDay, earlier, weekEnd } from '../domain/calendar-day.ts'

/** The ends of some weeks, the last of them the day itself where its week is not over. */
export function weekEndsUpTo(asOf: CalendarDay, weeks: number): CalendarDay[] {
  const last = weekEnd(asOf)
  return Array.from({ length: weeks }, (_, at) => earlier(asOf, addDays(last, -7 * (weeks - 1 - at))))
}
