import { dayIn } from '../../domain/calendar-day.ts'
import { tokenActor, tokenPrefix, tokenSuffix } from '../../domain/machine-token.ts'
import type { Actor, Reads } from '../../domain/permissions.ts'
import { existsOn } from '../../domain/team-time.ts'
import type { Queries } from '../database/tables.ts'
import { TurnedAway } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { markTokenUsed, type StoredToken, tokenByHash } from '../storage/machine-tokens.ts'
import { hashOf } from './secrets.ts'

/** A use is noted at most so often, in milliseconds: a pipeline that reads all day shall not write all day. */
const noteUseEvery = 60_000

/** What is stored of the token that a request bears, and whether it stands in the address, where anybody may have read it. */
export interface SentToken {
  readonly hash: string
  readonly inAddress: boolean
}

/**
 * The token that a request bears; null where it bears none. What is no token is refused. In the address one is looked for
 * only where the endpoint says so, and there it decides, whatever else is sent.
 */
export function tokenSent(request: Request, mayStandInAddress: boolean): SentToken | null {
  const given = mayStandInAddress ? new URL(request.url).searchParams.get('token') : null
  if (given !== null) {
    if (!/^tenfold_\S{1,192}$/.test(given))
      throw refused('unreadable-token', 'The address holds no whole token. Copy it again, from ? to its end.')
    return { hash: hashOf(given), inAddress: true }
  }
  const said = request.headers.get('authorization')
  if (said === null) return null
  const secret = /^bearer +(\S{1,200})$/i.exec(said.trim())?.[1]
  if (secret === undefined || !secret.startsWith(tokenPrefix))
    throw refused('unreadable-token', 'The Authorization header holds no token. Send: Authorization: Bearer tenfold_…')
  return { hash: hashOf(secret), inAddress: false }
}

/**
 * Who a token speaks for, by one seek. One that opens nothing is refused with the reason, and never taken for no token at
 * all.
 */
export async function actorOfToken(
  queries: Queries,
  { hash, inAddress }: SentToken,
  now: number,
): Promise<{ actor: Actor; token: StoredToken }> {
  const token = await tokenByHash(queries, hash)
  if (token === null)
    throw refused('unknown-token', 'No such token was made here. Check that it was copied whole, or make a new one.')
  if (token.revokedAt !== null)
    throw refused('token-revoked', `The token ${token.name} was revoked. Make a new one.`, token)
  if (token.expiresAt !== null && token.expiresAt <= now)
    throw refused('token-expired', `The token ${token.name} has expired. Make a new one.`, token)
  if (inAddress && token.scope !== 'calendar')
    throw refused(
      'token-in-address',
      `The token ${token.name} is not for calendars, so it opens nothing from an address. Addresses are written down in many places: revoke it and make a new one.`,
      token,
    )
  // What it may do for a team ends with the team, as it does for people.
  const today = dayIn(token.zone, now)
  const there = token.teamsThere.filter((team) => existsOn(team, today))
  const teams = token.teams === null ? null : there.map(({ id }) => id)
  return { actor: tokenActor({ ...token, teams, reads: readsOf(token, there) }), token }
}

/** Where reading is limited: what the divisions of its teams hold. One of the whole programme reads all of it. */
const readsOf = ({ teams, reading }: StoredToken, there: StoredToken['teamsThere']): Reads =>
  reading !== 'own-division' || teams === null ? 'everything' : new Set(there.map(({ division }) => division))

/** Notes that a token was used. Nobody waits for it: a note that is lost with a full disk costs nobody their answer. */
export function noteUse({ database, reportFault }: Surroundings, token: StoredToken, now: number): void {
  if (token.usedAt !== null && now - token.usedAt < noteUseEvery) return
  database
    .write((queries) => markTokenUsed(queries, token.id, now))
    .catch((error: unknown) => reportFault('token-use', error))
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
