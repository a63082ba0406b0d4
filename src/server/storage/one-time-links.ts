import type { OneTimeLinkRow, Queries } from '../database/tables.ts'

/** How long a link can be used, in milliseconds. */
export const linkLasts = { 'set-up': 30 * 60_000, welcome: 7 * 24 * 60 * 60_000 } as const

type Purpose = keyof typeof linkLasts

/** A new link; those of the same purpose and person that nobody used are void from now on. */
export async function insertLink(
  queries: Queries,
  link: { readonly hash: string; readonly purpose: Purpose; readonly person: number | null; readonly now: number },
): Promise<void> {
  let earlier = queries.deleteFrom('one_time_link').where('purpose', '=', link.purpose).where('used_at', 'is', null)
  earlier = link.person === null ? earlier.where('person_id', 'is', null) : earlier.where('person_id', '=', link.person)
  await earlier.execute()
  await queries
    .insertInto('one_time_link')
    .values({
      token_hash: link.hash,
      purpose: link.purpose,
      person_id: link.person,
      created_at: link.now,
      expires_at: link.now + linkLasts[link.purpose],
      used_at: null,
    })
    .execute()
}

export async function linkByHash(
  queries: Queries,
  hash: string,
  purpose: Purpose,
): Promise<OneTimeLinkRow | undefined> {
  return queries
    .selectFrom('one_time_link')
    .selectAll()
    .where('token_hash', '=', hash)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
}

export async function markLinkUsed(queries: Queries, hash: string, now: number): Promise<void> {
  await queries.updateTable('one_time_link').set({ used_at: now }).where('token_hash', '=', hash).execute()
}
