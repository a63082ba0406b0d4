import type { Endpoint } from '../../contract/endpoint.ts'
import type { Actor } from '../../domain/permissions.ts'
import type { Queries } from '../database/tables.ts'
import { nowIn } from '../organisation-clock.ts'
import { NotSignedIn } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { actorOfSession } from '../storage/actors.ts'
import { noteUse as noteSessionUse, sessionHash } from './session-access.ts'
import { actorOfToken, noteUse as noteTokenUse, tokenSent } from './token-access.ts'

/** For so long, in milliseconds, who asks is who was found out: a request that takes longer is looked at again. */
const looksAgainAfter = 1_000

/** Who sends a request, by its token, else its session, else what stands around the API. */
export interface Asker {
  /** Finds out who asks and does the work in one and the same snapshot. */
  read<T>(work: (queries: Queries, actor: Actor) => Promise<T>): Promise<T>
  /** What stands for their session or token; null where neither was sent. */
  readonly key: string | null
  /** Who asks now, of a request that stays open: that is no use of a session, which ends as if nobody were there. */
  recognised(): Promise<Actor>
  /** Who asks, before their request is read any further. */
  identified(): Promise<Actor>
  /**
   * The same once more where the work is done, if that took a while: as a long body came in, or others wrote, a session
   * may have ended or a token been revoked.
   */
  still(queries: Queries, actor: Actor): Promise<Actor>
}

export function askerOf(
  request: Request,
  surroundings: Surroundings,
  endpoint: Pick<Endpoint, 'tokenInAddress'> = {},
): Asker {
  const { database, clock, sample } = surroundings
  // The sample's clock lies in its own ledger, so there it takes more than one statement.
  const look = sample ? database.read : database.look
  /** When a token or session said who asks; undefined where neither did. */
  let knownAt: number | undefined
  const known = byToken(request, surroundings, endpoint) ?? bySession(request, surroundings)

  /** Outside any snapshot, since a proxy's user is looked up in one of its own. */
  async function around(): Promise<Actor> {
    const actor = await surroundings.whoIsAsking(request)
    if (!actor) throw new NotSignedIn()
    return actor
  }

  return {
    async read(work) {
      const done =
        known &&
        (await database.read(async (queries) => {
          const found = await known.find(queries)
          if (!found) return null
          found.noteUse()
          return { answer: await work(queries, found.actor) }
        }))
      if (done) return done.answer
      const actor = await around()
      return database.read((queries) => work(queries, actor))
    },
    key: known?.key ?? null,
    async recognised() {
      return (known && (await look(known.find)))?.actor ?? around()
    },
    async identified() {
      const found = known && (await look(known.find))
      if (found) knownAt = clock.now()
      found?.noteUse()
      return found?.actor ?? around()
    },
    async still(queries, actor) {
      if (!known || knownAt === undefined || clock.now() - knownAt < looksAgainAfter) return actor
      const found = await known.find(queries)
      if (!found) throw new NotSignedIn()
      return found.actor
    },
  }
}

interface Known {
  readonly key: string
  readonly find: (queries: Queries) => Promise<{ actor: Actor; noteUse: () => void } | null>
}

function byToken(
  request: Request,
  surroundings: Surroundings,
  { tokenInAddress }: Pick<Endpoint, 'tokenInAddress'>,
): Known | null {
  const sent = tokenSent(request, tokenInAddress === true)
  if (sent === null) return null
  return {
    key: sent.hash,
    async find(queries) {
      const now = await nowIn(surroundings, queries)
      const { actor, token } = await actorOfToken(queries, sent, now)
      return { actor, noteUse: () => noteTokenUse(surroundings, token, now) }
    },
  }
}

function bySession(request: Request, surroundings: Surroundings): Known | null {
  const hash = sessionHash(request, surroundings)
  if (hash === null) return null
  return {
    key: hash,
    async find(queries) {
      const now = surroundings.clock.now()
      const found = await actorOfSession(queries, hash, now)
      const noteUse = (): void => {
        // A page that reads by itself, with nobody at it, is no use of a session.
        if (request.headers.get('tenfold-unattended') === null)
          noteSessionUse(surroundings, hash, found?.seenAt ?? now, now)
      }
      return found && { actor: found.actor, noteUse }
    },
  }
}
