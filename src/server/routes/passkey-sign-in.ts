import type { Hono } from 'hono'
import { beginPasskeySignIn, signInByPasskey } from '../../contract/passkeys.ts'
import type { PasskeyRow, Queries } from '../database/tables.ts'
import type { Surroundings } from '../serve.ts'
import { serveOpenly } from '../serve-openly.ts'
import { cookieOf, secretIn } from '../sign-in/cookies.ts'
import { letIn, needed } from '../sign-in/let-in.ts'
import { answeredChallenge, newChallenge, userHandle } from '../sign-in/passkey-ceremonies.ts'
import { checkProven, NoProof } from '../sign-in/passkey-proofs.ts'
import { refusePasskey } from '../sign-in/passkey-refusals.ts'
import { relyingParty } from '../sign-in/relying-party.ts'
import { hashOf, newSecret } from '../sign-in/secrets.ts'
import { ceremonyLasts } from '../storage/ceremonies.ts'
import { notePasskeyUsed, passkeyByCredential } from '../storage/passkeys.ts'
import { personRow } from '../storage/people.ts'

/** Signing in with a passkey: a challenge for this browser, and its answer. */
export function passkeySignInRoutes(api: Hono, surroundings: Surroundings): void {
  const { database } = surroundings

  serveOpenly(api, surroundings, beginPasskeySignIn, async ({ request, address, setCookie }) => {
    const { slowDown, secure } = needed(surroundings)
    slowDown.check({ name: null, address })
    const { id } = relyingParty(surroundings, request)
    const secret = newSecret()
    const browser = hashOf(secret)
    const challenge = await newChallenge(surroundings, 'passkey-sign-in', { browser, person: null })
    setCookie(cookieOf('passkey', secret, secure, ceremonyLasts['passkey-sign-in']))
    return { rpId: id, challenge, timeout: ceremonyLasts['passkey-sign-in'], userVerification: 'required' as const }
  })

  serveOpenly(api, surroundings, signInByPasskey, async ({ body: { credential }, ...asking }) => {
    const { slowDown, secure } = needed(surroundings)
    const trying = { name: null, address: asking.address }
    slowDown.check(trying)
    const party = relyingParty(surroundings, asking.request)
    const secret = secretIn(asking.request, 'passkey', secure)
    const { passkey, name } = await database.read(async (queries) => {
      const found = await passkeyByCredential(queries, credential.id)
      return { passkey: found, name: found && (await personRow(queries, found.person_id))?.name }
    })
    const tried = slowDown.admit(trying)
    try {
      const browser = secret === null ? null : hashOf(secret)
      const { challenge } = await answeredChallenge(surroundings, 'passkey-sign-in', credential, browser)
      if (!passkey) throw new NoProof('No such passkey is kept here.')
      const counter = await checkProven(credential, challenge, party, passkey)
      asking.setCookie(cookieOf('passkey', '', secure, 0))
      const answer = await letIn(surroundings, asking, async (queries, now) => {
        await checkOwner(queries, passkey, credential.response.userHandle)
        await notePasskeyUsed(queries, passkey.id, counter, now)
        return { id: passkey.person_id, action: 'sign-in', means: 'passkey' }
      })
      tried.takeBack()
      return answer
    } catch (error) {
      // Whose passkey it is may be said; who tried it is not known.
      const who = { id: '', name: name ?? '' }
      return refusePasskey(surroundings, asking.request, error, {
        wanted: 'passkey-sign-in',
        who,
        isKnown: passkey !== undefined,
        tried,
      })
    }
  })
}

/** As things stand under the write lock: still kept, of somebody who may sign in, and of the one whom it names itself. */
async function checkOwner(queries: Queries, passkey: PasskeyRow, handle: string | null | undefined): Promise<void> {
  const still = await passkeyByCredential(queries, passkey.credential_id)
  if (still?.id !== passkey.id || still.counter !== passkey.counter)
    throw new NoProof('The passkey was used or removed meanwhile.')
  const person = await personRow(queries, passkey.person_id)
  if (!person || person.disabled_at !== null) throw new NoProof('The person is shut out.')
  if (person.password_hash === null) throw new NoProof('The account is not a local one.')
  if (handle !== userHandle(person)) throw new NoProof('The passkey names somebody else.')
}
