import { Answered } from '../problems.ts'
import { byOf, type Surroundings } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import type { Asking } from './let-in.ts'
import { NoProof } from './passkey-proofs.ts'
import type { Tried } from './slow-down.ts'

/** What was wanted with a passkey, by whom as far as is known, and whether it is one of ours. */
interface Wanted {
  readonly wanted: 'add-passkey' | 'passkey-sign-in'
  readonly who: { readonly id: string; readonly name: string }
  readonly isKnown: boolean
  readonly tried: Tried
}

/**
 * Throws what to answer where a passkey proves nothing: it stays counted by the address, and is put on record with what did not fit. Any other
 * error is thrown on. Bounded by the slow-down, which comes before it.
 */
export async function refusePasskey(
  surroundings: Surroundings,
  request: Asking['request'],
  error: unknown,
  { wanted, who, isKnown, tried }: Wanted,
): Promise<never> {
  if (!(error instanceof NoProof)) {
    tried.takeBack()
    throw error
  }
  const code = isKnown ? 'wrong-passkey' : 'unknown-passkey'
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
