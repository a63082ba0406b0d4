import { sql } from 'kysely'
import type { AuditEntry } from '../../contract/audit.ts'
import type { Queries } from '../database/tables.ts'
import { escapeLike } from './places.ts'

interface EntrySearch {
  readonly q: string | undefined
  readonly action: string | undefined
  /** Instants in milliseconds: the first included, the last not. */
  readonly since: number | undefined
  readonly until: number | undefined
  readonly before: number | undefined
  readonly limit: number
}

/** Entries of the audit, the latest first, by keyset: a page costs the same at the end as at the beginning. */
export async function findEntries(queries: Queries, search: EntrySearch): Promise<AuditEntry[]> {
  let wanted = queries.selectFrom('audit').selectAll()
  if (search.before !== undefined) wanted = wanted.where('id', '<', search.before)
  if (search.action !== undefined) wanted = wanted.where('action', '=', search.action)
  if (search.since !== undefined) wanted = wanted.where('recorded_at', '>=', search.since)
  if (search.until !== undefined) wanted = wanted.where('recorded_at', '<', search.until)
  if (search.q !== undefined && search.q.trim() !== '') {
    const like = `%${escapeLike(search.q.trim().toLowerCase())}%`
    wanted = wanted.where(
      sql<boolean>`(lower(actor) like ${like} escape '\\' or lower(subject) like ${like} escape '\\' or address like ${like} escape '\\')`,
    )
  }
  const rows = await wanted.orderBy('id', 'desc').limit(search.limit).execute()
  const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text))
  return rows.map((row) => ({
    id: row.id,
    recordedAt: new Date(row.recorded_at).toISOString(),
    actor: row.actor,
    actorId: row.actor_id,
    means: row.means,
    address: row.address,
    action: row.action,
    subject: row.subject,
    before: parsed(row.before),
    after: parsed(row.after),
    hash: row.hash,
  }))
}

/** Every action that stands in the audit. Few, and each found by a seek in the index of actions. */
export async function auditActions(queries: Queries): Promise<string[]> {
  const actions: string[] = []
  for (;;) {
    const { next } = await queries
      .selectFrom('audit')
      .select(({ fn }) => fn.min('action').as('next'))
      .where('action', '>', actions.at(-1) ?? '')
      .executeTakeFirstOrThrow()
    if (next === null) return actions
    actions.push(next)
  }
}
