import { sql } from 'kysely'
import type { Queries, SessionRow } from '../database/tables.ts'
import { wordsIn } from './people-search.ts'
import { escapeLike } from './places.ts'
import { standingAt } from './sessions.ts'

export interface OpenSessionSearch {
  /** Words, each in the name or the sign-in name of the person, or in the address. */
  readonly q?: string | undefined
  /** Sessions that began before the one of this number. */
  readonly before?: number | undefined
  readonly limit: number
  readonly now: number
}

/**
 * Sessions of everybody that stand, the latest sign-in first. By keyset over their numbers, as use moves a session's last
 * use while somebody pages, but never its number.
 */
export function openSessions(queries: Queries, search: OpenSessionSearch): Promise<(SessionRow & { name: string })[]> {
  return openSessionsWanted(queries, search).execute()
}

export const openSessionsWanted = (queries: Queries, { q, before, limit, now }: OpenSessionSearch) => {
  const open = matching(queries, now, q)
  return (before === undefined ? open : open.where('session.id', '<', before))
    .selectAll('session')
    .select(sql<string>`(select person.name from person where person.id = session.person_id)`.as('name'))
    .orderBy('session.id', 'desc')
    .limit(limit)
}

/** How many there are on all pages. */
export async function countOpenSessions(queries: Queries, now: number, q?: string): Promise<number> {
  const { count } = await matching(queries, now, q)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** How many sessions of each of these people are open. */
export async function openSessionsPerPerson(
  queries: Queries,
  people: readonly number[],
  now: number,
): Promise<ReadonlyMap<number, number>> {
  if (people.length === 0) return new Map()
  const rows = await matching(queries, now)
    .select(({ fn }) => ['session.person_id', fn.countAll<number>().as('count')])
    .where('session.person_id', 'in', [...new Set(people)])
    .groupBy('session.person_id')
    .execute()
  return new Map(rows.map(({ person_id, count }) => [person_id, Number(count)]))
}

function matching(queries: Queries, now: number, q?: string) {
  let wanted = queries.selectFrom('session').where(standingAt(now))
  for (const word of wordsIn(q)) {
    const like = `%${escapeLike(word)}%`
    const named = sql`select person.id from person
      where person.name_search like ${like} escape '\\' or coalesce(person.sign_in_name, '') like ${like} escape '\\'`
    wanted = wanted.where(sql<boolean>`(session.person_id in (${named}) or session.address like ${like} escape '\\')`)
  }
  return wanted
}
