import { sql } from 'kysely'
import type { Region } from '../../domain/feedback.ts'
import { searchable } from '../../domain/names.ts'
import type { RegionRow } from '../database/feedback-tables.ts'
import type { Queries } from '../database/tables.ts'
import { nextId } from './ledgers.ts'

/** Every region, by name, with what waits there among what the asker reads. */
export async function regionsByName(queries: Queries): Promise<Region[]> {
  const rows = await queries.selectFrom('region').selectAll().orderBy('name_search').execute()
  const waiting = await queries
    .selectFrom('feedback')
    .select(['region_id', sql<number>`cast(count(*) as bigint)`.as('count'), sql<number>`min(given_at)`.as('since')])
    .where('answered_at', 'is', null)
    .where('region_id', 'is not', null)
    .groupBy('region_id')
    .execute()
  const byRegion = new Map(waiting.map((one) => [one.region_id, one]))
  return rows.map(({ id, name, zone, version }) => {
    const there = byRegion.get(id)
    return {
      id,
      name,
      zone,
      version,
      waiting: there?.count ?? 0,
      waitingSince: there ? new Date(there.since).toISOString() : null,
    }
  })
}

export async function regionById(queries: Queries, id: number): Promise<Region | undefined> {
  return (await regionsByName(queries)).find((region) => region.id === id)
}

export async function insertRegion(
  queries: Queries,
  { name, zone }: Pick<RegionRow, 'name' | 'zone'>,
): Promise<number> {
  const id = await nextId(queries, 'region')
  await queries
    .insertInto('region')
    .values({ id, name, name_search: searchable(name), zone, version: 1 })
    .execute()
  return id
}

export async function updateRegion(
  queries: Queries,
  id: number,
  { name, zone }: { readonly name?: string | undefined; readonly zone?: string | undefined },
): Promise<void> {
  await queries
    .updateTable('region')
    .set((row) => ({
      ...(name === undefined ? {} : { name, name_search: searchable(name) }),
      ...(zone === undefined ? {} : { zone }),
      version: row('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}

export async function feedbackComesFrom(queries: Queries, region: number): Promise<boolean> {
  const row = await queries.selectFrom('feedback').select('id').where('region_id', '=', region).executeTakeFirst()
  return row !== undefined
}

export async function deleteRegion(queries: Queries, id: number): Promise<void> {
  await queries.deleteFrom('region').where('id', '=', id).execute()
}
