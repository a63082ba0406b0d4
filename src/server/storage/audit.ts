import type { AuditAction, Concerning } from '../../domain/audit-actions.ts'
import { localAdministrator } from '../../domain/permissions.ts'
import type { AuditRow, Queries } from '../database/tables.ts'
import { sha256 } from '../hash.ts'

/** Who acts, by which means, from where. */
export interface By {
  /** What the ledger and people call them. */
  readonly actor: string
  /** `person:12`, `token:3`, `local`: the same for ever and for nobody else. */
  readonly actorId: string
  /** web (the page) · token · api (a program without one) · import · command line */
  readonly means: string
  /** The network address of the client, '' where there is none. */
  readonly address: string
}

/** Whoever can run the command line holds the data folder, and so everything. */
export const byCommandLine: By = {
  actor: localAdministrator.name,
  actorId: localAdministrator.id,
  means: 'command line',
  address: '',
}

interface Said {
  readonly recordedAt: number
  readonly subject: string
  readonly before?: unknown
  readonly after?: unknown
}

/** What is put on record; with each action goes what whoever is told while it happens is chosen by. */
export type Act = { [A in AuditAction]: Said & { readonly action: A } & Concerning<A> }[AuditAction]

/**
 * Who changed what, before and after, in the same transaction as the change. Each entry is chained to the one before it
 * by a hash over everything it says, so that none can be changed, taken out or put in between without a trace. Its number is
 * the sequence of changes: given under the write lock, without a gap, in the order of the commits.
 */
export async function audit(queries: Queries, by: By, act: Act): Promise<void> {
  const last = lastOf.get(queries) ?? (await lastEntry(queries))
  const row = {
    id: (last?.id ?? 0) + 1,
    recorded_at: act.recordedAt,
    actor: by.actor,
    actor_id: by.actorId,
    means: by.means,
    address: by.address,
    action: act.action,
    subject: act.subject,
    before: act.before === undefined ? null : JSON.stringify(act.before),
    after: act.after === undefined ? null : JSON.stringify(act.after),
    concerns: concernsOf(act),
  }
  const hash = chainHash(last?.hash ?? '', row)
  lastOf.delete(queries)
  await queries
    .insertInto('audit')
    .values({ ...row, hash })
    .execute()
  lastOf.set(queries, { id: row.id, hash })
}

interface LastEntry {
  readonly id: number
  readonly hash: string
}

/** What a write transaction put on record last. It holds the write lock, so nobody else writes an entry before it ends. */
const lastOf = new WeakMap<Queries, LastEntry>()

const lastEntry = (queries: Queries): Promise<LastEntry | undefined> =>
  queries.selectFrom('audit').select(['id', 'hash']).orderBy('id', 'desc').limit(1).executeTakeFirst()

/** Each team and each actor once, in one order, so that the same is said by the same text. */
function concernsOf({ teams, actors }: Act): string | null {
  if (teams === undefined && actors === undefined) return null
  const sorted = (list: readonly number[]) => [...new Set(list)].sort((one, other) => one - other)
  return JSON.stringify({
    ...(teams === undefined ? {} : { teams: teams === 'all' ? teams : sorted(teams) }),
    ...(actors === undefined ? {} : { actors: [...new Set(actors)].sort() }),
  })
}

export interface ChainState {
  readonly entries: number
  /** The hash of the last entry: noted elsewhere, it shows later that nothing was cut off at the end. '' where there is none. */
  readonly head: string
  /** The first entry that does not follow from the one before it. */
  readonly brokenAt: number | null
}

const entriesAtOnce = 2_000

/** Works every hash out again. Entries from before there was a chain stand at its beginning, without a hash. */
export async function checkChain(queries: Queries, progress: (done: number) => void = () => {}): Promise<ChainState> {
  let entries = 0
  let head = ''
  let lastId = 0
  for (;;) {
    const rows = await queries
      .selectFrom('audit')
      .selectAll()
      .where('id', '>', lastId)
      .orderBy('id')
      .limit(entriesAtOnce)
      .execute()
    for (const { hash, ...row } of rows) {
      const follows = hash === '' ? head === '' : row.id === lastId + 1 && hash === chainHash(head, row)
      if (!follows) return { entries, head, brokenAt: row.id }
      head = hash
      lastId = row.id
      entries++
    }
    progress(entries)
    if (rows.length < entriesAtOnce) return { entries, head, brokenAt: null }
  }
}

/**
 * The hash of an entry over the hash of the one before it: SHA-256, in hex. '' stands before the first. Whom it concerns is
 * part of it where that is said: entries from before it was keep their hash.
 */
export const chainHash = (before: string, row: Omit<AuditRow, 'hash'>): string =>
  sha256(
    JSON.stringify([
      before,
      row.id,
      row.recorded_at,
      row.actor,
      row.actor_id,
      row.means,
      row.address,
      row.action,
      row.subject,
      row.before,
      row.after,
      ...(row.concerns === null ? [] : [row.concerns]),
    ]),
  )
