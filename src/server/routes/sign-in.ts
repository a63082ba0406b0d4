import type { Hono } from 'hono'
import {
  changePassword,
  endSession,
  listSessions,
  readSignIn,
  setUp,
  signIn,
  signOut,
  welcome,
} from '../../contract/sign-in.ts'
import { Answered, BadInput, NotFound } from '../problems.ts'
import { byOf, type Surroundings } from '../serve.ts'
import { serveOpenly } from '../serve-openly.ts'
import { noSessionCookie } from '../sign-in/cookies.ts'
import { type Asking, letIn, needed, whoAsks } from '../sign-in/let-in.ts'
import { hashOf } from '../sign-in/secrets.ts'
import { actorBySession } from '../sign-in/session-access.ts'
import { usableLink, welcomed } from '../sign-in/usable-link.ts'
import { refuseWeakPassword } from '../sign-in/weak-passwords.ts'
import { audit } from '../storage/audit.ts'
import { markLinkUsed } from '../storage/one-time-links.ts'
import { insertPerson, isSetUp, personBySignInName, setPassword } from '../storage/people.ts'
import { ensureProgramme, updateProgramme, withoutUndefined } from '../storage/programme.ts'
import { deleteSession, deleteSessionsOf, sessionsOf } from '../storage/sessions.ts'

/** Who people are, and how they prove it: set-up, sign-in, their sessions and their password. */
export function signInRoutes(api: Hono, surroundings: Surroundings): void {
  const { database, clock } = surroundings

  serveOpenly(api, surroundings, readSignIn, async ({ request }) => {
    if (!surroundings.signIn) return { state: 'off' as const }
    if (await actorBySession(request, surroundings)) return { state: 'signed-in' as const }
    return { state: (await database.read(isSetUp)) ? ('signed-out' as const) : ('needs-set-up' as const) }
  })

  serveOpenly(api, surroundings, setUp, async ({ body, ...asking }) => {
    const { hashPassword } = needed(surroundings)
    const hash = await hashOf(body.token)
    // Looked at first, since a password's hash is costly; decided again under the write lock.
    await database.read((queries) => usableLink(queries, hash, 'set-up', clock.now()))
    await refuseWeakPassword(body.password, [body.name, body.signInName])
    const passwordHash = await hashPassword(body.password)
    return letIn(surroundings, asking, async (queries, now) => {
      await usableLink(queries, hash, 'set-up', now)
      await markLinkUsed(queries, hash, now)
      const programme = await ensureProgramme(queries, now)
      const settings = withoutUndefined({ zone: body.zone, cycleAnchor: body.cycleAnchor })
      if (Object.keys(settings).length > 0) await updateProgramme(queries, programme, settings)
      const id = await insertPerson(queries, {
        name: body.name,
        signInName: body.signInName,
        email: '',
        division: null,
        role: 'administrator',
        passwordHash,
        createdAt: now,
      })
      return { id, action: 'set-up', means: 'password' }
    })
  })

  serveOpenly(api, surroundings, signIn, async ({ body, ...asking }) => {
    const { verifyPassword, slowDown } = needed(surroundings)
    const name = body.signInName.trim().toLowerCase()
    slowDown.admit(name, asking.address)
    const person = await database.read((queries) => personBySignInName(queries, name))
    const isRight = await verifyPassword(person?.password_hash ?? null, body.password.normalize('NFKC'))
    if (!person || !isRight || person.disabled_at !== null) {
      slowDown.failed(name, asking.address)
      await putFailureOnRecord(surroundings, asking, name)
      throw new Answered(401, 'wrong-password', 'Name or password is wrong. Check both, and whether Caps Lock is on.')
    }
    slowDown.succeeded(name)
    return letIn(surroundings, asking, async () => ({ id: person.id, action: 'sign-in', means: 'password' }))
  })

  serveOpenly(api, surroundings, welcome, async ({ body, ...asking }) => {
    const { hashPassword } = needed(surroundings)
    const hash = await hashOf(body.token)
    const person = await database.read((queries) => welcomed(queries, hash, clock.now()))
    await refuseWeakPassword(body.password, [person.name, person.sign_in_name ?? ''])
    const passwordHash = await hashPassword(body.password)
    return letIn(surroundings, asking, async (queries, now) => {
      const { id } = await welcomed(queries, hash, now)
      await markLinkUsed(queries, hash, now)
      await setPassword(queries, id, passwordHash)
      await deleteSessionsOf(queries, id)
      return { id, action: 'welcome', means: 'password' }
    })
  })

  serveOpenly(api, surroundings, signOut, async ({ request, setCookie }) => {
    const found = await actorBySession(request, surroundings)
    if (!found) return { signedOut: false }
    await database.write(async (queries) => {
      await deleteSession(queries, found.hash)
      await audit(queries, byOf(found.actor, request, surroundings), {
        recordedAt: clock.now(),
        action: 'sign-out',
        subject: found.actor.name,
      })
    })
    setCookie(noSessionCookie(needed(surroundings).secure))
    return { signedOut: true }
  })

  serveOpenly(api, surroundings, changePassword, async ({ body, request, address }) => {
    const { verifyPassword, hashPassword, slowDown } = needed(surroundings)
    const { actor, hash, person } = await whoAsks(surroundings, request)
    const name = person.sign_in_name ?? ''
    slowDown.admit(name, address)
    if (!(await verifyPassword(person.password_hash, body.current.normalize('NFKC')))) {
      slowDown.failed(name, address)
      throw new BadInput({ current: 'This is not your present password.' })
    }
    await refuseWeakPassword(body.password, [person.name, name])
    const passwordHash = await hashPassword(body.password)
    await database.write(async (queries) => {
      await setPassword(queries, person.id, passwordHash)
      await deleteSessionsOf(queries, person.id, hash)
      await audit(queries, byOf(actor, request, surroundings), {
        recordedAt: clock.now(),
        action: 'change-password',
        subject: person.name,
      })
    })
    return { changed: true }
  })

  serveOpenly(api, surroundings, listSessions, async ({ request }) => {
    const { hash, person } = await whoAsks(surroundings, request)
    const rows = await database.read((queries) => sessionsOf(queries, person.id, clock.now()))
    return {
      sessions: rows.map(({ id, means, address, agent, created_at, seen_at, token_hash }) => ({
        id,
        means,
        address,
        agent,
        createdAt: new Date(created_at).toISOString(),
        seenAt: new Date(seen_at).toISOString(),
        current: token_hash === hash,
      })),
    }
  })

  serveOpenly(api, surroundings, endSession, async ({ params, request }) => {
    const { actor, person } = await whoAsks(surroundings, request)
    await database.write(async (queries) => {
      const own = (await sessionsOf(queries, person.id, clock.now())).find(({ id }) => id === params.id)
      if (!own) throw new NotFound(`Session ${params.id}`)
      await deleteSession(queries, own.token_hash)
      await audit(queries, byOf(actor, request, surroundings), {
        recordedAt: clock.now(),
        action: 'end-session',
        subject: person.name,
        before: { means: own.means, address: own.address },
      })
    })
    return { ended: true }
  })
}

/** Which name was tried, never which password. Bounded by the slow-down, which comes before it. */
async function putFailureOnRecord(surroundings: Surroundings, { request }: Asking, name: string): Promise<void> {
  const { database, clock } = surroundings
  const who = { id: '', name: name.slice(0, 100) }
  await database.write((queries) =>
    audit(queries, byOf(who, request, surroundings), {
      recordedAt: clock.now(),
      action: 'refused',
      subject: 'sign-in',
      after: { wanted: 'sign-in', code: 'wrong-password' },
    }),
  )
}
