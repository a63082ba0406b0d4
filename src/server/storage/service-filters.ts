import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { searchable } from '../../domain/names.ts'
import type { Criticality, ServiceState, Strategy } from '../../domain/service.ts'
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

/** Where services stood, as statements name it. */
interface StandingColumns {
  readonly onPrem: RawBuilder<number>
  readonly privateCloud: RawBuilder<number>
  readonly publicCloud: RawBuilder<number>
  readonly level: RawBuilder<number | null>
  readonly state: RawBuilder<ServiceState>
  readonly since: RawBuilder<CalendarDay | null>
}

/** A view that knows where services stood: made once a request, used by all its statements. */
export interface StandingView extends View {
  readonly columns: StandingColumns
  /** What the columns are read from; null where the services' own rows say it. */
  readonly relation: RawBuilder<unknown> | null
}

/**
 * Where services stood at the view's day: their own rows today, else computed by the domain from their moves and joined
 * as a relation, so that filters, sorting and paging are one set of statements for every day. Where only some are looked at,
 * no others are worked out.
 */
export async function withStandings(queries: Queries, view: View, only?: readonly number[]): Promise<StandingView> {
  if (view.knownAt === null && (await isLatest(queries, view.asOf)))
    return { ...view, columns: ownColumns, relation: null }
  const rows = JSON.stringify(await pastStandings(queries, view, only))
  const whole = (at: number) => sql.raw(isPostgres(queries) ? `(row.value ->> ${at})::bigint` : `row.value ->> ${at}`)
  const text = (at: number) => sql.raw(`row.value ->> ${at}`)
  const source = isPostgres(queries) ? sql`json_array_elements(${rows}::json)` : sql`json_each(${rows})`
  const relation = sql`(select ${whole(0)} as service, ${whole(1)} as on_prem, ${whole(2)} as private_cloud, ${whole(3)} as public_cloud, ${whole(4)} as level, ${text(5)} as state, ${text(6)} as since from ${source} as row)`
  return { ...view, columns: pastColumns, relation }
}

const ownColumns: StandingColumns = {
  onPrem: sql.raw('service.on_prem_units'),
  privateCloud: sql.raw('service.private_cloud_units'),
  publicCloud: sql.raw('service.public_cloud_units'),
  level: sql.raw('service.cloud_level'),
  state: sql.raw('service.state'),
  since: sql.raw('service.since'),
}

const pastColumns: StandingColumns = {
  onPrem: sql.raw('standing.on_prem'),
  privateCloud: sql.raw('standing.private_cloud'),
  publicCloud: sql.raw('standing.public_cloud'),
  level: sql.raw('standing.level'),
  state: sql.raw('standing.state'),
  since: sql.raw('standing.since'),
}

/**
 * Services that had entered by then. Linear in the moves up to that day of those services that moved after it, or of all where
 * it is asked what was known: every other one stands as its own row says.
 */
async function pastStandings(queries: Queries, view: View, only?: readonly number[]) {
  const kindOf = await kindsOfLocations(queries)
  const rows: (number | string | null)[][] = []
  const moved = new Set(await movedAfter(queries, view, only))
  let stored = queries
    .selectFrom('service')
    .select(['id', 'on_prem_units', 'private_cloud_units', 'public_cloud_units', 'cloud_level', 'state', 'since'])
  if (only !== undefined) stored = stored.where('id', 'in', [...only])
  const own = await stored.execute()
  for (const row of own) {
    if (moved.has(row.id) || view.knownAt !== null || row.state === 'empty') continue
    const { id, on_prem_units, private_cloud_units, public_cloud_units, cloud_level, state, since } = row
    rows.push([id, on_prem_units, private_cloud_units, public_cloud_units, cloud_level, state, since])
  }
  const others = view.knownAt === null ? [...moved] : own.map(({ id }) => id)
  for (const some of inChunks(others, 5000)) {
    for (const [id, moves] of await standingMoves(queries, some, view.knownAt, view.asOf)) {
      if (moves.length === 0) continue
      const { onPrem, privateCloud, publicCloud, cloudLevel, state, since } = standingOf(moves, kindOf)
      rows.push([id, onPrem, privateCloud, publicCloud, cloudLevel, state, since])
    }
  }
  return rows
}

async function movedAfter(queries: Queries, { asOf }: View, only?: readonly number[]): Promise<number[]> {
  let moved = queries.selectFrom('move').select('service_id').distinct().where('occurred_on', '>', asOf)
  if (only !== undefined) moved = moved.where('service_id', 'in', [...only])
  const rows = await moved.execute()
  return rows.map(({ service_id }) => service_id)
}

/** Services with their standing, narrowed to the view and its filters. */
export function filteredServices(queries: Queries, view: StandingView, filters: ServiceFilters) {
  let wanted = queries.selectFrom('service')
  if (view.relation) {
    const standing = view.relation.as('standing') as unknown as 'service as standing'
    wanted = wanted.innerJoin(standing, (join) =>
      join.on(sql<boolean>`standing.service = service.id`),
    ) as unknown as typeof wanted
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
