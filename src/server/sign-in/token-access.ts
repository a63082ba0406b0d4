import { dayIn } from '../../domain/calendar-day.ts'
import { tokenActor, tokenPrefix, tokenSuffix } from '../../domain/machine-token.ts'
import type { Actor } from '../../domain/permissions.ts'
import type { Database } from '../database/database.ts'
import type { Queries } from '../database/tables.ts'
import { TurnedAway } from '../problems.ts'
import { markTokenUsed, tokenByHash } from '../storage/machine-tokens.ts'
import { readProgramme } from '../storage/programme.ts'
import { teamsThere } from '../storage/teams.ts'
import { hashOf } from './secrets.ts'

/** A use is noted at most so often, in milliseconds: a pipeline that reads all day shall not write all day. */
const noteUseEvery = 60_000

export interface TokenAccess {
  readonly database: Database
  /** Milliseconds since 1970, by the organisation's clock. */
  readonly now: (queries: Queries) => number | Promise<number>
  readonly reportFault: (fault: string, error: unknown) => void
}

/**
 * Who sends this request, by the token it bears: null where it bears none. A token that opens nothing is refused with the
 * reason, and never taken for no token at all. A few seeks in the database a request.
 */
export async function actorByToken(request: Request, access: TokenAccess): Promise<Actor | null> {
  const said = request.headers.get('authorization')
  if (said === null) return null
  const secret = /^bearer +(\S{1,200})$/i.exec(said.trim())?.[1]
  if (secret === undefined || !secret.startsWith(tokenPrefix))
    throw refused('unreadable-token', 'The Authorization header holds no token. Send: Authorization: Bearer tenfold_…')
  const hash = await hashOf(secret)
  const { token, now, teams } = await access.database.read(async (queries) => {
    const found = await tokenByHash(queries, hash)
    const at = await access.now(queries)
    if (!found?.teams) return { token: found, now: at, teams: null }
    // What it may do for a team ends with the team, as it does for people.
    const today = dayIn((await readProgramme(queries)).zone, at)
    return { token: found, now: at, teams: await teamsThere(queries, found.teams, today) }
  })
  if (token === null)
    throw refused('unknown-token', 'No such token was made here. Check that it was copied whole, or make a new one.')
  if (token.revokedAt !== null)
    throw refused('token-revoked', `The token ${token.name} was revoked. Make a new one.`, token)
  if (token.expiresAt !== null && token.expiresAt <= now)
    throw refused('token-expired', `The token ${token.name} has expired. Make a new one.`, token)
  if (token.usedAt === null || now - token.usedAt >= noteUseEvery) {
    // Nobody waits for it: a note that is lost with a full disk costs nobody their answer.
    access.database
      .write((queries) => markTokenUsed(queries, token.id, now))
      .catch((error: unknown) => access.reportFault('token-use', error))
  }
  return tokenActor({ ...token, teams })
}

/** On record under the token's own name where there is one, so that a leaked token that was revoked shows. */
const refused = (code: string, words: string, token?: { readonly id: number; readonly name: string }) =>
  new TurnedAway(
    401,
    code,
    words,
    token ? { id: `token:${token.id}`, name: token.name + tokenSuffix } : { id: '', name: 'unknown token' },
    'sign-in',
  )
