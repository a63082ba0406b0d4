import { sql } from 'kysely'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { wholeSum } from './team-standings.ts'

/**
 * The view's amounts counted a second way: straight from the moves by the engine, without roll-ups, classes or any code
 * of the domain. A reversal cancels its original, so nothing is left out. One pass over the moves.
 */
export async function countedAgain(
  queries: Queries,
  view: View,
): Promise<{ cloud: number; onPrem: number; total: number }> {
  const known = view.knownAt === null ? sql`1 = 1` : sql`move.recorded_at <= ${view.knownAt}`
  const inScope = view.team
    ? sql`service.team_id = ${view.team.id}`
    : view.division
      ? sql`service.team_id in (select id from team where division_id = ${view.division.id})`
      : sql`1 = 1`
  const balances = sql`
    select move.service_id,
      sum(case when target.kind = 'on_prem' then move.units else 0 end) - sum(case when source.kind = 'on_prem' then move.units else 0 end) as on_prem,
      sum(case when target.kind <> 'on_prem' then move.units else 0 end) - sum(case when source.kind <> 'on_prem' then move.units else 0 end) as cloud
    from move
    join service on service.id = move.service_id
    left join location as source on source.id = move.from_id
    left join location as target on target.id = move.to_id
    where move.occurred_on <= ${view.asOf} and ${known} and ${inScope}
    group by move.service_id`
  const amount = (column: string) =>
    view.measure === 'units' ? sql.raw(column) : sql.raw(`case when ${column} > 0 then 1 else 0 end`)
  const { rows } = await sql<{ cloud: number; onPrem: number; total: number }>`
    select ${wholeSum(amount('cloud'))} as cloud, ${wholeSum(amount('on_prem'))} as "onPrem", ${wholeSum(amount('(cloud + on_prem)'))} as total
    from (${balances}) as balance`.execute(queries)
  return rows[0] ?? { cloud: 0, onPrem: 0, total: 0 }
}
