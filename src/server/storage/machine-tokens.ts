import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { MachineToken, TokenScope } from '../../domain/machine-token.ts'
import { searchable } from '../../domain/names.ts'
import type { TeamTime } from '../../domain/team-time.ts'
import { isPostgres } from '../database/connection.ts'
import type { MachineTokenRow, Queries } from '../database/tables.ts'
import { readingKey } from './access-settings.ts'
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
  /** What the programme says about reading, if anything. */
  readonly reading: string | null
  /** Its teams that are there, with the days on which they are; none where it is of the whole programme. */
  readonly teamsThere: readonly (TeamTime & { readonly id: number; readonly division: number })[]
  /** The programme's. */
  readonly zone: string
}

const stored = (row: MachineTokenRow): Omit<StoredToken, 'reading' | 'teamsThere' | 'zone'> => ({
  id: row.id,
  name: row.name,
  scope: row.scope as TokenScope,
  teams: row.teams === null ? null : (JSON.parse(row.teams) as number[]),
  expiresAt: row.expires_at,
  usedAt: row.used_at,
  revokedAt: row.revoked_at,
})

/** One statement, which begins at the unique index of the hash. */
export async function tokenByHash(queries: Queries, hash: string): Promise<StoredToken | null> {
  const its = isPostgres(queries)
    ? sql.raw(`select json_agg(json_build_array(id, division_id, formed_on, dissolved_on))::text from team
        where id in (select value::bigint from json_array_elements_text(machine_token.teams::json))`)
    : sql.raw(`select json_group_array(json_array(id, division_id, formed_on, dissolved_on)) from team
        where id in (select value from json_each(machine_token.teams))`)
  const { rows } = await sql<MachineTokenRow & { reading: string | null; its: string | null; zone: string }>`
    select machine_token.*, setting.value as reading, programme.zone, (${its}) as its
    from machine_token cross join programme left join setting on setting.key = ${readingKey}
    where machine_token.secret_hash = ${hash}`.execute(queries)
  const [row] = rows
  if (!row) return null
  const teams = JSON.parse(row.its ?? '[]') as [number, number, CalendarDay | null, CalendarDay | null][]
  return {
    ...stored(row),
    reading: row.reading,
    teamsThere: teams.map(([id, division, formedOn, dissolvedOn]) => ({ id, division, formedOn, dissolvedOn })),
    zone: row.zone,
  }
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
