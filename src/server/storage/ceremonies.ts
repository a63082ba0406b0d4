import type { CeremonyRow, Queries } from '../database/tables.ts'

/** How long a way in that has begun may take, in milliseconds. */
export const ceremonyLasts = 5 * 60_000

/** As many stand open at once, of all people; whoever begins more makes the oldest void. */
export const mostCeremonies = 20_000

/** Begins a way in. What is over, or too much, goes first. */
export async function beginCeremony(
  queries: Queries,
  ceremony: Omit<CeremonyRow, 'expires_at'>,
  now: number,
): Promise<void> {
  await queries.deleteFrom('ceremony').where('expires_at', '<=', now).execute()
  const tooMany = await queries
    .selectFrom('ceremony')
    .select('key_hash')
    .orderBy('expires_at', 'desc')
    .offset(mostCeremonies - 1)
    .limit(100)
    .execute()
  if (tooMany.length > 0) {
    const gone = tooMany.map(({ key_hash }) => key_hash)
    await queries.deleteFrom('ceremony').where('key_hash', 'in', gone).execute()
  }
  await queries
    .insertInto('ceremony')
    .values({ ...ceremony, expires_at: now + ceremonyLasts })
    .execute()
}

/** Takes what has begun, so that nobody takes it again; undefined where it never began, was taken, or is over. */
export async function takeCeremony(
  queries: Queries,
  { key, kind, now }: { readonly key: string; readonly kind: CeremonyRow['kind']; readonly now: number },
): Promise<CeremonyRow | undefined> {
  const row = await queries
    .selectFrom('ceremony')
    .selectAll()
    .where('key_hash', '=', key)
    .where('kind', '=', kind)
    .executeTakeFirst()
  if (!row) return undefined
  await queries.deleteFrom('ceremony').where('key_hash', '=', key).execute()
  return row.expires_at > now ? row : undefined
}
