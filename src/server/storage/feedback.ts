import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { feedbackShown, feedbackSorts } from '../../contract/feedback.ts'
import { addDays, type CalendarDay, endOfDayIn } from '../../domain/calendar-day.ts'
import { type Feedback, type FeedbackKind, feedbackDaysBack, pulseOf } from '../../domain/feedback.ts'
import { searchable } from '../../domain/names.ts'
import type { FeedbackRow } from '../database/feedback-tables.ts'
import type { Queries } from '../database/tables.ts'
import { nextId } from './ledgers.ts'
import { movedOnOf } from './moved-on.ts'
import { escapeLike } from './places.ts'
import { type Scope, scopes } from './rollups.ts'

export type FeedbackShown = (typeof feedbackShown)[number]

export interface FeedbackFilters {
  readonly show?: FeedbackShown
  readonly service?: number | undefined
  readonly region?: number | undefined
  readonly kind?: readonly FeedbackKind[] | undefined
  readonly ratingTo?: number | undefined
  readonly owned?: boolean | undefined
  readonly q?: string | undefined
}

interface Page {
  readonly sort: (typeof feedbackSorts)[number]
  readonly limit: number
  readonly offset: number
}

/** Feedback with its services and teams. */
export const feedbackWithTeams = (queries: Queries) =>
  queries
    .selectFrom('feedback')
    .innerJoin('service', 'service.id', 'feedback.service_id')
    .innerJoin('team', 'team.id', 'service.team_id')
    .leftJoin('region', 'region.id', 'feedback.region_id')

export const feedbackOfScope = ({ scope, id }: Scope): RawBuilder<boolean> =>
  scope === scopes.team
    ? sql<boolean>`team.id = ${id}`
    : scope === scopes.division
      ? sql<boolean>`team.division_id = ${id}`
      : sql<boolean>`1 = 1`

const shows: Readonly<Record<FeedbackShown, RawBuilder<boolean>>> = {
  waiting: sql<boolean>`feedback.answered_at is null`,
  open: sql<boolean>`feedback.acknowledged_at is null`,
  acknowledged: sql<boolean>`(feedback.acknowledged_at is not null and feedback.resolved_at is null)`,
  resolved: sql<boolean>`feedback.resolved_at is not null`,
  all: sql<boolean>`1 = 1`,
}

function filtered(queries: Queries, scope: Scope, filters: FeedbackFilters) {
  const { show = 'all', service, region, kind, ratingTo, owned, q } = filters
  let wanted = feedbackWithTeams(queries).where(shows[show]).where(feedbackOfScope(scope))
  if (service !== undefined) wanted = wanted.where('feedback.service_id', '=', service)
  if (region !== undefined) wanted = wanted.where('feedback.region_id', '=', region)
  if (kind !== undefined) wanted = wanted.where('feedback.kind', 'in', kind.length > 0 ? [...kind] : [''])
  if (ratingTo !== undefined) wanted = wanted.where('feedback.rating', '<=', ratingTo)
  if (owned !== undefined) wanted = wanted.where('feedback.owner', owned ? '<>' : '=', '')
  for (const word of q ? searchable(q).split(/\s+/) : []) {
    const like = `%${escapeLike(word)}%`
    wanted = wanted.where(sql<boolean>`(feedback.search like ${like} escape '\\'
      or team.name_search like ${like} escape '\\' or service.name_search like ${like} escape '\\')`)
  }
  return wanted
}

const orders: Readonly<Record<Page['sort'], RawBuilder<unknown>>> = {
  given: sql`feedback.given_at, feedback.id`,
  '-given': sql`feedback.given_at desc, feedback.id desc`,
  rating: sql`feedback.rating, feedback.given_at, feedback.id`,
  '-rating': sql`feedback.rating desc, feedback.given_at, feedback.id`,
  service: sql`service.name_search, feedback.given_at, feedback.id`,
}

export async function pageOfFeedback(
  queries: Queries,
  scope: Scope,
  filters: FeedbackFilters,
  { sort, limit, offset }: Page,
): Promise<Feedback[]> {
  const rows = await withNames(filtered(queries, scope, filters))
    .orderBy(orders[sort])
    .limit(limit)
    .offset(offset)
    .execute()
  return shown(queries, rows)
}

export async function countFeedback(queries: Queries, scope: Scope, filters: FeedbackFilters): Promise<number> {
  const { count } = await filtered(queries, scope, filters)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** How many there are of each state, by one pass. */
export async function feedbackCounts(queries: Queries, scope: Scope): Promise<Record<FeedbackShown, number>> {
  const sum = (of: RawBuilder<boolean>) =>
    sql<number>`cast(coalesce(sum(case when ${of} then 1 else 0 end), 0) as bigint)`
  return feedbackWithTeams(queries)
    .where(feedbackOfScope(scope))
    .select([
      sum(shows.waiting).as('waiting'),
      sum(shows.open).as('open'),
      sum(shows.acknowledged).as('acknowledged'),
      sum(shows.resolved).as('resolved'),
      sql<number>`cast(count(*) as bigint)`.as('all'),
    ])
    .executeTakeFirstOrThrow()
}

export async function feedbackById(queries: Queries, id: number): Promise<Feedback | undefined> {
  const rows = await withNames(feedbackWithTeams(queries).where('feedback.id', '=', id)).execute()
  return (await shown(queries, rows))[0]
}

const withNames = (wanted: ReturnType<typeof feedbackWithTeams>) =>
  wanted
    .selectAll('feedback')
    .select([
      'service.name as serviceName',
      'team.name as teamName',
      sql<number>`team.id`.as('teamId'),
      'region.name as regionName',
    ])

interface NamedRow extends FeedbackRow {
  readonly serviceName: string
  readonly teamName: string
  readonly teamId: number
  readonly regionName: string | null
}

async function shown(queries: Queries, rows: readonly NamedRow[]): Promise<Feedback[]> {
  const movedOn = await movedOnOf(
    queries,
    rows.map(({ id, service_id, given_on }) => ({ key: id, service: service_id, upTo: given_on as CalendarDay })),
  )
  return rows.map((row) => ({
    id: row.id,
    service: { id: row.service_id, name: row.serviceName },
    team: { id: row.teamId, name: row.teamName },
    rating: row.rating,
    kind: row.kind as FeedbackKind,
    region: row.region_id === null ? null : { id: row.region_id, name: row.regionName ?? '' },
    words: row.words,
    givenBy: row.given_by,
    givenAt: instant(row.given_at),
    givenOn: row.given_on as CalendarDay,
    pulse: pulseOf(movedOn.get(row.id) ?? null, row.given_on as CalendarDay),
    state: row.resolved_at !== null ? 'resolved' : row.acknowledged_at !== null ? 'acknowledged' : 'open',
    owner: row.owner === '' ? null : { person: row.owner_id, name: row.owner },
    acknowledged: done(row.acknowledged_at, row.acknowledged_by),
    answer:
      row.answered_at === null ? null : { at: instant(row.answered_at), by: row.answered_by ?? '', words: row.answer },
    resolved: done(row.resolved_at, row.resolved_by),
    blocker: row.blocker_id,
    move: row.move_id,
    version: row.version,
  }))
}

const instant = (at: number): string => new Date(at).toISOString()
const done = (at: number | null, by: string | null) => (at === null ? null : { at: instant(at), by: by ?? '' })

export async function feedbackRow(queries: Queries, id: number): Promise<FeedbackRow | undefined> {
  return queries.selectFrom('feedback').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertFeedback(queries: Queries, row: Omit<FeedbackRow, 'id' | 'version'>): Promise<number> {
  const id = await nextId(queries, 'feedback')
  await queries
    .insertInto('feedback')
    .values({ id, ...row, version: 1 })
    .execute()
  return id
}

/** The service of a link, by its number alone: a name may change while the link is out. */
export async function serviceAskedAbout(
  queries: Queries,
  id: number,
): Promise<{ id: number; name: string; team_id: number } | undefined> {
  return queries.selectFrom('service').select(['id', 'name', 'team_id']).where('id', '=', id).executeTakeFirst()
}

/** How much came by a link today, whatever day it is of. */
export async function givenByLink(
  queries: Queries,
  token: number,
  { today, zone }: { readonly today: CalendarDay; readonly zone: string },
): Promise<number> {
  const { count } = await queries
    .selectFrom('feedback')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('token_id', '=', token)
    .where('given_on', '>=', addDays(today, -feedbackDaysBack))
    .where('given_at', '>=', endOfDayIn(zone, addDays(today, -1)))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Writes the change; the version moves by one. */
export async function updateFeedback(queries: Queries, id: number, change: Partial<FeedbackRow>): Promise<void> {
  await queries
    .updateTable('feedback')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** What search compares. */
export const searchOfFeedback = (row: Pick<FeedbackRow, 'words' | 'answer' | 'given_by' | 'owner'>): string =>
  searchable([row.words, row.answer, row.given_by, row.owner].join(' '))
