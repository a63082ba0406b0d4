import type { Hono } from 'hono'
import {
  endOtherSessions,
  endSession,
  endSessionsOf,
  listOpenSessions,
  listSessions,
  listSessionsOf,
  type Session,
} from '../../contract/sessions.ts'
import type { Queries, SessionRow } from '../database/tables.ts'
import { NotFound } from '../problems.ts'
import { byOf, type Surroundings, serve } from '../serve.ts'
import { serveOpenly } from '../serve-openly.ts'
import { whoAsks } from '../sign-in/let-in.ts'
import { sessionHash } from '../sign-in/session-access.ts'
import { audit, type By } from '../storage/audit.ts'
import { countOpenSessions, openSessions, openSessionsPerPerson } from '../storage/open-sessions.ts'
import { personRow } from '../storage/people.ts'
import { deleteSession, sessionsOf } from '../storage/sessions.ts'

const manage = { action: 'manage-people' } as const

/** Where people are signed in: each sees and ends their own, an administrator anybody's. */
export function sessionRoutes(api: Hono, surroundings: Surroundings): void {
  const { database, clock } = surroundings
  const currentOf = (request: Request): string => sessionHash(request, surroundings) ?? ''

  serveOpenly(api, surroundings, listSessions, async ({ request }) => {
    const { hash, person } = await whoAsks(surroundings, request)
    const rows = await database.read((queries) => sessionsOf(queries, person.id, clock.now()))
    return { sessions: rows.map((row) => said(row, hash)) }
  })

  serveOpenly(api, surroundings, endSession, async ({ params, request }) => {
    const { actor, person } = await whoAsks(surroundings, request)
    await database.write(async (queries) => {
      const now = clock.now()
      const own = (await sessionsOf(queries, person.id, now)).filter(({ id }) => id === params.id)
      if (own.length === 0) throw new NotFound(`Session ${params.id}`)
      await end(queries, own, byOf(actor, request, surroundings), { subject: person.name, now })
    })
    return { ended: true }
  })

  serveOpenly(api, surroundings, endOtherSessions, async ({ request }) => {
    const { actor, hash, person } = await whoAsks(surroundings, request)
    return database.write(async (queries) => {
      const now = clock.now()
      const others = (await sessionsOf(queries, person.id, now)).filter(({ token_hash }) => token_hash !== hash)
      await end(queries, others, byOf(actor, request, surroundings), { subject: person.name, now })
      return { ended: others.length }
    })
  })

  serve(api, surroundings, listSessionsOf, manage, async ({ params, queries, now, request }) => {
    await nameOf(queries, params.id)
    const current = currentOf(request)
    return { sessions: (await sessionsOf(queries, params.id, now)).map((row) => said(row, current)) }
  })

  serve(api, surroundings, listOpenSessions, manage, async ({ query, queries, now, request }) => {
    const { q, before, limit } = query
    const rows = await openSessions(queries, { q, before, limit: limit + 1, now })
    const page = rows.slice(0, limit)
    const people = page.map(({ person_id }) => person_id)
    const perPerson = await openSessionsPerPerson(queries, people, now)
    const current = currentOf(request)
    const all = await countOpenSessions(queries, now)
    return {
      sessions: page.map((row) => ({
        ...said(row, current),
        person: { id: row.person_id, name: row.name },
        ofPerson: perPerson.get(row.person_id) ?? 1,
      })),
      next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
      total: q === undefined ? all : await countOpenSessions(queries, now, q),
      all,
    }
  })

  serve(api, surroundings, endSessionsOf, manage, async ({ params, body, queries, by, now }) => {
    const subject = await nameOf(queries, params.id)
    const open = await sessionsOf(queries, params.id, now)
    const meant = body.session === undefined ? open : open.filter(({ id }) => id === body.session)
    if (body.session !== undefined && meant.length === 0) throw new NotFound(`Session ${body.session}`)
    await end(queries, meant, by, { subject, now })
    return { ended: meant.length }
  })
}

async function nameOf(queries: Queries, id: number): Promise<string> {
  const person = await personRow(queries, id)
  if (!person) throw new NotFound(`Person ${id}`)
  return person.name
}

/** Each on record by itself: where it was, and by which means they had come. */
async function end(
  queries: Queries,
  sessions: readonly SessionRow[],
  by: By,
  { subject, now }: { readonly subject: string; readonly now: number },
): Promise<void> {
  for (const { token_hash, person_id, means, address } of sessions) {
    await deleteSession(queries, token_hash)
    await audit(queries, by, {
      recordedAt: now,
      action: 'end-session',
      subject,
      actors: [`person:${person_id}`],
      before: { means, address },
    })
  }
}

const said = (row: SessionRow, current: string): Session => ({
  id: row.id,
  means: row.means,
  address: row.address,
  agent: row.agent,
  createdAt: new Date(row.created_at).toISOString(),
  seenAt: new Date(row.seen_at).toISOString(),
  current: row.token_hash === current,
})
