import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { SharedLink, SharedThing } from '../../domain/shared-link.ts'
import type { Measure } from '../../domain/units.ts'
import type { MessageLanguage } from '../../domain/webhook.ts'
import type { SharedLinkRow } from '../database/shared-tables.ts'
import type { Queries } from '../database/tables.ts'
import { nextId } from './ledgers.ts'

/** A link as it is stored; `opens` is judged by whoever asks, as it depends on what its maker may do. */
export type StoredLink = Omit<SharedLink, 'opens'> & {
  /** With whose rights; null for whoever administers the machine. */
  readonly person: number | null
}

/** One seek by the unique index of the hash. */
export async function linkByHash(queries: Queries, hash: string): Promise<StoredLink | null> {
  return (await linksWhere(queries, { hash }))[0] ?? null
}

export async function sharedLinkById(queries: Queries, id: number): Promise<StoredLink | null> {
  return (await linksWhere(queries, { id }))[0] ?? null
}

/** All of them, the latest first; those that have ended stay, since the audit speaks of them. */
export const sharedLinks = (queries: Queries): Promise<StoredLink[]> => linksWhere(queries, {})

async function linksWhere(
  queries: Queries,
  { id, hash }: { readonly id?: number; readonly hash?: string },
): Promise<StoredLink[]> {
  let wanted = queries
    .selectFrom('shared_link')
    .leftJoin('division', 'division.id', 'shared_link.division_id')
    .leftJoin('team', 'team.id', 'shared_link.team_id')
    .selectAll('shared_link')
    .select(['division.name as divisionName', 'team.name as teamName'])
  if (id !== undefined) wanted = wanted.where('shared_link.id', '=', id)
  if (hash !== undefined) wanted = wanted.where('shared_link.secret_hash', '=', hash)
  const rows = await wanted.orderBy('shared_link.id', 'desc').execute()
  return rows.map(shown)
}

const shown = (row: SharedLinkRow & { divisionName: string | null; teamName: string | null }): StoredLink => ({
  id: row.id,
  name: row.name,
  shows: row.shows as SharedThing,
  measure: row.measure as Measure,
  language: row.language as MessageLanguage,
  division: row.division_id === null ? null : { id: row.division_id, name: row.divisionName ?? '' },
  team: row.team_id === null ? null : { id: row.team_id, name: row.teamName ?? '' },
  asOf: row.as_of as CalendarDay | null,
  knownAt: instant(row.known_at),
  frames: row.frames === null ? [] : (JSON.parse(row.frames) as string[]),
  anywhere: row.frames === null,
  madeBy: row.made_by,
  madeAt: new Date(row.made_at).toISOString(),
  expiresAt: new Date(row.expires_at).toISOString(),
  usedAt: instant(row.used_at),
  uses: row.uses,
  revokedAt: instant(row.revoked_at),
  person: row.person_id,
})

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

export async function insertSharedLink(
  queries: Queries,
  link: Omit<SharedLinkRow, 'id' | 'used_at' | 'uses' | 'revoked_at'>,
): Promise<number> {
  const id = await nextId(queries, 'shared_link')
  await queries
    .insertInto('shared_link')
    .values({ id, ...link, used_at: null, uses: 0, revoked_at: null })
    .execute()
  return id
}

export async function revokeStoredLink(queries: Queries, id: number, at: number): Promise<void> {
  await queries.updateTable('shared_link').set({ revoked_at: at }).where('id', '=', id).execute()
}

export async function noteLinkUses(queries: Queries, id: number, times: number, at: number): Promise<void> {
  await queries
    .updateTable('shared_link')
    .set((row) => ({ uses: row('uses', '+', times), used_at: at }))
    .where('id', '=', id)
    .execute()
}
