import type { Queries } from '../database/tables.ts'
import { sha256 } from '../hash.ts'

const keyOf = (file: string): string => `written-file:${sha256(file)}`

/** The fingerprint a command noted of a file when it wrote it, so that it can tell later whether a person changed it. */
export async function fingerprintOf(queries: Queries, file: string): Promise<string | null> {
  const key = keyOf(file)
  const row = await queries.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value ?? null
}

export async function noteFingerprint(queries: Queries, file: string, fingerprint: string): Promise<void> {
  await queries
    .insertInto('setting')
    .values({ key: keyOf(file), value: fingerprint })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: fingerprint }))
    .execute()
}
