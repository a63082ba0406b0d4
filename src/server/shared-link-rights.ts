import { dayIn } from '../domain/calendar-day.ts'
import { type Actor, can, localAdministrator } from '../domain/permissions.ts'
import type { Queries } from './database/tables.ts'
import { actorOfPerson } from './storage/actors.ts'
import { readProgramme } from './storage/programme.ts'
import type { StoredLink } from './storage/shared-links.ts'

/** Why a link opens nothing; for the record alone, whoever has the link is told nothing of it. */
export type Closed = 'link-revoked' | 'link-expired' | 'link-maker-may-not'

/** With whose rights a link shows what it shows, as they are now; or why it opens nothing. */
export async function whoShares(queries: Queries, link: StoredLink, now: number): Promise<Actor | Closed> {
  if (link.revokedAt !== null) return 'link-revoked'
  if (Date.parse(link.expiresAt) <= now) return 'link-expired'
  const maker =
    link.person === null
      ? localAdministrator
      : await actorOfPerson(queries, link.person, dayIn((await readProgramme(queries)).zone, now))
  return maker !== null && can(maker, 'share', { team: link.team?.id ?? null }) ? maker : 'link-maker-may-not'
}
