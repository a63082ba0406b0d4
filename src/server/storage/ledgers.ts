import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { LocationKind } from '../../domain/location.ts'
import type { LevelEntry, ServiceLedger, StandingMove } from '../../domain/service-ledger.ts'
import type { KindOf } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'

/** Kind of every location, as the domain asks for it. Locations are few: read whole. */
export async function kindsOfLocations(queries: Queries): Promise<KindOf> {
  const rows = await queries.selectFrom('location').select(['id', 'kind']).execute()
  const kinds = new Map(rows.map(({ id, kind }) => [id, kind as LocationKind]))
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
  const names = await queries
    .selectFrom('service')
    .select(['id', 'name'])
    .where('id', 'in', [...services])
    .execute()
  const levels = await queries
    .selectFrom('level_entry')
    .select(['id', 'service_id', 'occurred_on', 'level', 'from_id', 'to_id'])
    .where('service_id', 'in', [...services])
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute()
  return new Map(
    names.map(({ id, name }) => [
      id,
      {
        service: { id, name },
        moves: moves.get(id) ?? [],
        levels: levels
          .filter(({ service_id }) => service_id === id)
          .map(
            (row): LevelEntry => ({
              id: row.id,
              day: row.occurred_on as CalendarDay,
              level: row.level,
              from: row.from_id,
              to: row.to_id,
            }),
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
  return Math.max(now, (await lastRecordedAt(queries)) + 1)
}

/** The latest instant at which a move, a confirmation, a change of a plan or a line of a stand-up or an annotation was recorded; −1 in an empty ledger. */
export async function lastRecordedAt(queries: Queries): Promise<number> {
  // One statement, since every write asks; each part is one seek. Where instants never go back, what was written last is the latest.
  const { rows } = await sql<Record<string, number | null>>`select
    (select max(recorded_at) from move) as moved,
    (select recorded_at from confirmation order by id desc limit 1) as confirmed,
    (select added_at from plan_item order by id desc limit 1) as planned,
    (select removed_at from plan_item where removed_at is not null order by removed_at desc limit 1) as unplanned,
    (select recorded_at from stand_up_line order by id desc limit 1) as said,
    (select max(recorded_at) from promise_answer) as answered,
    (select recorded_at from annotation order by id desc limit 1) as noted,
    (select max(ended_at) from annotation where ended_at is not null) as ended`.execute(queries)
  return Math.max(-1, ...Object.values(rows[0] ?? {}).map((last) => Number(last ?? -1)))
}

/** The next free row number of a table. Safe because writers hold the write lock. */
export async function nextId(
  queries: Queries,
  table:
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
    | 'annotation',
): Promise<number> {
  const { last } = await queries
    .selectFrom(table)
    .select(({ fn }) => fn.max('id').as('last'))
    .executeTakeFirstOrThrow()
  return Number(last ?? 0) + 1
}
