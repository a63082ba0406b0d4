import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { CycleMove, ServiceSince } from '../../domain/cycle-changes.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks } from './ledgers.ts'
import { placesByKind } from './places-by-kind.ts'
import { inScope } from './plan.ts'
import { netOf } from './promises.ts'
import type { StoredCycle } from './release-cycles.ts'

/**
 * The services of a view of which something was recorded for a cycle since an instant: their plans then and now, and their
 * moves within the cycle. Costs what was recorded since, read by its instants, and the books of those services.
 */
export async function servicesSince(
  queries: Queries,
  cycle: Pick<StoredCycle, 'number' | 'firstDay' | 'lastDay'>,
  view: Pick<View, 'scope'>,
  since: number,
): Promise<ServiceSince[]> {
  const { rows } = await sql<{ id: number }>`
    select service.id from service where ${inScope(view)} and service.id in (
      select service_id from move where recorded_at > ${since}
        and occurred_on >= ${cycle.firstDay} and occurred_on <= ${cycle.lastDay}
      union select service_id from plan_item where cycle_number = ${cycle.number}
        and (added_at > ${since} or removed_at > ${since}))
    order by service.id`.execute(queries)
  const ids = rows.map(({ id }) => id)
  const moves = await movesWithin(queries, ids, cycle)
  const plans = await plansOf(queries, ids, cycle.number, since)
  return ids.map((service) => ({
    service,
    ...(plans.get(service) ?? { plannedThen: null, plannedNow: null, planChangedAt: null }),
    moves: moves.get(service) ?? [],
  }))
}

async function movesWithin(
  queries: Queries,
  services: readonly number[],
  { firstDay, lastDay }: Pick<StoredCycle, 'firstDay' | 'lastDay'>,
): Promise<Map<number, CycleMove[]>> {
  const places = await placesByKind(queries)
  const found = new Map<number, CycleMove[]>()
  for (const some of inChunks(services, 5000)) {
    const rows = await queries
      .selectFrom('move')
      .select(['id', 'service_id', 'occurred_on', 'recorded_at', 'reverses'])
      .select(sql<number>`${netOf(places)}`.as('net'))
      .where('service_id', 'in', some)
      .where('occurred_on', '>=', firstDay)
      .where('occurred_on', '<=', lastDay)
      .where(sql<boolean>`${netOf(places)} <> 0`)
      .orderBy('id')
      .execute()
    for (const { id, service_id, occurred_on, recorded_at, reverses, net } of rows) {
      const move = {
        id,
        recordedAt: recorded_at,
        day: occurred_on as CalendarDay,
        units: Math.abs(net),
        way: net > 0 ? (1 as const) : (-1 as const),
        reverses,
      }
      found.set(service_id, [...(found.get(service_id) ?? []), move])
    }
  }
  return found
}

async function plansOf(queries: Queries, services: readonly number[], cycle: number, since: number) {
  const plans = new Map<number, Pick<ServiceSince, 'plannedThen' | 'plannedNow' | 'planChangedAt'>>()
  for (const some of inChunks(services, 5000)) {
    const rows = await queries
      .selectFrom('plan_item')
      .select(['service_id', 'units', 'added_at', 'removed_at'])
      .where('cycle_number', '=', cycle)
      .where('service_id', 'in', some)
      .orderBy('id')
      .execute()
    for (const { service_id, units, added_at, removed_at } of rows) {
      const before = plans.get(service_id)
      const changed = [before?.planChangedAt ?? since, added_at, removed_at ?? since].reduce((one, other) =>
        Math.max(one, other),
      )
      const stoodThen = added_at <= since && (removed_at === null || removed_at > since)
      plans.set(service_id, {
        plannedThen: stoodThen ? units : (before?.plannedThen ?? null),
        plannedNow: removed_at === null ? units : (before?.plannedNow ?? null),
        planChangedAt: changed > since ? changed : null,
      })
    }
  }
  return plans
}
