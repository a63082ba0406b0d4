import type { Actor } from '../../domain/permissions.ts'
import type { Surroundings } from '../serve.ts'
import { actorOfSession } from '../storage/actors.ts'
import { noteSeenEvery, noteSessionSeen } from '../storage/sessions.ts'
import { sessionSecret } from './cookies.ts'
import { hashOf } from './secrets.ts'

/** What is stored of the session that a request names; null where it names none, or nobody signs in here. */
export function sessionHash(request: Request, { signIn }: Surroundings): string | null {
  const secret = signIn ? sessionSecret(request, signIn.secure) : null
  return secret === null ? null : hashOf(secret)
}

/** Who sends this request, by the session of its cookie: null where there is none, or it is over. */
export async function actorBySession(
  request: Request,
  surroundings: Surroundings,
): Promise<{ actor: Actor; hash: string; signedInAt: number } | null> {
  const hash = sessionHash(request, surroundings)
  if (hash === null) return null
  const now = surroundings.clock.now()
  const found = await surroundings.database.look((queries) => actorOfSession(queries, hash, now))
  if (!found) return null
  noteUse(surroundings, hash, found.seenAt, now)
  return { actor: found.actor, hash, signedInAt: found.signedInAt }
}

/** Notes that a session was used. Nobody waits for it: a note that is lost costs a session its last minute. */
export function noteUse({ database, reportFault }: Surroundings, hash: string, seenAt: number, now: number): void {
  if (now - seenAt < noteSeenEvery) return
  database
    .write((queries) => noteSessionSeen(queries, hash, now))
    .catch((error: unknown) => reportFault('session-seen', error))
}
