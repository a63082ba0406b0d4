import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { BookDay } from '../../domain/commitment.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks } from './ledgers.ts'
import { placesByKind } from './places-by-kind.ts'
import { inScope } from './plan.ts'
import { andKnown, partsOfMoves } from './promises.ts'
import type { StoredCycle } from './release-cycles.ts'

/**
 * Numbers of the services of which something promised may have been retired: what was on-premises went outside within the
 * cycle up to a day, or had left before it began though it was planned. Costs the moves of the cycle, and those that were
 * recorded since the first of its plan. Three things keep SQLite to that: `cross`, or it begins with the plan and reads all
 * books of its services; `|| ''`, or it looks for days, which nearly all moves have; `all`, or it reads every move in the
 * order of services, to leave out doubles.
 */
export async function mayBeRetired(
  queries: Queries,
  { number, firstDay }: Pick<StoredCycle, 'number' | 'firstDay'>,
  upTo: CalendarDay,
  view: Pick<View, 'knownAt'>,
): Promise<number[]> {
  const { onPrem } = await placesByKind(queries)
  // A value and no subquery: PostgreSQL guesses of those that a third of all moves come after, and then reads every book.
  const first = await queries
    .selectFrom('plan_item')
    .select(({ fn }) => fn.min('added_at').as('at'))
    .where('cycle_number', '=', number)
    .executeTakeFirst()
  const left = sql`move.from_id in (${onPrem}) and (move.to_id is null or move.to_id not in (${onPrem}))`
  const { rows } = await sql<{ service: number }>`
    select move.service_id as service from move where move.occurred_on >= ${firstDay} and move.occurred_on <= ${upTo}
      and move.from_id in (${onPrem}) and move.to_id is null${andKnown(view)}
    union all select move.service_id from move
    cross join plan_item where plan_item.service_id = move.service_id
      and plan_item.cycle_number = ${number} and move.occurred_on || '' < ${firstDay}
      and move.recorded_at > ${Number(first?.at ?? Number.MAX_SAFE_INTEGER)}
      and move.recorded_at > plan_item.added_at and ${left}${andKnown(view)}`.execute(queries)
  return [...new Set(rows.map(({ service }) => service))]
}

/** What each day from one to another changed in the books of some services, corrections with what they correct. */
export async function bookDays(
  queries: Queries,
  services: readonly number[],
  from: CalendarDay,
  to: CalendarDay,
  view: Pick<View, 'knownAt'>,
): Promise<Map<number, BookDay[]>> {
  const { net, onPrem } = await partsOfMoves(queries)
  const rows: (BookDay & { readonly service: number })[] = []
  for (const some of inChunks(services, 5000)) {
    const found = await sql<BookDay & { readonly service: number }>`
      select move.service_id as service, move.occurred_on as day, cast(sum(${net}) as bigint) as net,
        cast(sum(${onPrem}) as bigint) as "onPrem"
      from move where move.service_id in (${sql.join(some)})
        and move.occurred_on >= ${from} and move.occurred_on <= ${to}${andKnown(view)}
      group by move.service_id, move.occurred_on order by move.service_id, move.occurred_on`.execute(queries)
    rows.push(...found.rows)
  }
  return Map.groupBy(rows, ({ service }) => service)
}

/** Numbers of the services to which something on-premises came within some days. */
export async function arrivedOnPrem(
  queries: Queries,
  from: CalendarDay,
  to: CalendarDay,
  view: Pick<View, 'scope' | 'knownAt'>,
): Promise<number[]> {
  const { onPrem } = await placesByKind(queries)
  const { rows } = await sql<{ service: number }>`
    select distinct move.service_id as service from move join service on service.id = move.service_id
    where move.occurred_on >= ${from} and move.occurred_on <= ${to} and move.to_id in (${onPrem})${andKnown(view)}
      and ${inScope(view)}`.execute(queries)
  return rows.map(({ service }) => service)
}
