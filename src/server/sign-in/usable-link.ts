import type { PersonRow, Queries } from '../database/tables.ts'
import { Answered } from '../problems.ts'
import { linkByHash } from '../storage/one-time-links.ts'
import { isSetUp, personRow } from '../storage/people.ts'

/** A one-time link that may still be used. Throws 410 with the reason where it may not. */
export async function usableLink(queries: Queries, hash: string, purpose: 'set-up' | 'welcome', now: number) {
  const link = await linkByHash(queries, hash, purpose)
  const gone = (code: string, words: string) => new Answered(410, code, words)
  if (!link) throw gone('unknown-link', 'This link is not known here. Take the newest one.')
  if (link.used_at !== null || (purpose === 'set-up' && (await isSetUp(queries))))
    throw gone('link-used', 'This link was used already. Sign in, or ask an administrator for a new one.')
  if (link.expires_at <= now)
    throw gone('link-expired', 'This link has expired. Start the server again, or ask an administrator for a new one.')
  return link
}

/** Whom a link to choose a password is for. */
export async function welcomed(queries: Queries, hash: string, now: number): Promise<PersonRow> {
  const { person_id: id } = await usableLink(queries, hash, 'welcome', now)
  const person = id === null ? undefined : await personRow(queries, id)
  if (!person || person.disabled_at !== null)
    throw new Answered(410, 'link-used', 'This link was used already. Sign in, or ask an administrator for a new one.')
  return person
}
