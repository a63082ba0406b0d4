import { searchable } from '../../domain/names.ts'
import type { Queries } from '../database/tables.ts'

/** Who bore a name before. The ledger has moves under it, so it is theirs for good. */
export async function boreBefore(queries: Queries, name: string): Promise<number | undefined> {
  const row = await queries
    .selectFrom('former_name')
    .select('person_id')
    .where('name_search', '=', searchable(name))
    .executeTakeFirst()
  return row?.person_id
}

/** Keeps the name that somebody gives up. */
export async function keepFormerName(queries: Queries, person: number, name: string): Promise<void> {
  await queries
    .insertInto('former_name')
    .values({ name_search: searchable(name), person_id: person })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whether an actor logged under a name: their present one, or one they bore before. */
export async function boreName(
  queries: Queries,
  actor: { readonly id: string; readonly name: string },
  name: string,
): Promise<boolean> {
  // No two people bear names that differ in nothing but capitals.
  if (searchable(actor.name) === searchable(name)) return true
  const owner = await boreBefore(queries, name)
  return owner !== undefined && `person:${owner}` === actor.id
}
