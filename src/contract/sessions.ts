import * as z from 'zod/mini'
import { Instant } from '../domain/move.ts'
import { Id } from '../domain/names.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath, textInAddress, whole } from './queries.ts'

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

export const OpenSession = z.extend(Session, {
  person: z.object({ id: Id, name: z.string() }),
  /** How many sessions of theirs are open, this one too. */
  ofPerson: z.int(),
})
export type OpenSession = z.infer<typeof OpenSession>

export const listOpenSessions = endpoint({
  name: 'listOpenSessions',
  method: 'GET',
  path: '/api/v1/open-sessions',
  summary: 'Everybody who is signed in, and where: the latest sign-in first, searched and page by page',
  query: z.object({
    /** Words, each in the name or the sign-in name of the person, or in the address. */
    q: z.optional(textInAddress(200)),
    /** Sessions that began before this one: `next` of the page before. */
    before: z.optional(whole(1, Number.MAX_SAFE_INTEGER)),
    limit: z._default(whole(1, 500), 100),
  }),
  answer: z.object({
    sessions: z.array(OpenSession),
    next: z.nullable(z.int()),
    /** On all pages, with what is looked for and without. */
    total: z.int(),
    all: z.int(),
  }),
})
