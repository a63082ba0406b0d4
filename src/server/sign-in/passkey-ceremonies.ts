import type { MadeCredential, ProvenCredential } from '../../contract/passkeys.ts'
import type { CeremonyRow, PersonRow } from '../database/tables.ts'
import { sha256 } from '../hash.ts'
import type { Surroundings } from '../serve.ts'
import { insertCeremony, takeCeremony } from '../storage/ceremonies.ts'
import { challengeIn, NoProof } from './passkey-proofs.ts'
import { base64Url, hashOf, newSecret } from './secrets.ts'

type Kind = 'new-passkey' | 'passkey-sign-in'

/** A new challenge, for one answer of this browser, whose secret (its session's, or one of its own) is known by its hash. */
export async function newChallenge(
  { database, clock }: Surroundings,
  kind: Kind,
  { browser, person }: { readonly browser: string; readonly person: number | null },
): Promise<string> {
  const challenge = newSecret()
  const keyHash = hashOf(challenge)
  const ceremony = { keyHash, kind, browserHash: browser, person, held: '{}', now: clock.now() }
  await database.write((queries) => insertCeremony(queries, ceremony))
  return challenge
}

/**
 * The challenge that this is the answer to, once, and to the browser that asked. It is taken in a transaction of its own, so
 * that it is gone whatever becomes of the answer.
 */
export async function answeredChallenge(
  { database, clock }: Surroundings,
  kind: Kind,
  credential: MadeCredential | ProvenCredential,
  browser: string | null,
): Promise<{ challenge: string; ceremony: CeremonyRow }> {
  const challenge = await challengeIn(credential)
  const keyHash = hashOf(challenge)
  const wanted = { keyHash, kind, browserHash: browser ?? '', now: clock.now() }
  const ceremony = await database.write((queries) => takeCeremony(queries, wanted))
  if (!ceremony)
    throw new NoProof('The challenge is not ours, was asked of another browser, was answered already, or is over.')
  return { challenge, ceremony }
}

/** Whom an authenticator keeps a passkey for. It says nothing of the person, and is another one in another Tenfold. */
export const userHandle = ({ id, created_at }: Pick<PersonRow, 'id' | 'created_at'>): string =>
  base64Url(new TextEncoder().encode(sha256(`tenfold person ${id} since ${created_at}`)))
