import { sql } from 'kysely'
import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import type { TeamRole } from '../../domain/permissions.ts'
import type { Membership } from '../../domain/person.ts'
import { withinTeam } from '../../domain/team-time.ts'
import type { Queries } from '../database/tables.ts'
import { nextId } from './ledgers.ts'

/** True for a membership that counts on a day: nobody belongs to a team before it is formed, or once it is dissolved. */
export const belongsOn = (day: CalendarDay) =>
  sql<boolean>`team_member.since <= ${day} and (team_member.until is null or team_member.until >= ${day})
    and (team.formed_on is null or team.formed_on <= ${day}) and (team.dissolved_on is null or team.dissolved_on >= ${day})`

const columns = [
  'team_member.id',
  'team_member.role',
  'team_member.since',
  'team_member.until',
  'team.formed_on',
  'team.dissolved_on',
] as const

/** From when to when somebody belongs to the team, in the days of the team. None where it exists on no day of theirs. */
function periodOf(row: {
  readonly since: string
  readonly until: string | null
  readonly formed_on: string | null
  readonly dissolved_on: string | null
}) {
  return withinTeam(
    { since: row.since as CalendarDay, until: row.until as CalendarDay | null },
    { formedOn: row.formed_on as CalendarDay | null, dissolvedOn: row.dissolved_on as CalendarDay | null },
  )
}

/** The teams that each of some people belongs to, has belonged to or will, by name. */
export async function membershipsOf(queries: Queries, people: readonly number[]): Promise<Map<number, Membership[]>> {
  const rows = await queries
    .selectFrom('team_member')
    .innerJoin('team', 'team.id', 'team_member.team_id')
    .select([...columns, 'team_member.person_id as person', 'team.id as teamId', 'team.name as teamName'])
    .where('team_member.person_id', 'in', people)
    .orderBy('team.name_search')
    .orderBy('team_member.id')
    .execute()
  const byPerson = new Map<number, Membership[]>(people.map((id) => [id, []]))
  for (const row of rows) {
    const period = periodOf(row)
    if (period === null) continue
    const { id, role, teamId, teamName } = row
    byPerson.get(row.person)?.push({ id, team: { id: teamId, name: teamName }, role: role as TeamRole, ...period })
  }
  return byPerson
}

/** How many people belong to each of some teams on a day, and from how many home divisions they come. */
export async function membersCounted(
  queries: Queries,
  teams: readonly number[],
  day: CalendarDay,
): Promise<Map<number, { people: number; divisions: number }>> {
  if (teams.length === 0) return new Map()
  const rows = await queries
    .selectFrom('team_member')
    .innerJoin('team', 'team.id', 'team_member.team_id')
    .innerJoin('person', 'person.id', 'team_member.person_id')
    .select('team_member.team_id as team')
    .select(({ fn }) => [
      fn.count<number>('person.id').distinct().as('people'),
      fn.count<number>('person.division_id').distinct().as('divisions'),
    ])
    .where('team_member.team_id', 'in', teams)
    .where(belongsOn(day))
    .groupBy('team_member.team_id')
    .execute()
  return new Map(
    rows.map(({ team, people, divisions }) => [team, { people: Number(people), divisions: Number(divisions) }]),
  )
}

/** Everybody who belongs to a team, has belonged to it or will: leads first, then by name. */
export async function membersOf(queries: Queries, team: number) {
  const rows = await queries
    .selectFrom('team_member')
    .innerJoin('team', 'team.id', 'team_member.team_id')
    .innerJoin('person', 'person.id', 'team_member.person_id')
    .leftJoin('division', 'division.id', 'person.division_id')
    .select([...columns, 'person.id as personId', 'person.name as personName', 'division.name as division'])
    .where('team_member.team_id', '=', team)
    .orderBy(sql`case team_member.role when 'lead' then 0 when 'member' then 1 else 2 end`)
    .orderBy('person.name_search')
    .orderBy('team_member.id')
    .execute()
  return rows.flatMap((row) => {
    const period = periodOf(row)
    if (period === null) return []
    const { id, role, personId, personName, division } = row
    return [{ id, person: { id: personId, name: personName, division }, role: role as TeamRole, ...period }]
  })
}

export async function insertMember(
  queries: Queries,
  member: {
    readonly team: number
    readonly person: number
    readonly role: TeamRole
    readonly since: CalendarDay
    readonly until?: CalendarDay | null
  },
): Promise<number> {
  const id = await nextId(queries, 'team_member')
  await queries
    .insertInto('team_member')
    .values({
      id,
      team_id: member.team,
      person_id: member.person,
      role: member.role,
      since: member.since,
      until: member.until ?? null,
      version: 1,
    })
    .execute()
  return id
}

export async function endMember(queries: Queries, id: number, until: CalendarDay): Promise<void> {
  await queries.updateTable('team_member').set({ until }).where('id', '=', id).execute()
}

/** Since when somebody belongs to a team, on a day or after it, whatever the days of the team. */
export async function belongsFrom(
  queries: Queries,
  team: number,
  person: number,
  day: CalendarDay,
): Promise<CalendarDay | null> {
  const row = await queries
    .selectFrom('team_member')
    .select('since')
    .where('team_id', '=', team)
    .where('person_id', '=', person)
    .where(sql<boolean>`(until is null or until >= ${day})`)
    .orderBy('since')
    .limit(1)
    .executeTakeFirst()
  return (row?.since ?? null) as CalendarDay | null
}

/** Another role from a day on. What they were before stays, unless it would have been so on no day. */
export async function changeRole(queries: Queries, id: number, role: TeamRole, from: CalendarDay): Promise<number> {
  const row = await queries.selectFrom('team_member').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  if (from <= row.since) {
    await changeMemberRole(queries, id, role)
    return id
  }
  await endMember(queries, id, addDays(from, -1))
  const until = row.until as CalendarDay | null
  return insertMember(queries, { team: row.team_id, person: row.person_id, role, since: from, until })
}

export async function changeMemberRole(queries: Queries, id: number, role: TeamRole): Promise<void> {
  await queries.updateTable('team_member').set({ role }).where('id', '=', id).execute()
}

/** A membership that lasted no day. */
export async function deleteMember(queries: Queries, id: number): Promise<void> {
  await queries.deleteFrom('team_member').where('id', '=', id).execute()
}
