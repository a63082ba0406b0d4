import type { CalendarDay } from './calendar-day.ts'
import { addDays, daysBetween } from './calendar-day.ts'

export interface ReleaseCycle {
  readonly number: number
  readonly firstDay: CalendarDay
  readonly lastDay: CalendarDay
}

interface Train {
  readonly cycleAnchor: CalendarDay
  readonly cycleDays: number
}

/** The cycle a day lies in, numbered from 1 at the anchor; null before it. Calendar days only. */
export function cycleOn(train: Train, day: CalendarDay): ReleaseCycle | null {
  const days = daysBetween(train.cycleAnchor, day)
  return days < 0 ? null : cycleNumbered(train, Math.floor(days / train.cycleDays) + 1)
}

export function cycleNumbered({ cycleAnchor, cycleDays }: Train, number: number): ReleaseCycle {
  const firstDay = addDays(cycleAnchor, (number - 1) * cycleDays)
  return { number, firstDay, lastDay: addDays(firstDay, cycleDays - 1) }
}

/** Every cycle that has a day between the two, both inclusive. */
export function cyclesBetween(train: Train, from: CalendarDay, to: CalendarDay): ReleaseCycle[] {
  const cycles: ReleaseCycle[] = []
  const first = cycleOn(train, from < train.cycleAnchor ? train.cycleAnchor : from)
  for (let cycle = first; cycle && cycle.firstDay <= to; cycle = cycleNumbered(train, cycle.number + 1))
    cycles.push(cycle)
  return cycles
}
