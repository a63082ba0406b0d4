import { addDays, type CalendarDay } from '../domain/calendar-day.ts'
import type { Arrival } from '../domain/forecast.ts'

/** Both ends of when something is reached: where half and most of the runs are there in one week, that week. Never one day. */
export function endsOf({ p50, p85 }: Arrival): { from: CalendarDay; to: CalendarDay | null } | null {
  if (p50 === null) return null
  return { from: p50 === p85 ? addDays(p50, -6) : p50, to: p85 }
}
