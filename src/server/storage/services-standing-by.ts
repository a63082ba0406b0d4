import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Queries } from '../database/tables.ts'
import { filteredServices, type ServiceFilters, type StandingView } from './service-filters.ts'

/** A service with what it has on either side, and since when it is where it is. */
export interface FoundService {
  readonly service: { readonly id: number; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly day: CalendarDay | null
  readonly onPrem: number
  readonly cloud: number
}

/** Every service that filters find, as it stood on the view's day. */
export async function servicesFound(
  queries: Queries,
  view: StandingView,
  filters: ServiceFilters,
): Promise<FoundService[]> {
  const { columns } = view
  const rows = await filteredServices(queries, view, filters)
    .innerJoin('team', 'team.id', 'service.team_id')
    .select(['service.id', 'service.name', 'team.id as team', 'team.name as teamName'])
    .select([columns.since.as('since'), columns.onPrem.as('onPrem')])
    .select(sql<number>`${columns.privateCloud} + ${columns.publicCloud}`.as('cloud'))
    .execute()
  return rows.map(({ id, name, team, teamName, since, onPrem, cloud }) => ({
    service: { id, name },
    team: { id: team, name: teamName },
    day: since,
    onPrem: Number(onPrem),
    cloud: Number(cloud),
  }))
}
