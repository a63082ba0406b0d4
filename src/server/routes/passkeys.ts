import type { Hono } from 'hono'
import {
  addPasskey,
  beginPasskey,
  beginPasskeySignIn,
  listPasskeys,
  type Passkey,
  removePasskey,
  renamePasskey,
  signInByPasskey,
} from '../../contract/passkeys.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { PasskeyRow, PersonRow, Queries } from '../database/tables.ts'
import { Answered, NotFound, NotSignedIn } from '../problems.ts'
import { byOf, type Surroundings } from '../serve.ts'
import { serveOpenly } from '../serve-openly.ts'
import { cookieOf, secretIn } from '../sign-in/cookies.ts'
import { type Asking, letIn, needed, whoAsks } from '../sign-in/let-in.ts'
import { answeredChallenge, newChallenge, userHandle } from '../sign-in/passkey-ceremonies.ts'
import { algorithms, checkMade, checkProven, NoProof } from '../sign-in/passkey-proofs.ts'
import { proveAgain } from '../sign-in/present-password.ts'
import { relyingParty } from '../sign-in/relying-party.ts'
import { hashOf, newSecret } from '../sign-in/secrets.ts'
import { audit } from '../storage/audit.ts'
import { ceremonyLasts } from '../storage/ceremonies.ts'
import {
  deletePasskey,
  insertPasskey,
  nameStoredPasskey,
  notePasskeyUsed,
  passkeyByCredential,
  passkeysOf,
} from '../storage/passkeys.ts'
import { personRow } from '../storage/people.ts'
import { sessionByHash } from '../storage/sessions.ts'

/** A phone, a laptop, a few keys of metal: nobody needs more, and no list grows without end. */
export const mostPasskeys = 20

/** Passkeys of local accounts: made, named, removed, and signed in with. */
export function passkeyRoutes(api: Hono, surroundings: Surroundings): void {
  const { database, clock } = surroundings

  serveOpenly(api, surroundings, listPasskeys, async ({ request }) => {
    const { hash, person } = await whoAsks(surroundings, request)
    const rows = await database.read((queries) => passkeysOf(queries, person.id))
    return { passkeys: rows.map(said), possible: isLocal(person, hash) }
  })

  serveOpenly(api, surroundings, beginPasskey, async ({ body, request, address }) => {
    const { hash, signedInAt, person } = await whoAsks(surroundings, request)
    const { id } = relyingParty(surroundings, request)
    refuseUnlessLocal(person, hash)
    await proveAgain(surroundings, { person, hash, signedInAt }, { address, current: body.current })
    const own = await database.read((queries) => passkeysOf(queries, person.id))
    refuseTooMany(own)
    return {
      rp: { id, name: 'Tenfold' },
      user: { id: await userHandle(person), name: person.sign_in_name ?? person.name, displayName: person.name },
      challenge: await newChallenge(surroundings, 'new-passkey', { browser: hash, person: person.id }),
      pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key' as const, alg })),
      timeout: ceremonyLasts['new-passkey'],
      // An authenticator that holds one of these does not make another.
      excludeCredentials: own.map(({ credential_id, transports }) => ({
        id: credential_id,
        type: 'public-key' as const,
        transports: JSON.parse(transports) as string[],
      })),
      authenticatorSelection: {
        residentKey: 'required' as const,
        requireResidentKey: true as const,
        userVerification: 'required' as const,
      },
      attestation: 'none' as const,
    }
  })

  serveOpenly(api, surroundings, addPasskey, async ({ body: { name, credential }, request }) => {
    const { actor, hash, person } = await whoAsks(surroundings, request)
    const party = relyingParty(surroundings, request)
    const made = await answeredChallenge(surroundings, 'new-passkey', credential, hash)
      .then(({ challenge, ceremony }) => {
        if (ceremony.person_id !== person.id) throw new NoProof('Somebody else was asked.')
        return checkMade(credential, challenge, party)
      })
      .catch((error: unknown) => {
        if (error instanceof NoProof) throw refusedPasskey(422)
        throw error
      })
    return database.write(async (queries) => {
      const now = clock.now()
      // Whoever was shut out, or let in anew by a link, while it was checked has this session no more.
      if (!(await sessionByHash(queries, hash, now))) throw new NotSignedIn()
      refuseTooMany(await passkeysOf(queries, person.id))
      if (await passkeyByCredential(queries, made.credentialId))
        throw new Refusal('passkey-known', 'This passkey is kept here already. Choose another device or key.')
      const row = await insertPasskey(queries, {
        person_id: person.id,
        credential_id: made.credentialId,
        public_key: made.publicKey,
        counter: made.counter,
        transports: JSON.stringify(credential.response.transports ?? []),
        name,
        created_at: now,
      })
      const entry = { recordedAt: now, action: 'add-passkey', subject: person.name, after: { name } }
      await audit(queries, byOf(actor, request, surroundings), entry)
      return said(row)
    })
  })

  serveOpenly(api, surroundings, renamePasskey, async ({ params, body: { name }, request }) => {
    const { actor, person } = await whoAsks(surroundings, request)
    return database.write(async (queries) => {
      const own = await ownPasskey(queries, person, params.id)
      await nameStoredPasskey(queries, own.id, name)
      await audit(queries, byOf(actor, request, surroundings), {
        recordedAt: clock.now(),
        action: 'rename-passkey',
        subject: person.name,
        before: { name: own.name },
        after: { name },
      })
      return said({ ...own, name })
    })
  })

  serveOpenly(api, surroundings, removePasskey, async ({ params, body, request, address }) => {
    const { actor, hash, signedInAt, person } = await whoAsks(surroundings, request)
    await proveAgain(surroundings, { person, hash, signedInAt }, { address, current: body.current })
    await database.write(async (queries) => {
      const own = await ownPasskey(queries, person, params.id)
      await deletePasskey(queries, own.id)
      await audit(queries, byOf(actor, request, surroundings), {
        recordedAt: clock.now(),
        action: 'remove-passkey',
        subject: person.name,
        before: { name: own.name },
      })
    })
    return { removed: true }
  })

  serveOpenly(api, surroundings, beginPasskeySignIn, async ({ request, address, setCookie }) => {
    const { slowDown, secure } = needed(surroundings)
    slowDown.admit({ name: null, address })
    const { id } = relyingParty(surroundings, request)
    const secret = newSecret()
    const browser = await hashOf(secret)
    const challenge = await newChallenge(surroundings, 'passkey-sign-in', { browser, person: null })
    setCookie(cookieOf('passkey', secret, secure, ceremonyLasts['passkey-sign-in']))
    return { rpId: id, challenge, timeout: ceremonyLasts['passkey-sign-in'], userVerification: 'required' as const }
  })

  serveOpenly(api, surroundings, signInByPasskey, async ({ body: { credential }, ...asking }) => {
    const { slowDown, secure } = needed(surroundings)
    const trying = { name: null, address: asking.address }
    slowDown.admit(trying)
    const party = relyingParty(surroundings, asking.request)
    const secret = secretIn(asking.request, 'passkey', secure)
    const passkey = await database.read((queries) => passkeyByCredential(queries, credential.id))
    try {
      const browser = secret === null ? null : await hashOf(secret)
      const { challenge } = await answeredChallenge(surroundings, 'passkey-sign-in', credential, browser)
      if (!passkey) throw new NoProof('No such passkey is kept here.')
      const counter = await checkProven(credential, challenge, party, passkey)
      asking.setCookie(cookieOf('passkey', '', secure, 0))
      return await letIn(surroundings, asking, async (queries, now) => {
        await owner(queries, passkey, credential.response.userHandle)
        await notePasskeyUsed(queries, passkey.id, counter, now)
        return { id: passkey.person_id, action: 'sign-in', means: 'passkey' }
      })
    } catch (error) {
      if (!(error instanceof NoProof)) throw error
      slowDown.failed(trying)
      await putFailureOnRecord(surroundings, asking, passkey, error.message)
      throw passkey ? refusedPasskey(401) : unknownPasskey()
    }
  })
}

/** Whose passkey it is, as things stand under the write lock; nobody who may not sign in, and no other one than it says. */
async function owner(queries: Queries, passkey: PasskeyRow, handle: string | null | undefined): Promise<void> {
  const still = await passkeyByCredential(queries, passkey.credential_id)
  if (still?.id !== passkey.id || still.counter !== passkey.counter)
    throw new NoProof('The passkey was used or removed meanwhile.')
  const person = await personRow(queries, passkey.person_id)
  if (!person || person.disabled_at !== null) throw new NoProof('The person is shut out.')
  if (person.password_hash === null) throw new NoProof('The account is not a local one.')
  if (handle !== (await userHandle(person))) throw new NoProof('The passkey names somebody else.')
}

/** Whoever comes by the company's provider or proxy is let in as long as that says so; a passkey would outlive it. */
const isLocal = ({ password_hash }: PersonRow, session: string): boolean => password_hash !== null && session !== ''

function refuseUnlessLocal(person: PersonRow, session: string): void {
  if (isLocal(person, session)) return
  throw new Refusal('no-local-account', 'You sign in by your company’s own sign-in, so use a passkey there.')
}

function refuseTooMany(own: readonly PasskeyRow[]): void {
  if (own.length < mostPasskeys) return
  throw new Refusal(
    'too-many-passkeys',
    `You have ${mostPasskeys} passkeys already. Remove one that you no longer use.`,
    {
      most: mostPasskeys,
    },
  )
}

async function ownPasskey(queries: Queries, person: PersonRow, id: number): Promise<PasskeyRow> {
  const own = (await passkeysOf(queries, person.id)).find((one) => one.id === id)
  if (!own) throw new NotFound(`Passkey ${id}`)
  return own
}

const refusedPasskey = (status: 401 | 422) =>
  new Answered(status, 'wrong-passkey', 'The passkey was not accepted. Try again, or sign in with name and password.')

const unknownPasskey = () =>
  new Answered(
    401,
    'unknown-passkey',
    'This passkey is not kept here, or no longer. Sign in with name and password, and delete it from your device.',
  )

const said = ({ id, name, created_at, used_at }: PasskeyRow): Passkey => ({
  id,
  name,
  createdAt: new Date(created_at).toISOString(),
  usedAt: used_at === null ? null : new Date(used_at).toISOString(),
})

/** Whose passkey was tried, if anybody’s, and what did not fit. Bounded by the slow-down, which comes before it. */
async function putFailureOnRecord(
  surroundings: Surroundings,
  { request }: Asking,
  passkey: PasskeyRow | undefined,
  why: string,
): Promise<void> {
  const { database, clock } = surroundings
  await database.write(async (queries) => {
    const person = passkey && (await personRow(queries, passkey.person_id))
    await audit(queries, byOf({ id: '', name: person?.name ?? '' }, request, surroundings), {
      recordedAt: clock.now(),
      action: 'refused',
      subject: 'sign-in',
      after: { wanted: 'passkey-sign-in', code: passkey ? 'wrong-passkey' : 'unknown-passkey', why },
    })
  })
}
