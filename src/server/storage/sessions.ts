import { sql } from 'kysely'
import type { Queries, SessionRow } from '../database/tables.ts'
import { nextId } from './ledgers.ts'

const hour = 60 * 60_000

/**
 * For how long a sign-in lasts without use, and at the longest, in milliseconds. By the provider it lasts a working day,
 * since it can end the session itself and a new sign-in there costs nobody a password.
 */
export const sessionLimits = {
  here: { idle: 2 * hour, whole: 12 * hour },
  provider: { idle: 8 * hour, whole: 24 * hour },
} as const

const limitsOf = (means: string) => (means === 'provider' ? sessionLimits.provider : sessionLimits.here)

type Times = Pick<SessionRow, 'means' | 'seen_at' | 'created_at'>

export const stands = ({ means, seen_at, created_at }: Times, now: number): boolean => {
  const { idle, whole } = limitsOf(means)
  return now - seen_at < idle && now - created_at < whole
}

/** The same as a condition, for a page of sessions out of many. */
export const standingAt = (now: number) => {
  const within = ({ idle, whole }: { readonly idle: number; readonly whole: number }) =>
    sql`session.seen_at > ${now - idle} and session.created_at > ${now - whole}`
  return sql<boolean>`case when session.means = 'provider' then ${within(sessionLimits.provider)}
    else ${within(sessionLimits.here)} end`
}

/** Its last use is noted at most so often: whoever reads all day shall not write all day. */
export const noteSeenEvery = 60_000

/** The session of a cookie, if it still stands at that instant. One seek by its key. */
export async function sessionByHash(queries: Queries, hash: string, now: number): Promise<SessionRow | null> {
  const row = await queries.selectFrom('session').selectAll().where('token_hash', '=', hash).executeTakeFirst()
  return row && stands(row, now) ? row : null
}

export async function insertSession(queries: Queries, session: Omit<SessionRow, 'id' | 'seen_at'>): Promise<number> {
  const id = await nextId(queries, 'session')
  // Those that are over are of no use to anybody, and go when a new one comes.
  for (const [by, { idle, whole }] of Object.entries(sessionLimits)) {
    await queries
      .deleteFrom('session')
      .where('means', by === 'provider' ? '=' : '!=', 'provider')
      .where(({ or, eb }) =>
        or([eb('seen_at', '<', session.created_at - idle), eb('created_at', '<', session.created_at - whole)]),
      )
      .execute()
  }
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
  return rows.filter((row) => stands(row, now))
}

export async function deleteSession(queries: Queries, hash: string): Promise<void> {
  await queries.deleteFrom('session').where('token_hash', '=', hash).execute()
}

/** All sessions of a person but one. */
export async function deleteSessionsOf(queries: Queries, person: number, except = ''): Promise<void> {
  await queries.deleteFrom('session').where('person_id', '=', person).where('token_hash', '!=', except).execute()
}

/**
 * Ends sessions that began by the provider: those of its own session, else all of a person. Gives whose each was, by name.
 */
export async function endProviderSessions(
  queries: Queries,
  of: { readonly issuer: string; readonly person: number | undefined; readonly session: string | undefined },
): Promise<string[]> {
  let wanted = queries
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .select(['session.token_hash', 'person.name'])
    .where('session.means', '=', 'provider')
    .where('person.issuer', '=', of.issuer)
  if (of.session !== undefined) wanted = wanted.where('session.provider_session', '=', of.session)
  if (of.person !== undefined) wanted = wanted.where('session.person_id', '=', of.person)
  const rows = await wanted.execute()
  for (const { token_hash } of rows) await deleteSession(queries, token_hash)
  return rows.map(({ name }) => name)
}
