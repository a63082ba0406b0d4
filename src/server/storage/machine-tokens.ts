import type { MachineToken, TokenScope } from '../../domain/machine-token.ts'
import { searchable } from '../../domain/names.ts'
import type { MachineTokenRow, Queries } from '../database/tables.ts'
import { nextId } from './ledgers.ts'

/** What a request with a token is judged by. */
export interface StoredToken {
  readonly id: number
  readonly name: string
  readonly scope: TokenScope
  readonly teams: readonly number[] | null
  readonly expiresAt: number | null
  readonly usedAt: number | null
  readonly revokedAt: number | null
}

const stored = (row: MachineTokenRow): StoredToken => ({
  id: row.id,
  name: row.name,
  scope: row.scope as TokenScope,
  teams: row.teams === null ? null : (JSON.parse(row.teams) as number[]),
  expiresAt: row.expires_at,
  usedAt: row.used_at,
  revokedAt: row.revoked_at,
})

/** One seek by the unique index of the hash. */
export async function tokenByHash(queries: Queries, hash: string): Promise<StoredToken | null> {
  const row = await queries.selectFrom('machine_token').selectAll().where('secret_hash', '=', hash).executeTakeFirst()
  return row ? stored(row) : null
}

export async function tokenById(queries: Queries, id: number): Promise<MachineToken | null> {
  return (await machineTokens(queries, id))[0] ?? null
}

/** All tokens, the latest first; those that are revoked or expired stay, since the audit speaks of them. */
export async function machineTokens(queries: Queries, id?: number): Promise<MachineToken[]> {
  let wanted = queries.selectFrom('machine_token').selectAll()
  if (id !== undefined) wanted = wanted.where('id', '=', id)
  const rows = await wanted.orderBy('id', 'desc').execute()
  const named = rows.some(({ teams }) => teams !== null)
    ? new Map((await queries.selectFrom('team').select(['id', 'name']).execute()).map((team) => [team.id, team.name]))
    : new Map<number, string>()
  const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return rows.map((row): MachineToken => {
    const { teams } = stored(row)
    return {
      id: row.id,
      name: row.name,
      scope: row.scope as TokenScope,
      teams: teams?.map((team) => ({ id: team, name: named.get(team) ?? `team ${team}` })) ?? null,
      createdBy: row.created_by,
      createdAt: new Date(row.created_at).toISOString(),
      expiresAt: instant(row.expires_at),
      usedAt: instant(row.used_at),
      revokedAt: instant(row.revoked_at),
    }
  })
}

export async function insertToken(
  queries: Queries,
  token: {
    readonly name: string
    readonly hash: string
    readonly scope: TokenScope
    readonly teams: readonly number[] | null
    readonly createdBy: string
    readonly createdAt: number
    readonly expiresAt: number | null
  },
): Promise<number> {
  const id = await nextId(queries, 'machine_token')
  await queries
    .insertInto('machine_token')
    .values({
      id,
      name: token.name,
      name_search: searchable(token.name),
      secret_hash: token.hash,
      scope: token.scope,
      teams: token.teams === null ? null : JSON.stringify(token.teams),
      created_by: token.createdBy,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      used_at: null,
      revoked_at: null,
    })
    .execute()
  return id
}

export async function revokeStoredToken(queries: Queries, id: number, at: number): Promise<void> {
  await queries.updateTable('machine_token').set({ revoked_at: at }).where('id', '=', id).execute()
}

export async function markTokenUsed(queries: Queries, id: number, at: number): Promise<void> {
  await queries.updateTable('machine_token').set({ used_at: at }).where('id', '=', id).execute()
}
