import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { earlier } from '../../domain/calendar-day.ts'
import type { Promised } from '../../domain/commitment.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { type Places, placesByKind } from './places-by-kind.ts'
import { inScope, plannedBefore } from './plan.ts'
import type { StoredCycle } from './release-cycles.ts'

/** A service that a cycle promises, and what became of it up to the view's day. */
export interface PromisedService extends Promised {
  readonly service: number
  readonly team: number
  readonly division: number
  /** Units it has on-premises at the end of the view's day. */
  readonly onPrem: number
  /** Likewise in cloud. */
  readonly cloud: number
}

type Looking = Pick<View, 'scope' | 'asOf' | 'knownAt'>

/**
 * The promised services of a view, by service: what the cycle is committed to, or what stood in its plan at another
 * instant. Costs the moves of the cycle, and those after the view's day, once each; of a plan as known now, those
 * of its services.
 */
export async function promisedServices(
  queries: Queries,
  cycle: Pick<StoredCycle, 'number' | 'firstDay' | 'lastDay'>,
  view: Looking,
  from: { readonly rule: 'plan'; readonly before: number } | { readonly rule: 'on-premises'; readonly at: CalendarDay },
): Promise<PromisedService[]> {
  const places = await placesByKind(queries)
  const asOf = earlier(view.asOf, cycle.lastDay)
  if (from.rule === 'plan' && view.knownAt === null)
    return plannedServices(queries, cycle, view, from.before, asOf, places)
  const net = sql`(select move.service_id, cast(sum(${netOf(places)}) as bigint) as net from move
    where move.occurred_on >= ${cycle.firstDay} and move.occurred_on <= ${asOf}${known(view)} group by move.service_id)`
  const later = onPremSince(places, asOf, view.knownAt)
  const onPrem = sql<number>`service.on_prem_units - coalesce(later.change, 0)`
  const cloud = sql<number>`service.private_cloud_units + service.public_cloud_units - coalesce(later.cloud, 0)`
  const source =
    from.rule === 'plan'
      ? {
          units: sql`plan_item.units`,
          joined: sql`plan_item join service on service.id = plan_item.service_id`,
          kept: sql`plan_item.cycle_number = ${cycle.number} and ${plannedBefore(from.before)}`,
        }
      : {
          units: sql`service.on_prem_units - coalesce(start.change, 0)`,
          joined: sql`service left join ${onPremSince(places, from.at, view.knownAt)} as start on start.service_id = service.id`,
          kept: sql`service.on_prem_units - coalesce(start.change, 0) > 0`,
        }
  const { rows } = await sql<PromisedService>`
    select service.id as service, service.team_id as team, team.division_id as division, ${source.units} as units,
      coalesce(net.net, 0) as net, ${onPrem} as "onPrem", ${cloud} as cloud
    from ${source.joined}
    join team on team.id = service.team_id
    left join ${net} as net on net.service_id = service.id
    left join ${later} as later on later.service_id = service.id
    where ${source.kept} and ${inScope(view)}
    order by service.id`.execute(queries)
  return rows
}

/**
 * The same for a plan as known now: the books of the planned services alone, which an index covers, whatever else moved and
 * however long ago the cycle was.
 */
async function plannedServices(
  queries: Queries,
  cycle: Pick<StoredCycle, 'number' | 'firstDay'>,
  view: Looking,
  before: number,
  asOf: CalendarDay,
  places: Places,
): Promise<PromisedService[]> {
  const net = sql`(select cast(sum(${netOf(places)}) as bigint) from move
    where move.service_id = service.id and move.occurred_on >= ${cycle.firstDay} and move.occurred_on <= ${asOf})`
  const later = (side: RawBuilder<unknown>) => sql`(select cast(sum(${changeIn(side)}) as bigint) from move
    where move.service_id = service.id and move.occurred_on > ${asOf})`
  const { rows } = await sql<PromisedService>`
    select service.id as service, service.team_id as team, team.division_id as division, plan_item.units as units,
      coalesce(${net}, 0) as net, service.on_prem_units - coalesce(${later(places.onPrem)}, 0) as "onPrem",
      service.private_cloud_units + service.public_cloud_units - coalesce(${later(places.cloud)}, 0) as cloud
    from plan_item join service on service.id = plan_item.service_id
    join team on team.id = service.team_id
    where plan_item.cycle_number = ${cycle.number} and ${plannedBefore(before)} and ${inScope(view)}
    order by service.id`.execute(queries)
  return rows
}

const changeIn = (side: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when move.to_id in (${side}) then move.units else 0 end
      - case when move.from_id in (${side}) then move.units else 0 end`

const known = ({ knownAt }: Pick<View, 'knownAt'>): RawBuilder<unknown> =>
  knownAt === null ? sql`` : sql` and move.recorded_at <= ${knownAt}`

/** By how much on-premises changed after a day, or by what was recorded after an instant: taken off, it is how it stood then. */
function onPremSince(places: Places, day: CalendarDay, knownAt: number | null): RawBuilder<unknown> {
  const after = knownAt === null ? sql`` : sql` or move.recorded_at > ${knownAt}`
  return sql`(select move.service_id, cast(sum(${changeIn(places.onPrem)}) as bigint) as change,
      cast(sum(${changeIn(places.cloud)}) as bigint) as cloud
    from move where move.occurred_on > ${day}${after} group by move.service_id)`
}

/** From on-premises to cloud, less the way back. A reversing move takes away what it reverses. */
const netOf = ({ onPrem, cloud }: Places): RawBuilder<unknown> =>
  sql`case when move.from_id in (${onPrem}) and move.to_id in (${cloud}) then move.units
    when move.from_id in (${cloud}) and move.to_id in (${onPrem}) then -move.units else 0 end`
