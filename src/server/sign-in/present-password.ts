import type { PersonRow } from '../database/tables.ts'
import { Answered, BadInput } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { needed, type whoAsks } from './let-in.ts'

type WhoAsks = Awaited<ReturnType<typeof whoAsks>>

/** A sign-in so young is proof enough of who sits there, in milliseconds. */
const freshFor = 10 * 60_000

/**
 * Throws unless this is the person's present password. Wrong ones are counted by the session, so that a stranger's
 * guesses at the sign-in page do not keep its owner from changing it.
 */
export async function checkPresentPassword(
  surroundings: Surroundings,
  { person, hash, address, current }: { person: PersonRow; hash: string; address: string; current: string },
): Promise<void> {
  const { verifyPassword, slowDown } = needed(surroundings)
  const trying = { name: person.sign_in_name ?? '', address, knownBrowser: hash }
  const isRight = await slowDown.passes(trying, () => verifyPassword(person.password_hash, current.normalize('NFKC')))
  if (!isRight) throw new BadInput({ current: 'This is not your present password.' })
}

/** Before a way in is added or taken away: a sign-in of these ten minutes, or the present password. */
export async function proveAgain(
  surroundings: Surroundings,
  { person, hash, signedInAt }: Pick<WhoAsks, 'person' | 'hash' | 'signedInAt'>,
  { address, current }: { address: string; current: string | undefined },
): Promise<void> {
  if (current !== undefined) return checkPresentPassword(surroundings, { person, hash, address, current })
  if (surroundings.clock.now() - signedInAt < freshFor) return
  throw new Answered(
    403,
    'proof-needed',
    'You signed in more than ten minutes ago. Give your present password to show that it is you.',
  )
}
