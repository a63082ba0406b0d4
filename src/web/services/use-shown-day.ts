import type { CalendarDay } from '../../domain/calendar-day.ts'
import { useSession } from '../shared/session-query.ts'
import type { View } from '../shared/view-search.ts'

/** The day that the page shows: today unless the address says another. */
export function useShownDay(view: View): CalendarDay {
  const { today } = useSession()
  return view.asOf ?? today
}
