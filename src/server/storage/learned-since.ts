import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { type CloudDay, migratedServicesOver } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks } from './ledgers.ts'
import { changeIn, placesByKind } from './places-by-kind.ts'
import { inScope } from './plan.ts'
import { netOf } from './promises.ts'
import { wholeSum } from './team-standings.ts'

interface Span {
  readonly firstDay: CalendarDay
  readonly upTo: CalendarDay
  /** What was recorded after this instant is told apart, in milliseconds since 1970. */
  readonly since: number
}

interface Day {
  readonly service: number
  readonly change: number
  readonly changeThen: number
  readonly net: number
  readonly netThen: number
}

/**
 * By how much the net migrated services of some days are more now than they were known to be at an instant. Costs the moves
 * from the first of these days on, and of the days before it those that were recorded since or those that were not, whichever
 * are fewer: sums of the database, and no book of any service.
 */
export async function servicesLearnedSince(
  queries: Queries,
  view: Pick<View, 'scope'>,
  { firstDay, upTo, since }: Span,
): Promise<number> {
  const places = await placesByKind(queries)
  const [net, change] = [netOf(places), changeIn(places.cloud)]
  const then = (part: typeof net) => sql`case when move.recorded_at <= ${since} then ${part} else 0 end`
  const { rows } = await sql<Day>`
    select move.service_id as service, ${wholeSum(change)} as change, ${wholeSum(then(change))} as "changeThen",
      ${wholeSum(net)} as net, ${wholeSum(then(net))} as "netThen"
    from move join service on service.id = move.service_id
    where move.occurred_on >= ${firstDay} and move.occurred_on <= ${upTo} and ${inScope(view)}
    group by move.service_id, move.occurred_on
    order by move.service_id, move.occurred_on`.execute(queries)
  const days = Map.groupBy(rows, ({ service }) => service)
  const starts = await startsOf(queries, [...days.keys()], change, firstDay)
  const startsThen = await startsThenOf(queries, starts, { change, firstDay, since })
  let learned = 0
  for (const [service, its] of days) {
    const now = its.map((day): CloudDay => day)
    const known = its.map(({ changeThen, netThen }): CloudDay => ({ change: changeThen, net: netThen }))
    learned +=
      migratedServicesOver(starts.get(service) ?? 0, now) - migratedServicesOver(startsThen.get(service) ?? 0, known)
  }
  return learned
}

type Part = ReturnType<typeof changeIn>

/** What services had in cloud before a day: what they have now less what changed since. */
async function startsOf(queries: Queries, services: readonly number[], change: Part, firstDay: CalendarDay) {
  const starts = new Map<number, number>()
  for (const some of inChunks(services, 5000)) {
    const { rows } = await sql<{ id: number; start: number }>`
      select service.id, service.private_cloud_units + service.public_cloud_units - ${wholeSum(change)} as start
      from service left join move on move.service_id = service.id and move.occurred_on >= ${firstDay}
      where service.id in (${sql.join(some)})
      group by service.id, service.private_cloud_units, service.public_cloud_units`.execute(queries)
    for (const { id, start } of rows) starts.set(id, start)
  }
  return starts
}

/** The same as it was known at the instant. */
async function startsThenOf(
  queries: Queries,
  starts: ReadonlyMap<number, number>,
  { change, firstDay, since }: { readonly change: Part; readonly firstDay: CalendarDay; readonly since: number },
): Promise<ReadonlyMap<number, number>> {
  const { rows: counted } = await sql<{ fresh: number; all: number }>`
    select (select count(*) from move where recorded_at > ${since}) as fresh,
      (select coalesce(max(id), 0) from move) as "all"`.execute(queries)
  const isMostNew = 2 * Number(counted[0]?.fresh) > Number(counted[0]?.all)
  const when = isMostNew ? sql`move.recorded_at <= ${since}` : sql`move.recorded_at > ${since}`
  // Found by its instants alone: neither the days nor the order of the groups shall lead an engine through every book.
  const { rows } = await sql<{ service: number; change: number }>`
    select +move.service_id as service, ${wholeSum(change)} as change from move
    where ${when} and move.occurred_on || '' < ${firstDay} group by +move.service_id`.execute(queries)
  if (isMostNew) return new Map(rows.map((row) => [row.service, row.change]))
  const then = new Map(starts)
  for (const row of rows) {
    const start = then.get(row.service)
    if (start !== undefined) then.set(row.service, start - row.change)
  }
  return then
}
