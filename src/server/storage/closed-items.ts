import { sql } from 'kysely'
import type { Outcome } from '../../domain/commitment.ts'
import { searchable } from '../../domain/names.ts'
import type { Measure } from '../../domain/units.ts'
import type { Queries } from '../database/tables.ts'
import type { ClosedItemRow } from '../database/train-tables.ts'
import type { View } from '../view.ts'
import { escapeLike } from './places.ts'
import { scopes } from './rollups.ts'
import { wholeSum } from './team-standings.ts'

type Scoped = Pick<View, 'scope'>

/** The services on record of a cycle, for the programme or for a division or team as it was then. */
function itemsOn(queries: Queries, number: number, { scope }: Scoped) {
  const wanted = queries.selectFrom('closed_item').where('cycle_number', '=', number)
  if (scope.scope === scopes.team) return wanted.where('team_id', '=', scope.id)
  if (scope.scope === scopes.division) return wanted.where('division_id', '=', scope.id)
  return wanted
}

export interface RecordedItemsAsked {
  readonly q?: string | undefined
  readonly outcome?: readonly Outcome[] | undefined
  readonly limit: number
  readonly offset: number
}

/** Those whose names, of then or of now, hold every word. */
function named<Wanted extends ReturnType<typeof itemsOn>>(wanted: Wanted, q: string | undefined) {
  if (q === undefined || q.trim() === '') return wanted
  const hold = (column: string) =>
    sql.join(
      searchable(q)
        .split(/\s+/)
        .map((word) => sql`${sql.ref(column)} like ${`%${escapeLike(word)}%`} escape '\\'`),
      sql` and `,
    )
  return wanted.where(
    sql<boolean>`((${hold('closed_item.service_search')})
      or closed_item.service_id in (select service.id from service where ${hold('service.name_search')}))`,
  )
}

/** A page of them, most left first, and how many there are. Found by the name of then or of now. */
export async function recordedItems(
  queries: Queries,
  number: number,
  view: Scoped,
  { q, outcome, limit, offset }: RecordedItemsAsked,
): Promise<{ total: number; rows: ClosedItemRow[] }> {
  let wanted = named(itemsOn(queries, number, view), q)
  if (outcome !== undefined) wanted = wanted.where('outcome', 'in', [...outcome])
  const { total } = await wanted.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await wanted
    .selectAll()
    .orderBy('left_units', 'desc')
    .orderBy('service_id')
    .limit(limit)
    .offset(offset)
    .execute()
  return { total: Number(total), rows }
}

/** What stood in the plan and was not done as the cycle ended, most left first. */
export const recordedLeft = (
  queries: Queries,
  number: number,
  view: Scoped,
  q: string | undefined,
): Promise<ClosedItemRow[]> =>
  named(itemsOn(queries, number, view), q)
    .selectAll()
    .where('left_units', '>', 0)
    .where('scope', '!=', 'removed')
    .orderBy('left_units', 'desc')
    .orderBy('service_id')
    .execute()

/** Of the committed, what was carried over into the cycle. */
export const recordedCarried = (queries: Queries, number: number, view: Scoped): Promise<ClosedItemRow[]> =>
  itemsOn(queries, number, view)
    .selectAll()
    .where('committed_units', '>', 0)
    .where('carried_from', 'is not', null)
    .execute()

/** What stands on record of one service; undefined where nothing does. */
export const recordedItem = (queries: Queries, number: number, view: Scoped, service: number) =>
  itemsOn(queries, number, view).selectAll().where('service_id', '=', service).executeTakeFirst()

/** What stood in the plan as the cycle was closed. */
export const recordedStanding = (queries: Queries, number: number, view: Scoped): Promise<ClosedItemRow[]> =>
  itemsOn(queries, number, view).selectAll().where('standing_units', '>', 0).execute()

export interface RecordedOutcomes {
  readonly outcomes: readonly { readonly outcome: Outcome; readonly services: number; readonly units: number }[]
  /** Of the committed, what was carried over into the cycle. */
  readonly carriedOver: Readonly<Record<Measure, number>>
}

/** What had become of the promised services when the cycle was closed. */
export async function recordedOutcomes(queries: Queries, number: number, view: Scoped): Promise<RecordedOutcomes> {
  const isCarried = sql`closed_item.carried_from is not null`
  const rows = await itemsOn(queries, number, view)
    .where('committed_units', '>', 0)
    .select([
      'outcome',
      wholeSum(sql`1`).as('services'),
      wholeSum(sql`committed_units`).as('units'),
      wholeSum(sql`case when ${isCarried} then 1 else 0 end`).as('carriedServices'),
      wholeSum(sql`case when ${isCarried} then committed_units else 0 end`).as('carriedUnits'),
    ])
    .groupBy('outcome')
    .execute()
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    outcomes: rows.map(({ outcome, services, units }) => ({ outcome: outcome as Outcome, services, units })),
    carriedOver: { units: sum((row) => row.carriedUnits), services: sum((row) => row.carriedServices) },
  }
}
