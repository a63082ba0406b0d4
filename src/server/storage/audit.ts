import type { Queries } from '../database/tables.ts'
import { nextId } from './ledgers.ts'

interface Act {
  readonly actor: string
  readonly means: string
  readonly recordedAt: number
  readonly action: string
  readonly subject: string
  readonly before?: unknown
  readonly after?: unknown
}

/** Who changed what, before and after, in the same transaction as the change. */
export async function audit(queries: Queries, act: Act): Promise<void> {
  await queries
    .insertInto('audit')
    .values({
      id: await nextId(queries, 'audit'),
      recorded_at: act.recordedAt,
      actor: act.actor,
      means: act.means,
      action: act.action,
      subject: act.subject,
      before: act.before === undefined ? null : JSON.stringify(act.before),
      after: act.after === undefined ? null : JSON.stringify(act.after),
    })
    .execute()
}
