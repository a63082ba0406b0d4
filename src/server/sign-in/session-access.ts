import { dayIn } from '../../domain/calendar-day.ts'
import type { Actor } from '../../domain/permissions.ts'
import type { Surroundings } from '../serve.ts'
import { actorOfPerson } from '../storage/people.ts'
import { readProgramme } from '../storage/programme.ts'
import { noteSeenEvery, noteSessionSeen, sessionByHash } from '../storage/sessions.ts'
import { sessionSecret } from './cookies.ts'
import { hashOf } from './secrets.ts'

/** Who sends this request, by the session of its cookie: null where there is none, or it is over. */
export async function actorBySession(
  request: Request,
  surroundings: Surroundings,
): Promise<{ actor: Actor; hash: string; signedInAt: number } | null> {
  if (!surroundings.signIn) return null
  const secret = sessionSecret(request, surroundings.signIn.secure)
  if (secret === null) return null
  const hash = await hashOf(secret)
  const now = surroundings.clock.now()
  const found = await surroundings.database.read(async (queries) => {
    const session = await sessionByHash(queries, hash, now)
    if (!session) return null
    const { zone } = await readProgramme(queries)
    const actor = await actorOfPerson(queries, session.person_id, dayIn(zone, now))
    return actor && { actor, session }
  })
  if (!found) return null
  if (now - found.session.seen_at >= noteSeenEvery) {
    // Nobody waits for it: a note that is lost costs a session its last minute.
    surroundings.database
      .write((queries) => noteSessionSeen(queries, hash, now))
      .catch((error: unknown) => surroundings.reportFault('session-seen', error))
  }
  return { actor: found.actor, hash, signedInAt: found.session.created_at }
}
