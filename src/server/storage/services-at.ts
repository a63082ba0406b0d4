import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { scopes } from './rollups.ts'

export interface ServiceAt {
  /** The last day on which anything of it came or went there. */
  readonly day: CalendarDay
  readonly service: { readonly id: number; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  /** In the measure of the view. */
  readonly amount: number
}

/**
 * Services of the view with workload in a location at its day, counted from their moves: the latest first. Linear in the
 * moves of that location. A reversal cancels its original on the same day, so both may be summed.
 */
export async function servicesAt(queries: Queries, view: View, location: number): Promise<ServiceAt[]> {
  const units = sql<number>`cast(sum(case when move.to_id = ${location} then move.units else -move.units end) as bigint)`
  let wanted = queries
    .selectFrom('move')
    .innerJoin('service', 'service.id', 'move.service_id')
    .innerJoin('team', 'team.id', 'service.team_id')
    .select(['service.id', 'service.name', 'service.team_id as team', 'team.name as teamName'])
    .select([units.as('units'), sql<string>`max(move.occurred_on)`.as('day')])
    .where((either) => either.or([either('move.from_id', '=', location), either('move.to_id', '=', location)]))
    .where('move.occurred_on', '<=', view.asOf)
  if (view.knownAt !== null) wanted = wanted.where('move.recorded_at', '<=', view.knownAt)
  if (view.scope.scope === scopes.team) wanted = wanted.where('service.team_id', '=', view.scope.id)
  if (view.scope.scope === scopes.division) wanted = wanted.where('team.division_id', '=', view.scope.id)
  const rows = await wanted
    .groupBy(['service.id', 'service.name', 'service.team_id', 'team.name'])
    .having(units, '>', 0)
    .execute()
  return rows
    .map(({ id, name, team, teamName, units: amount, day }) => ({
      day: day as CalendarDay,
      service: { id, name },
      team: { id: team, name: teamName },
      amount: view.measure === 'services' ? 1 : amount,
    }))
    .sort((one, other) => (one.day === other.day ? other.service.id - one.service.id : one.day < other.day ? 1 : -1))
}
