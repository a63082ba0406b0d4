import { dayIn } from '../../domain/calendar-day.ts'
import type { Actor } from '../../domain/permissions.ts'
import type { PersonRow, Queries } from '../database/tables.ts'
import { Answered, NotSignedIn } from '../problems.ts'
import { byOf, type SignIn, type Surroundings } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { people, personRow } from '../storage/people.ts'
import { readProgramme } from '../storage/programme.ts'
import { deleteSession, insertSession } from '../storage/sessions.ts'
import { sessionCookie, sessionSecret } from './cookies.ts'
import { makeKnown } from './known-browser.ts'
import { hashOf, newSecret } from './secrets.ts'
import { actorBySession } from './session-access.ts'

export interface Asking {
  readonly request: Request
  readonly address: string
  readonly setCookie: (cookie: string) => void
}

/** Who was let in, what the audit calls it, and how they proved who they are. */
export interface Entered {
  readonly id: number
  readonly action: 'set-up' | 'sign-in' | 'welcome'
  readonly means: 'password' | 'provider' | 'passkey' | 'proxy'
  /** The provider's own name of the session, by which it may end it. */
  readonly providerSession?: string | null
  /** What became of the person by it, for the audit; never a secret. */
  readonly after?: Readonly<Record<string, unknown>>
}

/** How people sign in here. Throws where nobody does. */
export function needed({ signIn: ways }: Surroundings): SignIn {
  if (ways) return ways
  throw new Answered(404, 'no-sign-in', 'Nobody signs in here: whoever reaches this server is its local administrator.')
}

/** The person behind a request: by its session, or as the proxy in front says, where there is no session to name (''). */
export async function whoAsks(
  surroundings: Surroundings,
  request: Request,
): Promise<{ actor: Actor; hash: string; signedInAt: number; person: PersonRow }> {
  needed(surroundings)
  const found = (await actorBySession(request, surroundings)) ?? (await named(surroundings, request))
  if (!found) throw new NotSignedIn()
  const id = Number(found.actor.id.slice('person:'.length))
  const person = await surroundings.database.read((queries) => personRow(queries, id))
  if (!person) throw new NotSignedIn()
  return { ...found, person }
}

async function named(
  { whoIsAsking }: Surroundings,
  request: Request,
): Promise<{ actor: Actor; hash: string; signedInAt: number } | null> {
  const actor = await whoIsAsking(request)
  return actor?.id.startsWith('person:') ? { actor, hash: '', signedInAt: 0 } : null
}

/**
 * Does the work and opens a session for whom it names, in one transaction; the cookie goes with the answer. Whoever was
 * signed in in this browser before is so no more: nothing is left that nobody sees. After a local sign-in the browser is
 * known to the person.
 */
export async function letIn(
  surroundings: Surroundings,
  { request, address, setCookie }: Asking,
  work: (queries: Queries, now: number) => Promise<Entered>,
) {
  const { database, clock } = surroundings
  const { secure } = needed(surroundings)
  const secret = newSecret()
  const tokenHash = hashOf(secret)
  const earlier = sessionSecret(request, secure)
  const earlierHash = earlier === null ? null : hashOf(earlier)
  const cookies = [sessionCookie(secret, secure)]
  const answer = await database.write(async (queries) => {
    const now = clock.now()
    const { id, action, means, providerSession = null, after } = await work(queries, now)
    const [person] = await people(queries, [id])
    if (!person) throw new Error(`Person ${id} was let in but cannot be read.`)
    if (earlierHash !== null) await deleteSession(queries, earlierHash)
    await insertSession(queries, {
      token_hash: tokenHash,
      person_id: id,
      means,
      address,
      agent: (request.headers.get('user-agent') ?? '').slice(0, 300),
      created_at: now,
      provider_session: providerSession,
    })
    if (means === 'password' || means === 'passkey')
      cookies.push(await makeKnown(queries, id, request, { secure, now }))
    const who = { id: `person:${id}`, name: person.name }
    await audit(queries, byOf(who, request, surroundings), {
      recordedAt: now,
      action,
      subject: person.name,
      actors: [who.id],
      after: { means, ...after },
    })
    const today = dayIn((await readProgramme(queries)).zone, now)
    const [only, ...others] = person.teams.filter(
      ({ since, until }) => since <= today && (until === null || until >= today),
    )
    return { person: { id, name: person.name }, team: only && others.length === 0 ? only.team : null }
  })
  for (const cookie of cookies) setCookie(cookie)
  return answer
}
