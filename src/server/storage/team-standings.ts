import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { TeamStanding } from '../../domain/freshness.ts'
import { balanceFrom } from '../../domain/growth.ts'
import type { BalanceFacts } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { heardFrom } from './heard-from.ts'
import { balancesOfEachKnownAt } from './known-at.ts'
import { teamsIn } from './organisation.ts'
import { scopes } from './rollups.ts'

export interface NamedTeamStanding extends TeamStanding {
  readonly id: number
  readonly name: string
}

/**
 * What each team of the view runs, and when it was last heard from. Where the view stands at the latest day and
 * nothing is hidden, the services' own rows answer; else the engine adds up the teams' roll-ups.
 */
export async function teamStandings(queries: Queries, view: View): Promise<NamedTeamStanding[]> {
  const teams = await teamsIn(queries, view)
  const heard = await heardFrom(queries, view.asOf, view.knownAt)
  const amounts =
    view.knownAt === null && (await isLatest(queries, view.asOf))
      ? await presentAmounts(queries, view)
      : await pastAmounts(queries, view)
  return teams.map(({ id, name }) => ({
    id,
    name,
    ...(amounts.get(id) ?? { cloud: 0, total: 0 }),
    lastConfirmedOn: heard.get(id)?.confirmed ?? null,
  }))
}

/** True where no move lies after the day: the services' rows then say how things stood at its end. */
export async function isLatest(queries: Queries, day: CalendarDay): Promise<boolean> {
  const row = await queries.selectFrom('move').select('id').where('occurred_on', '>', day).limit(1).executeTakeFirst()
  return row === undefined
}

async function presentAmounts(queries: Queries, { measure }: View) {
  const cloud =
    measure === 'units'
      ? sql`private_cloud_units + public_cloud_units`
      : sql`case when private_cloud_units + public_cloud_units > 0 then 1 else 0 end`
  const total =
    measure === 'units'
      ? sql`on_prem_units + private_cloud_units + public_cloud_units`
      : sql`case when on_prem_units + private_cloud_units + public_cloud_units > 0 then 1 else 0 end`
  const rows = await queries
    .selectFrom('service')
    .select(['team_id as team', wholeSum(cloud).as('cloud'), wholeSum(total).as('total')])
    .groupBy('team_id')
    .execute()
  return new Map(rows.map(({ team, ...amounts }) => [team, amounts]))
}

/** PostgreSQL sums whole numbers into decimals; amounts stay whole on both engines. */
export const wholeSum = (expression: RawBuilder<unknown>) =>
  sql<number>`cast(coalesce(sum(${expression}), 0) as bigint)`

async function pastAmounts(queries: Queries, view: View) {
  const balances = await balancesOfEachKnownAt(queries, scopes.team, [view.asOf], view)
  return new Map([...balances].map(([id, [facts]]) => [id, balanceFrom(facts as BalanceFacts, view.measure)]))
}
