import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { stands } from './ledgers.ts'
import type { StandingView } from './service-filters.ts'
import { filteredServices } from './service-filters.ts'
import { pageOfServices } from './services.ts'

/** Teams whose services came back from cloud and still run on-premises, most services first, then longest waiting. */
export async function waitingAfterRollBack(queries: Queries, view: StandingView, limit: number) {
  const { columns } = view
  const teams = await filteredServices(queries, view, { state: ['rolled_back'] })
    .innerJoin('team', 'team.id', 'service.team_id')
    .select([
      'team.id',
      'team.name',
      sql<number>`count(*)`.as('services'),
      sql<CalendarDay>`min(${columns.since})`.as('since'),
    ])
    .groupBy(['team.id', 'team.name'])
    .execute()
  const rows = teams
    .map(({ services, ...team }) => ({ ...team, services: Number(services) }))
    .sort((one, other) => other.services - one.services || (one.since < other.since ? -1 : 1))
  const shown = await Promise.all(
    rows.slice(0, limit).map(async ({ id, name, services, since }) => {
      const [first] = await pageOfServices(
        queries,
        { ...view, scope: { scope: 2, id } },
        { state: ['rolled_back'] },
        { sort: 'since', limit: 1, offset: 0 },
      )
      return { team: { id, name }, services, rolledBackOn: since, evidence: first?.evidence ?? '' }
    }),
  )
  return {
    services: rows.reduce((sum, { services }) => sum + services, 0),
    teams: shown,
    moreTeams: Math.max(0, rows.length - limit),
  }
}

/** Moves from cloud back to on-premises up to the as-of day, moved again since or not. */
export async function rollBacksEver(queries: Queries, view: View): Promise<number> {
  const kinds = await queries.selectFrom('location').select(['id', 'kind']).execute()
  const ids = (cloud: boolean) => [
    -1,
    ...kinds.filter(({ kind }) => (kind !== 'on_prem') === cloud).map(({ id }) => id),
  ]
  let wanted = queries
    .selectFrom('move')
    .where('move.from_id', 'in', ids(true))
    .where('move.to_id', 'in', ids(false))
    .where('move.occurred_on', '<=', view.asOf)
    .where(stands(view.knownAt))
  if (view.team)
    wanted = wanted.where(sql<boolean>`move.service_id in (select id from service where team_id = ${view.team.id})`)
  else if (view.division) {
    wanted = wanted.where(
      sql<boolean>`move.service_id in (select service.id from service join team on team.id = service.team_id where team.division_id = ${view.division.id})`,
    )
  }
  const { moves } = await wanted.select(({ fn }) => fn.countAll<number>().as('moves')).executeTakeFirstOrThrow()
  return Number(moves)
}
