import * as z from 'zod/mini'
import { Instant } from '../domain/move.ts'
import { Id } from '../domain/names.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath } from './queries.ts'

export const Session = z.object({
  id: z.int(),
  means: z.string(),
  address: z.string(),
  agent: z.string(),
  createdAt: Instant,
  seenAt: Instant,
  /** The one that asks. */
  current: z.boolean(),
})
export type Session = z.infer<typeof Session>

export const listSessions = endpoint({
  name: 'listSessions',
  open: true,
  method: 'GET',
  path: '/api/v1/sessions',
  summary: 'Where you are signed in',
  answer: z.object({ sessions: z.array(Session) }),
})

export const endSession = endpoint({
  name: 'endSession',
  open: true,
  method: 'POST',
  path: '/api/v1/sessions/{id}/end',
  summary: 'End one of your sessions',
  params: IdInPath,
  body: z.strictObject({}),
  answer: z.object({ ended: z.boolean() }),
  secret: true,
})

export const endOtherSessions = endpoint({
  name: 'endOtherSessions',
  open: true,
  method: 'POST',
  path: '/api/v1/sessions/end',
  summary: 'End all of your sessions but the one that asks',
  body: z.strictObject({}),
  answer: z.object({ ended: z.int() }),
  secret: true,
})

export const listSessionsOf = endpoint({
  name: 'listSessionsOf',
  method: 'GET',
  path: '/api/v1/people/{id}/sessions',
  summary: 'Where somebody is signed in',
  params: IdInPath,
  answer: z.object({ sessions: z.array(Session) }),
})

export const endSessionsOf = endpoint({
  name: 'endSessionsOf',
  method: 'POST',
  path: '/api/v1/people/{id}/sessions/end',
  summary: 'End a session of somebody, or all of them: they can sign in again',
  params: IdInPath,
  body: z.strictObject({ session: z.optional(Id) }),
  answer: z.object({ ended: z.int() }),
})
