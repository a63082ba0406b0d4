import { earlier } from '../../domain/calendar-day.ts'
import { outcomeOf } from '../../domain/commitment.ts'
import { paceToNextMilestone, requiredPace } from '../../domain/growth.ts'
import { searchable } from '../../domain/names.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Measure } from '../../domain/units.ts'
import type { Queries } from '../database/tables.ts'
import type { ClosedItemRow, ClosedTeamRow } from '../database/train-tables.ts'
import type { Snapshot } from '../storage/closed-cycles.ts'
import { migratedByTeam, namesOfServices, teamsWithDivisions } from '../storage/cycle-items.ts'
import { movesByTeam } from '../storage/cycle-moves.ts'
import { scopeDaysKnownAt } from '../storage/known-at.ts'
import { planDetails, scopeByTeam } from '../storage/plan.ts'
import type { PromisedService } from '../storage/promises.ts'
import { keptByTeam } from '../storage/stand-up-digest.ts'
import { detailOf, itemsFrom, promiseFigures, teamFigures } from './cycle-rows.ts'
import { type CycleView, promisesOf } from './cycle-view.ts'
import { carriedServices, multiplesOf } from './release-cycles.ts'

/** The rows of a cycle's record, and what is left of each service where it is carried over. */
export interface Frozen {
  readonly items: readonly ClosedItemRow[]
  readonly teams: readonly ClosedTeamRow[]
  readonly snapshot: Snapshot
}

/** All that the record of a cycle holds, read from the ledger and the plan as they stand. */
export async function recordToFreeze(
  queries: Queries,
  view: CycleView,
  carryOver: 'all' | readonly number[],
  now: number,
): Promise<Frozen> {
  const promises = await promisesOf(queries, view)
  const { committed } = promises
  const items = await itemsToClose(queries, view, promises, carryOver)
  return {
    items,
    teams: await teamsToClose(queries, view, committed, items, now),
    snapshot: await snapshotNow(queries, view),
  }
}

/** Every promised service, and every one that was planned since, with what was chosen for what is left of it. */
async function itemsToClose(
  queries: Queries,
  view: CycleView,
  promises: Awaited<ReturnType<typeof promisesOf>>,
  carryOver: 'all' | readonly number[],
): Promise<ClosedItemRow[]> {
  const all = itemsFrom(promises, view)
  const ids = all.map(({ one }) => one.service)
  const names = await namesOfServices(queries, ids)
  const details = await planDetails(queries, view.cycle.number, ids, view.cycle.commitsAt)
  const carriedBefore = view.source === 'on-premises' ? await carriedServices(queries, view) : new Set<number>()
  const items = all.map((item) => {
    const named = names.get(item.one.service)
    if (!named) throw new Error(`Service ${item.one.service} is planned but has no row.`)
    // What moved after the cycle's end is no part of it, and what was taken out of the plan was decided about then.
    return { ...item, named, toChoose: item.scope === 'removed' ? 0 : Math.min(item.left, named.onPrem) }
  })
  const open = new Set(items.filter(({ toChoose }) => toChoose > 0).map(({ one }) => one.service))
  const chosen = carryOver === 'all' ? open : new Set(carryOver)
  const unknown = [...chosen].filter((service) => !open.has(service))
  if (unknown.length > 0)
    throw new Refusal(
      'nothing-to-carry',
      `Nothing is left of service ${unknown.slice(0, 5).join(', ')} in cycle ${view.cycle.number}. Read the review again, then choose.`,
      { service: unknown.slice(0, 5).join(', ') },
    )
  // Where no plan is published, a row that a closing put into it is no commitment either.
  const carriedFrom = (service: number, planned: number | null): number | null =>
    view.source !== 'on-premises' ? planned : carriedBefore.has(service) ? view.cycle.number - 1 : null
  const isCommitted = new Set(promises.committed.map(({ service }) => service))
  return items.map(({ one, standing, left, scope, named, toChoose }): ClosedItemRow => {
    const detail = detailOf(details, scope, view)(one.service)
    return {
      cycle_number: view.cycle.number,
      service_id: one.service,
      service_name: named.name,
      team_id: one.team,
      team_name: named.team.name,
      division_id: one.division,
      committed_units: isCommitted.has(one.service) ? one.units : 0,
      net_units: one.net,
      outcome: outcomeOf(one, one),
      choice: toChoose === 0 ? '' : chosen.has(one.service) ? 'carried' : 'dropped',
      service_search: searchable(named.name),
      scope,
      planned_units: one.units,
      standing_units: standing?.units ?? 0,
      on_prem_units: one.onPrem,
      left_units: left,
      choice_units: toChoose,
      level: detail?.level ?? null,
      carried_from: carriedFrom(one.service, detail?.carried_from ?? null),
    }
  })
}

async function teamsToClose(
  queries: Queries,
  view: CycleView,
  committed: readonly PromisedService[],
  items: readonly ClosedItemRow[],
  now: number,
): Promise<ClosedTeamRow[]> {
  const { firstDay, lastDay, number, commitsAt } = view.cycle
  const promised = Map.groupBy(committed, ({ team }) => team)
  const moved = new Map((await migratedByTeam(queries, firstDay, lastDay, view)).map((one) => [one.team, one]))
  const counted = new Map((await movesByTeam(queries, firstDay, lastDay, view)).map((one) => [one.team, one]))
  const scope = view.source === 'on-premises' ? scopeOfArrived(items) : await scopeByTeam(queries, number, commitsAt)
  const spoken = await keptByTeam(queries, { from: firstDay, to: lastDay }, view, now)
  const ids = [...new Set([promised, moved, counted, scope, spoken].flatMap((its) => [...its.keys()]))]
  const names = await teamsWithDivisions(queries, ids)
  const none = { units: 0, services: 0 }
  return ids.map((id): ClosedTeamRow => {
    const named = names.get(id)
    if (!named) throw new Error(`Team ${id} moved something but has no row.`)
    const units = teamFigures(promised.get(id) ?? [], moved.get(id), 'units')
    const services = teamFigures(promised.get(id) ?? [], moved.get(id), 'services')
    const { toCloud, back } = counted.get(id) ?? { toCloud: 0, back: 0 }
    const { added, removed, now: standing } = scope.get(id) ?? { added: none, removed: none, now: none }
    const { promisesDue, promisesKept } = promiseFigures(spoken.get(id))
    return {
      cycle_number: number,
      team_id: id,
      team_name: named.name,
      division_id: named.division.id,
      division_name: named.division.name,
      committed_units: units.committed,
      committed_services: services.committed,
      kept_units: units.kept,
      kept_services: services.kept,
      delivered_units: units.delivered,
      delivered_services: services.delivered,
      rolled_back_units: units.rolledBack,
      rolled_back_services: services.rolledBack,
      moves_to_cloud: toCloud,
      moves_back: back,
      retired_units: units.retired,
      retired_services: services.retired,
      left_units: units.left,
      left_services: services.left,
      added_units: added.units,
      added_services: added.services,
      removed_units: removed.units,
      removed_services: removed.services,
      scope_units: standing.units,
      scope_services: standing.services,
      promises_due: promisesDue,
      promises_kept: promisesKept,
    }
  })
}

/** Where no plan is published: what arrived on-premises after the first day came in, and nothing was taken out. */
function scopeOfArrived(items: readonly ClosedItemRow[]) {
  const sum = (some: readonly ClosedItemRow[]) => ({
    units: some.reduce((total, { planned_units }) => total + planned_units, 0),
    services: some.length,
  })
  return new Map(
    [...Map.groupBy(items, ({ team_id }) => team_id)].map(([team, its]) => [
      team,
      {
        team,
        added: sum(its.filter(({ scope }) => scope === 'added')),
        removed: { units: 0, services: 0 },
        now: sum(its),
      },
    ]),
  )
}

async function snapshotNow(queries: Queries, view: CycleView): Promise<Snapshot> {
  const upTo = earlier(view.today, view.cycle.lastDay)
  const days = await scopeDaysKnownAt(queries, view.scope, upTo, null)
  const growth = (measure: Measure) => {
    const { before, after } = multiplesOf({ ...view, measure, upTo }, days)
    return {
      before,
      multiple: after,
      requiredPace: requiredPace({ multiple: after, asOf: upTo, ...view.programme }).perCycle,
      nextMilestone: paceToNextMilestone({ multiple: after, asOf: upTo, ...view.programme }),
    }
  }
  return { source: view.source, growth: { units: growth('units'), services: growth('services') } }
}
