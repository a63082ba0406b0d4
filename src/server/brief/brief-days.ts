import type { CalendarDay } from '../../domain/calendar-day.ts'

/** The last point on or before a day, of points in the order of days. */
export const balanceAt = <Point extends { readonly day: CalendarDay }>(
  points: readonly Point[],
  day: CalendarDay,
): Point | undefined => points.findLast((point) => point.day <= day)
