import type { Queries } from '../database/tables.ts'
import { browserLasts, knownBrowser, rememberBrowser } from '../storage/known-browsers.ts'
import { cookieOf, secretIn } from './cookies.ts'
import { hashOf, newSecret } from './secrets.ts'

/** People who sign in in turn with one browser: it is known to each of them by a secret of their own. */
const mostPeople = 5

const secretsIn = (request: Request, secure: boolean): string[] =>
  (secretIn(request, 'browser', secure) ?? '').split('.').filter(Boolean).slice(0, mostPeople)

/** What stands for this browser where that person has signed in in it before; null where not. */
export async function browserKnownTo(
  queries: Queries,
  person: number,
  request: Request,
  { secure, now }: { readonly secure: boolean; readonly now: number },
): Promise<string | null> {
  return knownBrowser(queries, person, secretsIn(request, secure).map(hashOf), now)
}

/**
 * From now on this browser is known to that person, by a new secret: one that was planted in the cookie is worth nothing.
 * Gives the cookie, in which the secrets of others who use the browser stay.
 */
export async function makeKnown(
  queries: Queries,
  person: number,
  request: Request,
  { secure, now }: { readonly secure: boolean; readonly now: number },
): Promise<string> {
  const before = await browserKnownTo(queries, person, request, { secure, now })
  const others: string[] = []
  for (const one of secretsIn(request, secure)) if (hashOf(one) !== before) others.push(one)
  const secret = newSecret()
  await rememberBrowser(queries, { person, hash: hashOf(secret), before, now })
  return cookieOf('browser', [secret, ...others].slice(0, mostPeople).join('.'), secure, browserLasts)
}
