import { addDays, type CalendarDay, daysBetween } from '../domain/calendar-day.ts'

const epoch = '1970-01-01' as CalendarDay

/** Days since 1970: the true time axis of every chart, where a week is seven times as wide as a day. */
export const dayNumber = (day: CalendarDay): number => daysBetween(epoch, day)
export const dayAt = (number: number): CalendarDay => addDays(epoch, Math.round(number))

export interface TimeTick {
  readonly at: number
  readonly day: CalendarDay
  readonly unit: 'year' | 'month' | 'day'
}

/** Years at their 1 January; months where less than about two years are in view; first days of weeks below that. */
export function timeTicks(from: CalendarDay, to: CalendarDay, most: number): TimeTick[] {
  const days = daysBetween(from, to)
  if (days > 700) return thinned(firstDays(from, to, 'year'), most)
  if (days > 70) return thinned(firstDays(from, to, 'month'), most)
  const step = Math.max(1, Math.ceil(days / Math.max(1, Math.min(most, 5))))
  const ticks: TimeTick[] = []
  for (let at = 0; at <= days; at += step) {
    const day = addDays(from, at)
    ticks.push({ at: dayNumber(day), day, unit: 'day' })
  }
  return ticks
}

function firstDays(from: CalendarDay, to: CalendarDay, unit: 'year' | 'month'): TimeTick[] {
  const last = Temporal.PlainDate.from(to)
  const start = Temporal.PlainDate.from(from)
  let at = start.with(unit === 'year' ? { month: 1, day: 1 } : { day: 1 })
  const ticks: TimeTick[] = []
  while (Temporal.PlainDate.compare(at, last) <= 0) {
    const day = at.toString() as CalendarDay
    if (Temporal.PlainDate.compare(at, start) >= 0) {
      ticks.push({ at: dayNumber(day), day, unit: unit === 'month' && at.month === 1 ? 'year' : unit })
    }
    at = at.add(unit === 'year' ? { years: 1 } : { months: 1 })
  }
  return ticks
}

/** Every n-th, so that labels never touch. Counted from the last one back: the newest is the one people look for. */
function thinned(ticks: TimeTick[], most: number): TimeTick[] {
  const step = Math.ceil(ticks.length / Math.max(1, most))
  return ticks.filter((_, at) => (ticks.length - 1 - at) % step === 0)
}
