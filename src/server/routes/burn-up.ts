import type { Hono } from 'hono'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { readBurnUp } from '../../contract/release-cycles.ts'
import { addDays, type CalendarDay, endOfDayIn } from '../../domain/calendar-day.ts'
import { arrivedByDay, burnUpOf, promisedOf, retiredByDay } from '../../domain/commitment.ts'
import type { Queries } from '../database/tables.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { arrivedOnPrem, bookDays, mayBeRetired } from '../storage/cycle-days.ts'
import { scopeDaysKnownAt } from '../storage/known-at.ts'
import { type ScopeChange, scopeChanges } from '../storage/plan.ts'
import { type PromisedService, plannedServices } from '../storage/promises.ts'
import { migratedOn } from './capacity.ts'
import { type CycleView, committedBefore, committedServices, cycleView, daysWithin, everyDayOf } from './cycle-view.ts'

export function burnUpRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readBurnUp, { action: 'read' }, async ({ params, query, queries, now }) =>
    burnUpIn(queries, await cycleView(queries, surroundings, params.number, query, now)),
  )
}

/** Scope, delivered and ideal of every day of a cycle. Costs its days, and what of its commitment was retired. */
export async function burnUpIn(queries: Queries, view: CycleView): Promise<AnswerOf<typeof readBurnUp>> {
  const days = everyDayOf(view.cycle)
  const within = daysWithin(await scopeDaysKnownAt(queries, view.scope, view.upTo, view.knownAt), view)
  // Where a plan is published it may be long, and little of it was retired: the whole of it is not read.
  const promised = view.source === 'on-premises' ? await committedServices(queries, view) : null
  const { committed, scope } = await plannedDayByDay(queries, view, days, promised)
  return {
    measure: view.measure,
    unit: view.unit,
    firstDay: view.cycle.firstDay,
    lastDay: view.cycle.lastDay,
    asOf: view.upTo,
    source: view.source,
    committed,
    points: burnUpOf({
      days,
      scope,
      committed,
      migrated: new Map(within.map((one) => [one.day, migratedOn([one], view.measure)])),
      retired: await retiredDays(queries, view, promised),
      asOf: view.asOf,
    }),
  }
}

/** The commitment, and what stands in the plan at the end of each day; on days to come, what stands now. */
async function plannedDayByDay(
  queries: Queries,
  view: CycleView,
  days: readonly CalendarDay[],
  promised: readonly PromisedService[] | null,
) {
  const { cycle, measure, plannedBefore, programme } = view
  if (promised !== null) {
    const committed = promised.reduce((sum, one) => sum + promisedOf(one, measure), 0)
    const arrived = await arrivedDays(queries, view, days, promised)
    return { committed, scope: arrived.map((amount) => committed + amount) }
  }
  const { added, removed } = await scopeChanges(queries, cycle.number, view)
  const sum = (some: readonly ScopeChange[], to: number) =>
    some.reduce((total, one) => total + (one.at < to ? (measure === 'units' ? one.units : one.services) : 0), 0)
  const standing = (instant: number) => {
    const to = Math.min(instant, plannedBefore)
    return sum(added, to) - sum(removed, to)
  }
  return {
    committed: view.source === 'plan' ? standing(cycle.commitsAt) : 0,
    scope: days.map((day) => standing(endOfDayIn(programme.zone, day))),
  }
}

/** Where no plan is published: what came on-premises after the first day, and still is there at the end of each. */
async function arrivedDays(
  queries: Queries,
  view: CycleView,
  days: readonly CalendarDay[],
  promised: readonly PromisedService[],
): Promise<number[]> {
  const { cycle, upTo } = view
  const before = new Set(promised.map(({ service }) => service))
  const from = addDays(cycle.firstDay, 1)
  const arrived = (await arrivedOnPrem(queries, from, upTo, view)).filter((service) => !before.has(service))
  const books = await bookDays(queries, arrived, from, upTo, view)
  return arrivedByDay([...books.values()], days, view.measure)
}

/** By how much the retired part of the commitment changed, on each day on which it did. */
async function retiredDays(
  queries: Queries,
  view: CycleView,
  promised: readonly PromisedService[] | null,
): Promise<Map<CalendarDay, number>> {
  const { cycle, upTo, measure } = view
  if (view.source === 'nothing') return new Map()
  const may = new Set(await mayBeRetired(queries, cycle, upTo, view))
  const some = (promised ?? (await plannedAmong(queries, view, may))).filter(({ service }) => may.has(service))
  const books = await bookDays(
    queries,
    some.map(({ service }) => service),
    cycle.firstDay,
    upTo,
    view,
  )
  return retiredByDay(
    some.map((one) => ({ one, book: books.get(one.service) ?? [] })),
    cycle.firstDay,
    measure,
  )
}

/** The commitment of a published plan, of some services at least: of few alone, so that the rest of it is not read. */
async function plannedAmong(
  queries: Queries,
  view: CycleView,
  some: ReadonlySet<number>,
): Promise<readonly PromisedService[]> {
  const few = some.size <= fewServices ? [...some] : undefined
  if (few?.length === 0) return []
  return (await plannedServices(queries, view.cycle, view, [committedBefore(view)], few))[0]
}

/** More than that no statement names one by one. */
const fewServices = 5000
