import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { LocationKind } from '../../domain/location.ts'
import type { Move, MoveClass, MoveSource } from '../../domain/move.ts'
import { type KindOf, serviceDays } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import { kindsOfLocations, standingMoves } from './ledgers.ts'
import type { MoveSearch } from './move-search.ts'
import { mayBe, narrowed } from './move-search.ts'

interface Page {
  /** Narrows to what may be of that class; the class itself is derived. */
  readonly class?: MoveClass | undefined
  readonly below?: { readonly day: CalendarDay; readonly id: number } | undefined
  readonly limit: number
}

/** Moves, latest day first, then latest written. Corrections and what they correct are all there. */
export async function findMoves(queries: Queries, search: MoveSearch & Page): Promise<Move[]> {
  // The page is found on the ledger alone, along its index of days, before anything is joined to it.
  let wanted = narrowed(queries, search).select('id')
  if (search.class !== undefined) wanted = wanted.where(await mayBe(queries, search.class))
  if (search.below !== undefined)
    wanted = wanted.where(sql<boolean>`(occurred_on, id) < (${search.below.day}, ${search.below.id})`)
  const page = await wanted.orderBy('occurred_on', 'desc').orderBy('id', 'desc').limit(search.limit).execute()
  return movesById(
    queries,
    page.map(({ id }) => id),
    search.knownAt,
  )
}

/** These moves, latest day first, then latest written. */
export async function movesById(
  queries: Queries,
  ids: readonly number[],
  knownAt?: number,
  kindsKnown?: KindOf,
): Promise<Move[]> {
  if (ids.length === 0) return []
  const rows = await queries
    .selectFrom('move')
    .innerJoin('service', 'service.id', 'move.service_id')
    .innerJoin('team', 'team.id', 'service.team_id')
    .leftJoin('location as source', 'source.id', 'move.from_id')
    .leftJoin('location as target', 'target.id', 'move.to_id')
    .leftJoin('move as correction', (join) => {
      const corrected = join.onRef('correction.reverses', '=', 'move.id')
      return knownAt === undefined ? corrected : corrected.on('correction.recorded_at', '<=', knownAt)
    })
    .select([
      'move.id',
      'move.occurred_on',
      'move.recorded_at',
      'move.actor',
      'move.source',
      'move.units',
      'move.level',
      'move.note',
      'move.evidence',
      'move.import_id',
      'move.reverses',
      'correction.id as reversedBy',
      'service.id as serviceId',
      'service.name as serviceName',
      'team.id as teamId',
      'team.name as teamName',
      'source.id as fromId',
      'source.name as fromName',
      'source.kind as fromKind',
      'target.id as toId',
      'target.name as toName',
      'target.kind as toKind',
    ])
    .where('move.id', 'in', [...ids])
    .orderBy('move.occurred_on', 'desc')
    .orderBy('move.id', 'desc')
    .execute()
  const classes = await classesOf(
    queries,
    rows.map((row) => ({ id: row.id, service: row.serviceId, reverses: row.reverses })),
    knownAt ?? null,
    kindsKnown ?? (await kindsOfLocations(queries)),
  )
  return rows.map(
    (row): Move => ({
      id: row.id,
      service: { id: row.serviceId, name: row.serviceName },
      team: { id: row.teamId, name: row.teamName },
      occurredOn: row.occurred_on as CalendarDay,
      recordedAt: new Date(row.recorded_at).toISOString(),
      actor: row.actor,
      source: row.source as MoveSource,
      from: place(row.fromId, row.fromName, row.fromKind),
      to: place(row.toId, row.toName, row.toKind),
      units: row.units,
      class: classes.get(row.id) as MoveClass,
      level: row.level,
      note: row.note,
      evidence: row.evidence,
      importId: row.import_id,
      reverses: row.reverses,
      reversedBy: row.reversedBy,
    }),
  )
}

const place = (id: number | null, name: string | null, kind: string | null) =>
  id === null || name === null || kind === null ? null : { id, name, kind: kind as LocationKind }

/**
 * Class of each move. One that stands is classed with its service's standing book; one that was corrected is classed as
 * if it still stood, and its correction bears the same class.
 */
async function classesOf(
  queries: Queries,
  moves: readonly { id: number; service: number; reverses: number | null }[],
  knownAt: number | null,
  kindOf: KindOf,
): Promise<Map<number, MoveClass>> {
  const classes = new Map<number, MoveClass>()
  const services = [...new Set(moves.map(({ service }) => service))]
  const books = await standingMoves(queries, services, knownAt)
  for (const book of books.values()) assign(classes, book, kindOf)
  const standing = new Set([...books.values()].flatMap((book) => book.map(({ id }) => id)))
  const others = moves.filter(({ id }) => !standing.has(id))
  const originals = await movesAsEntries(
    queries,
    others.map(({ id, reverses }) => reverses ?? id),
  )
  for (const { id, service, reverses } of others) {
    const original = originals.get(reverses ?? id)
    if (!original) continue
    const asIfStanding = [...(books.get(service) ?? []), original].sort((one, other) =>
      one.day < other.day ? -1 : one.day > other.day ? 1 : one.id - other.id,
    )
    const found = new Map<number, MoveClass>()
    assign(found, asIfStanding, kindOf)
    classes.set(id, found.get(original.id) as MoveClass)
  }
  return classes
}

type Book = Awaited<ReturnType<typeof standingMoves>> extends Map<number, infer Moves> ? Moves : never

function assign(classes: Map<number, MoveClass>, book: Book, kindOf: KindOf): void {
  const inOrder = serviceDays(book, kindOf).flatMap(({ classes: its }) => its)
  for (const [at, { id }] of book.entries()) classes.set(id, inOrder[at] as MoveClass)
}

async function movesAsEntries(queries: Queries, ids: readonly number[]): Promise<Map<number, Book[number]>> {
  if (ids.length === 0) return new Map()
  const rows = await queries
    .selectFrom('move')
    .select(['id', 'occurred_on', 'from_id', 'to_id', 'units', 'level_entry_id'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        day: row.occurred_on as CalendarDay,
        from: row.from_id,
        to: row.to_id,
        units: row.units,
        levelEntry: row.level_entry_id,
      },
    ]),
  )
}

/**
 * A level statement is taken back when a person reverses the move that reached it, and with it what only said the same
 * level again, with its places: no move of its own could be reversed to take that back.
 */
export async function withdrawLevel(queries: Queries, levelEntry: number, instant: number): Promise<void> {
  const { service_id, occurred_on, level } = await queries
    .selectFrom('level_entry')
    .select(['service_id', 'occurred_on', 'level'])
    .where('id', '=', levelEntry)
    .executeTakeFirstOrThrow()
  const ofItsOwn = queries
    .selectFrom('move')
    .select('level_entry_id')
    .where('service_id', '=', service_id)
    .where('level_entry_id', 'is not', null)
  await queries
    .updateTable('level_entry')
    .set({ withdrawn_at: instant })
    .where((on) =>
      on.or([
        on('id', '=', levelEntry),
        on.and([
          on('service_id', '=', service_id),
          on('occurred_on', '=', occurred_on),
          on('level', '=', level),
          on('id', '>', levelEntry),
          on('id', 'not in', ofItsOwn),
        ]),
      ]),
    )
    .where('withdrawn_at', 'is', null)
    .execute()
}
