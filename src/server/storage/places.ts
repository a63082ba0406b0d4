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
  const found = await namedIfThere(queries, table, said)
  if (found) return found
  const text = String(said)
  const near = await similar(queries, table, text)
  const hint =
    near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ` Check the spelling, or add the ${table} first.`
  throw new Refusal(`unknown-${table}`, `No ${table} is called ${text}.${hint}`, { [table]: text, near })
}

/** The same where nobody is there to mend the name. */
export async function namedIfThere(
  queries: Queries,
  table: Named,
  said: NameOrId,
): Promise<{ id: number; name: string } | undefined> {
  const text = String(said)
  const byName = await queries
    .selectFrom(table)
    .select(['id', 'name'])
    .where('name_search', '=', searchable(text))
    .executeTakeFirst()
  if (byName) return byName
  if (!/^\d{1,15}$/.test(text)) return undefined
  return queries.selectFrom(table).select(['id', 'name']).where('id', '=', Number(text)).executeTakeFirst()
}

export async function namesOfTeams(queries: Queries, ids: readonly number[]): Promise<{ id: number; name: string }[]> {
  if (ids.length === 0) return []
  return queries.selectFrom('team').select(['id', 'name']).where('id', 'in', ids).orderBy('name_search').execute()
}

export async function teamWithDivision(
  queries: Queries,
  said: NameOrId,
): Promise<{ id: number; name: string; division: number }> {
  const team = await findNamed(queries, 'team', said)
  const row = await queries.selectFrom('team').select('division_id').where('id', '=', team.id).executeTakeFirstOrThrow()
  return { ...team, division: row.division_id }
}

export async function serviceWithTeam(
  queries: Queries,
  said: NameOrId,
): Promise<{ id: number; name: string; team: number }> {
  const service = await findNamed(queries, 'service', said)
  const row = await queries
    .selectFrom('service')
    .select('team_id')
    .where('id', '=', service.id)
    .executeTakeFirstOrThrow()
  return { ...service, team: row.team_id }
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
