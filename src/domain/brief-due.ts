import { addDays, type CalendarDay, dayIn, endOfDayIn } from './calendar-day.ts'
import type { BriefWish } from './mail.ts'

/** What is sent of whom: a brief of a day, as known at an instant where that is past, under a word that says which it is. */
export interface DueBrief {
  /** `weekly:2026-11-22`, `cycle:28`: the same for everybody who wants it, and for no other. */
  readonly about: string
  readonly asOf: CalendarDay
  readonly knownAt: number | null
}

interface Closed {
  readonly number: number
  readonly lastDay: CalendarDay
  readonly closedAt: number
}

/** What nobody could send for three days, as no server ran, is not sent any more. */
const sentWithin = 3 * 24 * 60 * 60 * 1_000

/**
 * The brief that is due by now for a wish that stands since an instant, if one is: of the week that is over, of the month
 * that is over, or of the cycle that was closed last. A day is over when it is in the programme's zone.
 */
export function briefDue(
  wish: BriefWish,
  since: number,
  now: number,
  { zone, closed }: { readonly zone: string; readonly closed: readonly Closed[] },
): DueBrief | null {
  const isDue = (at: number) => since < at && at <= now && now - at < sentWithin
  if (wish === 'none') return null
  if (wish === 'cycle') {
    const last = closed.filter(({ closedAt }) => isDue(closedAt)).at(-1)
    return last ? { about: `cycle:${last.number}`, asOf: last.lastDay, knownAt: last.closedAt } : null
  }
  const today = dayIn(zone, now)
  const weekday = Temporal.PlainDate.from(today).dayOfWeek
  const day = wish === 'weekly' ? addDays(today, -weekday) : addDays(today, -Number(today.slice(8)))
  return isDue(endOfDayIn(zone, day)) ? { about: `${wish}:${day}`, asOf: day, knownAt: null } : null
}
