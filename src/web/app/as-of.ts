import { addDays, type CalendarDay, dayIn, endOfDayIn } from '../../domain/calendar-day.ts'
import { useSessionIfRead } from '../shared/session-query.ts'
import { useView } from '../shared/view-search.ts'

/** The last millisecond of a day where the programme's clock stands; nothing where that has not come yet. */
export function endOf(day: CalendarDay, zone: string, now: string): string | undefined {
  const end = endOfDayIn(zone, day) - 1
  return end >= Temporal.Instant.from(now).epochMilliseconds ? undefined : new Date(end).toISOString()
}

/** The day that the page shows, what of it was known when, and how to step both. Past today there is nothing to see. */
export function useAsOf() {
  const [view, change] = useView()
  const session = useSessionIfRead()
  const today = session?.today
  const shown = view.asOf ?? today
  const past = view.asOf !== undefined && view.asOf !== today
  const ends = (day: CalendarDay) =>
    session === undefined ? undefined : endOf(day, session.programme.zone, session.now)
  const known = view.knownAt === undefined ? null : instantOf(view.knownAt)
  /** The page shows what a report of its day said: what is known goes along with the day. */
  const asReported = known !== null && past && view.asOf !== undefined && known === instantOf(ends(view.asOf) ?? '0')
  const show = (day: CalendarDay) => {
    const asOf = today !== undefined && day >= today ? undefined : day
    change({ asOf, ...(asReported ? { knownAt: asOf === undefined ? undefined : ends(asOf) } : {}) }, { replace: true })
  }
  return {
    today,
    shown,
    past,
    known,
    knownDay: known === null || session === undefined ? null : dayIn(session.programme.zone, known),
    asReported,
    show,
    step: (days: number) => {
      if (shown !== undefined) show(addDays(shown, days))
    },
    /** As the page's day was reported on it, or as it is known now. */
    report: (asItWas: boolean) =>
      change({ knownAt: asItWas && view.asOf !== undefined ? ends(view.asOf) : undefined }, { replace: true }),
    backToNow: () => change({ asOf: undefined, knownAt: undefined }),
  }
}

/** The address may say an instant as ISO text or in milliseconds. */
const instantOf = (said: string): number =>
  /^\d+$/.test(said) ? Number(said) : Temporal.Instant.from(said).epochMilliseconds
