import type { Hono } from 'hono'
import { listAudit } from '../../contract/audit.ts'
import { addDays, endOfDayIn } from '../../domain/calendar-day.ts'
import { BadInput } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { auditActions, findEntries } from '../storage/audit-entries.ts'
import { readProgramme } from '../storage/programme.ts'

export function auditRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listAudit, { action: 'read-audit' }, async ({ query, queries }) => {
    const { q, action, from, to, before, limit } = query
    if (from !== undefined && to !== undefined && from > to)
      throw new BadInput({ from: 'The first day lies after the last. Swap from and to.' })
    const { zone } = await readProgramme(queries)
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
    return {
      entries,
      next: found.length > limit ? (entries.at(-1)?.id ?? null) : null,
      actions: await auditActions(queries),
    }
  })
}
