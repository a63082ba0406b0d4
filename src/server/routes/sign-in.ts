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
import type { Actor } from '../../domain/permissions.ts'
import type { PersonRow, Queries } from '../database/tables.ts'
import { Answered, BadInput, NotFound, NotSignedIn } from '../problems.ts'
import { byOf, type SignIn, type Surroundings } from '../serve.ts'
import { serveOpenly } from '../serve-openly.ts'
import { noSessionCookie, sessionCookie } from '../sign-in/cookies.ts'
import { hashOf, newSecret } from '../sign-in/secrets.ts'
import { actorBySession } from '../sign-in/session-access.ts'
import { refuseWeakPassword } from '../sign-in/weak-passwords.ts'
import { audit } from '../storage/audit.ts'
import { linkByHash, markLinkUsed } from '../storage/one-time-links.ts'
import { insertPerson, isSetUp, people, personBySignInName, personRow, setPassword } from '../storage/people.ts'
import { ensureProgramme, updateProgramme, withoutUndefined } from '../storage/programme.ts'
import { deleteSession, deleteSessionsOf, insertSession, sessionsOf } from '../storage/sessions.ts'

interface Asking {
  readonly request: Request
  readonly address: string
  readonly setCookie: (cookie: string) => void
}

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

function needed({ signIn: ways }: Surroundings): SignIn {
  if (ways) return ways
  throw new Answered(404, 'no-sign-in', 'Nobody signs in here: whoever reaches this server is its local administrator.')
}

/** The person behind the session of a request. */
async function whoAsks(
  surroundings: Surroundings,
  request: Request,
): Promise<{ actor: Actor; hash: string; person: PersonRow }> {
  needed(surroundings)
  const found = await actorBySession(request, surroundings)
  if (!found) throw new NotSignedIn()
  const id = Number(found.actor.id.slice('person:'.length))
  const person = await surroundings.database.read((queries) => personRow(queries, id))
  if (!person) throw new NotSignedIn()
  return { ...found, person }
}

async function usableLink(queries: Queries, hash: string, purpose: 'set-up' | 'welcome', now: number) {
  const link = await linkByHash(queries, hash, purpose)
  const gone = (code: string, words: string) => new Answered(410, code, words)
  if (!link) throw gone('unknown-link', 'This link is not known here. Take the newest one.')
  if (link.used_at !== null || (purpose === 'set-up' && (await isSetUp(queries))))
    throw gone('link-used', 'This link was used already. Sign in, or ask an administrator for a new one.')
  if (link.expires_at <= now)
    throw gone('link-expired', 'This link has expired. Start the server again, or ask an administrator for a new one.')
  return link
}

async function welcomed(queries: Queries, hash: string, now: number): Promise<PersonRow> {
  const { person_id: id } = await usableLink(queries, hash, 'welcome', now)
  const person = id === null ? undefined : await personRow(queries, id)
  if (!person || person.disabled_at !== null)
    throw new Answered(410, 'link-used', 'This link was used already. Sign in, or ask an administrator for a new one.')
  return person
}

/** Does the work and opens a session for whom it names, in one transaction; the cookie goes with the answer. */
async function letIn(
  surroundings: Surroundings,
  { request, address, setCookie }: Asking,
  work: (queries: Queries, now: number) => Promise<{ id: number; action: string; means: string }>,
) {
  const { database, clock } = surroundings
  const secret = newSecret()
  const tokenHash = await hashOf(secret)
  const answer = await database.write(async (queries) => {
    const now = clock.now()
    const { id, action, means } = await work(queries, now)
    const [person] = await people(queries, id)
    if (!person) throw new Error(`Person ${id} was let in but cannot be read.`)
    await insertSession(queries, {
      token_hash: tokenHash,
      person_id: id,
      means,
      address,
      agent: (request.headers.get('user-agent') ?? '').slice(0, 300),
      created_at: now,
    })
    const who = { id: `person:${id}`, name: person.name }
    await audit(queries, byOf(who, request, surroundings), { recordedAt: now, action, subject: person.name })
    const [only, ...others] = person.teams
    return { person: { id, name: person.name }, team: only && others.length === 0 ? only.team : null }
  })
  setCookie(sessionCookie(secret, needed(surroundings).secure))
  return answer
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
