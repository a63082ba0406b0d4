import { type CalendarDay, daysBetween } from './calendar-day.ts'

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
  readonly state: 'empty' | 'on-course' | 'too-slow' | 'not-emptying' | 'overdue'
}

/**
 * How a location stands against the day it is to be empty, from its workload now and so many weeks before. A day on which it
 * would be empty is not told: one pace carried on names one, and what is to come is a range or nothing.
 */
export function locationExit(now: number, before: number, asOf: CalendarDay, exitDay: CalendarDay): LocationExit {
  const daysLeft = daysBetween(asOf, exitDay)
  const went = before - now
  const required = now > 0 && daysLeft > 0 ? Math.ceil((now * 7) / daysLeft) : null
  // Not −0, which is written like no other nothing.
  const present = Math.round(went / exitWeeks) + 0
  return { remaining: now, daysLeft, required, present, state: stateOf() }

  function stateOf(): LocationExit['state'] {
    if (now === 0) return 'empty'
    if (daysLeft <= 0) return 'overdue'
    if (went <= 0) return 'not-emptying'
    return now * exitWeeks * 7 <= went * daysLeft ? 'on-course' : 'too-slow'
  }
}
