import { addDays, type CalendarDay, daysBetween } from './calendar-day.ts'

/** Weeks over which the present pace looks back: as far as "you run at" before the first cycle was closed. */
export const exitWeeks = 24

export interface LocationExit {
  readonly remaining: number
  /** Days from the day shown to the one it is to be empty; below 0 where that is past. */
  readonly daysLeft: number
  /** What has to go each week for it to be empty on its day, rounded up; null where it is empty, or its day has come. */
  readonly required: number | null
  /** What went each week on average over the weeks looked back on, what came in taken off, rounded; below 0 where it grew. */
  readonly present: number
  /** The day it is empty at the present pace; null where it is empty already, or never would be. */
  readonly emptyOn: CalendarDay | null
  readonly state: 'empty' | 'on-course' | 'too-slow' | 'not-emptying' | 'overdue'
}

/** Past this many days a pace names no day anybody plans by. */
const mostDays = 36_500

/** How a location stands against the day it is to be empty, from its workload now and so many weeks before. */
export function locationExit(now: number, before: number, asOf: CalendarDay, exitDay: CalendarDay): LocationExit {
  const daysLeft = daysBetween(asOf, exitDay)
  const went = before - now
  const days = went > 0 ? Math.ceil((now * exitWeeks * 7) / went) : null
  const emptyOn = now > 0 && days !== null && days <= mostDays ? addDays(asOf, days) : null
  const required = now > 0 && daysLeft > 0 ? Math.ceil((now * 7) / daysLeft) : null
  // Not −0, which is written like no other nothing.
  const present = Math.round(went / exitWeeks) + 0
  return { remaining: now, daysLeft, required, present, emptyOn, state: stateOf() }

  function stateOf(): LocationExit['state'] {
    if (now === 0) return 'empty'
    if (daysLeft <= 0) return 'overdue'
    if (went <= 0) return 'not-emptying'
    return emptyOn !== null && emptyOn <= exitDay ? 'on-course' : 'too-slow'
  }
}
