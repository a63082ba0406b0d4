import type { CeremonyRow, Queries } from '../database/tables.ts'

type Kind = 'provider' | 'provider-log-out' | 'passkey-sign-in' | 'new-passkey'

/** How long a way in may take from its first step to its last, in milliseconds. */
export const ceremonyLasts: Readonly<Record<Kind, number>> = {
  provider: 10 * 60_000,
  'provider-log-out': 10 * 60_000,
  'passkey-sign-in': 5 * 60_000,
  'new-passkey': 5 * 60_000,
}

/** Open at once; past it the oldest goes when a new one comes, so that nobody fills the disk by beginning. */
export const mostCeremonies = 20_000

/** Remembers a way in that has begun. Those that are over go when a new one comes. */
export async function insertCeremony(
  queries: Queries,
  ceremony: {
    readonly keyHash: string
    readonly kind: Kind
    readonly browserHash: string
    readonly person: number | null
    /** JSON, by kind. */
    readonly held: string
    readonly now: number
  },
): Promise<void> {
  await queries.deleteFrom('ceremony').where('expires_at', '<=', ceremony.now).execute()
  const open = await queries
    .selectFrom('ceremony')
    .select('key_hash')
    .orderBy('expires_at', 'desc')
    .offset(mostCeremonies - 1)
    .limit(1_000)
    .execute()
  if (open.length > 0)
    await queries
      .deleteFrom('ceremony')
      .where(
        'key_hash',
        'in',
        open.map(({ key_hash }) => key_hash),
      )
      .execute()
  await queries
    .insertInto('ceremony')
    .values({
      key_hash: ceremony.keyHash,
      kind: ceremony.kind,
      browser_hash: ceremony.browserHash,
      person_id: ceremony.person,
      held: ceremony.held,
      expires_at: ceremony.now + ceremonyLasts[ceremony.kind],
    })
    .execute()
}

/** Takes one out, so that it is used once; undefined where there is none of this kind that this browser began. */
export async function takeCeremony(
  queries: Queries,
  wanted: { readonly keyHash: string; readonly kind: Kind; readonly browserHash: string; readonly now: number },
): Promise<CeremonyRow | undefined> {
  const row = await queries
    .selectFrom('ceremony')
    .selectAll()
    .where('key_hash', '=', wanted.keyHash)
    .where('kind', '=', wanted.kind)
    .executeTakeFirst()
  // Whoever sends it from another browser does not spoil it for the one that began.
  if (!row || row.browser_hash !== wanted.browserHash) return undefined
  await queries.deleteFrom('ceremony').where('key_hash', '=', wanted.keyHash).execute()
  return row.expires_at > wanted.now ? row : undefined
}

/** Whether this was remembered already, and is not over. */
export async function isRemembered(queries: Queries, keyHash: string): Promise<boolean> {
  const row = await queries.selectFrom('ceremony').select('key_hash').where('key_hash', '=', keyHash).executeTakeFirst()
  return row !== undefined
}
