import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import { useSessionIfRead } from '../shared/session-query.ts'
import { useView } from '../shared/view-search.ts'

/** The day that the page shows, and how to step it by a week. Past today there is nothing to see. */
export function useAsOf() {
  const [view, change] = useView()
  const session = useSessionIfRead()
  const today = session?.today
  const shown = view.asOf ?? today
  const show = (day: CalendarDay) =>
    change({ asOf: today !== undefined && day >= today ? undefined : day }, { replace: true })
  return {
    today,
    shown,
    past: view.asOf !== undefined && view.asOf !== today,
    show,
    step: (days: number) => {
      if (shown !== undefined) show(addDays(shown, days))
    },
  }
}
