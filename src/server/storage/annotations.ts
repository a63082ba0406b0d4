import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { annotationSorts } from '../../contract/annotations.ts'
import type { Annotation } from '../../domain/annotation.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { searchable } from '../../domain/names.ts'
import type { AnnotationRow } from '../database/annotation-tables.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { nextId } from './ledgers.ts'
import { escapeLike } from './places.ts'

type Looking = Pick<View, 'asOf' | 'knownAt' | 'division' | 'team'>

export interface AnnotationFilters {
  readonly below?: boolean
  readonly tags?: readonly string[] | undefined
  readonly q?: string | undefined
  readonly from?: CalendarDay | undefined
  readonly to?: CalendarDay | undefined
}

interface Page {
  readonly sort: (typeof annotationSorts)[number]
  readonly limit: number
  readonly offset: number
}

/** Rows with the names of what they are of; the division of a team's is not named. */
const named = (queries: Queries) =>
  queries
    .selectFrom('annotation')
    .leftJoin('division', 'division.id', 'annotation.division_id')
    .leftJoin('team', 'team.id', 'annotation.team_id')

const knownBy = (knownAt: number | null): RawBuilder<boolean> =>
  knownAt === null
    ? sql<boolean>`annotation.ended_at is null`
    : sql<boolean>`annotation.recorded_at <= ${knownAt} and (annotation.ended_at is null or annotation.ended_at > ${knownAt})`

/** The charts of a team bear its own, its division's and everybody's; below them lie those of its parts. */
function ofScope({ division, team }: Looking, below: boolean): RawBuilder<boolean> {
  const everybodys = sql<boolean>`(annotation.division_id is null and annotation.team_id is null)`
  if (team)
    return sql<boolean>`(${everybodys} or annotation.division_id = ${team.division} or annotation.team_id = ${team.id})`
  if (division)
    return below
      ? sql<boolean>`(${everybodys} or annotation.division_id = ${division.id} or team.division_id = ${division.id})`
      : sql<boolean>`(${everybodys} or annotation.division_id = ${division.id})`
  return below ? sql<boolean>`1 = 1` : everybodys
}

function filtered(queries: Queries, view: Looking, { below = false, tags = [], q, from, to }: AnnotationFilters) {
  let wanted = named(queries).where(knownBy(view.knownAt)).where(ofScope(view, below))
  // One of several days is in view where any of them is.
  if (from !== undefined) wanted = wanted.where(sql<boolean>`coalesce(annotation.until_day, annotation.day) >= ${from}`)
  if (to !== undefined) wanted = wanted.where('annotation.day', '<=', to)
  if (tags.length > 0) {
    const some = tags.map((tag) => sql`annotation.search like ${`%\n${escapeLike(searchable(tag))}\n%`} escape '\\'`)
    wanted = wanted.where(sql<boolean>`(${sql.join(some, sql` or `)})`)
  }
  for (const word of q ? searchable(q).split(/\s+/) : []) {
    const like = `%${escapeLike(word)}%`
    wanted = wanted.where(sql<boolean>`(annotation.search like ${like} escape '\\'
      or division.name_search like ${like} escape '\\' or team.name_search like ${like} escape '\\')`)
  }
  return wanted
}

const orders: Readonly<Record<Page['sort'], RawBuilder<unknown>>> = {
  day: sql`annotation.day, annotation.number`,
  '-day': sql`annotation.day desc, annotation.number desc`,
}

export async function pageOfAnnotations(
  queries: Queries,
  view: Looking,
  filters: AnnotationFilters,
  { sort, limit, offset }: Page,
): Promise<Annotation[]> {
  const rows = await withNames(filtered(queries, view, filters))
    .orderBy(orders[sort])
    .limit(limit)
    .offset(offset)
    .execute()
  // Each of them stood then, though it may have been withdrawn since.
  return rows.map((row) => ({ ...shown(row, view.asOf), withdrawn: null }))
}

export async function countAnnotations(queries: Queries, view: Looking, filters: AnnotationFilters): Promise<number> {
  const { count } = await filtered(queries, view, filters)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Each tag with how many bear it, the most borne first. Reads the tags alone, once each as they were written. */
export async function tagsOfAnnotations(
  queries: Queries,
  view: Looking,
  below: boolean,
): Promise<{ tag: string; count: number }[]> {
  const rows = await filtered(queries, view, { below })
    .select(['annotation.tags', sql<number>`cast(count(*) as bigint)`.as('count')])
    .groupBy('annotation.tags')
    .execute()
  const counts = new Map<string, number>()
  for (const { tags, count } of rows)
    for (const tag of JSON.parse(tags) as string[]) counts.set(tag, (counts.get(tag) ?? 0) + Number(count))
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((one, other) => other.count - one.count || (one.tag < other.tag ? -1 : 1))
}

/** As it was said last, also where it was withdrawn since. */
export async function annotationByNumber(
  queries: Queries,
  asOf: CalendarDay,
  number: number,
): Promise<Annotation | undefined> {
  const row = await withNames(named(queries).where('annotation.number', '=', number))
    .orderBy('annotation.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && shown(row, asOf)
}

const withNames = (wanted: ReturnType<typeof named>) =>
  wanted.selectAll('annotation').select(['division.name as divisionName', 'team.name as teamName'])

interface NamedRow extends AnnotationRow {
  readonly divisionName: string | null
  readonly teamName: string | null
}

function shown(row: NamedRow, asOf: CalendarDay): Annotation {
  return {
    id: row.number,
    day: row.day as CalendarDay,
    until: row.until_day as CalendarDay | null,
    words: row.words,
    tags: JSON.parse(row.tags) as string[],
    link: row.link,
    division: row.division_id === null ? null : { id: row.division_id, name: row.divisionName ?? '' },
    team: row.team_id === null ? null : { id: row.team_id, name: row.teamName ?? '' },
    isAhead: row.day > asOf,
    recordedAt: new Date(row.recorded_at).toISOString(),
    recordedBy: row.recorded_by,
    withdrawn:
      row.withdrawn_by === null
        ? null
        : { at: new Date(row.ended_at ?? row.recorded_at).toISOString(), by: row.withdrawn_by },
    version: row.version,
  }
}

export interface SaidAnnotation extends Pick<Annotation, 'day' | 'until' | 'words' | 'tags' | 'link'> {
  readonly division: number | null
  readonly team: number | null
}

/** A new one, or the next of one whose row before was ended. Returns its number. */
export async function insertAnnotation(
  queries: Queries,
  said: SaidAnnotation,
  { recordedAt, recordedBy, of }: { recordedAt: number; recordedBy: string; of?: { number: number; version: number } },
): Promise<number> {
  const id = await nextId(queries, 'annotation')
  const number = of?.number ?? id
  await queries
    .insertInto('annotation')
    .values({
      id,
      number,
      version: (of?.version ?? 0) + 1,
      day: said.day,
      until_day: said.until,
      words: said.words,
      tags: JSON.stringify(said.tags),
      link: said.link,
      division_id: said.division,
      team_id: said.team,
      recorded_at: recordedAt,
      recorded_by: recordedBy,
      ended_at: null,
      withdrawn_by: null,
      search: `\n${said.tags.map((tag) => `${tag}\n`).join('')}${searchable(said.words)}`,
    })
    .execute()
  return number
}

/** Ends what stands of one, as it is said anew or, by somebody, taken off the charts. */
export async function endAnnotation(
  queries: Queries,
  number: number,
  at: number,
  withdrawnBy: string | null,
): Promise<void> {
  await queries
    .updateTable('annotation')
    .set({ ended_at: at, withdrawn_by: withdrawnBy })
    .where('number', '=', number)
    .where('ended_at', 'is', null)
    .execute()
}
