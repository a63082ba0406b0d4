import type { Queries, SessionRow } from '../database/tables.ts'
import { nextId } from './ledgers.ts'

/** For how long a local sign-in lasts without use, and at the longest, in milliseconds. */
export const sessionLimits = { idle: 2 * 60 * 60_000, whole: 12 * 60 * 60_000 } as const

/** Its last use is noted at most so often: whoever reads all day shall not write all day. */
export const noteSeenEvery = 60_000

/** The session of a cookie, if it still stands at that instant. One seek by its key. */
export async function sessionByHash(queries: Queries, hash: string, now: number): Promise<SessionRow | null> {
  const row = await queries.selectFrom('session').selectAll().where('token_hash', '=', hash).executeTakeFirst()
  if (!row || now - row.seen_at >= sessionLimits.idle || now - row.created_at >= sessionLimits.whole) return null
  return row
}

export async function insertSession(queries: Queries, session: Omit<SessionRow, 'id' | 'seen_at'>): Promise<number> {
  const id = await nextId(queries, 'session')
  // Those that are over are of no use to anybody, and go when a new one comes.
  await queries
    .deleteFrom('session')
    .where(({ or, eb }) =>
      or([
        eb('seen_at', '<', session.created_at - sessionLimits.idle),
        eb('created_at', '<', session.created_at - sessionLimits.whole),
      ]),
    )
    .execute()
  await queries
    .insertInto('session')
    .values({ ...session, id, seen_at: session.created_at })
    .execute()
  return id
}

export async function noteSessionSeen(queries: Queries, hash: string, now: number): Promise<void> {
  await queries.updateTable('session').set({ seen_at: now }).where('token_hash', '=', hash).execute()
}

export async function sessionsOf(queries: Queries, person: number, now: number): Promise<SessionRow[]> {
  const rows = await queries
    .selectFrom('session')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('seen_at', 'desc')
    .execute()
  return rows.filter(
    ({ seen_at, created_at }) => now - seen_at < sessionLimits.idle && now - created_at < sessionLimits.whole,
  )
}

export async function deleteSession(queries: Queries, hash: string): Promise<void> {
  await queries.deleteFrom('session').where('token_hash', '=', hash).execute()
}

/** All sessions of a person but one. */
export async function deleteSessionsOf(queries: Queries, person: number, except = ''): Promise<void> {
  await queries.deleteFrom('session').where('person_id', '=', person).where('token_hash', '!=', except).execute()
}
