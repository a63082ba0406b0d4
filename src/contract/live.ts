import * as z from 'zod/mini'
import { changeKinds } from '../domain/change.ts'
import { Id } from '../domain/names.ts'
import { endpoint } from './endpoint.ts'
import { whole } from './queries.ts'

/**
 * What an event `change` bears as its data: what the change was about and whose it is, never what it says. Its `id` is the
 * sequence of the change.
 */
export const ChangeEvent = z.object({
  kinds: z.array(z.enum(changeKinds)),
  /** The teams it concerns, of those that the reader may read; null where it belongs to no team. */
  teams: z.nullable(z.array(Id)),
})
export type ChangeEvent = z.infer<typeof ChangeEvent>

/** Why a stream ends: who asks may have other rights now, or is nobody any more. */
export const endReasons = ['rights', 'signed-out'] as const

/** What an event `end` bears. */
export const EndEvent = z.object({ reason: z.enum(endReasons) })
export type EndEvent = z.infer<typeof EndEvent>

export const followChanges = endpoint({
  name: 'followChanges',
  method: 'GET',
  path: '/api/v1/events',
  summary:
    'What others change, while they change it (server-sent events): `ready`, then `change` with kinds and teams; `reset` after too long a gap: read everything anew; `end`: ask who you are',
  query: z.object({
    /** The sequence that was read last, such as `sequence` of the session; the header Last-Event-ID comes before it. */
    after: z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
  }),
  answer: z.string(),
  answerType: 'text/event-stream',
})
