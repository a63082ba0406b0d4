import { useQueryClient } from '@tanstack/react-query'
import { type CalendarDay, later } from '../../domain/calendar-day.ts'
import { sessionQuery, useSession } from './session-query.ts'

/**
 * What day it is now in a zone, the programme's where none is said, by the server's clock: also on a page that was read a
 * night ago and has had no answer since, so that what is typed is of the day on which it is typed. `read` is the day as
 * the server said it last; no clock of a device goes back behind it.
 */
export function useDayNow(): (zone?: string, read?: CalendarDay) => CalendarDay {
  const queries = useQueryClient()
  const { sample, now, today, programme } = useSession()
  return (zone = programme.zone, read = today) => {
    // The sample's clock stands until somebody advances it.
    if (sample) return read
    const since = Date.now() - (queries.getQueryState(sessionQuery.queryKey)?.dataUpdatedAt ?? Date.now())
    return dayAfter({ now, zone, today: read }, since)
  }
}

/** The day so many milliseconds after the server said its instant and its day. */
export function dayAfter(
  { now, zone, today }: { readonly now: string; readonly zone: string; readonly today: CalendarDay },
  since: number,
): CalendarDay {
  const instant = Temporal.Instant.from(now).add({ milliseconds: Math.max(0, since) })
  return later(today, instant.toZonedDateTimeISO(zone).toPlainDate().toString() as CalendarDay)
}
