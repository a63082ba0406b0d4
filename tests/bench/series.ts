import { sql } from 'kysely'
import { day } from '../../src/domain/calendar-day.ts'
import { runningBalances } from '../../src/domain/growth.ts'
import type { Queries } from '../../src/server/database/tables.ts'
import { daysOfEach, programmeScope, scopeDays, scopes } from '../../src/server/storage/rollups.ts'

const lastDay = day('2026-01-02')

/** Units in cloud and on-premises at the end of each day, as the product reads them. */
export const seriesFromRollup = async (queries: Queries) =>
  runningBalances(await scopeDays(queries, programmeScope, lastDay), 'units')

/** The same of each division. */
export async function divisionSeriesFromRollup(queries: Queries) {
  const days = await daysOfEach(queries, scopes.division, lastDay)
  return new Map([...days].map(([division, its]) => [division, runningBalances(its, 'units')]))
}

const changes = sql`
  select move.occurred_on as day, move.service_id,
    (case when target.kind <> 'on_prem' then move.units else 0 end) - (case when source.kind <> 'on_prem' then move.units else 0 end) as cloud,
    (case when target.kind = 'on_prem' then move.units else 0 end) - (case when source.kind = 'on_prem' then move.units else 0 end) as on_prem
  from move
  left join location as source on source.id = move.from_id
  left join location as target on target.id = move.to_id`

/** The same by one pass over every move: what each page would cost without a roll-up. */
export const seriesFromMoves = (queries: Queries) =>
  sql`select day, sum(cloud) as cloud, sum(on_prem) as on_prem from (${changes}) as change group by day order by day`.execute(
    queries,
  )

export const divisionSeriesFromMoves = (queries: Queries) =>
  sql`
    select team.division_id, day, sum(cloud) as cloud, sum(on_prem) as on_prem from (${changes}) as change
    join service on service.id = change.service_id join team on team.id = service.team_id
    group by team.division_id, day order by team.division_id, day`.execute(queries)
