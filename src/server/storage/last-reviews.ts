import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { addDays, earliestDay } from '../../domain/calendar-day.ts'
import type { LedgerMove, Report } from '../../domain/review-changes.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks, stands } from './ledgers.ts'
import { inScope } from './plan.ts'

/** When a reader last said that they had reviewed the figures; null where they never did. */
export async function lastReviewOf(queries: Queries, reader: string): Promise<number | null> {
  const row = await queries
    .selectFrom('last_review')
    .select('reviewed_at')
    .where('reader', '=', reader)
    .executeTakeFirst()
  return row?.reviewed_at ?? null
}

export async function writeLastReview(queries: Queries, reader: string, reviewedAt: number): Promise<void> {
  await queries
    .insertInto('last_review')
    .values({ reader, reviewed_at: reviewedAt })
    .onConflict((conflict) => conflict.column('reader').doUpdateSet({ reviewed_at: reviewedAt }))
    .execute()
}

/**
 * The whole books, corrections among them, of the services of a view of which something was recorded after a report for a
 * day that it told of. Costs what was recorded since, found by its instants, and these books: late entries and corrections
 * are few, whatever happened since.
 */
export async function booksLearnedSince(
  queries: Queries,
  view: Pick<View, 'scope'>,
  { day, instant }: Report,
): Promise<LedgerMove[][]> {
  // Found by the instants: nearly every move lies on such a day.
  const { rows } = await sql<{ service: number }>`
    select distinct +move.service_id as service from move join service on service.id = move.service_id
    where move.recorded_at > ${instant} and move.occurred_on || '' <= ${day} and ${inScope(view)}`.execute(queries)
  const books = new Map<number, LedgerMove[]>()
  for (const some of inChunks(rows, 5000)) {
    const moves = await queries
      .selectFrom('move')
      .select(['id', 'service_id', 'occurred_on', 'recorded_at', 'from_id', 'to_id', 'units', 'reverses'])
      .where(
        'service_id',
        'in',
        some.map(({ service }) => service),
      )
      .orderBy('service_id')
      .orderBy('occurred_on')
      .orderBy('id')
      .execute()
    for (const { service_id, occurred_on, recorded_at, from_id, to_id, ...move } of moves) {
      const book = books.get(service_id) ?? []
      books.set(service_id, book)
      book.push({
        ...move,
        day: occurred_on as CalendarDay,
        recordedAt: recorded_at,
        from: from_id,
        to: to_id,
      })
    }
  }
  return [...books.values()]
}

/** The days of moves: after one, from the first on where none is said, up to another. */
export interface Happened {
  readonly after?: CalendarDay
  readonly to: CalendarDay
}

/** Moves that stand and happened on some days. */
const happened = (queries: Queries, view: Pick<View, 'scope'>, { after, to }: Happened) =>
  queries
    .selectFrom('move')
    .innerJoin('service', 'service.id', 'move.service_id')
    .where('move.occurred_on', '>=', after === undefined ? earliestDay : addDays(after, 1))
    .where('move.occurred_on', '<=', to)
    .where(inScope(view))
    .where(stands(null))

export async function countHappened(queries: Queries, view: Pick<View, 'scope'>, days: Happened): Promise<number> {
  const { moves } = await happened(queries, view, days)
    .select(({ fn }) => fn.countAll<number>().as('moves'))
    .executeTakeFirstOrThrow()
  return Number(moves)
}

/** One page of them, latest day first, then latest written. */
export async function idsHappened(
  queries: Queries,
  view: Pick<View, 'scope'>,
  days: Happened,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<number[]> {
  const rows = await happened(queries, view, days)
    .select('move.id')
    .orderBy('move.occurred_on', 'desc')
    .orderBy('move.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(({ id }) => id)
}
