import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { Instant } from '../domain/move.ts'
import { endpoint } from './endpoint.ts'
import { textInAddress, whole } from './queries.ts'

/** Who did what: one entry for each change and each refusal. */
export const AuditEntry = z.object({
  id: z.int(),
  recordedAt: Instant,
  actor: z.string(),
  /** `person:12`, `token:3`, `local`; '' in entries from before people had numbers. */
  actorId: z.string(),
  /** `web` for the page, `token` for a machine token, `api` for other programs, `command line`, `import`. */
  means: z.string(),
  /** Network address of the client; '' where it came by no network. */
  address: z.string(),
  /** `log-move`, `change-programme`, `refused`, … */
  action: z.string(),
  /** What it was done to, by its name. */
  subject: z.string(),
  /** As it stood before and after; null where there was nothing. */
  before: z.unknown(),
  after: z.unknown(),
  /** SHA-256 over this entry and the hash of the one before it. */
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const auditFilters = {
  /** A part of the actor, the subject or the address. */
  q: z.optional(textInAddress(200)),
  action: z.optional(textInAddress(100)),
  /** Days in the programme's zone, both inclusive. */
  from: z.optional(CalendarDay),
  to: z.optional(CalendarDay),
}

export const listAudit = endpoint({
  name: 'listAudit',
  method: 'GET',
  path: '/api/v1/audit',
  summary: 'Who changed what, and what was refused: the latest first, page by page',
  query: z.object({
    ...auditFilters,
    /** Entries before this one: `next` of the page before. */
    before: z.optional(whole(1, Number.MAX_SAFE_INTEGER)),
    limit: z._default(whole(1, 500), 100),
  }),
  answer: z.object({
    entries: z.array(AuditEntry),
    next: z.nullable(z.int()),
    /** Every action there is, to choose from. */
    actions: z.array(z.string()),
  }),
})
