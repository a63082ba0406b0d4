import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { searchable } from '../../domain/names.ts'
import { runningStates } from '../../domain/service.ts'
import type { Team } from '../../domain/team.ts'
import type { TeamTime } from '../../domain/team-time.ts'
import type { Queries } from '../database/tables.ts'
import { heardFrom } from './heard-from.ts'
import { membersCounted } from './members.ts'
import { escapeLike } from './places.ts'
import type { StandingView } from './service-filters.ts'
import { filteredServices } from './service-filters.ts'

interface TeamSearch {
  readonly q?: string | undefined
  readonly division?: number | undefined
  readonly id?: number
  readonly limit: number
  readonly offset: number
}

/**
 * Teams by name, with what they run and when they were last heard from by the day of the view. The one that is called
 * exactly what is searched for comes first.
 */
export async function findTeams(
  queries: Queries,
  view: StandingView,
  search: TeamSearch,
): Promise<{ teams: Team[]; total: number }> {
  const text = search.q ? searchable(search.q) : undefined
  let wanted = queries.selectFrom('team').innerJoin('division', 'division.id', 'team.division_id')
  if (text) wanted = wanted.where(sql<boolean>`team.name_search like ${`%${escapeLike(text)}%`} escape '\\'`)
  if (search.division !== undefined) wanted = wanted.where('team.division_id', '=', search.division)
  if (search.id !== undefined) wanted = wanted.where('team.id', '=', search.id)
  const { total } = await wanted.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  if (text) wanted = wanted.orderBy(sql`case when team.name_search = ${text} then 0 else 1 end`)
  const rows = await wanted
    .select(['team.id', 'team.name', 'team.version', 'team.formed_on', 'team.dissolved_on', 'team.zone', 'team.region'])
    .select(['division.id as divisionId', 'division.name as divisionName'])
    .orderBy('team.name_search')
    .limit(search.limit)
    .offset(search.offset)
    .execute()
  const ids = rows.map(({ id }) => id)
  const heard = await heardFrom(queries, view.asOf, view.knownAt, ids)
  const running = await runningByTeam(queries, view, ids)
  const members = await membersCounted(queries, ids, view.asOf)
  const teams = rows.map(
    (row): Team => ({
      id: row.id,
      name: row.name,
      division: { id: row.divisionId, name: row.divisionName },
      version: row.version,
      formedOn: row.formed_on as CalendarDay | null,
      dissolvedOn: row.dissolved_on as CalendarDay | null,
      zone: row.zone,
      region: row.region,
      members: members.get(row.id) ?? { people: 0, divisions: 0 },
      services: running.get(row.id) ?? 0,
      lastConfirmedOn: heard.get(row.id)?.confirmed ?? null,
    }),
  )
  return { teams, total: Number(total) }
}

/** How many services of each team carry workload at the end of the view's day. */
async function runningByTeam(
  queries: Queries,
  view: StandingView,
  teams: readonly number[],
): Promise<Map<number, number>> {
  if (teams.length === 0) return new Map()
  const rows = await filteredServices(queries, view, { state: runningStates })
    .select('service.team_id as team')
    .select(({ fn }) => fn.countAll<number>().as('services'))
    .where('service.team_id', 'in', [...teams])
    .groupBy('service.team_id')
    .execute()
  return new Map(rows.map(({ team, services }) => [team, Number(services)]))
}

/** When a team exists: from its first day to its last. */
export async function teamTime(
  queries: Queries,
  id: number,
): Promise<(TeamTime & { readonly id: number; readonly name: string }) | undefined> {
  const row = await queries
    .selectFrom('team')
    .select(['name', 'formed_on', 'dissolved_on'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { name, formed_on: formedOn, dissolved_on: dissolvedOn } = row
  return { id, name, formedOn: formedOn as CalendarDay | null, dissolvedOn: dissolvedOn as CalendarDay | null }
}

/** Those of some teams that exist on a day. */
export async function teamsThere(queries: Queries, ids: readonly number[], day: CalendarDay): Promise<number[]> {
  if (ids.length === 0) return []
  const rows = await queries
    .selectFrom('team')
    .select('id')
    .where('id', 'in', ids)
    .where(sql<boolean>`(formed_on is null or formed_on <= ${day})`)
    .where(sql<boolean>`(dissolved_on is null or dissolved_on >= ${day})`)
    .execute()
  return rows.map(({ id }) => id)
}
