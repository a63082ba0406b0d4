import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Queries } from '../database/tables.ts'
import { inChunks } from './ledgers.ts'

/** Moves from on-premises to cloud that stand: no reversal, and not reversed. */
export const standingMigrations = (queries: Queries) =>
  queries
    .selectFrom('move')
    .innerJoin('location as origin', 'origin.id', 'move.from_id')
    .innerJoin('location as target', 'target.id', 'move.to_id')
    .where('origin.kind', '=', 'on_prem')
    .where('target.kind', '<>', 'on_prem')
    .where('move.reverses', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('move as undone').select('undone.id').whereRef('undone.reverses', '=', 'move.id'))),
    )

/** The latest day, up to one of its own, on which each of some services moved to cloud; nothing where it never did. */
export async function movedOnOf(
  queries: Queries,
  asked: readonly { readonly key: number; readonly service: number; readonly upTo: CalendarDay }[],
): Promise<Map<number, CalendarDay>> {
  const days = new Map<number, CalendarDay[]>()
  for (const services of inChunks([...new Set(asked.map(({ service }) => service))], 5000)) {
    const rows = await standingMigrations(queries)
      .select(['move.service_id', 'move.occurred_on'])
      .distinct()
      .where('move.service_id', 'in', services)
      .orderBy(sql`move.occurred_on`)
      .execute()
    for (const { service_id, occurred_on } of rows) {
      const known = days.get(service_id)
      if (known) known.push(occurred_on as CalendarDay)
      else days.set(service_id, [occurred_on as CalendarDay])
    }
  }
  return new Map(
    asked.flatMap(({ key, service, upTo }) => {
      const day = days.get(service)?.findLast((moved) => moved <= upTo)
      return day === undefined ? [] : [[key, day] as const]
    }),
  )
}
