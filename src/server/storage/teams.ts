import { sql } from 'kysely'
import { searchable } from '../../domain/names.ts'
import { runningStates } from '../../domain/service.ts'
import type { Team } from '../../domain/team.ts'
import type { Queries } from '../database/tables.ts'
import { heardFrom } from './heard-from.ts'
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
    .select(['team.id', 'team.name', 'team.version', 'division.id as divisionId', 'division.name as divisionName'])
    .orderBy('team.name_search')
    .limit(search.limit)
    .offset(search.offset)
    .execute()
  const ids = rows.map(({ id }) => id)
  const heard = await heardFrom(queries, view.asOf, view.knownAt, ids)
  const running = await runningByTeam(queries, view, ids)
  const teams = rows.map(
    (row): Team => ({
      id: row.id,
      name: row.name,
      division: { id: row.divisionId, name: row.divisionName },
      version: row.version,
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
