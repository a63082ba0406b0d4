import { sql } from 'kysely'
import type { LeftServices } from '../../domain/effort.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { filteredServices, withStandings } from './service-filters.ts'

/**
 * Services with workload on-premises at the view's day, by team, way and criticality. One pass over the services of the view;
 * a past day costs what `withStandings` does.
 */
export async function leftServices(queries: Queries, view: View): Promise<Map<number, LeftServices[]>> {
  const standing = await withStandings(queries, view)
  const rows = await filteredServices(queries, standing, {})
    .where(sql<boolean>`${standing.columns.onPrem} > 0`)
    .select([
      'service.team_id as team',
      'service.strategy',
      'service.criticality',
      sql<number>`cast(count(*) as bigint)`.as('services'),
    ])
    .groupBy(['service.team_id', 'service.strategy', 'service.criticality'])
    .execute()
  return Map.groupBy(rows as (LeftServices & { team: number })[], ({ team }) => team)
}
