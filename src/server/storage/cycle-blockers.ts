import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { plannedBefore } from './plan.ts'
import { andKnown, partsOfMoves } from './promises.ts'

/** What of a cycle's plan is meant: what stood in it just before some instants, or all that was on-premises at the end of a day. */
export type PlanMeant =
  | { readonly cycle: number; readonly before: readonly number[] }
  | { readonly onPremOn: CalendarDay; readonly knownAt: View['knownAt'] }

/** Whether a blocker stops what a cycle plans: a service of the plan, or the whole of a team that has one there. */
export async function stopsPlan(queries: Queries, meant: PlanMeant): Promise<RawBuilder<boolean>> {
  const isPlanned = 'cycle' in meant ? inPlan(meant) : await wasOnPrem(queries, meant)
  return sql<boolean>`exists (select 1 from service as planned
    where (planned.id = blocker.service_id or planned.team_id = blocker.team_id) and ${isPlanned})`
}

const inPlan = ({ cycle, before }: Extract<PlanMeant, { cycle: number }>): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from plan_item where plan_item.service_id = planned.id and plan_item.cycle_number = ${cycle}
    and (${sql.join(before.map(plannedBefore), sql` or `)}))`

async function wasOnPrem(
  queries: Queries,
  { onPremOn, knownAt }: Extract<PlanMeant, { onPremOn: CalendarDay }>,
): Promise<RawBuilder<boolean>> {
  const { onPrem } = await partsOfMoves(queries)
  const known = andKnown({ knownAt })
  return sql<boolean>`(select coalesce(sum(${onPrem}), 0) from move
    where move.service_id = planned.id and move.occurred_on <= ${onPremOn}${known}) > 0`
}
