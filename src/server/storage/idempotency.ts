import { Refusal } from '../../domain/refusal.ts'
import type { Database } from '../database/database.ts'
import type { Queries } from '../database/tables.ts'

interface Request {
  readonly key: string
  readonly actor: string
  readonly fingerprint: string
  readonly now: number
  /** Whose rows these are. */
  readonly database: Database
}

interface StoredAnswer {
  readonly status: number
  readonly answer: string
}

const keptFor = 30 * 24 * 60 * 60 * 1000
const betweenSweeps = 60_000

/** When this server last swept old keys out: to do so with each write would cost a round trip, mostly for no row. */
const sweptAt = new WeakMap<Database, number>()

/**
 * Does the work once for a key: the same key with the same request gives the stored answer, with another one is
 * refused. The answer is stored in the same transaction as the work.
 */
export async function answerOnce(
  queries: Queries,
  request: Request,
  work: () => Promise<StoredAnswer>,
): Promise<StoredAnswer & { replayed: boolean }> {
  const stored = await queries
    .selectFrom('idempotency')
    .select(['actor', 'fingerprint', 'status', 'answer'])
    .where('key', '=', request.key)
    .executeTakeFirst()
  if (stored) {
    // A key belongs to who used it first: its answer is for no one else's eyes.
    if (stored.actor === request.actor && stored.fingerprint === request.fingerprint)
      return { status: stored.status, answer: stored.answer, replayed: true }
    throw new Refusal(
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request. Send a new key for each thing you log.',
    )
  }
  const answer = await work()
  await sweep(queries, request)
  await queries
    .insertInto('idempotency')
    .values({
      key: request.key,
      actor: request.actor,
      fingerprint: request.fingerprint,
      recorded_at: request.now,
      ...answer,
    })
    .execute()
  return { ...answer, replayed: false }
}

/** One that is rolled back with its write is made up for by the next. A clock that was put back sweeps at once. */
async function sweep(queries: Queries, { now, database }: Request): Promise<void> {
  const since = now - (sweptAt.get(database) ?? Number.NEGATIVE_INFINITY)
  if (since >= 0 && since < betweenSweeps) return
  sweptAt.set(database, now)
  await queries
    .deleteFrom('idempotency')
    .where('recorded_at', '<', now - keptFor)
    .execute()
}
