import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { searchable } from '../../domain/names.ts'
import type { Criticality, ServiceState, Strategy } from '../../domain/service.ts'
import { standingOf } from '../../domain/service-state.ts'
import { isPostgres } from '../database/connection.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { isLatest } from './balances.ts'
import { inChunks, kindsOfLocations, recordedAfter, standingMoves } from './ledgers.ts'
import { escapeLike } from './places.ts'
import { scopes } from './rollups.ts'
import { type StandingColumns, standingColumnsOf } from './service-days.ts'

export interface ServiceFilters {
  readonly q?: string | undefined
  readonly only?: number | readonly number[]
  readonly state?: readonly ServiceState[] | undefined
  readonly strategy?: readonly Strategy[] | undefined
  readonly criticality?: readonly Criticality[] | undefined
  readonly tag?: string | undefined
  /** Owners as they are written: `ownersLike` finds them. */
  readonly owners?: readonly string[] | undefined
  /** Has workload in that location. */
  readonly location?: number | undefined
  readonly wave?: number
}

/** A view that knows where services stood: made once a request, used by all its statements. */
export interface StandingView extends View {
  readonly columns: StandingColumns
  /** What the columns are read from; null where the services' own rows say it. */
  readonly relation: RawBuilder<unknown> | null
}

/**
 * Where services stood at the view's day: their own rows today, else the rows of their days; as known at an instant,
 * those about which something was recorded later are worked out by the domain. So filters, sorting and paging are one set
 * of statements for every day. Where only some are looked at, no others are worked out.
 */
export async function withStandings(queries: Queries, view: View, only?: readonly number[]): Promise<StandingView> {
  if (view.knownAt === null && (await isLatest(queries, view.asOf)))
    return { ...view, columns: standingColumnsOf('service'), relation: null }
  const onDay = sql`(select service_id, ${standing} from service_day where day <= ${view.asOf} and until > ${view.asOf})`
  const columns = standingColumnsOf('standing')
  if (view.knownAt === null) return { ...view, columns, relation: onDay }
  const learned = JSON.stringify(await standingsThen(queries, view, view.knownAt, only))
  const whole = (at: number) => sql.raw(isPostgres(queries) ? `(row.value ->> ${at})::bigint` : `row.value ->> ${at}`)
  const text = (at: number) => sql.raw(`row.value ->> ${at}`)
  const source = isPostgres(queries) ? sql`json_array_elements(${learned}::json)` : sql`json_each(${learned})`
  const relation = sql`(
    select service_id, ${standing} from ${onDay} as known
    where service_id not in (select service_id from move where recorded_at > ${view.knownAt})
    union all select ${whole(0)}, ${whole(1)}, ${whole(2)}, ${whole(3)}, ${whole(4)}, ${text(5)}, ${text(6)} from ${source} as row)`
  return { ...view, columns, relation }
}

const standing = sql.raw('on_prem_units, private_cloud_units, public_cloud_units, cloud_level, state, since')

/** Those about which something was recorded after the instant, where they had entered by then: linear in their moves. */
async function standingsThen(queries: Queries, view: View, knownAt: number, only?: readonly number[]) {
  const kindOf = await kindsOfLocations(queries)
  let since = queries.selectFrom('service').select('id').where('id', 'in', recordedAfter(queries, knownAt))
  if (only !== undefined) since = since.where('id', 'in', [...only])
  const learned = await since.execute()
  const rows: (number | string | null)[][] = []
  for (const some of inChunks(learned, 5000)) {
    const ids = some.map(({ id }) => id)
    for (const [id, moves] of await standingMoves(queries, ids, knownAt, view.asOf)) {
      if (moves.length === 0) continue
      const { onPrem, privateCloud, publicCloud, cloudLevel, state, since } = standingOf(moves, kindOf)
      rows.push([id, onPrem, privateCloud, publicCloud, cloudLevel, state, since])
    }
  }
  return rows
}

/** Services with their standing, narrowed to the view and its filters. */
export function filteredServices(queries: Queries, view: StandingView, filters: ServiceFilters) {
  let wanted = queries.selectFrom('service')
  if (view.relation) {
    const standing = view.relation.as('standing') as unknown as 'service as standing'
    // A cross join, as SQLite keeps its order: a page by name ends with its last row, where the other way round all are read.
    wanted = wanted
      .crossJoin(standing)
      .where(sql<boolean>`standing.service_id = service.id`) as unknown as typeof wanted
  }
  if (view.scope.scope === scopes.team) wanted = wanted.where('service.team_id', '=', view.scope.id)
  if (view.scope.scope === scopes.division) {
    wanted = wanted.where('service.team_id', 'in', (teams) =>
      teams.selectFrom('team').select('id').where('division_id', '=', view.scope.id),
    )
  }
  const { only } = filters
  if (only !== undefined) wanted = wanted.where('service.id', 'in', typeof only === 'number' ? [only] : [...only])
  if (filters.q) {
    for (const word of searchable(filters.q).split(/\s+/)) wanted = wanted.where(contains('service.name_search', word))
  }
  if (filters.state) wanted = wanted.where(view.columns.state, 'in', orNothing(filters.state) as ServiceState[])
  if (filters.strategy) wanted = wanted.where('service.strategy', 'in', orNothing(filters.strategy))
  if (filters.criticality) wanted = wanted.where('service.criticality', 'in', orNothing(filters.criticality))
  if (filters.tag) wanted = wanted.where(holds(queries, 'service.tags', JSON.stringify(filters.tag)))
  if (filters.owners)
    wanted = wanted.where('service.owner', 'in', filters.owners.length > 0 ? [...filters.owners] : [notAnOwner])
  if (filters.location !== undefined) {
    const known = view.knownAt === null ? sql`1 = 1` : sql`recorded_at <= ${view.knownAt}`
    // A reversal cancels its original on the same day, so both may be summed.
    wanted = wanted.where(sql<boolean>`service.id in (
      select service_id from move where (from_id = ${filters.location} or to_id = ${filters.location}) and occurred_on <= ${view.asOf} and ${known}
      group by service_id having sum(case when to_id = ${filters.location} then units else -units end) > 0)`)
  }
  if (filters.wave !== undefined) {
    const wave = filters.wave
    wanted = wanted.where('service.id', 'in', (waves) =>
      waves.selectFrom('wave_service').select('service_id').where('wave_id', '=', wave),
    )
  }
  return wanted
}

/** The same for counting them: where nothing asks about a service itself, its past standing says all there is to count. */
export function countedServices(queries: Queries, view: StandingView, filters: ServiceFilters) {
  const asksAboutServices =
    view.scope.scope !== scopes.programme || Object.values(filters).some((filter) => filter !== undefined)
  if (view.relation === null || asksAboutServices) return filteredServices(queries, view, filters)
  const standing = view.relation.as('standing') as unknown as 'service as standing'
  return queries.selectFrom(standing) as unknown as ReturnType<typeof filteredServices>
}

const contains = (column: string, text: string) =>
  sql<boolean>`${sql.raw(column)} like ${`%${escapeLike(text)}%`} escape '\\'`

/** Letter for letter: `like` tells PCI from pci on one engine and not on the other. */
const holds = (queries: Queries, column: string, text: string) =>
  isPostgres(queries)
    ? sql<boolean>`strpos(${sql.raw(column)}, ${text}) > 0`
    : sql<boolean>`instr(${sql.raw(column)}, ${text}) > 0`

/** Control characters stand in no owner. */
const notAnOwner = '\u0001'

/** Owners whose name has the text in it, in any case. Compared here, as the engines know the capitals of English only. */
export async function ownersLike(queries: Queries, text: string): Promise<string[]> {
  const rows = await queries.selectFrom('service').select('owner').distinct().where('owner', '!=', '').execute()
  return rows.map(({ owner }) => owner).filter((owner) => searchable(owner).includes(searchable(text)))
}

const orNothing = (values: readonly string[]): string[] => (values.length > 0 ? [...values] : [''])
