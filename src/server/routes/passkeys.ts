import type { Hono } from 'hono'
import {
  addPasskey,
  beginPasskey,
  listPasskeys,
  type Passkey,
  removePasskey,
  renamePasskey,
} from '../../contract/passkeys.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { PasskeyRow, PersonRow, Queries } from '../database/tables.ts'
import { NotFound, NotSignedIn } from '../problems.ts'
import { byOf, type Surroundings } from '../serve.ts'
import { serveOpenly } from '../serve-openly.ts'
import { needed, whoAsks } from '../sign-in/let-in.ts'
import { answeredChallenge, newChallenge, userHandle } from '../sign-in/passkey-ceremonies.ts'
import { algorithms, checkMade, NoProof } from '../sign-in/passkey-proofs.ts'
import { refusePasskey } from '../sign-in/passkey-refusals.ts'
import { proveAgain } from '../sign-in/present-password.ts'
import { relyingParty } from '../sign-in/relying-party.ts'
import { audit } from '../storage/audit.ts'
import { ceremonyLasts } from '../storage/ceremonies.ts'
import {
  deletePasskey,
  insertPasskey,
  nameStoredPasskey,
  passkeyByCredential,
  passkeysOf,
} from '../storage/passkeys.ts'
import { sessionByHash } from '../storage/sessions.ts'

/** A phone, a laptop, a few keys of metal: nobody needs more, and no list grows without end. */
export const mostPasskeys = 20

/** Passkeys of local accounts: made, named and removed. Signing in with one: passkey-sign-in.ts. */
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
      user: { id: userHandle(person), name: person.sign_in_name ?? person.name, displayName: person.name },
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

  serveOpenly(api, surroundings, addPasskey, async ({ body: { name, credential }, request, address }) => {
    const { actor, hash, person } = await whoAsks(surroundings, request)
    const party = relyingParty(surroundings, request)
    const tried = needed(surroundings).slowDown.admit({ name: null, address })
    const made = await answeredChallenge(surroundings, 'new-passkey', credential, hash)
      .then(({ challenge, ceremony }) => {
        if (ceremony.person_id !== person.id) throw new NoProof('Somebody else was asked.')
        return checkMade(credential, challenge, party)
      })
      .catch((error: unknown) =>
        refusePasskey(surroundings, request, error, { wanted: 'add-passkey', who: actor, isKnown: true, tried }),
      )
    tried.takeBack()
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
      await audit(queries, byOf(actor, request, surroundings), {
        recordedAt: now,
        action: 'add-passkey',
        subject: person.name,
        actors: [actor.id],
        after: { name },
      })
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
        actors: [actor.id],
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
        actors: [actor.id],
        before: { name: own.name },
      })
    })
    return { removed: true }
  })
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

const said = ({ id, name, created_at, used_at }: PasskeyRow): Passkey => ({
  id,
  name,
  createdAt: new Date(created_at).toISOString(),
  usedAt: used_at === null ? null : new Date(used_at).toISOString(),
})
