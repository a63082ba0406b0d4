import type { Absence } from '../domain/absence.ts'
import type { CalendarDay } from '../domain/calendar-day.ts'
import type { AbsenceRow } from './database/daily-tables.ts'

/** An absence as people see it. */
export const shownAbsence = (row: AbsenceRow, team: { readonly id: number; readonly name: string }): Absence => ({
  id: row.id,
  team: { id: team.id, name: team.name },
  who: { person: row.person_id, name: row.name },
  from: row.first_day as CalendarDay,
  to: row.last_day as CalendarDay,
  words: row.words,
  version: row.version,
})
