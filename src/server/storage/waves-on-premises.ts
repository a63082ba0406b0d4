import { sql } from 'kysely'
import type { Queries } from '../database/tables.ts'
import { NotFound } from '../problems.ts'
import type { View } from '../view.ts'
import { filteredServices, withStandings } from './service-filters.ts'
import { wholeSum } from './team-standings.ts'

/** What each of some waves still has on-premises at the view's day, of the services in the view, in its measure. */
export async function stayingOfWaves(
  queries: Queries,
  view: View,
  ids: readonly number[],
): Promise<{ id: number; name: string; staying: number }[]> {
  if (ids.length === 0) return []
  const waves = await queries.selectFrom('wave').select(['id', 'name']).where('id', 'in', ids).orderBy('id').execute()
  const missing = ids.find((id) => !waves.some((wave) => wave.id === id))
  if (missing !== undefined) throw new NotFound(`Wave ${missing}`)
  const standing = await withStandings(queries, view)
  const { onPrem } = standing.columns
  const sums = await filteredServices(queries, standing, {})
    .innerJoin('wave_service', 'wave_service.service_id', 'service.id')
    .where('wave_service.wave_id', 'in', [...ids])
    .select([
      'wave_service.wave_id as wave',
      wholeSum(view.measure === 'units' ? onPrem : sql`case when ${onPrem} > 0 then 1 else 0 end`).as('staying'),
    ])
    .groupBy('wave_service.wave_id')
    .execute()
  const byWave = new Map(sums.map(({ wave, staying }) => [wave, staying]))
  return waves.map((wave) => ({ ...wave, staying: byWave.get(wave.id) ?? 0 }))
}
