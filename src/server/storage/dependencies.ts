import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { DependencyEnd, TiedServices } from '../../domain/dependency.ts'
import { type Candidate, nowhere, type Side, type SideChange, straddles } from '../../domain/straddle.ts'
import { isPostgres } from '../database/connection.ts'
import { insertMany } from '../database/insert-many.ts'
import type { Queries } from '../database/tables.ts'
import type { DependencyRow } from '../database/train-tables.ts'
import type { View } from '../view.ts'
import { isLatest } from './balances.ts'
import { inChunks } from './ledgers.ts'
import { changeIn, placesByKind } from './places-by-kind.ts'
import { scopes } from './rollups.ts'
import { wholeSum } from './team-standings.ts'

/** A service that has a dependency, and where it ran at the end of the view's day. */
interface GraphService {
  /** Its name as compared. */
  readonly key: string
  readonly team: number
  /** Units on each side. */
  readonly onPrem: number
  readonly cloud: number
  readonly side: Side
}

export interface GraphDependency {
  readonly service: number
  readonly dependsOn: number
  readonly kind: string
}

export interface DependencyGraph {
  readonly services: ReadonlyMap<number, GraphService>
  readonly dependencies: readonly GraphDependency[]
  readonly sideOf: (service: number) => Side
}

const tied = (queries: Queries) =>
  queries
    .selectFrom('dependency')
    .select('service_id as id')
    .union(queries.selectFrom('dependency').select('depends_on_id as id'))

/**
 * Many short rows as one text: handing over tens of thousands of rows one by one costs several times what reading them
 * does. Each row is an array, in the order of its columns.
 */
async function rowsOf<Row extends readonly unknown[]>(
  queries: Queries,
  columns: readonly string[],
  rows: { readonly as: (alias: 'some') => unknown },
): Promise<Row[]> {
  const isOfPostgres = isPostgres(queries)
  const list = sql.join(columns.map((column) => sql.ref(column)))
  const all = isOfPostgres ? sql`json_agg(json_build_array(${list}))` : sql`json_group_array(json_array(${list}))`
  const { rows: answer } = await sql<{
    all: string | Row[] | null
  }>`select ${all} as "all" from ${rows.as('some')}`.execute(queries)
  const said = answer[0]?.all ?? []
  return typeof said === 'string' ? (JSON.parse(said) as Row[]) : said
}

const sides: readonly Side[] = [
  nowhere,
  { onPrem: true, cloud: false },
  { onPrem: false, cloud: true },
  { onPrem: true, cloud: true },
]
/** One of four, so that tens of thousands of services share them. */
const sideFrom = (onPrem: number, cloud: number): Side => sides[Number(onPrem > 0) + 2 * Number(cloud > 0)] as Side

/**
 * All dependencies with where their services ran at the view's day; of a team or division those that have one end there.
 * Read whole, since what ties services together is told by all of it, and it is small against the ledger.
 */
export async function dependencyGraph(queries: Queries, view: View): Promise<DependencyGraph> {
  const services = new Map<number, GraphService>()
  const sideOf = (service: number): Side => services.get(service)?.side ?? nowhere
  const rows = await rowsOf<[number, number, string]>(
    queries,
    ['service_id', 'depends_on_id', 'kind'],
    queries.selectFrom('dependency').select(['service_id', 'depends_on_id', 'kind']),
  )
  if (rows.length === 0) return { services, dependencies: [], sideOf }
  const found = await rowsOf<[number, string, number, number, number]>(
    queries,
    ['id', 'name_search', 'team_id', 'on_prem', 'cloud'],
    queries
      .selectFrom('service')
      .select(['id', 'name_search', 'team_id', 'on_prem_units as on_prem'])
      .select(sql<number>`private_cloud_units + public_cloud_units`.as('cloud'))
      .where('id', 'in', tied(queries)),
  )
  const isNow = view.knownAt === null && (await isLatest(queries, view.asOf))
  const past = isNow ? null : await unitsThen(queries, view)
  for (const [id, key, team, onPremNow, cloudNow] of found) {
    const { onPrem, cloud } = past ? (past.get(id) ?? noUnits) : { onPrem: onPremNow, cloud: cloudNow }
    services.set(id, { key, team, onPrem, cloud, side: sideFrom(onPrem, cloud) })
  }
  const teams = await teamsAsked(queries, view)
  const isAsked = (one: number): boolean => teams === null || teams.has(services.get(one)?.team ?? -1)
  return {
    services,
    dependencies: rows
      .filter(([service, dependsOn]) => isAsked(service) || isAsked(dependsOn))
      .map(([service, dependsOn, kind]) => ({ service, dependsOn, kind })),
    sideOf,
  }
}

const noUnits = { onPrem: 0, cloud: 0 }

/** Teams the view is about; null for all of them. */
async function teamsAsked(queries: Queries, { scope: { scope, id } }: View): Promise<ReadonlySet<number> | null> {
  if (scope === scopes.programme) return null
  if (scope === scopes.team) return new Set([id])
  const rows = await queries.selectFrom('team').select('id').where('division_id', '=', id).execute()
  return new Set(rows.map((row) => row.id))
}

/** What entered and left each side, service by service. A reversal cancels its original on the same day, so both are summed. */
async function crossings(queries: Queries, view: View) {
  const { onPrem, cloud } = await placesByKind(queries)
  const change = (places: RawBuilder<unknown>) =>
    wholeSum(
      sql`case when to_id in (${places}) then units else 0 end - case when from_id in (${places}) then units else 0 end`,
    )
  let wanted = queries
    .selectFrom('move')
    .select(['service_id as service', change(onPrem).as('on_prem'), change(cloud).as('cloud')])
    .where('service_id', 'in', tied(queries))
    .where('occurred_on', '<=', view.asOf)
  if (view.knownAt !== null) wanted = wanted.where('recorded_at', '<=', view.knownAt)
  return wanted
}

async function unitsThen(queries: Queries, view: View): Promise<Map<number, { onPrem: number; cloud: number }>> {
  const rows = await rowsOf<[number, number, number]>(
    queries,
    ['service', 'on_prem', 'cloud'],
    (await crossings(queries, view)).groupBy('service_id'),
  )
  return new Map(rows.map(([service, onPrem, cloud]) => [service, { onPrem, cloud }]))
}

/** The days on which each service with dependencies came to run on other sides, up to the view's day. */
export async function sideChanges(queries: Queries, view: View): Promise<Map<number, SideChange[]>> {
  const rows = await rowsOf<[number, CalendarDay, number, number]>(
    queries,
    ['service', 'day', 'on_prem', 'cloud'],
    (await crossings(queries, view)).select('occurred_on as day').groupBy(['service_id', 'occurred_on']),
  )
  // Read by an index in this order on one engine; sorting what is sorted costs nothing.
  rows.sort(([one, day], [other, otherDay]) => one - other || (day < otherDay ? -1 : 1))
  const changes = new Map<number, SideChange[]>()
  let running = { service: -1, onPrem: 0, cloud: 0, side: nowhere, its: [] as SideChange[] }
  for (const [service, day, onPrem, cloud] of rows) {
    if (running.service !== service) {
      running = { service, onPrem: 0, cloud: 0, side: nowhere, its: [] }
      changes.set(service, running.its)
    }
    running.onPrem += onPrem
    running.cloud += cloud
    const side = sideFrom(running.onPrem, running.cloud)
    if (side === running.side) continue
    running.side = side
    running.its.push({ day, ...side })
  }
  return changes
}

/** Services as the order of moves asks for them. */
export const candidatesOf = ({ services }: DependencyGraph): Map<number, Candidate> =>
  new Map([...services].map(([id, { onPrem, side, key }]) => [id, { ...side, units: onPrem, name: key }]))

/** Some services of the graph with their names and teams, as they are answered. */
export async function endsOf(
  queries: Queries,
  graph: DependencyGraph,
  services: Iterable<number>,
): Promise<(service: number) => DependencyEnd> {
  const ends = new Map<number, DependencyEnd>()
  for (const some of inChunks([...new Set(services)], 5000)) {
    const rows = await queries
      .selectFrom('service')
      .innerJoin('team', 'team.id', 'service.team_id')
      .select(['service.id', 'service.name', 'team.id as team', 'team.name as teamName'])
      .where('service.id', 'in', some)
      .execute()
    for (const { id, name, team, teamName } of rows) {
      const { onPrem, cloud } = graph.services.get(id) ?? noUnits
      ends.set(id, { id, name, team: { id: team, name: teamName }, onPrem, cloud })
    }
  }
  return (service) => {
    const end = ends.get(service)
    if (!end) throw new Error(`A dependency names service ${service}, which is not there.`)
    return end
  }
}

/** Dependencies with both their services, as they are answered. */
export async function tiedServices(
  queries: Queries,
  graph: DependencyGraph,
  dependencies: readonly GraphDependency[],
): Promise<TiedServices[]> {
  const endOf = await endsOf(
    queries,
    graph,
    dependencies.flatMap(({ service, dependsOn }) => [service, dependsOn]),
  )
  return dependencies.map(({ service, dependsOn, kind }) => ({
    service: endOf(service),
    dependsOn: endOf(dependsOn),
    kind,
    straddles: straddles(graph.sideOf(service), graph.sideOf(dependsOn)),
  }))
}

/** What each of some services depends on that had something on-premises at the end of a day, by name. */
export async function onPremNeeds(
  queries: Queries,
  services: readonly number[],
  upTo: CalendarDay,
  knownAt: number | null,
): Promise<Map<number, { id: number; name: string }[]>> {
  const needs = new Map<number, { id: number; name: string }[]>()
  const { onPrem } = await placesByKind(queries)
  const isLater = knownAt === null ? sql`` : sql` or move.recorded_at > ${knownAt}`
  const then = sql<number>`service.on_prem_units - coalesce((select cast(sum(${changeIn(onPrem)}) as bigint) from move
    where move.service_id = service.id and (move.occurred_on > ${upTo}${isLater})), 0)`
  const ties: Pick<DependencyRow, 'service_id' | 'depends_on_id'>[] = []
  for (const some of inChunks(services, 5000))
    ties.push(
      ...(await queries
        .selectFrom('dependency')
        .select(['service_id', 'depends_on_id'])
        .where('service_id', 'in', some)
        .execute()),
    )
  // Asked of the few that something depends on: within a join PostgreSQL may work it out for every service there is.
  const onPremises = new Map<number, { id: number; name: string; key: string }>()
  for (const some of inChunks([...new Set(ties.map(({ depends_on_id }) => depends_on_id))], 5000)) {
    const rows = await queries
      .selectFrom('service')
      .select(['id', 'name', 'name_search as key', then.as('onPrem')])
      .where('id', 'in', some)
      .execute()
    for (const { onPrem, ...need } of rows) if (onPrem > 0) onPremises.set(need.id, need)
  }
  for (const { service_id, depends_on_id } of ties) {
    const need = onPremises.get(depends_on_id)
    if (need) needs.set(service_id, [...(needs.get(service_id) ?? []), { id: need.id, name: need.name }])
  }
  const keyOf = ({ id }: { id: number }): string => onPremises.get(id)?.key ?? ''
  for (const its of needs.values()) its.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  return needs
}

/** By the names of their services. */
export function inOrderOfNames(graph: DependencyGraph, dependencies: readonly GraphDependency[]): GraphDependency[] {
  const keyOf = (service: number): string => graph.services.get(service)?.key ?? ''
  const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
  return dependencies.toSorted(
    (one, other) =>
      compare(keyOf(one.service), keyOf(other.service)) ||
      compare(keyOf(one.dependsOn), keyOf(other.dependsOn)) ||
      one.service - other.service,
  )
}

/** A pair of services, as a key. */
export const pairKey = (service: number, dependsOn: number): string => `${service} ${dependsOn}`

/** What is stored of the services that depend on others: the kind by the pair. */
export async function kindsByPair(queries: Queries, services: Iterable<number>): Promise<Map<string, string>> {
  const kinds = new Map<string, string>()
  for (const some of inChunks([...new Set(services)], 5000)) {
    const rows = await queries.selectFrom('dependency').selectAll().where('service_id', 'in', some).execute()
    for (const row of rows) kinds.set(pairKey(row.service_id, row.depends_on_id), row.kind)
  }
  return kinds
}

/** Adds those that are new and changes the kind of the others. */
export async function writeDependencies(
  queries: Queries,
  created: readonly GraphDependency[],
  changed: readonly GraphDependency[],
): Promise<void> {
  const rowOf = ({ service, dependsOn, kind }: GraphDependency): DependencyRow => ({
    service_id: service,
    depends_on_id: dependsOn,
    kind,
  })
  await deleteDependencies(queries, changed)
  const rows = [...created, ...changed].map(rowOf)
  if (rows.length > 0) await insertMany(queries, 'dependency', rows)
}

export async function deleteDependencies(
  queries: Queries,
  pairs: readonly Pick<GraphDependency, 'service' | 'dependsOn'>[],
): Promise<void> {
  const byService = Map.groupBy(pairs, ({ service }) => service)
  for (const [service, its] of byService) {
    for (const some of inChunks(its, 5000)) {
      await queries
        .deleteFrom('dependency')
        .where('service_id', '=', service)
        .where(
          'depends_on_id',
          'in',
          some.map(({ dependsOn }) => dependsOn),
        )
        .execute()
    }
  }
}
