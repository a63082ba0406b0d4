import { sql } from 'kysely'
import type { ServiceSort } from '../../contract/services.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { searchable } from '../../domain/names.ts'
import type { Criticality, Service, ServiceState, Strategy } from '../../domain/service.ts'
import { levelOf } from '../../domain/units.ts'
import type { Queries } from '../database/tables.ts'
import { nextId, stands } from './ledgers.ts'
import type { ServiceFilters, StandingView } from './service-filters.ts'
import { filteredServices } from './service-filters.ts'
import { wholeSum } from './team-standings.ts'

const sortColumns: Record<string, string> = {
  name: 'service.name_search',
  team: 'team.name_search',
  division: 'division.name_search',
  cloudLevel: 'standing.level',
  total: '(standing.on_prem + standing.private_cloud + standing.public_cloud)',
  since: 'standing.standing_since',
  state: 'standing.standing_state',
  strategy: 'service.strategy',
  criticality: `case service.criticality when 'critical' then 4 when 'high' then 3 when 'medium' then 2 when 'low' then 1 else 0 end`,
  owner: 'lower(service.owner)',
}

/** One page. Ties are broken by name, so that no service shows twice while paging; what has no value comes last. */
export async function pageOfServices(queries: Queries, view: StandingView, filters: ServiceFilters, page: { sort: ServiceSort; limit: number; offset: number }): Promise<Service[]> {
  const descending = page.sort.startsWith('-')
  const column = sql.raw(sortColumns[page.sort.replace('-', '')] ?? 'service.name_search')
  const wanted = filteredServices(queries, view, filters)
  const rows = await wanted
    .select([
      'service.id', 'service.name', 'service.strategy', 'service.criticality', 'service.owner', 'service.description',
      'service.tags', 'service.custom', 'service.cloud_services', 'service.problem', 'service.solution', 'service.version',
      'team.id as teamId', 'team.name as teamName', 'division.id as divisionId', 'division.name as divisionName',
      sql<number>`standing.on_prem`.as('onPrem'),
      sql<number>`standing.private_cloud`.as('privateCloud'),
      sql<number>`standing.public_cloud`.as('publicCloud'),
      sql<string>`standing.standing_state`.as('state'),
      sql<string | null>`standing.standing_since`.as('since'),
    ])
    .orderBy(sql`case when ${column} is null then 1 else 0 end`)
    .orderBy(column, descending ? 'desc' : 'asc')
    .orderBy('service.name_search')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  const evidence = await latestEvidence(queries, view, rows.map(({ id }) => id))
  return rows.map((row): Service => {
    const cloud = row.privateCloud + row.publicCloud
    return {
      id: row.id,
      name: row.name,
      team: { id: row.teamId, name: row.teamName },
      division: { id: row.divisionId, name: row.divisionName },
      strategy: row.strategy as Strategy,
      criticality: row.criticality as Criticality,
      owner: row.owner,
      description: row.description,
      tags: JSON.parse(row.tags) as string[],
      custom: JSON.parse(row.custom) as Record<string, string>,
      cloudServices: JSON.parse(row.cloud_services) as string[],
      problem: row.problem,
      solution: row.solution,
      version: row.version,
      onPrem: row.onPrem,
      privateCloud: row.privateCloud,
      publicCloud: row.publicCloud,
      cloud,
      total: row.onPrem + cloud,
      cloudLevel: levelOf(cloud, row.onPrem + cloud),
      state: row.state as ServiceState,
      since: row.since as CalendarDay | null,
      evidence: evidence.get(row.id) ?? '',
    }
  })
}

/** One service as of the view's day; null where it had not entered by then. */
export async function serviceInView(queries: Queries, view: StandingView, id: number): Promise<Service | null> {
  const found = await pageOfServices(queries, view, { only: id }, { sort: 'name', limit: 1, offset: 0 })
  return found[0] ?? null
}

/** Evidence of each service's latest move that stands in the view. */
async function latestEvidence(queries: Queries, view: StandingView, services: readonly number[]): Promise<Map<number, string>> {
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
  const wanted = filteredServices(queries, view, filters)
  const rows = await wanted
    .select([
      sql<ServiceState>`standing.standing_state`.as('state'),
      sql<number>`count(*)`.as('services'),
      wholeSum(sql`standing.on_prem`).as('onPrem'),
      wholeSum(sql`standing.private_cloud + standing.public_cloud`).as('cloud'),
    ])
    .groupBy(sql`standing.standing_state`)
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
  state: { key: 'standing.standing_state', name: 'standing.standing_state' },
} as const

/** The matching services counted by team, division, strategy or state, most left on-premises first. */
export async function groupedServices(queries: Queries, view: StandingView, filters: ServiceFilters, by: keyof typeof groupKeys) {
  const { key, name } = groupKeys[by]
  const wanted = filteredServices(queries, view, filters)
  const rows = await wanted
    .select([
      sql<string | number>`${sql.raw(key)}`.as('key'),
      sql<string>`${sql.raw(name)}`.as('name'),
      sql<ServiceState>`standing.standing_state`.as('state'),
      sql<number>`count(*)`.as('services'),
      wholeSum(sql`standing.on_prem`).as('onPrem'),
      wholeSum(sql`standing.private_cloud + standing.public_cloud`).as('cloud'),
    ])
    .groupBy([sql`${sql.raw(key)}`, sql`${sql.raw(name)}`, sql`standing.standing_state`])
    .execute()
  const groups = new Map<string, { key: string; name: string; services: number; onPrem: number; cloud: number; states: Record<string, number> }>()
  for (const row of rows) {
    const text = String(row.key)
    const group = groups.get(text) ?? { key: text, name: row.name, services: 0, onPrem: 0, cloud: 0, states: {} }
    groups.set(text, group)
    group.services += Number(row.services)
    group.onPrem += row.onPrem
    group.cloud += row.cloud
    group.states[row.state] = Number(row.services)
  }
  return [...groups.values()]
    .sort((one, other) => other.onPrem - one.onPrem || other.services - one.services || (one.name < other.name ? -1 : 1))
    .map((group) => ({ ...group, total: group.onPrem + group.cloud, cloudLevel: levelOf(group.cloud, group.onPrem + group.cloud) }))
}

/** Services that came back from cloud and still run on-premises, longest waiting first; and how many ever came back. */
export async function rolledBackServices(queries: Queries, view: StandingView) {
  const count = (await countServices(queries, view, { state: ['rolled_back'] })).total
  const waiting: { team: Service['team']; since: CalendarDay; evidence: string }[] = []
  for (let offset = 0; offset < count; offset += 500) {
    for (const { team, since, evidence } of await pageOfServices(queries, view, { state: ['rolled_back'] }, { sort: 'since', limit: 500, offset })) {
      if (since) waiting.push({ team, since, evidence })
    }
  }
  return { waiting, rolledBackEver: await rollBacksEver(queries, view) }
}

async function rollBacksEver(queries: Queries, view: StandingView): Promise<number> {
  let wanted = queries
    .selectFrom('move')
    .innerJoin('location as source', 'source.id', 'move.from_id')
    .innerJoin('location as target', 'target.id', 'move.to_id')
    .innerJoin('service', 'service.id', 'move.service_id')
    .innerJoin('team', 'team.id', 'service.team_id')
    .where('source.kind', '!=', 'on_prem')
    .where('target.kind', '=', 'on_prem')
    .where('move.occurred_on', '<=', view.asOf)
    .where(stands(view.knownAt))
  if (view.team) wanted = wanted.where('team.id', '=', view.team.id)
  if (view.division) wanted = wanted.where('team.division_id', '=', view.division.id)
  const { moves } = await wanted.select(({ fn }) => fn.countAll<number>().as('moves')).executeTakeFirstOrThrow()
  return Number(moves)
}

type Details = Pick<Service, 'name' | 'strategy' | 'criticality' | 'owner' | 'description' | 'tags' | 'custom' | 'cloudServices' | 'problem' | 'solution'>

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

export async function updateService(queries: Queries, id: number, team: number, version: number, details: Details): Promise<void> {
  await queries.updateTable('service').set({ team_id: team, version, ...detailColumns(details) }).where('id', '=', id).execute()
}
