import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { addDays } from '../../domain/calendar-day.ts'
import type { Freshness, TeamStanding } from '../../domain/freshness.ts'
import { freshDays, freshnessOf } from '../../domain/freshness.ts'
import { balanceFrom, nothing } from '../../domain/growth.ts'
import type { BalanceFacts } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { balanceRows, reachTo } from './balances.ts'
import { heardFrom, heardWithin } from './heard-from.ts'
import { balancesOfEachKnownAt } from './known-at.ts'
import { teamsIn } from './organisation.ts'
import { scopes } from './rollups.ts'

export interface NamedTeamStanding extends TeamStanding {
  readonly id: number
  readonly name: string
}

/** What each team of the view runs, and when it was last heard from. */
export async function teamStandings(queries: Queries, view: View): Promise<NamedTeamStanding[]> {
  const teams = await teamsIn(queries, view)
  const heard = await heardFrom(queries, view.asOf, view.knownAt)
  const balances = await balancesOfEachKnownAt(queries, scopes.team, [view.asOf], view)
  return teams.map(({ id, name }) => ({
    id,
    name,
    ...amountsOf(balances.get(id)?.[0], view.measure),
    lastConfirmedOn: heard.get(id)?.confirmed ?? null,
  }))
}

function amountsOf(facts: BalanceFacts | undefined, measure: View['measure']) {
  const { cloud, total } = facts ? balanceFrom(facts, measure) : nothing
  return { cloud, total }
}

/**
 * How fresh the view's headline is: what `freshnessOf` says of its teams' standings, added up by the engine, which then
 * looks for one word of each team within the last days instead of its latest of all. As known at an instant the standings
 * themselves answer.
 */
export async function freshnessIn(queries: Queries, view: View): Promise<Freshness> {
  if (view.knownAt !== null) return freshnessOf(await teamStandings(queries, view), view.asOf)
  const [cloud, total] = (
    view.measure === 'units'
      ? ['private_cloud_units + public_cloud_units', 'on_prem_units + private_cloud_units + public_cloud_units']
      : ['cloud_services', 'total_services']
  ).map((sum) => sql.raw(sum))
  const rows = balanceRows(scopes.team, await reachTo(queries, view.asOf))
  const inView = view.team
    ? sql`team.id = ${view.team.id}`
    : view.division
      ? sql`team.division_id = ${view.division.id}`
      : sql`1 = 1`
  const isStale = sql`not (${await heardWithin(queries, addDays(view.asOf, -freshDays), view.asOf)})`
  const found = await sql<{ cloud: number; teams: number; staleCloud: number; staleTeams: number }>`
    select ${wholeSum(sql`cloud`)} as cloud, count(*) as teams, ${wholeSum(sql`case when stale = 1 then cloud else 0 end`)} as "staleCloud",
      ${wholeSum(sql`stale`)} as "staleTeams"
    from (select balance.cloud, case when ${isStale} then 1 else 0 end as stale
      from (select scope_id, sum(${cloud}) as cloud, sum(${total}) as total from (${rows}) as change group by scope_id) as balance
      join team on team.id = balance.scope_id where balance.total > 0 and ${inView}) as standing`.execute(queries)
  const { staleCloud, staleTeams, ...all } = found.rows[0] ?? { cloud: 0, teams: 0, staleCloud: 0, staleTeams: 0 }
  const inCloud = Number(all.cloud)
  return {
    staleShare: inCloud > 0 ? Number(staleCloud) / inCloud : null,
    staleTeams: Number(staleTeams),
    teams: Number(all.teams),
  }
}

/** PostgreSQL sums whole numbers into decimals; amounts stay whole on both engines. */
export const wholeSum = (expression: RawBuilder<unknown>) =>
  sql<number>`cast(coalesce(sum(${expression}), 0) as bigint)`
