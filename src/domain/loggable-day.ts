import type { CalendarDay } from './calendar-day.ts'
import { earliestDay } from './calendar-day.ts'
import { Refusal } from './refusal.ts'

/** No day that has not happened, and none before the programme's first day if it has one. */
export function refuseDay(day: CalendarDay, today: CalendarDay, firstDay: CalendarDay | null): void {
  if (day > today) {
    throw new Refusal(
      'moved-in-future',
      `${day} has not happened yet; today is ${today}. Choose today or an earlier day.`,
      { day, today },
    )
  }
  if (day < earliestDay) {
    throw new Refusal(
      'day-too-early',
      `${day} lies before ${earliestDay}, the earliest day that can be logged. Check the year.`,
      {
        day,
        earliest: earliestDay,
      },
    )
  }
  if (firstDay !== null && day < firstDay) {
    throw new Refusal(
      'before-first-day',
      `${day} lies before the programme’s first day, ${firstDay}. Choose that day or later, or change the first day under Settings.`,
      { day, firstDay },
    )
  }
}
