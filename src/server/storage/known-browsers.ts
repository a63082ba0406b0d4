import type { Queries } from '../database/tables.ts'

/** A browser is forgotten after so long without a sign-in in it, in milliseconds: 180 days. */
export const browserLasts = 180 * 24 * 60 * 60_000

/** Browsers remembered for one person; the one not used for the longest goes first. */
export const mostBrowsers = 20

/** Which of these hashes marks a browser in which that person has signed in; null where none does. */
export async function knownBrowser(
  queries: Queries,
  person: number,
  hashes: readonly string[],
  now: number,
): Promise<string | null> {
  if (hashes.length === 0) return null
  const row = await queries
    .selectFrom('known_browser')
    .select('token_hash')
    .where('token_hash', 'in', hashes)
    .where('person_id', '=', person)
    .where('seen_at', '>', now - browserLasts)
    .executeTakeFirst()
  return row?.token_hash ?? null
}

/** Remembers a browser by the hash of its new secret; that of its last one is void from now on. */
export async function rememberBrowser(
  queries: Queries,
  browser: { readonly person: number; readonly hash: string; readonly before: string | null; readonly now: number },
): Promise<void> {
  const { person, hash, before, now } = browser
  const rows = await queries
    .selectFrom('known_browser')
    .select(['token_hash', 'seen_at'])
    .where('person_id', '=', person)
    .orderBy('seen_at', 'desc')
    .orderBy('token_hash')
    .execute()
  const kept = rows
    .filter(({ token_hash, seen_at }) => token_hash !== before && seen_at > now - browserLasts)
    .slice(0, mostBrowsers - 1)
    .map(({ token_hash }) => token_hash)
  const gone = rows.map(({ token_hash }) => token_hash).filter((one) => !kept.includes(one))
  if (gone.length > 0) await queries.deleteFrom('known_browser').where('token_hash', 'in', gone).execute()
  await queries.insertInto('known_browser').values({ token_hash: hash, person_id: person, seen_at: now }).execute()
}

/** Whoever guessed or stole a password may have signed in with it, so no browser is known any more. */
export async function forgetBrowsersOf(queries: Queries, person: number): Promise<void> {
  await queries.deleteFrom('known_browser').where('person_id', '=', person).execute()
}
