import * as z from 'zod/mini'
import { addDays, type CalendarDay, dayIn } from './calendar-day.ts'
import { Id, NameOrId } from './names.ts'
import { isWorkingDay, type StandUpTime, standUpTimes } from './stand-up.ts'

/** An hour of a day as a clock on the wall has it, such as `09:30`. */
const HourOfDay = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Give an hour such as 09:30, or null for none.' }))

const hours = { morning: z.nullable(HourOfDay), evening: z.nullable(HourOfDay) }

/** When the stand-ups of a team are, where it works; null where nobody is reminded. */
export const StandUpHours = z.object(hours)
export type StandUpHours = z.infer<typeof StandUpHours>

export const NewStandUpHours = z.strictObject({ team: NameOrId, ...hours })
export const StandUpHoursOf = z.object({
  team: z.object({ id: Id, name: z.string(), zone: z.string() }),
  ...hours,
})

/** So long after its hour a reminder is worth sending, in milliseconds: one that comes later than that is dropped. */
export const remindedFor = 3 * 60 * 60 * 1_000

/** The stand-up whose hour has come. */
export interface DueReminder {
  readonly day: CalendarDay
  readonly time: StandUpTime
  readonly at: string
  /** Milliseconds since 1970 at which its hour came. */
  readonly since: number
}

/**
 * The instant at which a clock on the wall shows an hour. One that a change to summer time leaves out comes as much later
 * as the clock was put forward; of one that comes twice it is the first.
 */
export function instantAt(day: CalendarDay, at: string, zone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(at) })
    .epochMilliseconds
}

/** What is to be reminded of now: on working days, from the hour on, for as long as it is of use. */
export function remindersDue(
  { zone, hours }: { readonly zone: string; readonly hours: StandUpHours },
  now: number,
): DueReminder[] {
  const today = dayIn(zone, now)
  // An hour before midnight is still due after it.
  return [addDays(today, -1), today].filter(isWorkingDay).flatMap((day) =>
    standUpTimes.flatMap((time): DueReminder[] => {
      const at = hours[time]
      if (at === null) return []
      const since = instantAt(day, at, zone)
      // Where the date line took the whole day away, its hour belongs to another day.
      if (dayIn(zone, since) !== day) return []
      return since <= now && now < since + remindedFor ? [{ day, time, at, since }] : []
    }),
  )
}
