import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { LocationKind } from '../../domain/location.ts'
import type { Move, MoveClass, MoveSource } from '../../domain/move.ts'
import { serviceDays } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import { kindsOfLocations, standingMoves } from './ledgers.ts'

interface MoveSearch {
  readonly service?: number | undefined
  readonly team?: number | undefined
  readonly division?: number | undefined
  readonly location?: number | undefined
  readonly from?: CalendarDay | undefined
  readonly to?: CalendarDay | undefined
  readonly importId?: number | undefined
  readonly knownAt?: number | undefined
  /** Narrows to what may be of that class; the class itself is derived. */
  readonly class?: MoveClass | undefined
  readonly below?: { readonly day: CalendarDay; readonly id: number } | undefined
  readonly limit: number
}

/** Moves, latest day first, then latest written. Corrections and what they correct are all there. */
export async function findMoves(queries: Queries, search: MoveSearch): Promise<Move[]> {
  // The page is found on the ledger alone, along its index of days, before anything is joined to it.
  let wanted = queries.selectFrom('move').select('id')
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
async function mayBe(queries: Queries, wanted: MoveClass): Promise<RawBuilder<boolean>> {
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

/** These moves, latest day first, then latest written. */
export async function movesById(queries: Queries, ids: readonly number[], knownAt?: number): Promise<Move[]> {
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
): Promise<Map<number, MoveClass>> {
  const classes = new Map<number, MoveClass>()
  const services = [...new Set(moves.map(({ service }) => service))]
  const kindOf = await kindsOfLocations(queries)
  const books = await standingMoves(queries, services, knownAt)
  const originals = await movesAsEntries(
    queries,
    moves.map(({ id, reverses }) => reverses ?? id),
  )
  for (const [service, book] of books) {
    const wanted = moves.filter((move) => move.service === service)
    const standing = new Set(book.map(({ id }) => id))
    assign(classes, book, kindOf)
    for (const { id, reverses } of wanted) {
      const original = originals.get(reverses ?? id)
      if (standing.has(id) || !original) continue
      const asIfStanding = [...book, original].sort((one, other) =>
        one.day < other.day ? -1 : one.day > other.day ? 1 : one.id - other.id,
      )
      const found = new Map<number, MoveClass>()
      assign(found, asIfStanding, kindOf)
      classes.set(id, found.get(original.id) as MoveClass)
    }
  }
  return classes
}

type Book = Awaited<ReturnType<typeof standingMoves>> extends Map<number, infer Moves> ? Moves : never

function assign(classes: Map<number, MoveClass>, book: Book, kindOf: Parameters<typeof serviceDays>[1]): void {
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
