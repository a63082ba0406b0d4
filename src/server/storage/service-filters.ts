import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Criticality, ServiceState, Strategy } from '../../domain/service.ts'
import { searchable } from '../../domain/names.ts'
import { standingOf } from '../../domain/service-state.ts'
import { isPostgres } from '../database/connection.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks, kindsOfLocations, standingMoves } from './ledgers.ts'
import { escapeLike } from './places.ts'
import { scopes } from './rollups.ts'
import { isLatest } from './team-standings.ts'

export interface ServiceFilters {
  readonly q?: string | undefined
  readonly only?: number
  readonly state?: readonly ServiceState[] | undefined
  readonly strategy?: readonly Strategy[] | undefined
  readonly criticality?: readonly Criticality[] | undefined
  readonly tag?: string | undefined
  readonly owner?: string | undefined
  /** Has workload in that location. */
  readonly location?: number | undefined
}

/**
 * Where services stood at the view's day: their own rows today, else computed by the domain from their moves and joined
 * as a relation, so that filters, sorting and paging are one set of statements for every day.
 */
export async function withStandings(queries: Queries, view: View): Promise<StandingView> {
  return { ...view, standings: await standingsIn(queries, view) }
}

/** A view with the relation of where services stood: made once a request, used by all its statements. */
export interface StandingView extends View {
  readonly standings: RawBuilder<unknown>
}

async function standingsIn(queries: Queries, view: View): Promise<RawBuilder<unknown>> {
  if (view.knownAt === null && (await isLatest(queries, view.asOf))) {
    return sql`(select id as standing_id, on_prem_units as on_prem, private_cloud_units as private_cloud, public_cloud_units as public_cloud, cloud_level as level, state as standing_state, since as standing_since from service)`
  }
  const rows = JSON.stringify(await pastStandings(queries, view))
  const value = (at: number) => sql.raw(isPostgres(queries) ? `(row.value ->> ${at})::bigint` : `row.value ->> ${at}`)
  const text = (at: number) => sql.raw(`row.value ->> ${at}`)
  const source = isPostgres(queries) ? sql`json_array_elements(${rows}::json)` : sql`json_each(${rows})`
  return sql`(select ${value(0)} as standing_id, ${value(1)} as on_prem, ${value(2)} as private_cloud, ${value(3)} as public_cloud, ${value(4)} as level, ${text(5)} as standing_state, ${text(6)} as standing_since from ${source} as row)`
}

/** Services that had entered by then. Linear in the moves up to that day. */
async function pastStandings(queries: Queries, view: View) {
  const kindOf = await kindsOfLocations(queries)
  const ids = await queries.selectFrom('service').select('id').execute()
  const rows: (number | string | null)[][] = []
  for (const some of inChunks(ids.map(({ id }) => id), 5000)) {
    for (const [id, moves] of await standingMoves(queries, some, view.knownAt, view.asOf)) {
      if (moves.length === 0) continue
      const { onPrem, privateCloud, publicCloud, cloudLevel, state, since } = standingOf(moves, kindOf)
      rows.push([id, onPrem, privateCloud, publicCloud, cloudLevel, state, since])
    }
  }
  return rows
}

/** Services with team, division and standing, narrowed to the view and its filters. */
export function filteredServices(queries: Queries, view: StandingView, filters: ServiceFilters) {
  const standing = view.standings.as<'standing'>('standing') as never
  let wanted = queries
    .selectFrom('service')
    .innerJoin('team', 'team.id', 'service.team_id')
    .innerJoin('division', 'division.id', 'team.division_id')
    .innerJoin(standing as 'service as standing_row', (join) => join.on(sql<boolean>`standing.standing_id = service.id`))
  if (view.scope.scope === scopes.team) wanted = wanted.where('service.team_id', '=', view.scope.id)
  if (view.scope.scope === scopes.division) wanted = wanted.where('team.division_id', '=', view.scope.id)
  if (filters.only !== undefined) wanted = wanted.where('service.id', '=', filters.only)
  if (filters.q) {
    for (const word of searchable(filters.q).split(/\s+/)) wanted = wanted.where(contains('service.name_search', word))
  }
  if (filters.state) wanted = wanted.where(sql<string>`standing.standing_state`, 'in', orNothing(filters.state))
  if (filters.strategy) wanted = wanted.where('service.strategy', 'in', orNothing(filters.strategy))
  if (filters.criticality) wanted = wanted.where('service.criticality', 'in', orNothing(filters.criticality))
  if (filters.tag) wanted = wanted.where(contains('service.tags', JSON.stringify(filters.tag)))
  if (filters.owner) wanted = wanted.where(contains('lower(service.owner)', filters.owner.toLowerCase()))
  if (filters.location !== undefined) {
    const known = view.knownAt === null ? sql`1 = 1` : sql`recorded_at <= ${view.knownAt}`
    // A reversal cancels its original on the same day, so both may be summed.
    wanted = wanted.where(sql<boolean>`service.id in (
      select service_id from move where (from_id = ${filters.location} or to_id = ${filters.location}) and occurred_on <= ${view.asOf} and ${known}
      group by service_id having sum(case when to_id = ${filters.location} then units else -units end) > 0)`)
  }
  return wanted
}

const contains = (column: string, text: string) => sql<boolean>`${sql.raw(column)} like ${`%${escapeLike(text)}%`} escape '\\'`

const orNothing = (values: readonly string[]): string[] => (values.length > 0 ? [...values] : [''])
