import * as z from 'zod/mini'

/** A day of the calendar, `2026-11-22`. ISO text sorts as time runs, so days compare with `<`. */
export type CalendarDay = string & z.$brand<'CalendarDay'>

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

export const CalendarDay = z
  .string({ error: 'Give a day as YYYY-MM-DD.' })
  .check(z.refine(isDay, { error: 'Give a day that exists, as YYYY-MM-DD.' }))
  .brand<'CalendarDay'>()

/** Nobody ran workload before the clock of computers began: an earlier day is a slip of the finger, and would stretch every chart. */
export const earliestDay = '1970-01-01' as CalendarDay

/** A day that figures are asked for or counted from: none before the earliest that can be logged. */
export const LedgerDay = CalendarDay.check(
  z.refine((said) => said >= earliestDay, { error: `Give ${earliestDay} or a later day. Check the year.` }),
)

/** A day written in our own code. Throws where the text is none. */
export const day = (text: string): CalendarDay => CalendarDay.parse(text)

/** The day so many days later, earlier when negative. Calendar arithmetic: no zone, no daylight saving. */
export const addDays = (from: CalendarDay, days: number): CalendarDay =>
  Temporal.PlainDate.from(from).add({ days }).toString() as CalendarDay

/** Whole days from one day to another, negative when `to` is earlier. */
export const daysBetween = (from: CalendarDay, to: CalendarDay): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days

/** The Sunday that ends the day's week: weeks run from Monday to Sunday. */
export const weekEnd = (of: CalendarDay): CalendarDay => addDays(of, 7 - Temporal.PlainDate.from(of).dayOfWeek)

export const mondayOnOrAfter = (day: CalendarDay): CalendarDay =>
  addDays(day, (8 - Temporal.PlainDate.from(day).dayOfWeek) % 7)

/** The day of an instant (milliseconds since 1970) in a zone: where the wall clock stands there. */
export const dayIn = (zone: string, instant: number): CalendarDay =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString() as CalendarDay

export const earlier = (one: CalendarDay, other: CalendarDay): CalendarDay => (one < other ? one : other)
export const later = (one: CalendarDay, other: CalendarDay): CalendarDay => (one > other ? one : other)

/** The instant at which a day is over in a zone, in milliseconds since 1970; where clocks are set back over midnight, the first of the two. */
export const endOfDayIn = (zone: string, day: CalendarDay): number =>
  Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds

/** The instant at which a day is over in the last of some zones. */
export const endOfDayAmong = (zones: readonly string[], day: CalendarDay): number =>
  Math.max(...zones.map((zone) => endOfDayIn(zone, day)))
