import { searchable } from '../../domain/names.ts'
import type { Criticality, Strategy } from '../../domain/service.ts'
import type { TeamTime } from '../../domain/team-time.ts'
import { serviceDays } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import { moveHearings } from './hearings.ts'
import { inChunks, kindsOfLocations, standingMoves } from './ledgers.ts'
import { rollupChanges, scopes } from './rollups.ts'
import { homesOf } from './standings.ts'

/** Puts services into a team: their whole history leaves one roll-up for the other. The rows' team is written by the caller. */
export async function moveToTeam(queries: Queries, services: readonly number[], team: number): Promise<void> {
  const { division_id: division } = await queries
    .selectFrom('team')
    .select('division_id')
    .where('id', '=', team)
    .executeTakeFirstOrThrow()
  const homes = await homesOf(queries, services)
  const kindOf = await kindsOfLocations(queries)
  const rollups = rollupChanges(queries)
  const moving = services.filter((id) => homes.get(id)?.team !== team)
  await moveHearings(queries, moving, team)
  for (const some of inChunks(moving, 5000)) {
    for (const [id, moves] of await standingMoves(queries, some)) {
      const home = homes.get(id)
      if (!home) continue
      const days = serviceDays(moves, kindOf)
      await rollups.add(days, home.team, home.division, -1)
      await rollups.add(days, team, division, 1)
    }
  }
  await rollups.write()
}

/** Renames a team, says when it exists and where it works, or puts it into another division; its figures follow only there. */
export async function updateTeam(
  queries: Queries,
  id: number,
  team: TeamTime & {
    readonly name: string
    readonly version: number
    readonly from: number
    readonly to: number
    readonly zone: string | null
    readonly region: string
  },
): Promise<void> {
  const { name, version, from, to, formedOn, dissolvedOn, zone, region } = team
  if (from !== to) await moveToDivision(queries, id, from, to)
  await queries
    .updateTable('team')
    .set({
      name,
      name_search: searchable(name),
      version,
      division_id: to,
      formed_on: formedOn,
      dissolved_on: dissolvedOn,
      zone,
      region,
    })
    .where('id', '=', id)
    .execute()
}

/** The history of a team's services leaves one division's roll-up for the other's. */
async function moveToDivision(queries: Queries, team: number, from: number, to: number): Promise<void> {
  const kindOf = await kindsOfLocations(queries)
  const rollups = rollupChanges(queries)
  const services = await queries.selectFrom('service').select('id').where('team_id', '=', team).execute()
  for (const some of inChunks(
    services.map(({ id }) => id),
    5000,
  )) {
    for (const moves of (await standingMoves(queries, some)).values()) {
      const days = serviceDays(moves, kindOf)
      await rollups.addTo([{ scope: scopes.division, id: from }], days, -1)
      await rollups.addTo([{ scope: scopes.division, id: to }], days, 1)
    }
  }
  await rollups.write()
}

/** What a change of many services starts from. */
export async function servicesById(queries: Queries, ids: readonly number[]) {
  const found = new Map<number, Awaited<ReturnType<typeof readSome>>[number]>()
  for (const some of inChunks(ids, 5000))
    for (const service of await readSome(queries, some)) found.set(service.id, service)
  return found
}

async function readSome(queries: Queries, ids: readonly number[]) {
  const rows = await queries
    .selectFrom('service')
    .select([
      'id',
      'team_id',
      'name',
      'strategy',
      'criticality',
      'owner',
      'description',
      'tags',
      'custom',
      'cloud_services',
      'problem',
      'solution',
      'version',
    ])
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(({ team_id, tags, custom, cloud_services, strategy, criticality, ...row }) => ({
    ...row,
    teamId: team_id,
    strategy: strategy as Strategy,
    criticality: criticality as Criticality,
    tags: JSON.parse(tags) as string[],
    custom: JSON.parse(custom) as Record<string, string>,
    cloudServices: JSON.parse(cloud_services) as string[],
  }))
}
