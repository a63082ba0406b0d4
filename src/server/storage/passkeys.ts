import type { PasskeyRow, Queries } from '../database/tables.ts'
import { nextId } from './ledgers.ts'

export async function passkeysOf(queries: Queries, person: number): Promise<PasskeyRow[]> {
  return queries.selectFrom('passkey').selectAll().where('person_id', '=', person).orderBy('id').execute()
}

/** By the browser's own name of it. One seek by its key. */
export async function passkeyByCredential(queries: Queries, credential: string): Promise<PasskeyRow | undefined> {
  return queries.selectFrom('passkey').selectAll().where('credential_id', '=', credential).executeTakeFirst()
}

export async function insertPasskey(
  queries: Queries,
  passkey: Omit<PasskeyRow, 'id' | 'used_at'>,
): Promise<PasskeyRow> {
  const row = { ...passkey, id: await nextId(queries, 'passkey'), used_at: null }
  await queries.insertInto('passkey').values(row).execute()
  return row
}

export async function nameStoredPasskey(queries: Queries, id: number, name: string): Promise<void> {
  await queries.updateTable('passkey').set({ name }).where('id', '=', id).execute()
}

export async function notePasskeyUsed(queries: Queries, id: number, counter: number, now: number): Promise<void> {
  await queries.updateTable('passkey').set({ counter, used_at: now }).where('id', '=', id).execute()
}

export async function deletePasskey(queries: Queries, id: number): Promise<void> {
  await queries.deleteFrom('passkey').where('id', '=', id).execute()
}
