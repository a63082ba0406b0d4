import { sql } from 'kysely'
import type { UsingService } from '../../domain/cloud-service-use.ts'
import { isCloud } from '../../domain/location.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks } from './ledgers.ts'
import { locationsByName } from './organisation.ts'
import { filteredServices, withStandings } from './service-filters.ts'
import { wholeSum } from './team-standings.ts'

export interface ServiceInCloud extends UsingService {
  readonly since: string
}

/**
 * Services of the view with workload in cloud that name cloud services, and how many there are in cloud. One pass over the
 * services, then their ratings and moves: linear in the moves of those that name any.
 */
export async function usingServices(
  queries: Queries,
  view: View,
): Promise<{ inCloud: number; services: ServiceInCloud[] }> {
  const standing = await withStandings(queries, view)
  const { privateCloud, publicCloud, since } = standing.columns
  const cloud = sql<number>`${privateCloud} + ${publicCloud}`
  const running = filteredServices(queries, standing, {}).where(sql<boolean>`${cloud} > 0`)
  const { inCloud } = await running.select(wholeSum(sql`1`).as('inCloud')).executeTakeFirstOrThrow()
  const rows = await running
    .where('service.cloud_services', '!=', '[]')
    .innerJoin('team', 'team.id', 'service.team_id')
    .innerJoin('division', 'division.id', 'team.division_id')
    .select(['service.id', 'service.name', 'service.cloud_services', 'service.problem', 'service.solution'])
    .select(['team.id as team', 'team.name as teamName', 'division.id as division', 'division.name as divisionName'])
    .select([cloud.as('units'), since.as('since')])
    .orderBy('service.id')
    .execute()
  const ids = rows.map(({ id }) => id)
  const ratings = await ratingsOf(queries, ids, view)
  const places = await placesOf(queries, ids, view)
  return {
    inCloud,
    services: rows.map((row) => ({
      id: row.id,
      name: row.name,
      team: { id: row.team, name: row.teamName },
      division: { id: row.division, name: row.divisionName },
      cloudServices: JSON.parse(row.cloud_services) as string[],
      problem: row.problem,
      solution: row.solution,
      units: row.units,
      since: row.since ?? view.asOf,
      ratings: ratings.get(row.id) ?? { count: 0, sum: 0 },
      places: places.get(row.id) ?? [],
    })),
  }
}

async function ratingsOf(queries: Queries, ids: readonly number[], { asOf }: View) {
  const found = new Map<number, { count: number; sum: number }>()
  for (const some of inChunks(ids, 5000)) {
    const rows = await queries
      .selectFrom('feedback')
      .select(['service_id', wholeSum(sql`1`).as('count'), wholeSum(sql`rating`).as('sum')])
      .where('service_id', 'in', some)
      .where('given_on', '<=', asOf)
      .groupBy('service_id')
      .execute()
    for (const { service_id, ...its } of rows) found.set(service_id, its)
  }
  return found
}

/** Names of the locations in cloud with a balance of each service. A reversal cancels its original, so both may be summed. */
async function placesOf(queries: Queries, ids: readonly number[], { asOf, knownAt }: View) {
  const nameOf = new Map(
    (await locationsByName(queries))
      .filter(({ kind }) => isCloud(kind))
      .map(({ id, name, region }) => [id, region === '' ? name : `${name} (${region})`]),
  )
  const balances = new Map<string, number>()
  for (const some of inChunks(ids, 5000)) {
    for (const side of ['to_id', 'from_id'] as const) {
      let wanted = queries
        .selectFrom('move')
        .select(['service_id', `${side} as location`, wholeSum(sql`units`).as('units')])
        .where('service_id', 'in', some)
        .where('occurred_on', '<=', asOf)
      if (knownAt !== null) wanted = wanted.where('recorded_at', '<=', knownAt)
      for (const { service_id, location, units } of await wanted.groupBy(['service_id', side]).execute()) {
        const key = `${service_id}.${location}`
        balances.set(key, (balances.get(key) ?? 0) + (side === 'to_id' ? units : -units))
      }
    }
  }
  const found = new Map<number, string[]>()
  for (const [key, units] of balances) {
    const [service, location] = key.split('.').map(Number)
    const name = nameOf.get(location ?? 0)
    if (units > 0 && name !== undefined && service !== undefined)
      found.set(service, [...(found.get(service) ?? []), name])
  }
  return found
}
