import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { searchable } from '../../domain/names.ts'
import { serviceDays } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks, kindsOfLocations, standingMoves } from './ledgers.ts'
import { escapeLike } from './places.ts'
import { placesByKind } from './places-by-kind.ts'
import { inScope } from './plan.ts'
import { scopes } from './rollups.ts'
import { wholeSum } from './team-standings.ts'

export interface NamedService {
  readonly id: number
  readonly name: string
  readonly team: { readonly id: number; readonly name: string }
  /** Units it has on-premises now. */
  readonly onPrem: number
}

/** Names of services and of their teams, by the service's number. */
export async function namesOfServices(queries: Queries, ids: readonly number[]): Promise<Map<number, NamedService>> {
  const found = new Map<number, NamedService>()
  for (const some of inChunks(ids, 5000)) {
    const rows = await queries
      .selectFrom('service')
      .innerJoin('team', 'team.id', 'service.team_id')
      .select(['service.id', 'service.name', 'service.on_prem_units', 'team.id as teamId', 'team.name as teamName'])
      .where('service.id', 'in', some)
      .execute()
    for (const { id, name, on_prem_units, teamId, teamName } of rows)
      found.set(id, { id, name, team: { id: teamId, name: teamName }, onPrem: on_prem_units })
  }
  return found
}

/** Numbers of the services whose names hold every word. */
export async function servicesLike(queries: Queries, words: string): Promise<Set<number>> {
  let wanted = queries.selectFrom('service').select('id')
  for (const word of searchable(words).split(/\s+/))
    wanted = wanted.where(sql<boolean>`name_search like ${`%${escapeLike(word)}%`} escape '\\'`)
  return new Set((await wanted.execute()).map(({ id }) => id))
}

/** When a service moved last and when it arrived, by moves that stand. */
export interface LastMove {
  /** The last day on which workload of it was moved or switched off; null where nothing but arrivals stands. */
  readonly moved: CalendarDay | null
  readonly arrived: CalendarDay
  /** The last day on which workload of it came back from cloud to on-premises; null where none did. */
  readonly cameBack: CalendarDay | null
}

/** The last moves of services up to a day, as known at an instant: what was taken back by then is none. */
export async function lastMoves(
  queries: Queries,
  ids: readonly number[],
  upTo: CalendarDay,
  knownAt: number | null,
): Promise<Map<number, LastMove>> {
  const found = new Map<number, LastMove>()
  const isKnown = knownAt === null ? sql`` : sql` and back.recorded_at <= ${knownAt}`
  const { onPrem, cloud } = await placesByKind(queries)
  for (const some of inChunks(ids, 5000)) {
    let wanted = queries
      .selectFrom('move')
      .select([
        'service_id',
        sql<CalendarDay | null>`max(case when from_id is null then null else occurred_on end)`.as('moved'),
        ({ fn }) => fn.min('occurred_on').as('arrived'),
        sql<CalendarDay | null>`max(case when from_id in (${cloud}) and to_id in (${onPrem}) then occurred_on end)`.as(
          'cameBack',
        ),
      ])
      .where('service_id', 'in', some)
      .where('occurred_on', '<=', upTo)
      .where('reverses', 'is', null)
      .where(sql<boolean>`not exists (select 1 from move as back where back.reverses = move.id${isKnown})`)
    if (knownAt !== null) wanted = wanted.where('recorded_at', '<=', knownAt)
    for (const { service_id, moved, arrived, cameBack } of await wanted.groupBy('service_id').execute())
      found.set(service_id, { moved, arrived: arrived as CalendarDay, cameBack })
  }
  return found
}

/** Since when a service stands still: its last move, or its arrival where it never moved. */
export const lastDayOf = (last: LastMove | undefined): CalendarDay | null => last?.moved ?? last?.arrived ?? null

export interface TeamMigrated {
  readonly team: number
  readonly migratedUnits: number
  readonly migratedServices: number
  readonly rolledBackUnits: number
  readonly rolledBackServices: number
}

/**
 * What every team of the view migrated and rolled back within some days, both inclusive: sums over their roll-ups, or over
 * the books of what moved then where it is asked as known at an instant.
 */
export async function migratedByTeam(
  queries: Queries,
  from: CalendarDay,
  to: CalendarDay,
  view: Pick<View, 'scope' | 'knownAt'>,
): Promise<TeamMigrated[]> {
  if (view.knownAt !== null) return migratedByTeamKnownAt(queries, from, to, view)
  const { scope } = view
  let wanted = queries
    .selectFrom('rollup_day')
    .select([
      'scope_id as team',
      wholeSum(sql`migrated_units`).as('migratedUnits'),
      wholeSum(sql`migrated_services`).as('migratedServices'),
      wholeSum(sql`rolled_back_units`).as('rolledBackUnits'),
      wholeSum(sql`rolled_back_services`).as('rolledBackServices'),
    ])
    .where('scope', '=', scopes.team)
    .where('day', '>=', from)
    .where('day', '<=', to)
  if (scope.scope === scopes.team) wanted = wanted.where('scope_id', '=', scope.id)
  if (scope.scope === scopes.division)
    wanted = wanted.where('scope_id', 'in', (teams) =>
      teams.selectFrom('team').select('id').where('division_id', '=', scope.id),
    )
  return wanted.groupBy('scope_id').execute()
}

async function migratedByTeamKnownAt(
  queries: Queries,
  from: CalendarDay,
  to: CalendarDay,
  view: Pick<View, 'scope' | 'knownAt'>,
): Promise<TeamMigrated[]> {
  const moved = await queries
    .selectFrom('service')
    .select(['id', 'team_id'])
    .where(inScope(view))
    .where('id', 'in', (moves) =>
      moves.selectFrom('move').select('service_id').where('occurred_on', '>=', from).where('occurred_on', '<=', to),
    )
    .execute()
  const kindOf = await kindsOfLocations(queries)
  const books = await standingMoves(
    queries,
    moved.map(({ id }) => id),
    view.knownAt,
    to,
  )
  const teams = new Map<number, { -readonly [Figure in keyof TeamMigrated]: number }>()
  for (const { id, team_id: team } of moved) {
    const sum = teams.get(team) ?? {
      team,
      migratedUnits: 0,
      migratedServices: 0,
      rolledBackUnits: 0,
      rolledBackServices: 0,
    }
    teams.set(team, sum)
    for (const { day, facts } of serviceDays(books.get(id) ?? [], kindOf)) {
      if (day < from) continue
      sum.migratedUnits += facts.migratedUnits
      sum.migratedServices += facts.migratedServices
      sum.rolledBackUnits += facts.rolledBackUnits
      sum.rolledBackServices += facts.rolledBackServices
    }
  }
  return [...teams.values()]
}

/** The first day of the books of each of some teams, and its net migrated units within each of some spans of days. */
export async function deliveredByTeam(
  queries: Queries,
  teams: readonly number[],
  spans: readonly { readonly firstDay: CalendarDay; readonly lastDay: CalendarDay }[],
): Promise<Map<number, { readonly first: CalendarDay; readonly delivered: readonly number[] }>> {
  const found = new Map<number, { first: CalendarDay; delivered: readonly number[] }>()
  for (const some of inChunks(teams, 5000)) {
    const rows = (await queries
      .selectFrom('rollup_day')
      .select(['scope_id as team', ({ fn }) => fn.min('day').as('first')])
      .select(
        spans.map(({ firstDay, lastDay }, at) =>
          wholeSum(
            sql`case when day >= ${firstDay} and day <= ${lastDay} then migrated_units - rolled_back_units else 0 end`,
          ).as(`span_${at}`),
        ),
      )
      .where('scope', '=', scopes.team)
      .where('scope_id', 'in', some)
      .groupBy('scope_id')
      .execute()) as unknown as (Record<string, number> & { team: number; first: CalendarDay })[]
    for (const row of rows)
      found.set(row.team, { first: row.first, delivered: spans.map((_, at) => row[`span_${at}`] ?? 0) })
  }
  return found
}

export interface NamedTeam {
  readonly id: number
  readonly name: string
  readonly division: { readonly id: number; readonly name: string }
}

export async function teamsWithDivisions(queries: Queries, ids: readonly number[]): Promise<Map<number, NamedTeam>> {
  const found = new Map<number, NamedTeam>()
  for (const some of inChunks(ids, 5000)) {
    const rows = await queries
      .selectFrom('team')
      .innerJoin('division', 'division.id', 'team.division_id')
      .select(['team.id', 'team.name', 'division.id as divisionId', 'division.name as divisionName'])
      .where('team.id', 'in', some)
      .execute()
    for (const { id, name, divisionId, divisionName } of rows)
      found.set(id, { id, name, division: { id: divisionId, name: divisionName } })
  }
  return found
}
