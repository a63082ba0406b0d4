import type { Hono } from 'hono'
import { listAudit } from '../../contract/audit.ts'
import type { AnswerOf, ParsedQuery } from '../../contract/endpoint.ts'
import { addDays, endOfDayIn } from '../../domain/calendar-day.ts'
import type { Queries } from '../database/tables.ts'
import { BadInput } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { auditActions, findEntries } from '../storage/audit-entries.ts'
import { readProgramme } from '../storage/programme.ts'

export function auditRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listAudit, { action: 'read-audit' }, async ({ query, queries }) => {
    const { zone } = await readProgramme(queries)
    return { ...(await entriesOf(queries, zone, query)), actions: await auditActions(queries) }
  })
}

/** A page of the record, the latest first. */
export async function entriesOf(
  queries: Queries,
  zone: string,
  { q, action, from, to, before, limit }: ParsedQuery<typeof listAudit>,
): Promise<Pick<AnswerOf<typeof listAudit>, 'entries' | 'next'>> {
  if (from !== undefined && to !== undefined && from > to)
    throw new BadInput({ from: 'The first day lies after the last. Swap from and to.' })
  const found = await findEntries(queries, {
    q,
    action,
    before,
    limit: limit + 1,
    // A day begins where the one before it ends.
    since: from === undefined ? undefined : endOfDayIn(zone, addDays(from, -1)),
    until: to === undefined ? undefined : endOfDayIn(zone, to),
  })
  const entries = found.slice(0, limit)
  return { entries, next: found.length > limit ? (entries.at(-1)?.id ?? null) : null }
}
