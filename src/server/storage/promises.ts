import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { earlier } from '../../domain/calendar-day.ts'
import type { Promised, Standing } from '../../domain/commitment.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks } from './ledgers.ts'
import { changeIn, type Places, placesByKind } from './places-by-kind.ts'
import { inScope, plannedBefore } from './plan.ts'
import { dayBefore, type StoredCycle } from './release-cycles.ts'

/** A service that a cycle promises, and what became of it up to the view's day. */
export interface PromisedService extends Promised, Standing {
  readonly service: number
  readonly team: number
  readonly division: number
}

type Looking = Pick<View, 'scope' | 'asOf' | 'knownAt'>

/**
 * What stood in the plan of a cycle just before each of some instants, by service. Costs the books of those services from the
 * cycle's first day on, once, however many instants and whatever else moved; an index covers them. As known at an earlier
 * instant it costs their whole books, since what was recorded later may have happened before.
 */
export async function plannedServices<const Instants extends readonly number[]>(
  queries: Queries,
  cycle: Pick<StoredCycle, 'number' | 'firstDay' | 'lastDay'>,
  view: Looking,
  before: Instants,
  /** Of these services only. */
  only?: readonly number[],
): Promise<{ [At in keyof Instants]: PromisedService[] }> {
  const { onPrem, cloud, net, back } = await partsOfMoves(queries)
  const asOf = earlier(view.asOf, cycle.lastDay)
  const begins = dayBefore(cycle)
  const inCycle = sql`move.occurred_on >= ${cycle.firstDay} and move.occurred_on <= ${asOf}${andKnown(view)}`
  const sumOf = (part: RawBuilder<unknown>, when: RawBuilder<unknown>) =>
    sql`cast(coalesce(sum(case when ${when} then ${part} else 0 end), 0) as bigint)`
  const book =
    view.knownAt === null
      ? sql`move.service_id = service.id and move.occurred_on >= ${cycle.firstDay}`
      : sql`move.service_id = service.id`
  const stood = before.map((instant, at) => sql`case when ${plannedBefore(instant)} then 1 else 0 end as ${name(at)}`)
  const stands = sql.join(
    before.map((instant) => plannedBefore(instant)),
    sql` or `,
  )
  // Named one by one: what a limited reader sees bears no keys of which the others would follow.
  const groups = sql`plan_item.id, plan_item.units, plan_item.added_at, plan_item.removed_at, service.id, service.team_id,
    service.on_prem_units, service.private_cloud_units, service.public_cloud_units, team.division_id`
  const { rows } = await sql<PromisedService & Record<string, number>>`
    select service.id as service, service.team_id as team, team.division_id as division, plan_item.units as units,
      ${sumOf(net, inCycle)} as net, ${sumOf(back, inCycle)} as back,
      service.on_prem_units - ${sumOf(onPrem, afterwards(view, asOf))} as "onPrem",
      service.on_prem_units - ${sumOf(onPrem, afterwards(view, begins))} as "onPremBefore",
      service.private_cloud_units + service.public_cloud_units - ${sumOf(cloud, afterwards(view, begins))} as "cloudBefore",
      ${sql.join(stood)}
    from plan_item join service on service.id = plan_item.service_id
    join team on team.id = service.team_id
    left join move on ${book}
    where plan_item.cycle_number = ${cycle.number} and (${stands}) and ${inScope(view)}
      ${only === undefined ? sql`` : sql`and service.id in (${sql.join(only)})`}
    group by ${groups}
    order by service.id`.execute(queries)
  const lists = before.map((_, at) => rows.filter((row) => row[`stood_${at}`] === 1).map(promised))
  return lists as { [At in keyof Instants]: PromisedService[] }
}

const name = (at: number): RawBuilder<unknown> => sql.ref(`stood_${at}`)

const promised = (row: PromisedService): PromisedService => {
  const { service, team, division, units, net, back, onPrem, onPremBefore, cloudBefore } = row
  return { service, team, division, units, net, back, onPrem, onPremBefore, cloudBefore }
}

/**
 * Every service that had something on-premises at the end of a day, with what it had there: what a cycle promises where
 * no plan is published. Costs the moves from that day and from the cycle's first on, once each.
 */
export async function onPremServices(
  queries: Queries,
  cycle: Pick<StoredCycle, 'firstDay' | 'lastDay'>,
  view: Looking,
  day: CalendarDay,
): Promise<PromisedService[]> {
  const parts = await partsOfMoves(queries)
  const asOf = earlier(view.asOf, cycle.lastDay)
  const within = sql`(select move.service_id, cast(sum(${parts.net}) as bigint) as net,
      cast(sum(${parts.back}) as bigint) as back from move
    where move.occurred_on >= ${cycle.firstDay} and move.occurred_on <= ${asOf}${andKnown(view)} group by move.service_id)`
  const since = (from: CalendarDay) => sql`(select move.service_id, cast(sum(${parts.onPrem}) as bigint) as on_prem,
      cast(sum(${parts.cloud}) as bigint) as cloud
    from move where ${afterwards(view, from)} group by move.service_id)`
  const units = sql`service.on_prem_units - coalesce(start.on_prem, 0)`
  const { rows } = await sql<PromisedService>`
    select service.id as service, service.team_id as team, team.division_id as division, ${units} as units,
      coalesce(within.net, 0) as net, coalesce(within.back, 0) as back, service.on_prem_units - coalesce(later.on_prem, 0) as "onPrem",
      ${units} as "onPremBefore",
      service.private_cloud_units + service.public_cloud_units - coalesce(start.cloud, 0) as "cloudBefore"
    from service join team on team.id = service.team_id
    left join ${since(day)} as start on start.service_id = service.id
    left join ${within} as within on within.service_id = service.id
    left join ${since(asOf)} as later on later.service_id = service.id
    where ${units} > 0 and ${inScope(view)}
    order by service.id`.execute(queries)
  return rows
}

/** All that is told of a service: to readers of a part, whose tables are definitions without keys, its number does not decide them. */
const standingColumns = sql`service.id, service.team_id, service.on_prem_units, service.private_cloud_units,
      service.public_cloud_units`

/** What has become of a service within a cycle: its net units to cloud, and what it had as the cycle began and at the end. */
export type Become = Omit<PromisedService, 'units' | 'team' | 'division'>

/** The same for some services, whatever was promised of them: an index covers the books of each. `begins` is the day at whose end the cycle began. */
export async function becomeOf(
  queries: Queries,
  cycle: Pick<StoredCycle, 'firstDay' | 'lastDay'>,
  view: Looking,
  services: readonly number[],
  begins: CalendarDay,
): Promise<Map<number, Become>> {
  const { onPrem, cloud, net, back } = await partsOfMoves(queries)
  const asOf = earlier(view.asOf, cycle.lastDay)
  const inCycle = sql`move.occurred_on >= ${cycle.firstDay} and move.occurred_on <= ${asOf}${andKnown(view)}`
  const sumOf = (part: RawBuilder<unknown>, when: RawBuilder<unknown>) =>
    sql`cast(coalesce(sum(case when ${when} then ${part} else 0 end), 0) as bigint)`
  const found = new Map<number, Become>()
  for (const some of inChunks(services, 5000)) {
    const { rows } = await sql<Become>`
      select service.id as service, ${sumOf(net, inCycle)} as net, ${sumOf(back, inCycle)} as back,
        service.on_prem_units - ${sumOf(onPrem, afterwards(view, asOf))} as "onPrem",
        service.on_prem_units - ${sumOf(onPrem, afterwards(view, begins))} as "onPremBefore",
        service.private_cloud_units + service.public_cloud_units - ${sumOf(cloud, afterwards(view, begins))} as "cloudBefore"
      from service left join move on move.service_id = service.id
      where service.id in (${sql.join(some)})
      group by ${standingColumns}`.execute(queries)
    for (const row of rows) found.set(row.service, row)
  }
  return found
}

/**
 * What a move changes: on-premises, in cloud, from the one to the other less the way back, and the way back alone. A
 * reversing move takes away what it reverses.
 */
export async function partsOfMoves(
  queries: Queries,
): Promise<Record<'onPrem' | 'cloud' | 'net' | 'back', RawBuilder<unknown>>> {
  const { onPrem, cloud }: Places = await placesByKind(queries)
  return {
    onPrem: changeIn(onPrem),
    cloud: changeIn(cloud),
    net: netOf({ onPrem, cloud }),
    back: sql`(case when move.from_id in (${cloud}) and move.to_id in (${onPrem}) and move.reverses is null then move.units
      when move.from_id in (${onPrem}) and move.to_id in (${cloud}) and move.reverses is not null then -move.units else 0 end)`,
  }
}

/** From on-premises to cloud, less the way back. */
export const netOf = ({ onPrem, cloud }: Places): RawBuilder<unknown> =>
  sql`(case when move.from_id in (${onPrem}) and move.to_id in (${cloud}) then move.units
    when move.from_id in (${cloud}) and move.to_id in (${onPrem}) then -move.units else 0 end)`

export const andKnown = ({ knownAt }: Pick<View, 'knownAt'>): RawBuilder<unknown> =>
  knownAt === null ? sql`` : sql` and move.recorded_at <= ${knownAt}`

/** After a day, or recorded after the instant that is looked from: taken off what is now, it is how it stood then. */
const afterwards = ({ knownAt }: Looking, day: CalendarDay): RawBuilder<unknown> =>
  knownAt === null ? sql`move.occurred_on > ${day}` : sql`(move.occurred_on > ${day} or move.recorded_at > ${knownAt})`
