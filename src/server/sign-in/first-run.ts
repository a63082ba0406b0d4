import type { Database } from '../database/database.ts'
import { insertLink } from '../storage/one-time-links.ts'
import { isSetUp } from '../storage/people.ts'
import { hashOf, newSecret } from './secrets.ts'

/** The secret of a new set-up link where nobody administers the programme yet; null where somebody does. */
export async function newSetUpSecret(database: Database, now: number): Promise<string | null> {
  const secret = newSecret()
  const hash = hashOf(secret)
  return database.write(async (queries) => {
    if (await isSetUp(queries)) return null
    await insertLink(queries, { hash, purpose: 'set-up', person: null, now })
    return secret
  })
}
