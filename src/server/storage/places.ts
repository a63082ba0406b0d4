import { sql } from 'kysely'
import type { NameOrId } from '../../domain/names.ts'
import { searchable } from '../../domain/names.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Queries } from '../database/tables.ts'
import { boreBefore } from './former-names.ts'

type Named = 'division' | 'team' | 'location' | 'service' | 'person' | 'region'
type Taken = Named | 'machine_token' | 'webhook' | 'wave'

/** What people call a table's rows. */
const kindOf = (table: Taken): string => (table === 'machine_token' ? 'token' : table)

/**
 * Finds a row by its name or id. A name wins over a number that looks the same. Refused where neither exists, with the
 * nearest names beside it.
 */
export async function findNamed(queries: Queries, table: Named, said: NameOrId): Promise<{ id: number; name: string }> {
  return (await namedIfThere(queries, table, said)) ?? refuseUnknown(queries, table, said)
}

/** The same where nobody is there to mend the name. */
export async function namedIfThere(
  queries: Queries,
  table: Named,
  said: NameOrId,
): Promise<{ id: number; name: string } | undefined> {
  const { isIt, nameFirst } = saidAs(said)
  return queries
    .selectFrom(table)
    .select(['id', 'name'])
    .where(isIt)
    .orderBy(nameFirst, 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** What finds a row of a table by its name or id, the one with the name first, for whoever reads more of it than these two. */
export function saidAs(said: NameOrId) {
  const text = String(said)
  const nameFirst = sql<boolean>`name_search = ${searchable(text)}`
  const isIt = /^\d{1,15}$/.test(text) ? sql<boolean>`(${nameFirst} or id = ${Number(text)})` : nameFirst
  return { isIt, nameFirst }
}

export async function refuseUnknown(queries: Queries, table: Named, said: NameOrId): Promise<never> {
  const text = String(said)
  const near = await similar(queries, table, text)
  const hint =
    near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ` Check the spelling, or add the ${table} first.`
  throw new Refusal(`unknown-${table}`, `No ${table} is called ${text}.${hint}`, { [table]: text, near })
}

export async function namesOfTeams(queries: Queries, ids: readonly number[]): Promise<{ id: number; name: string }[]> {
  if (ids.length === 0) return []
  return queries.selectFrom('team').select(['id', 'name']).where('id', 'in', ids).orderBy('name_search').execute()
}

export async function teamWithDivision(
  queries: Queries,
  said: NameOrId,
): Promise<{ id: number; name: string; division: number }> {
  const { isIt, nameFirst } = saidAs(said)
  const found = await queries
    .selectFrom('team')
    .select(['id', 'name', 'division_id as division'])
    .where(isIt)
    .orderBy(nameFirst, 'desc')
    .limit(1)
    .executeTakeFirst()
  return found ?? refuseUnknown(queries, 'team', said)
}

export async function serviceWithTeam(
  queries: Queries,
  said: NameOrId,
): Promise<{ id: number; name: string; team: number }> {
  const { isIt, nameFirst } = saidAs(said)
  const found = await queries
    .selectFrom('service')
    .select(['id', 'name', 'team_id as team'])
    .where(isIt)
    .orderBy(nameFirst, 'desc')
    .limit(1)
    .executeTakeFirst()
  return found ?? refuseUnknown(queries, 'service', said)
}

async function similar(queries: Queries, table: Named, text: string): Promise<string[]> {
  const start = searchable(text).slice(0, 4)
  if (start === '') return []
  const rows = await queries
    .selectFrom(table)
    .select('name')
    .where(sql<boolean>`name_search like ${`%${escapeLike(start)}%`} escape '\\'`)
    .orderBy('name_search')
    .limit(3)
    .execute()
  return rows.map(({ name }) => name)
}

/** `%` and `_` of a search are letters, not wildcards: both engines escape with a backslash where told so. */
export const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)

export async function refuseTakenName(queries: Queries, table: Taken, name: string, except?: number): Promise<void> {
  const taken = await queries
    .selectFrom(table)
    .select('id')
    .where('name_search', '=', searchable(name))
    .executeTakeFirst()
  if (taken && taken.id !== except) {
    throw new Refusal(
      'name-taken',
      `A ${kindOf(table)} called ${name} exists already. Choose another name, or use that ${kindOf(table)}.`,
      { kind: kindOf(table), name },
    )
  }
  const former = table === 'person' ? await boreBefore(queries, name) : undefined
  if (former !== undefined && former !== except) {
    throw new Refusal(
      'name-once-taken',
      `Somebody was called ${name} before, and the ledger has moves of theirs under that name. Choose another one.`,
      { name },
    )
  }
}
