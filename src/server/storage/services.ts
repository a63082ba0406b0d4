import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { GroupOrder, ServiceSort } from '../../contract/services.ts'
import { searchable } from '../../domain/names.ts'
import type { Criticality, Service, Strategy } from '../../domain/service.ts'
import { runningStates } from '../../domain/service.ts'
import type { ServiceGroup } from '../../domain/service-groups.ts'
import { emptyGroup, inOrder } from '../../domain/service-groups.ts'
import { levelOf } from '../../domain/units.ts'
import type { Queries } from '../database/tables.ts'
import { nextId, stands } from './ledgers.ts'
import type { ServiceFilters, StandingView } from './service-filters.ts'
import { countedServices, filteredServices } from './service-filters.ts'
import { wholeSum } from './team-standings.ts'

/** What the pages sort by. Only level and since may be missing; what has no value comes last either way. */
const sortColumns: Record<
  string,
  (columns: StandingView['columns']) => { column: RawBuilder<unknown>; missing?: true }
> = {
  name: () => ({ column: sql.raw('service.name_search') }),
  team: () => ({ column: sql.raw('(select name_search from team where team.id = service.team_id)') }),
  division: () => ({
    column: sql.raw(
      '(select division.name_search from team join division on division.id = team.division_id where team.id = service.team_id)',
    ),
  }),
  cloudLevel: ({ level }) => ({ column: level, missing: true }),
  total: ({ onPrem, privateCloud, publicCloud }) => ({ column: sql`(${onPrem} + ${privateCloud} + ${publicCloud})` }),
  since: ({ since }) => ({ column: since, missing: true }),
  // Where something is left first, what runs no more last.
  state: ({ state }) => ({
    column: sql`case ${state} ${sql.join(
      [...runningStates, 'retired' as const, 'empty' as const].map((one, at) => sql.raw(`when '${one}' then ${at}`)),
      sql` `,
    )} end`,
  }),
  strategy: () => ({ column: sql.raw('service.strategy') }),
  criticality: () => ({
    column: sql.raw(
      `case service.criticality when 'critical' then 4 when 'high' then 3 when 'medium' then 2 when 'low' then 1 else 0 end`,
    ),
  }),
  owner: () => ({ column: sql.raw('lower(service.owner)') }),
}

/** Ties are broken by name, so that no service shows twice while paging. */
function inOrderOf(queries: Queries, view: StandingView, filters: ServiceFilters, by: ServiceSort) {
  const direction = by.startsWith('-') ? 'desc' : 'asc'
  const sort = sortColumns[by.replace('-', '')]?.(view.columns)
  if (!sort) throw new Error(`Nothing sorts by ${by}.`)
  let wanted = filteredServices(queries, view, filters).select('service.id')
  if (sort.missing) wanted = wanted.orderBy(sql`case when ${sort.column} is null then 1 else 0 end`)
  wanted = wanted.orderBy(sort.column, direction)
  return by === 'name' || by === '-name' ? wanted : wanted.orderBy('service.name_search')
}

/** The numbers of all that match, in order: small enough to be held at once, however many there are. */
export async function idsOfServices(
  queries: Queries,
  view: StandingView,
  filters: ServiceFilters,
  sort: ServiceSort,
): Promise<number[]> {
  return (await inOrderOf(queries, view, filters, sort).execute()).map(({ id }) => id)
}

/** One page. */
export async function pageOfServices(
  queries: Queries,
  view: StandingView,
  filters: ServiceFilters,
  page: { sort: ServiceSort; limit: number; offset: number },
): Promise<Service[]> {
  const { columns } = view
  // Only what is sorted and counted is sorted; the details of one page are read afterwards.
  const wanted = inOrderOf(queries, view, filters, page.sort).select([
    columns.onPrem.as('onPrem'),
    columns.privateCloud.as('privateCloud'),
    columns.publicCloud.as('publicCloud'),
    columns.state.as('state'),
    columns.since.as('since'),
  ])
  const rows = await wanted.limit(page.limit).offset(page.offset).execute()
  const ids = rows.map(({ id }) => id)
  const details = await detailsOf(queries, ids)
  const evidence = await latestEvidence(queries, view, ids)
  return rows.map(({ id, onPrem, privateCloud, publicCloud, state, since }): Service => {
    const its = details.get(id)
    if (!its) throw new Error(`Service ${id} has no row.`)
    const cloud = privateCloud + publicCloud
    const standing = {
      onPrem,
      privateCloud,
      publicCloud,
      cloud,
      total: onPrem + cloud,
      cloudLevel: levelOf(cloud, onPrem + cloud),
      state,
      since,
    }
    return { ...its, ...standing, evidence: evidence.get(id) ?? '' }
  })
}

async function detailsOf(queries: Queries, ids: readonly number[]) {
  const rows = await queries
    .selectFrom('service')
    .innerJoin('team', 'team.id', 'service.team_id')
    .innerJoin('division', 'division.id', 'team.division_id')
    .select([
      'service.id',
      'service.name',
      'service.strategy',
      'service.criticality',
      'service.owner',
      'service.description',
      'service.tags',
      'service.custom',
      'service.cloud_services',
      'service.problem',
      'service.solution',
      'service.version',
      'team.id as teamId',
      'team.name as teamName',
      'division.id as divisionId',
      'division.name as divisionName',
    ])
    .where('service.id', 'in', ids.length > 0 ? [...ids] : [-1])
    .execute()
  return new Map(
    rows.map(
      ({ teamId, teamName, divisionId, divisionName, strategy, criticality, tags, custom, cloud_services, ...row }) => [
        row.id,
        {
          ...row,
          team: { id: teamId, name: teamName },
          division: { id: divisionId, name: divisionName },
          strategy: strategy as Strategy,
          criticality: criticality as Criticality,
          tags: JSON.parse(tags) as string[],
          custom: JSON.parse(custom) as Record<string, string>,
          cloudServices: JSON.parse(cloud_services) as string[],
        },
      ],
    ),
  )
}

/** One service as of the view's day; null where it had not entered by then. */
export async function serviceInView(queries: Queries, view: StandingView, id: number): Promise<Service | null> {
  const found = await pageOfServices(queries, view, { only: id }, { sort: 'name', limit: 1, offset: 0 })
  return found[0] ?? null
}

/** Evidence of each service's latest move that stands in the view. */
async function latestEvidence(
  queries: Queries,
  view: StandingView,
  services: readonly number[],
): Promise<Map<number, string>> {
  if (services.length === 0) return new Map()
  const rows = await queries
    .selectFrom('move')
    .select(['service_id', 'evidence'])
    .where('service_id', 'in', [...services])
    .where('occurred_on', '<=', view.asOf)
    .where(stands(view.knownAt))
    .orderBy('occurred_on')
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.service_id, row.evidence]))
}

/** How many match, by state, and what they carry. */
export async function countServices(queries: Queries, view: StandingView, filters: ServiceFilters) {
  const { columns } = view
  const rows = await countedServices(queries, view, filters)
    .select([
      columns.state.as('state'),
      sql<number>`count(*)`.as('services'),
      wholeSum(columns.onPrem).as('onPrem'),
      wholeSum(sql`${columns.privateCloud} + ${columns.publicCloud}`).as('cloud'),
    ])
    .groupBy(columns.state)
    .orderBy(columns.state)
    .execute()
  const states: Record<string, number> = {}
  const sum = { total: 0, onPrem: 0, cloud: 0 }
  for (const row of rows) {
    states[row.state] = Number(row.services)
    sum.total += Number(row.services)
    sum.onPrem += row.onPrem
    sum.cloud += row.cloud
  }
  return { total: sum.total, states, units: { onPrem: sum.onPrem, cloud: sum.cloud, total: sum.onPrem + sum.cloud } }
}

const groupKeys = {
  team: { key: 'team.id', name: 'team.name' },
  division: { key: 'division.id', name: 'division.name' },
  strategy: { key: 'service.strategy', name: 'service.strategy' },
} as const

/** The matching services counted by team, division, strategy or state, in the order asked for. */
export async function groupedServices(
  queries: Queries,
  view: StandingView,
  filters: ServiceFilters,
  { by, order }: { readonly by: 'team' | 'division' | 'strategy' | 'state'; readonly order: GroupOrder },
) {
  const { columns } = view
  const { key, name } =
    by === 'state'
      ? { key: columns.state, name: columns.state }
      : { key: sql.raw(groupKeys[by].key), name: sql.raw(groupKeys[by].name) }
  const rows = await filteredServices(queries, view, filters)
    .innerJoin('team', 'team.id', 'service.team_id')
    .innerJoin('division', 'division.id', 'team.division_id')
    .select([
      sql<string | number>`${key}`.as('key'),
      sql<string>`${name}`.as('name'),
      columns.state.as('state'),
      sql<number>`count(*)`.as('services'),
      wholeSum(columns.onPrem).as('onPrem'),
      wholeSum(sql`${columns.privateCloud} + ${columns.publicCloud}`).as('cloud'),
    ])
    .groupBy([sql`${key}`, sql`${name}`, columns.state])
    .orderBy(columns.state)
    .execute()
  const groups = new Map<string, ServiceGroup>()
  for (const row of rows) {
    const key = String(row.key)
    const group = groups.get(key) ?? { ...emptyGroup, key, name: row.name, states: {} }
    const states = { ...group.states, [row.state]: Number(row.services) }
    groups.set(key, {
      ...group,
      services: group.services + Number(row.services),
      onPrem: group.onPrem + row.onPrem,
      cloud: group.cloud + row.cloud,
      states,
    })
  }
  return inOrder(groups.values(), view.measure, order)
}

type Details = Pick<
  Service,
  | 'name'
  | 'strategy'
  | 'criticality'
  | 'owner'
  | 'description'
  | 'tags'
  | 'custom'
  | 'cloudServices'
  | 'problem'
  | 'solution'
>

const detailColumns = (details: Details) => ({
  name: details.name,
  name_search: searchable(details.name),
  strategy: details.strategy,
  criticality: details.criticality,
  owner: details.owner,
  description: details.description,
  tags: JSON.stringify(details.tags),
  custom: JSON.stringify(details.custom),
  cloud_services: JSON.stringify(details.cloudServices),
  problem: details.problem,
  solution: details.solution,
})

/** A service without workload yet: the move that brings it follows in the same transaction. */
export async function insertService(queries: Queries, team: number, details: Details): Promise<number> {
  const id = await nextId(queries, 'service')
  await queries
    .insertInto('service')
    .values({
      id,
      team_id: team,
      ...detailColumns(details),
      version: 1,
      on_prem_units: 0,
      private_cloud_units: 0,
      public_cloud_units: 0,
      cloud_level: null,
      state: 'empty',
      since: null,
    })
    .execute()
  return id
}

export async function updateService(
  queries: Queries,
  id: number,
  team: number,
  version: number,
  details: Details,
): Promise<void> {
  await queries
    .updateTable('service')
    .set({ team_id: team, version, ...detailColumns(details) })
    .where('id', '=', id)
    .execute()
}
