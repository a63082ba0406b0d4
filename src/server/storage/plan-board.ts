import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { leftOf } from '../../domain/commitment.ts'
import { searchable } from '../../domain/names.ts'
import { sideAfter, straddles } from '../../domain/straddle.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks } from './ledgers.ts'
import { escapeLike } from './places.ts'
import { placesByKind } from './places-by-kind.ts'
import { inScope } from './plan.ts'
import { netOf } from './promises.ts'
import type { ServiceToPlan } from './services-named.ts'
import { wholeSum } from './team-standings.ts'
import { wavesOfServices } from './waves.ts'

/** Which column of the board: a cycle, or null for what stands in the plan of none that is not closed. */
export interface BoardColumn {
  readonly cycle: number | null
  readonly q?: string | undefined
}

const openCycles = sql`(select number from release_cycle where closed_at is null)`

function wanted(queries: Queries, view: Pick<View, 'scope'>, { cycle, q }: BoardColumn) {
  let services = queries.selectFrom('service').where(inScope(view))
  for (const word of q ? searchable(q).split(/\s+/) : [])
    services = services.where(sql<boolean>`service.name_search like ${`%${escapeLike(word)}%`} escape '\\'`)
  return cycle === null
    ? services.where('service.on_prem_units', '>', 0).where(
        // Read once as a list: asked for each of a hundred thousand services it costs eight times as much.
        sql<boolean>`service.id not in (select standing.service_id from plan_item as standing
          where standing.removed_at is null and standing.cycle_number in ${openCycles})`,
      )
    : services.where(
        sql<boolean>`exists (select 1 from plan_item as standing where standing.cycle_number = ${cycle}
          and standing.service_id = service.id and standing.removed_at is null)`,
      )
}

/** Of a wave, what has something on-premises and stands in the plan of no open cycle, by name. */
export async function notPlannedOf(queries: Queries, wave: number): Promise<ServiceToPlan[]> {
  const rows = await queries
    .selectFrom('service')
    .innerJoin('wave_service', 'wave_service.service_id', 'service.id')
    .select(['service.id', 'service.name', 'service.team_id as team', 'service.on_prem_units as onPrem'])
    .select(sql<number>`service.private_cloud_units + service.public_cloud_units`.as('cloud'))
    .where('wave_service.wave_id', '=', wave)
    .where('service.on_prem_units', '>', 0)
    .where(
      sql<boolean>`not exists (select 1 from plan_item as standing where standing.service_id = service.id
        and standing.removed_at is null and standing.cycle_number in ${openCycles})`,
    )
    .orderBy('service.name_search')
    .execute()
  return rows
}

/** Units of a column's service: those that stand in the plan of the cycle, or all that is on-premises. */
const unitsIn = (cycle: number | null): RawBuilder<number> =>
  cycle === null
    ? sql<number>`service.on_prem_units`
    : sql<number>`(select standing.units from plan_item as standing where standing.cycle_number = ${cycle}
        and standing.service_id = service.id and standing.removed_at is null)`

/** Counts a whole column: one pass over the services of the view, with the plan read by an index for each. */
export async function columnTotal(queries: Queries, view: Pick<View, 'scope'>, column: BoardColumn) {
  const row = await wanted(queries, view, column)
    .select([sql<number>`cast(count(*) as bigint)`.as('services'), wholeSum(unitsIn(column.cycle)).as('units')])
    .executeTakeFirstOrThrow()
  return { services: Number(row.services), units: Number(row.units ?? 0) }
}

/** One page of a column, by name. */
export async function columnPage(
  queries: Queries,
  view: Pick<View, 'scope'>,
  column: BoardColumn,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) {
  const rows = await wanted(queries, view, column)
    .innerJoin('team', 'team.id', 'service.team_id')
    .select([
      'service.id',
      'service.name',
      'team.id as teamId',
      'team.name as teamName',
      'service.on_prem_units as onPrem',
    ])
    .select(sql<number>`service.private_cloud_units + service.public_cloud_units`.as('cloud'))
    .orderBy('service.name_search')
    .limit(limit)
    .offset(offset)
    .execute()
  const ids = rows.map(({ id }) => id)
  const neighbours = await neighboursOf(queries, ids)
  const known = [...new Set([...ids, ...neighbours.flatMap(({ service, dependsOn }) => [service, dependsOn])])]
  const standing = await standingShares(queries, known, column.cycle)
  const sides = await sidesOf(queries, known)
  const waves = await wavesOfServices(queries, ids)
  const after = (service: number) => {
    const { onPrem, cloud } = sides.get(service) ?? { onPrem: 0, cloud: 0 }
    const left = (standing.get(service) ?? []).reduce((sum, one) => sum + leftOf(one, onPrem), 0)
    const side = { onPrem: onPrem > 0, cloud: cloud > 0 }
    return left === 0 ? side : sideAfter(side, left >= onPrem ? 'whole' : 'share')
  }
  const straddling = new Map<number, number>()
  for (const { service, dependsOn } of neighbours) {
    if (!straddles(after(service), after(dependsOn))) continue
    for (const end of [service, dependsOn]) straddling.set(end, (straddling.get(end) ?? 0) + 1)
  }
  return rows.map(({ id, name, teamId, teamName, onPrem, cloud }) => {
    const its = standing.get(id)?.find(({ cycle }) => cycle === column.cycle)
    return {
      service: { id, name },
      team: { id: teamId, name: teamName },
      onPrem,
      cloud,
      planned: its?.units ?? null,
      level: its?.level ?? null,
      left: its ? leftOf(its, onPrem) : null,
      carriedFrom: its?.carriedFrom ?? null,
      wave: waves.get(id) ?? null,
      wouldStraddle: straddling.get(id) ?? 0,
    }
  })
}

export interface StandingShare {
  readonly cycle: number
  readonly units: number
  readonly level: number | null
  readonly carriedFrom: number | null
  /** Its net units from on-premises to cloud within the cycle. */
  readonly net: number
}

/** What stands of some services in the plans of cycles that are not closed, up to one of them, each with what moved in it. */
export async function standingShares(
  queries: Queries,
  services: readonly number[],
  upTo: number | null = null,
): Promise<Map<number, StandingShare[]>> {
  const places = await placesByKind(queries)
  const shares = new Map<number, StandingShare[]>()
  for (const some of inChunks(services, 5000)) {
    let rows = queries
      .selectFrom('plan_item')
      .innerJoin('release_cycle', 'release_cycle.number', 'plan_item.cycle_number')
      .select([
        'plan_item.service_id as service',
        'plan_item.cycle_number as cycle',
        'plan_item.units',
        'plan_item.level',
        'plan_item.carried_from as carriedFrom',
      ])
      .select(
        sql<number>`coalesce((select cast(sum(${netOf(places)}) as bigint) from move
          where move.service_id = plan_item.service_id and move.occurred_on >= release_cycle.first_day
            and move.occurred_on <= release_cycle.last_day), 0)`.as('net'),
      )
      .where('plan_item.service_id', 'in', some)
      .where('plan_item.removed_at', 'is', null)
      .where('release_cycle.closed_at', 'is', null)
    if (upTo !== null) rows = rows.where('plan_item.cycle_number', '<=', upTo)
    for (const { service, net, ...share } of await rows.execute())
      shares.set(service, [...(shares.get(service) ?? []), { ...share, net: Number(net) }])
  }
  return shares
}

/** Dependencies that have an end among some services. */
async function neighboursOf(queries: Queries, services: readonly number[]) {
  if (services.length === 0) return []
  const rows = await queries
    .selectFrom('dependency')
    .select(['service_id as service', 'depends_on_id as dependsOn'])
    .where('service_id', 'in', services)
    .union(
      queries
        .selectFrom('dependency')
        .select(['service_id as service', 'depends_on_id as dependsOn'])
        .where('depends_on_id', 'in', services),
    )
    .execute()
  return rows
}

async function sidesOf(queries: Queries, services: readonly number[]) {
  const sides = new Map<number, { onPrem: number; cloud: number }>()
  for (const some of inChunks(services, 5000)) {
    const rows = await queries
      .selectFrom('service')
      .select(['id', 'on_prem_units as onPrem'])
      .select(sql<number>`private_cloud_units + public_cloud_units`.as('cloud'))
      .where('id', 'in', some)
      .execute()
    for (const { id, ...side } of rows) sides.set(id, side)
  }
  return sides
}

/** How each of some services stood last in the plan of a cycle that it was taken out of. */
export async function stoodLast(queries: Queries, cycle: number, services: readonly number[]) {
  const stood = new Map<number, { units: number; level: number | null; carriedFrom: number | null }>()
  for (const some of inChunks(services, 5000)) {
    const rows = await queries
      .selectFrom('plan_item')
      .select(['service_id as service', 'units', 'level', 'carried_from as carriedFrom'])
      .where('cycle_number', '=', cycle)
      .where('service_id', 'in', some)
      .where('removed_at', 'is not', null)
      .orderBy('id')
      .execute()
    for (const { service, ...its } of rows) stood.set(service, its)
  }
  return stood
}
