import type { AccessSettings } from '../../contract/access-settings.ts'
import { type ReadingRule, readingRules } from '../../domain/permissions.ts'
import type { Queries } from '../database/tables.ts'

/** The row of `setting` that says what people read; without it they read everything. */
export const readingKey = 'reading'
/** Counts the edits of the access settings. */
const versionKey = 'access-settings-version'

/** What people read, and how often that was changed. */
export async function readAccessSettings(queries: Queries): Promise<AccessSettings> {
  const version = Number((await said(queries, versionKey)) ?? 1)
  return { reading: await readingRule(queries), version }
}

export async function readingRule(queries: Queries): Promise<ReadingRule> {
  const rule = await said(queries, readingKey)
  if (rule === undefined) return 'everything'
  const known = readingRules.find((one) => one === rule)
  if (!known) throw new Error(`The setting ${readingKey} says ${rule}, which means nothing.`)
  return known
}

export async function setReadingRule(queries: Queries, rule: ReadingRule): Promise<void> {
  await write(queries, readingKey, rule)
}

export async function setVersion(queries: Queries, version: number): Promise<void> {
  await write(queries, versionKey, String(version))
}

async function said(queries: Queries, key: string): Promise<string | undefined> {
  const row = await queries.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

async function write(queries: Queries, key: string, value: string): Promise<void> {
  await queries
    .insertInto('setting')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
