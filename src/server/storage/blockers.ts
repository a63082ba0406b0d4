import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { blockerSorts, blockerStates } from '../../contract/blockers.ts'
import { type Blocker, type BlockerKind, type BlockerSpan, daysStood } from '../../domain/blocker.ts'
import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import type { DigestBlockers } from '../../domain/digest.ts'
import { searchable } from '../../domain/names.ts'
import type { BlockerRow } from '../database/daily-tables.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks, nextId } from './ledgers.ts'
import { escapeLike } from './places.ts'
import { type Scope, scopes } from './rollups.ts'
import { wholeSum } from './team-standings.ts'

type Looking = Pick<View, 'scope' | 'asOf' | 'programme'>

export interface BlockerFilters {
  readonly state?: (typeof blockerStates)[number]
  readonly service?: number | undefined
  readonly kind?: readonly BlockerKind[] | undefined
  readonly escalated?: boolean | undefined
  /** Stands since that day. */
  readonly since?: CalendarDay | undefined
  /** Those that a condition on `blocker` holds of, as `stopsPlan` makes one. */
  readonly those?: RawBuilder<boolean> | undefined
  readonly q?: string | undefined
}

interface Page {
  readonly sort: (typeof blockerSorts)[number]
  readonly limit: number
  readonly offset: number
}

/** Blockers with their services and teams. A blocker of a service belongs to the team that the service belongs to. */
const named = (queries: Queries) =>
  queries
    .selectFrom('blocker')
    .leftJoin('service', 'service.id', 'blocker.service_id')
    .innerJoin('team', (join) => join.on(sql<boolean>`team.id = coalesce(blocker.team_id, service.team_id)`))

const standing = (asOf: CalendarDay): RawBuilder<boolean> =>
  sql<boolean>`blocker.since <= ${asOf} and (blocker.resolved_on is null or blocker.resolved_on > ${asOf})`

export const ofScope = ({ scope, id }: Scope): RawBuilder<boolean> =>
  scope === scopes.team
    ? sql<boolean>`team.id = ${id}`
    : scope === scopes.division
      ? sql<boolean>`team.division_id = ${id}`
      : sql<boolean>`1 = 1`

/** The last first day on which one that stands at the view's day is escalated by then. */
const escalatedSince = ({ asOf, programme }: Looking): CalendarDay => addDays(asOf, -programme.escalationDays)

const states = {
  open: standing,
  resolved: (asOf: CalendarDay) => sql<boolean>`blocker.resolved_on <= ${asOf}`,
  all: (asOf: CalendarDay) => sql<boolean>`blocker.since <= ${asOf}`,
}

function filtered(
  queries: Queries,
  view: Looking,
  { state = 'open', service, kind, escalated, since, those, q }: BlockerFilters,
) {
  let wanted = named(queries).where(states[state](view.asOf)).where(ofScope(view.scope))
  if (service !== undefined) wanted = wanted.where('blocker.service_id', '=', service)
  if (since !== undefined) wanted = wanted.where('blocker.since', '=', since)
  if (those !== undefined) wanted = wanted.where(those)
  if (kind !== undefined) wanted = wanted.where('blocker.kind', 'in', kind.length > 0 ? [...kind] : [''])
  if (escalated !== undefined) {
    const isEscalated = sql<boolean>`(${standing(view.asOf)} and blocker.since <= ${escalatedSince(view)})`
    wanted = wanted.where(escalated ? isEscalated : sql<boolean>`not ${isEscalated}`)
  }
  for (const word of q ? searchable(q).split(/\s+/) : []) {
    const like = `%${escapeLike(word)}%`
    wanted = wanted.where(sql<boolean>`(blocker.search like ${like} escape '\\'
      or team.name_search like ${like} escape '\\' or service.name_search like ${like} escape '\\')`)
  }
  return wanted
}

const orders: Readonly<Record<Page['sort'], RawBuilder<unknown>>> = {
  '-days': sql`blocker.since, blocker.id`,
  days: sql`blocker.since desc, blocker.id desc`,
  service: sql`coalesce(service.name_search, ''), blocker.since, blocker.id`,
  team: sql`team.name_search, blocker.since, blocker.id`,
  '-resolved': sql`coalesce(blocker.resolved_on, '') desc, blocker.id desc`,
}

export async function pageOfBlockers(
  queries: Queries,
  view: Looking,
  filters: BlockerFilters,
  { sort, limit, offset }: Page,
): Promise<Blocker[]> {
  const rows = await withNames(filtered(queries, view, filters))
    .orderBy(orders[sort])
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map((row) => shown(row, view))
}

export async function countBlockers(queries: Queries, view: Looking, filters: BlockerFilters): Promise<number> {
  const { count } = await filtered(queries, view, filters)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function blockerInView(queries: Queries, view: Looking, id: number): Promise<Blocker | null> {
  const row = await withNames(named(queries).where('blocker.id', '=', id)).executeTakeFirst()
  return row ? shown(row, view) : null
}

const withNames = (wanted: ReturnType<typeof named>) =>
  wanted
    .selectAll('blocker')
    .select(['service.name as serviceName', 'team.name as teamName', sql<number>`team.id`.as('teamId')])

type NamedRow = BlockerRow & { readonly serviceName: string | null; readonly teamName: string; readonly teamId: number }

function shown(row: NamedRow, view: Looking): Blocker {
  const span = { since: row.since as CalendarDay, resolvedOn: row.resolved_on as CalendarDay | null }
  const isResolved = span.resolvedOn !== null && span.resolvedOn <= view.asOf
  const days = daysStood(span, view.asOf)
  return {
    id: row.id,
    team: { id: row.teamId, name: row.teamName },
    service: row.service_id === null ? null : { id: row.service_id, name: row.serviceName ?? '' },
    kind: row.kind as BlockerKind,
    what: row.what,
    owner: row.owner === '' ? null : { person: row.owner_id, name: row.owner },
    since: span.since,
    days,
    isEscalated: !isResolved && span.since <= escalatedSince(view),
    openedAt: new Date(row.opened_at).toISOString(),
    openedBy: row.opened_by,
    resolved: isResolved ? { on: span.resolvedOn as CalendarDay, by: row.resolved_by ?? '', note: row.note } : null,
    version: row.version,
  }
}

/** How many stand for each of some services at the end of a day. */
export async function blockersOfServices(
  queries: Queries,
  services: readonly number[],
  asOf: CalendarDay,
): Promise<Map<number, number>> {
  const found = new Map<number, number>()
  for (const some of inChunks(services, 5000)) {
    const rows = await queries
      .selectFrom('blocker')
      .select(['service_id', sql<number>`cast(count(*) as bigint)`.as('count')])
      .where('service_id', 'in', some)
      .where(standing(asOf))
      .groupBy('service_id')
      .execute()
    for (const { service_id, count } of rows) if (service_id !== null) found.set(service_id, count)
  }
  return found
}

/** By team: how many stand at the end of the view's day, how many of them are new or escalated, and how many it ended. */
export async function blockersByTeam(queries: Queries, view: Looking): Promise<Map<number, DigestBlockers>> {
  const { asOf } = view
  const those = (condition: RawBuilder<boolean>) => wholeSum(sql`case when ${condition} then 1 else 0 end`)
  const rows = await named(queries)
    .select([
      'team.id as team',
      those(standing(asOf)).as('open'),
      those(sql<boolean>`${standing(asOf)} and blocker.since = ${asOf}`).as('opened'),
      those(sql<boolean>`${standing(asOf)} and blocker.since <= ${escalatedSince(view)}`).as('escalated'),
      those(sql<boolean>`blocker.resolved_on = ${asOf} and blocker.since < ${asOf}`).as('resolved'),
    ])
    .where('blocker.since', '<=', asOf)
    .where(sql<boolean>`(blocker.resolved_on is null or blocker.resolved_on >= ${asOf})`)
    .where(ofScope(view.scope))
    .groupBy('team.id')
    .execute()
  return new Map(rows.map(({ team, ...counts }) => [team, counts]))
}

/** Every blocker of a part of the organisation that stood on some day from one on, up to the view's. */
export async function blockerSpans(queries: Queries, view: Looking, from: CalendarDay): Promise<BlockerSpan[]> {
  const rows = await named(queries)
    .select(['blocker.since', 'blocker.resolved_on'])
    .where('blocker.since', '<=', view.asOf)
    .where(sql<boolean>`(blocker.resolved_on is null or blocker.resolved_on >= ${from})`)
    .where(ofScope(view.scope))
    .execute()
  return rows.map(({ since, resolved_on }) => {
    const resolvedOn = resolved_on as CalendarDay | null
    // What happened after the view's day has not happened yet.
    return {
      since: since as CalendarDay,
      resolvedOn: resolvedOn !== null && resolvedOn > view.asOf ? null : resolvedOn,
    }
  })
}

export async function blockerRow(queries: Queries, id: number): Promise<BlockerRow | undefined> {
  return queries.selectFrom('blocker').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The team it belongs to, which decides who may touch it. */
export async function teamOfBlocker(queries: Queries, { team_id, service_id }: BlockerRow): Promise<number> {
  if (team_id !== null) return team_id
  const service = await queries
    .selectFrom('service')
    .select('team_id')
    .where('id', '=', service_id)
    .executeTakeFirstOrThrow()
  return service.team_id
}

/** The person who is called so, if there is one who may still sign in. */
export async function personCalled(queries: Queries, name: string): Promise<number | null> {
  const row = await queries
    .selectFrom('person')
    .select('id')
    .where('name_search', '=', searchable(name))
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}

export async function insertBlocker(queries: Queries, blocker: Omit<BlockerRow, 'id' | 'version'>): Promise<number> {
  const id = await nextId(queries, 'blocker')
  await queries
    .insertInto('blocker')
    .values({ id, ...blocker, version: 1 })
    .execute()
  return id
}

/** Writes the change; the version moves by one. */
export async function updateBlocker(queries: Queries, id: number, change: Partial<BlockerRow>): Promise<void> {
  await queries
    .updateTable('blocker')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
