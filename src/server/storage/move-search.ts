import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { MoveClass } from '../../domain/move.ts'
import type { Queries } from '../database/tables.ts'

export interface MoveSearch {
  readonly service?: number | undefined
  readonly team?: number | undefined
  readonly division?: number | undefined
  readonly location?: number | undefined
  readonly from?: CalendarDay | undefined
  readonly to?: CalendarDay | undefined
  readonly importId?: number | undefined
  readonly knownAt?: number | undefined
  /** Recorded later than that instant: what was not known then. */
  readonly recordedAfter?: number | undefined
}

/** How many moves there are of a search, corrections and what they correct among them. */
export async function countMoves(queries: Queries, search: MoveSearch): Promise<number> {
  const { moves } = await narrowed(queries, search)
    .select(({ fn }) => fn.countAll<number>().as('moves'))
    .executeTakeFirstOrThrow()
  return Number(moves)
}

/** True where any move had been recorded by then. */
export async function wasAnythingKnown(queries: Queries, knownAt: number): Promise<boolean> {
  const found = await queries
    .selectFrom('move')
    .select('id')
    .where('recorded_at', '<=', knownAt)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Moves of a search, nothing chosen of them yet. */
export function narrowed(queries: Queries, search: MoveSearch) {
  let wanted = queries.selectFrom('move')
  if (search.service !== undefined) wanted = wanted.where('service_id', '=', search.service)
  if (search.team !== undefined)
    wanted = wanted.where('service_id', 'in', (its) =>
      its
        .selectFrom('service')
        .select('id')
        .where('team_id', '=', search.team as number),
    )
  if (search.division !== undefined) {
    wanted = wanted.where('service_id', 'in', (its) =>
      its
        .selectFrom('service')
        .innerJoin('team', 'team.id', 'service.team_id')
        .select('service.id')
        .where('team.division_id', '=', search.division as number),
    )
  }
  if (search.location !== undefined) {
    const { location } = search
    wanted = wanted.where(({ or, eb }) => or([eb('from_id', '=', location), eb('to_id', '=', location)]))
  }
  if (search.from !== undefined) wanted = wanted.where('occurred_on', '>=', search.from)
  if (search.to !== undefined) wanted = wanted.where('occurred_on', '<=', search.to)
  if (search.importId !== undefined) wanted = wanted.where('import_id', '=', search.importId)
  if (search.knownAt !== undefined) wanted = wanted.where('recorded_at', '<=', search.knownAt)
  if (search.recordedAfter !== undefined) wanted = wanted.where('recorded_at', '>', search.recordedAfter)
  return wanted
}

const sidesOfClass: Record<MoveClass, readonly ['outside' | 'on_prem' | 'cloud', 'outside' | 'on_prem' | 'cloud']> = {
  discovered: ['outside', 'on_prem'],
  grown_on_prem: ['outside', 'on_prem'],
  born: ['outside', 'cloud'],
  grown_in_cloud: ['outside', 'cloud'],
  migrated: ['on_prem', 'cloud'],
  rolled_back: ['cloud', 'on_prem'],
  retired_on_prem: ['on_prem', 'outside'],
  shrunk_on_prem: ['on_prem', 'outside'],
  retired_in_cloud: ['cloud', 'outside'],
  shrunk_in_cloud: ['cloud', 'outside'],
  relocated: ['on_prem', 'on_prem'],
}

/** What the places alone say of a class. A correction goes the opposite way and bears its original's class. */
export async function mayBe(queries: Queries, wanted: MoveClass): Promise<RawBuilder<boolean>> {
  const locations = await queries.selectFrom('location').select(['id', 'kind']).execute()
  const ids = (side: 'on_prem' | 'cloud') =>
    sql.raw(
      locations
        .filter(({ kind }) => (kind === 'on_prem') === (side === 'on_prem'))
        .map(({ id }) => id)
        .join(', ') || 'null',
    )
  const at = (column: 'from_id' | 'to_id', side: 'outside' | 'on_prem' | 'cloud') =>
    side === 'outside' ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} in (${ids(side)})`
  const way = (from: 'outside' | 'on_prem' | 'cloud', to: 'outside' | 'on_prem' | 'cloud') =>
    sql`(${at('from_id', from)} and ${at('to_id', to)})`
  const [from, to] = sidesOfClass[wanted]
  if (wanted === 'relocated') return sql<boolean>`(${way('on_prem', 'on_prem')} or ${way('cloud', 'cloud')})`
  return sql<boolean>`(${way(from, to)} or (reverses is not null and ${way(to, from)}))`
}
