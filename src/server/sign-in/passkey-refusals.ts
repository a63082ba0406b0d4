import { Answered } from '../problems.ts'
import { byOf, type Surroundings } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { type Asking, needed } from './let-in.ts'
import { NoProof } from './passkey-proofs.ts'

/** What was wanted with a passkey, by whom as far as is known, and whether it is one of ours. */
interface Wanted {
  readonly wanted: 'add-passkey' | 'passkey-sign-in'
  readonly who: { readonly id: string; readonly name: string }
  readonly isKnown: boolean
}

/**
 * Throws what to answer where a passkey proves nothing: counted by the address, and on record with what did not fit. Any other
 * error is thrown on. Bounded by the slow-down, which comes before it.
 */
export async function refusePasskey(
  surroundings: Surroundings,
  { request, address }: Pick<Asking, 'request' | 'address'>,
  error: unknown,
  { wanted, who, isKnown }: Wanted,
): Promise<never> {
  if (!(error instanceof NoProof)) throw error
  const code = isKnown ? 'wrong-passkey' : 'unknown-passkey'
  needed(surroundings).slowDown.failed({ name: null, address })
  await surroundings.database.write((queries) =>
    audit(queries, byOf(who, request, surroundings), {
      recordedAt: surroundings.clock.now(),
      action: 'refused',
      subject: wanted === 'add-passkey' ? who.name : 'sign-in',
      after: { wanted, code, why: error.message },
    }),
  )
  if (!isKnown) {
    throw new Answered(
      401,
      'unknown-passkey',
      'This passkey is not kept here, or no longer. Sign in with name and password, and delete it from your device.',
    )
  }
  throw new Answered(
    wanted === 'add-passkey' ? 422 : 401,
    'wrong-passkey',
    'The passkey was not accepted. Try again, or sign in with name and password.',
  )
}
