import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { StandUpHours } from '../../domain/reminder.ts'
import type { TeamTime } from '../../domain/team-time.ts'
import type { Queries } from '../database/tables.ts'

export interface TeamWithHours extends TeamTime {
  readonly id: number
  readonly name: string
  /** null where its days are the programme's. */
  readonly zone: string | null
  readonly hours: StandUpHours
}

/** Teams that are reminded of a stand-up at all. */
export async function teamsWithHours(queries: Queries): Promise<TeamWithHours[]> {
  const rows = await queries
    .selectFrom('team')
    .select(['id', 'name', 'zone', 'morning_at', 'evening_at', 'formed_on', 'dissolved_on'])
    .where(({ eb, or }) => or([eb('morning_at', 'is not', null), eb('evening_at', 'is not', null)]))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    zone: row.zone,
    hours: { morning: row.morning_at, evening: row.evening_at },
    formedOn: row.formed_on as CalendarDay | null,
    dissolvedOn: row.dissolved_on as CalendarDay | null,
  }))
}

export async function hoursOf(queries: Queries, team: number): Promise<StandUpHours> {
  const row = await queries
    .selectFrom('team')
    .select(['morning_at', 'evening_at'])
    .where('id', '=', team)
    .executeTakeFirstOrThrow()
  return { morning: row.morning_at, evening: row.evening_at }
}

export async function setHours(queries: Queries, team: number, { morning, evening }: StandUpHours): Promise<void> {
  await queries.updateTable('team').set({ morning_at: morning, evening_at: evening }).where('id', '=', team).execute()
}
