import type { Hono } from 'hono'
import { changePassword, readSignIn, setUp, signIn, signOut, welcome } from '../../contract/sign-in.ts'
import { Answered } from '../problems.ts'
import { byOf, type Surroundings } from '../serve.ts'
import { serveOpenly } from '../serve-openly.ts'
import { noSessionCookie } from '../sign-in/cookies.ts'
import { chooseFirstSettings } from '../sign-in/first-settings.ts'
import { browserKnownTo } from '../sign-in/known-browser.ts'
import { type Asking, letIn, needed, whoAsks } from '../sign-in/let-in.ts'
import { checkPresentPassword } from '../sign-in/present-password.ts'
import { endOfSessionAtProvider } from '../sign-in/provider/end-of-session.ts'
import { hashOf } from '../sign-in/secrets.ts'
import { actorBySession } from '../sign-in/session-access.ts'
import { usableLink, welcomed } from '../sign-in/usable-link.ts'
import { refuseWeakPassword } from '../sign-in/weak-passwords.ts'
import { audit } from '../storage/audit.ts'
import { forgetBrowsersOf } from '../storage/known-browsers.ts'
import { markLinkUsed } from '../storage/one-time-links.ts'
import { deletePasskey, passkeysOf } from '../storage/passkeys.ts'
import {
  hasLocalAccounts,
  insertPerson,
  isSetUp,
  personBySignInName,
  personRow,
  setPassword,
} from '../storage/people.ts'
import { deleteSession, deleteSessionsOf, sessionByHash, sessionsOf } from '../storage/sessions.ts'

/** Who people are, and how they prove it: set-up, sign-in, their sessions and their password. */
export function signInRoutes(api: Hono, surroundings: Surroundings): void {
  const { database, clock } = surroundings

  serveOpenly(api, surroundings, readSignIn, async ({ request }) => {
    const { signIn: ways } = surroundings
    if (!ways) return { state: 'off' as const, localAccounts: false, provider: null }
    const offered = {
      localAccounts: await database.read(hasLocalAccounts),
      provider: ways.provider ? { name: ways.provider.name } : null,
    }
    if (await actorBySession(request, surroundings)) return { state: 'signed-in' as const, ...offered }
    const state = (await database.read(isSetUp)) ? ('signed-out' as const) : ('needs-set-up' as const)
    return { state, ...offered }
  })

  serveOpenly(api, surroundings, setUp, async ({ body, ...asking }) => {
    const { hashPassword } = needed(surroundings)
    const hash = hashOf(body.token)
    // Looked at first, since a password's hash is costly; decided again under the write lock.
    await database.read((queries) => usableLink(queries, hash, 'set-up', clock.now()))
    await refuseWeakPassword(body.password, [body.name, body.signInName])
    const passwordHash = await hashPassword(body.password)
    return letIn(surroundings, asking, async (queries, now) => {
      await usableLink(queries, hash, 'set-up', now)
      await markLinkUsed(queries, hash, now)
      const { name, signInName } = body
      const role = 'administrator'
      const person = { name, signInName, email: '', division: null, role, passwordHash, createdAt: now } as const
      const id = await insertPerson(queries, person)
      const by = byOf({ id: `person:${id}`, name }, asking.request, surroundings)
      await chooseFirstSettings(queries, by, now, body)
      return { id, action: 'set-up', means: 'password', after: { name, signInName, role } }
    })
  })

  serveOpenly(api, surroundings, signIn, async ({ body, ...asking }) => {
    const { verifyPassword, slowDown, secure } = needed(surroundings)
    const name = body.signInName.trim().toLowerCase()
    const { person, knownBrowser } = await database.read(async (queries) => {
      const found = await personBySignInName(queries, name)
      const browser = found && (await browserKnownTo(queries, found.id, asking.request, { secure, now: clock.now() }))
      return { person: found, knownBrowser: browser ?? null }
    })
    const trying = { name, address: asking.address, knownBrowser }
    const isRight = await slowDown.passes(trying, async () => {
      const fits = await verifyPassword(person?.password_hash ?? null, body.password.normalize('NFKC'))
      return fits && person?.disabled_at === null
    })
    if (!person || !isRight) {
      await putFailureOnRecord(surroundings, asking, name)
      throw wrongPassword()
    }
    return letIn(surroundings, asking, async (queries) => {
      // Whoever was shut out, or changed the password, while its hash was worked out is not overtaken by it.
      const still = await personRow(queries, person.id)
      if (!still || still.disabled_at !== null || still.password_hash !== person.password_hash) throw wrongPassword()
      return { id: person.id, action: 'sign-in', means: 'password' }
    })
  })

  serveOpenly(api, surroundings, welcome, async ({ body, ...asking }) => {
    const { hashPassword } = needed(surroundings)
    const hash = hashOf(body.token)
    const person = await database.read((queries) => welcomed(queries, hash, clock.now()))
    await refuseWeakPassword(body.password, [person.name, person.sign_in_name ?? ''])
    const passwordHash = await hashPassword(body.password)
    return letIn(surroundings, asking, async (queries, now) => {
      const { id, name } = await welcomed(queries, hash, now)
      await markLinkUsed(queries, hash, now)
      await setPassword(queries, id, passwordHash)
      await deleteSessionsOf(queries, id)
      await forgetBrowsersOf(queries, id)
      // The link is what an administrator gives to whoever lost what they sign in with, or found it with somebody else: they
      // begin anew, and no passkey that is not theirs stays behind.
      for (const { id: passkey, name: before } of await passkeysOf(queries, id)) {
        await deletePasskey(queries, passkey)
        await audit(queries, byOf({ id: `person:${id}`, name }, asking.request, surroundings), {
          recordedAt: now,
          action: 'remove-passkey',
          subject: name,
          actors: [`person:${id}`],
          before: { name: before },
        })
      }
      return { id, action: 'welcome', means: 'password' }
    })
  })

  serveOpenly(api, surroundings, signOut, async ({ request, setCookie, clearFromBrowser }) => {
    const found = await actorBySession(request, surroundings)
    if (!found) return { signedOut: false, elsewhere: null }
    const means = await database.write(async (queries) => {
      const session = await sessionByHash(queries, found.hash, clock.now())
      await deleteSession(queries, found.hash)
      await audit(queries, byOf(found.actor, request, surroundings), {
        recordedAt: clock.now(),
        action: 'sign-out',
        subject: found.actor.name,
        actors: [found.actor.id],
        before: { means: session?.means, address: session?.address },
      })
      return session?.means
    })
    setCookie(noSessionCookie(needed(surroundings).secure))
    // Pages kept for the way back go too. Not "storage": it holds the device's theme, language and views, nothing that was
    // read, and "cookies" would make the browser a stranger.
    clearFromBrowser('"cache"')
    const elsewhere = means === 'provider' ? await endOfSessionAtProvider(surroundings, request) : null
    return { signedOut: true, elsewhere }
  })

  serveOpenly(api, surroundings, changePassword, async ({ body, request, address }) => {
    const { hashPassword } = needed(surroundings)
    const { actor, hash, person } = await whoAsks(surroundings, request)
    await checkPresentPassword(surroundings, { person, hash, address, current: body.current })
    await refuseWeakPassword(body.password, [person.name, person.sign_in_name ?? ''])
    const passwordHash = await hashPassword(body.password)
    await database.write(async (queries) => {
      const open = (await sessionsOf(queries, person.id, clock.now())).length
      await setPassword(queries, person.id, passwordHash)
      await deleteSessionsOf(queries, person.id, hash)
      await forgetBrowsersOf(queries, person.id)
      // Neither the password of before nor the one of now: only where they are signed in.
      await audit(queries, byOf(actor, request, surroundings), {
        recordedAt: clock.now(),
        action: 'change-password',
        subject: person.name,
        actors: [actor.id],
        before: { sessions: open },
        after: { sessions: Math.min(open, 1) },
      })
    })
    return { changed: true }
  })
}

const wrongPassword = () =>
  new Answered(401, 'wrong-password', 'Name or password is wrong. Check both, and whether Caps Lock is on.')

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
