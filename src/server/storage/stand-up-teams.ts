import { type CalendarDay, dayIn } from '../../domain/calendar-day.ts'
import type { NameOrId } from '../../domain/names.ts'
import type { TeamRole } from '../../domain/permissions.ts'
import type { TeamTime } from '../../domain/team-time.ts'
import type { AbsenceRow } from '../database/daily-tables.ts'
import type { Queries } from '../database/tables.ts'
import { nextId } from './ledgers.ts'
import { belongsOn } from './members.ts'
import { refuseUnknown, saidAs } from './places.ts'

export interface StandUpTeam extends TeamTime {
  readonly id: number
  readonly name: string
  readonly division: number
  /** Its own zone, or the programme's. */
  readonly zone: string
  readonly region: string
  /** The day that it is where the team works. */
  readonly today: CalendarDay
  /** The day that it is where the programme is counted, which the team's may have left behind or not reached yet. */
  readonly programmeToday: CalendarDay
}

/** A team with the day that it is where it works. */
export async function standUpTeam(queries: Queries, said: NameOrId, now: number): Promise<StandUpTeam> {
  const { isIt, nameFirst } = saidAs(said)
  const found = await queries
    .selectFrom('team')
    .select(['id', 'name', 'division_id', 'zone', 'region', 'formed_on', 'dissolved_on'])
    .select((row) => row.selectFrom('programme').select('programme.zone').as('programmeZone'))
    .where(isIt)
    .orderBy(nameFirst, 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!found) return refuseUnknown(queries, 'team', said)
  const programmeZone = found.programmeZone ?? noZone
  const zone = found.zone ?? programmeZone
  return {
    id: found.id,
    name: found.name,
    division: found.division_id,
    zone,
    region: found.region,
    formedOn: found.formed_on as CalendarDay | null,
    dissolvedOn: found.dissolved_on as CalendarDay | null,
    today: dayIn(zone, now),
    programmeToday: dayIn(programmeZone, now),
  }
}

/** Where there is no programme yet. */
const noZone = 'UTC'

export async function programmeZone(queries: Queries): Promise<string> {
  const programme = await queries.selectFrom('programme').select('zone').executeTakeFirst()
  return programme?.zone ?? noZone
}

/** Those who belong to a team on a day and do not only look on: leads first, then by name. */
export async function speakersOf(queries: Queries, team: number, day: CalendarDay) {
  const rows = await queries
    .selectFrom('team_member')
    .innerJoin('team', 'team.id', 'team_member.team_id')
    .innerJoin('person', 'person.id', 'team_member.person_id')
    .select(['person.id', 'person.name', 'team_member.role'])
    .where('team_member.team_id', '=', team)
    .where('team_member.role', '<>', 'viewer')
    .where('person.disabled_at', 'is', null)
    .where(belongsOn(day))
    .orderBy('team_member.role')
    .orderBy('person.name_search')
    .execute()
  return rows.map((row) => ({ ...row, role: row.role as TeamRole }))
}

/** From when to when, both inclusive, people are waited for who speak for a team on some of these days; a person may come twice. */
export async function speakersWithin(queries: Queries, team: number, from: CalendarDay, to: CalendarDay) {
  const rows = await queries
    .selectFrom('team_member')
    .innerJoin('person', 'person.id', 'team_member.person_id')
    .select(['person.id as person', 'team_member.since', 'team_member.until'])
    .where('team_member.team_id', '=', team)
    .where('team_member.role', '<>', 'viewer')
    .where('person.disabled_at', 'is', null)
    .where('team_member.since', '<=', to)
    .where((row) => row.or([row('team_member.until', 'is', null), row('team_member.until', '>=', from)]))
    .execute()
  return rows.map(({ person, since, until }) => ({
    person,
    since: since as CalendarDay,
    until: until as CalendarDay | null,
  }))
}

/** Absences of a team that have not ended before a day, by their first days. */
export const absencesFrom = (queries: Queries, team: number, day: CalendarDay): Promise<AbsenceRow[]> =>
  queries
    .selectFrom('absence')
    .selectAll()
    .where('team_id', '=', team)
    .where('last_day', '>=', day)
    .orderBy('first_day')
    .orderBy('id')
    .execute()

/** Days out of office of those who belong to a team, whichever of their teams it was said in, and of others by their names. */
export async function daysAwayFrom(queries: Queries, team: number, day: CalendarDay) {
  const rows = await queries
    .selectFrom('absence')
    .select(['person_id as person', 'name', 'first_day as from', 'last_day as to'])
    .where('last_day', '>=', day)
    .where(({ eb, or, selectFrom }) =>
      or([
        eb('team_id', '=', team),
        eb('person_id', 'in', selectFrom('team_member').select('person_id').where('team_id', '=', team)),
      ]),
    )
    .orderBy('first_day')
    .orderBy('id')
    .execute()
  return rows.map(({ person, name, from, to }) => ({
    who: { person, name },
    from: from as CalendarDay,
    to: to as CalendarDay,
  }))
}

export const absenceRow = (queries: Queries, id: number): Promise<AbsenceRow | undefined> =>
  queries.selectFrom('absence').selectAll().where('id', '=', id).executeTakeFirst()

export async function insertAbsence(queries: Queries, absence: Omit<AbsenceRow, 'id' | 'version'>): Promise<number> {
  const id = await nextId(queries, 'absence')
  await queries
    .insertInto('absence')
    .values({ id, ...absence, version: 1 })
    .execute()
  return id
}

export async function updateAbsence(queries: Queries, id: number, change: Partial<AbsenceRow>): Promise<void> {
  await queries
    .updateTable('absence')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function deleteAbsence(queries: Queries, id: number): Promise<void> {
  await queries.deleteFrom('absence').where('id', '=', id).execute()
}
