import { sql } from 'kysely'
import { isPostgres } from '../database/connection.ts'
import type { Queries } from '../database/tables.ts'

/** The latest instant at which anything was recorded; null in an empty ledger. */
export async function lastRecorded(queries: Queries): Promise<number | null> {
  const moves = await queries
    .selectFrom('move')
    .select(({ fn }) => fn.max('recorded_at').as('last'))
    .executeTakeFirstOrThrow()
  const audited = await queries
    .selectFrom('audit')
    .select(({ fn }) => fn.max('recorded_at').as('last'))
    .executeTakeFirstOrThrow()
  const latest = Math.max(Number(moves.last ?? 0), Number(audited.last ?? 0))
  return latest === 0 ? null : latest
}

/** The first instant of the audit, which begins with the ledger; null in an empty one. */
export async function firstRecorded(queries: Queries): Promise<number | null> {
  const { first } = await queries
    .selectFrom('audit')
    .select(({ fn }) => fn.min('recorded_at').as('first'))
    .executeTakeFirstOrThrow()
  return first === null ? null : Number(first)
}

/** What SQLite finds wrong with the pages of its own file. PostgreSQL minds its own. */
export async function unsoundPages(queries: Queries): Promise<string[]> {
  if (isPostgres(queries)) return []
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(10)`.execute(queries)
  return rows
    .map(({ quick_check }) => quick_check.replaceAll(/\s+/g, ' ').replace(/^\*+ in database main \*+ /, ''))
    .filter((words) => words !== 'ok')
}

/** Rows that refer to others which are not there. PostgreSQL lets none in. */
export async function strayReferences(queries: Queries): Promise<string[]> {
  if (isPostgres(queries)) return []
  const { rows } = await sql<{ table: string }>`pragma foreign_key_check`.execute(queries)
  return rows.slice(0, 10).map(({ table }) => `A row of ${table} refers to one that does not exist.`)
}

export async function hasProgramme(queries: Queries): Promise<boolean> {
  return (await queries.selectFrom('programme').select('id').executeTakeFirst()) !== undefined
}
