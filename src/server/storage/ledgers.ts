import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Location, LocationKind } from '../../domain/location.ts'
import type { LevelEntry, ServiceLedger, StandingMove } from '../../domain/service-ledger.ts'
import type { KindOf } from '../../domain/workload-facts.ts'
import { isPostgres } from '../database/connection.ts'
import type { Queries } from '../database/tables.ts'

/** Kind of every location, as the domain asks for it. Locations are few: read whole. */
export async function kindsOfLocations(queries: Queries): Promise<KindOf> {
  const rows = await queries.selectFrom('location').select(['id', 'kind']).execute()
  return kindsAmong(rows.map(({ id, kind }) => ({ id, kind: kind as LocationKind })))
}

/** The same where the locations were read already. */
export function kindsAmong(locations: readonly Pick<Location, 'id' | 'kind'>[]): KindOf {
  const kinds = new Map(locations.map(({ id, kind }) => [id, kind]))
  return (location) => {
    const kind = kinds.get(location)
    if (!kind) throw new Error(`The ledger names location ${location}, which does not exist.`)
    return kind
  }
}

/** True for a move that stands as known at an instant: no reversal, and not reversed by then. */
export const stands = (knownAt: number | null) =>
  knownAt === null
    ? sql<boolean>`move.reverses is null and not exists (select 1 from move as later where later.reverses = move.id)`
    : sql<boolean>`move.recorded_at <= ${knownAt} and move.reverses is null and not exists (select 1 from move as later where later.reverses = move.id and later.recorded_at <= ${knownAt})`

/**
 * The services about which something was recorded after an instant, to be asked with `in`: joined, or made distinct,
 * SQLite reads every book instead, since one large import is one instant and the index looks as if it told nothing apart.
 */
export const recordedAfter = (queries: Queries, instant: number) =>
  queries.selectFrom('move').select('move.service_id').where('move.recorded_at', '>', instant)

/** The standing moves of some services, each sorted by day, then as written. */
export async function standingMoves(
  queries: Queries,
  services: readonly number[],
  knownAt: number | null = null,
  upTo?: CalendarDay,
): Promise<Map<number, StandingMove[]>> {
  const byService = new Map<number, StandingMove[]>(services.map((id) => [id, []]))
  for (const some of inChunks(services, 5000)) {
    let wanted = queries
      .selectFrom('move')
      .select(['id', 'service_id', 'occurred_on', 'from_id', 'to_id', 'units', 'level_entry_id'])
      .where('service_id', 'in', some)
      .where(stands(knownAt))
    if (upTo) wanted = wanted.where('occurred_on', '<=', upTo)
    for (const row of await wanted.orderBy('service_id').orderBy('occurred_on').orderBy('id').execute()) {
      byService.get(row.service_id)?.push({
        id: row.id,
        day: row.occurred_on as CalendarDay,
        from: row.from_id,
        to: row.to_id,
        units: row.units,
        levelEntry: row.level_entry_id,
      })
    }
  }
  return byService
}

export function* inChunks<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size)
}

/** The whole books of some services, as known now: what logging and correcting start from. */
export async function readLedgers(queries: Queries, services: readonly number[]): Promise<Map<number, ServiceLedger>> {
  if (services.length === 0) return new Map()
  const moves = await standingMoves(queries, services)
  const rows = await queries
    .selectFrom('service')
    .leftJoin('level_entry', (join) =>
      join.onRef('level_entry.service_id', '=', 'service.id').on('level_entry.withdrawn_at', 'is', null),
    )
    .select(['service.id as service', 'service.name', 'level_entry.id', 'occurred_on as day', 'level'])
    .select(['from_id as from', 'to_id as to'])
    .where('service.id', 'in', [...services])
    .orderBy('level_entry.id')
    .execute()
  const byService = Map.groupBy(rows, ({ service }) => service)
  return new Map(
    [...byService].map(([id, its]) => [
      id,
      {
        service: { id, name: (its[0] as (typeof its)[number]).name },
        moves: moves.get(id) ?? [],
        // A service of which no level was said has one row, without a level.
        levels: its.flatMap(({ id: entry, day, level, from, to }): LevelEntry[] =>
          entry === null || day === null || level === null
            ? []
            : [{ id: entry, day: day as CalendarDay, level, from, to }],
        ),
      },
    ]),
  )
}

/**
 * The instant of the transaction that holds the write lock. Never goes back and never repeats, whatever the machine's
 * clock does, so "known at" cuts the ledger between two transactions.
 */
export async function instantOfWrite(queries: Queries, now: number): Promise<number> {
  return (await sql<{ instant: number }>`select ${nextInstant(queries, now)} as instant`.execute(queries)).rows[0]
    ?.instant as number
}

/** The same within the statement that writes it, for a write that has no other use for it. */
export const nextInstant = (queries: Queries, now: number) =>
  sql<number>`${greatestOf(queries)}(cast(${now} as bigint), ${lastInstant(queries)} + 1)`

/** Where the ledger stands under the write lock: the instant of this transaction, and the next free numbers. */
export interface LedgerHead {
  readonly recordedAt: number
  readonly nextMove: number
  readonly nextLevel: number
}

export async function ledgerHead(queries: Queries, now: number): Promise<LedgerHead> {
  const { rows } = await sql<LedgerHead>`select ${nextInstant(queries, now)} as "recordedAt",
    ${nextNumber('move')} as "nextMove", ${nextNumber('level_entry')} as "nextLevel"`.execute(queries)
  return rows[0] as LedgerHead
}

/** The latest instant at which a move, a confirmation, a change of a plan or a line of a stand-up or an annotation was recorded; −1 in an empty ledger. */
export async function lastRecordedAt(queries: Queries): Promise<number> {
  const { rows } = await sql<{ last: number }>`select ${lastInstant(queries)} as last`.execute(queries)
  return rows[0]?.last as number
}

// Each is one seek. Where instants never go back, what was written last is the latest.
const lastInstants = [
  'select max(recorded_at) from move',
  'select recorded_at from confirmation order by id desc limit 1',
  'select added_at from plan_item order by id desc limit 1',
  'select removed_at from plan_item where removed_at is not null order by removed_at desc limit 1',
  'select recorded_at from stand_up_line order by id desc limit 1',
  'select max(recorded_at) from promise_answer',
  'select recorded_at from annotation order by id desc limit 1',
  'select max(ended_at) from annotation where ended_at is not null',
]
const ofLastInstants = sql.raw(lastInstants.map((last) => `coalesce((${last}), -1)`).join(', '))
const lastInstant = (queries: Queries) => sql<number>`${greatestOf(queries)}(${ofLastInstants})`

const greatestOf = (queries: Queries) => sql.raw(isPostgres(queries) ? 'greatest' : 'max')

/** The tables whose rows are counted through. */
type Numbered =
  | 'move'
  | 'level_entry'
  | 'service'
  | 'team'
  | 'division'
  | 'location'
  | 'confirmation'
  | 'plan_item'
  | 'sign_off'
  | 'import_run'
  | 'person'
  | 'team_member'
  | 'skill'
  | 'session'
  | 'machine_token'
  | 'passkey'
  | 'webhook'
  | 'event'
  | 'wave'
  | 'blocker'
  | 'stand_up_line'
  | 'absence'
  | 'hand_over'
  | 'mail_text'
  | 'mail'
  | 'feedback'
  | 'region'
  | 'shared_link'
  | 'annotation'

/** The next free row number of a table. Safe because writers hold the write lock. */
export async function nextId(queries: Queries, table: Numbered): Promise<number> {
  return (await sql<{ id: number }>`select ${nextNumber(table)} as id`.execute(queries)).rows[0]?.id as number
}

/** The same within the statement that writes the row. */
export const nextNumber = (table: Numbered) => sql<number>`(select coalesce(max(id), 0) + 1 from ${sql.table(table)})`
