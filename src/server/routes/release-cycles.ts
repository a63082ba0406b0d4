import type { Hono } from 'hono'
import {
  type CycleReport,
  changeReleaseCycle,
  compareReleaseCycles,
  listReleaseCycles,
  liveFigures,
  readReleaseCycle,
} from '../../contract/release-cycles.ts'
import { type CalendarDay, dayIn, daysBetween } from '../../domain/calendar-day.ts'
import { deliveryOf, outcomeOf, outcomes, partsOfPromises, promisedOf } from '../../domain/commitment.ts'
import type { DayFacts } from '../../domain/growth.ts'
import {
  balanceOn,
  baselineOn,
  multipleOf,
  paceToNextMilestone,
  partsOf,
  requiredPace,
  runningBalances,
} from '../../domain/growth.ts'
import { Refusal } from '../../domain/refusal.ts'
import { cycleOn, mostCycleDays } from '../../domain/release-cycles.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound, Stale } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import {
  type RecordedFigures,
  recordedFigures,
  reviewNotes,
  type Snapshot,
  snapshotOf,
} from '../storage/closed-cycles.ts'
import { recordedOutcomes } from '../storage/closed-items.ts'
import { type CountedDay, movesByDay, sumOfMoves } from '../storage/cycle-moves.ts'
import { keptBriefsOf } from '../storage/kept-briefs.ts'
import { scopeDaysKnownAt } from '../storage/known-at.ts'
import { carriedInto, type ScopeChange, scopeChanges } from '../storage/plan.ts'
import { readProgramme } from '../storage/programme.ts'
import type { PromisedService } from '../storage/promises.ts'
import { cycleByNumber, dayBefore, layOutCycles, moveEnd, nameCycle, trainOf } from '../storage/release-cycles.ts'
import { scopes } from '../storage/rollups.ts'
import { viewOf } from '../view.ts'
import { capacityBefore, migratedOn } from './capacity.ts'
import {
  type CycleView,
  committedServices,
  cycleView,
  daysWithin,
  isOnRecord,
  promisesOf,
  shownCycle,
  withCommitment,
} from './cycle-view.ts'
import { refuseClosed } from './plan.ts'

export function releaseCycleRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listReleaseCycles, { action: 'read' }, async ({ query, queries, now }) => {
    const programme = await readProgramme(queries)
    const today = dayIn(programme.zone, now)
    const train = await trainOf(queries, programme)
    const { from = 1, to = Number.POSITIVE_INFINITY } = query
    return {
      cycles: train.cycles
        .filter(({ number }) => number >= from && number <= to)
        .map((cycle) => shownCycle(cycle, today)),
      current: cycleOn(train, today)?.number ?? null,
    }
  })

  serve(api, surroundings, compareReleaseCycles, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const { cycles } = await trainOf(queries, view.programme)
    const begun = cycles.filter(
      ({ number, firstDay }) => firstDay <= view.asOf && (query.before === undefined || number < query.before),
    )
    const shown = begun.slice(-query.last).reverse()
    const days = await scopeDaysKnownAt(queries, view.scope, view.asOf, view.knownAt)
    const first = shown.at(-1)?.firstDay
    const counted = first === undefined ? [] : await movesByDay(queries, first, view.asOf, view)
    const briefs = await keptBriefsOf(
      queries,
      shown.map(({ number }) => number),
    )
    const rows = []
    for (const cycle of shown)
      rows.push({
        ...(await historyRow(
          queries,
          await withCommitment(queries, surroundings, { ...view, cycle }, now),
          days,
          counted,
        )),
        brief: briefs.get(cycle.number) ?? null,
      })
    return {
      measure: view.measure,
      unit: view.unit,
      cycles: rows,
      next: begun.length > shown.length ? (shown.at(-1)?.number ?? null) : null,
    }
  })

  serve(api, surroundings, readReleaseCycle, { action: 'read' }, async ({ params, query, queries, now }) => {
    const view = await cycleView(queries, surroundings, params.number, query, now)
    return reportOf(queries, view)
  })

  serve(
    api,
    surroundings,
    changeReleaseCycle,
    { action: 'run-train' },
    async ({ params, body, queries, ifMatch, by, now }) => {
      const programme = await readProgramme(queries)
      const today = dayIn(programme.zone, now)
      await layOutCycles(queries, programme, now, params.number)
      const before = await cycleByNumber(queries, params.number)
      if (!before) throw new NotFound(`Release cycle ${params.number}`)
      if (before.version !== ifMatch) throw new Stale(shownCycle(before, today))
      if (body.name !== undefined && body.name !== before.name) refuseClosed(before)
      if (body.name !== undefined && body.name !== before.name) await nameCycle(queries, before.number, body.name)
      if (body.lastDay !== undefined && body.lastDay !== before.lastDay) {
        refuseEnd(before, body.lastDay, today)
        await moveEnd(queries, programme, before.number, body.lastDay, now)
      }
      const after = await cycleByNumber(queries, params.number)
      if (!after) throw new Error(`Release cycle ${params.number} was changed but cannot be read.`)
      await audit(queries, by, {
        recordedAt: now,
        action: 'change-cycle',
        subject: String(before.number),
        before: shownCycle(before, today),
        after: shownCycle(after, today),
      })
      return shownCycle(after, today)
    },
  )
}

/** The next cycle's commitment stands from its first day on, so the end before it can then be moved no more. */
function refuseEnd(
  cycle: {
    readonly number: number
    readonly firstDay: CalendarDay
    readonly lastDay: CalendarDay
    readonly closedAt: number | null
  },
  lastDay: CalendarDay,
  today: CalendarDay,
): void {
  const number = String(cycle.number)
  refuseClosed(cycle)
  if (cycle.lastDay < today)
    throw new Refusal(
      'cycle-over',
      `Cycle ${number} ended on ${cycle.lastDay}, and the next has begun. Close it instead.`,
      { number, day: cycle.lastDay },
    )
  if (lastDay < cycle.firstDay)
    throw new Refusal(
      'cycle-end-before-start',
      `Cycle ${number} begins on ${cycle.firstDay}. Choose that day or a later one.`,
      {
        number,
        day: cycle.firstDay,
      },
    )
  if (daysBetween(cycle.firstDay, lastDay) >= mostCycleDays)
    throw new Refusal('cycle-too-long', `A cycle has at most ${mostCycleDays} days. Choose an earlier last day.`)
  if (lastDay < today)
    throw new Refusal('cycle-end-past', `${lastDay} is over already. Choose today, ${today}, or a later day.`, {
      day: lastDay,
      today,
    })
}

export async function reportOf(queries: Queries, view: CycleView): Promise<CycleReport> {
  const { cycle, measure, upTo } = view
  const days = await scopeDaysKnownAt(queries, view.scope, upTo, view.knownAt)
  const live = await liveReport(queries, view, days)
  const closed = cycle.closedAt === null ? null : await recordedFigures(queries, cycle.number, view)
  const isRecord = isOnRecord(view)
  const record = closed && isRecord ? await recordReport(queries, view, closed) : null
  // Of the whole programme's record, which readers of a part do not see.
  const snapshot = isRecord ? await snapshotOf(queries, cycle.number) : null
  const isMultipleLive = isRecord && !holdsGrowth(view, snapshot)
  const capacity = await capacityBefore(queries, view, days)
  return {
    ...shownCycle(cycle, view.today),
    measure,
    unit: view.unit,
    asOf: upTo,
    source: snapshot?.source ?? view.source,
    isCommitted: view.isCommitted,
    ...(record ?? live),
    ...(isMultipleLive ? { multiple: live.multiple } : {}),
    isRecord,
    now: isRecord ? live : null,
    // What the cycles before delivered is corrected as they are: no record holds it.
    live: [...(isMultipleLive ? ['multiple' as const] : []), ...(isRecord && capacity ? ['capacity' as const] : [])],
    capacity,
    closed: closed && { ...closed, notes: await reviewNotes(queries, cycle.number) },
    brief: (await keptBriefsOf(queries, [cycle.number])).get(cycle.number) ?? null,
  }
}

/** What the ledger and the plan say now. */
async function liveReport(queries: Queries, view: CycleView, days: readonly DayFacts[]) {
  const promised = await committedServices(queries, view)
  return {
    ...figuresOf(view, days, promised, await movesByDay(queries, view.cycle.firstDay, view.upTo, view)),
    scope: await scopeOf(queries, view, promised),
    carriedOver: await carriedOver(queries, view, promised),
    ...partsOfPromises(promised, view.measure),
    outcomes: outcomesOf(promised),
  }
}

/** The same as the record says it. */
async function recordReport(
  queries: Queries,
  view: CycleView,
  figures: RecordedFigures,
): Promise<Awaited<ReturnType<typeof liveReport>>> {
  const recorded = await recordedOutcomes(queries, view.cycle.number, view)
  const counts = new Map(recorded.outcomes.map((one) => [one.outcome, one]))
  return {
    ...figures,
    carriedOver: recorded.carriedOver[view.measure],
    outcomes: outcomes.flatMap((outcome) => counts.get(outcome) ?? []),
  }
}

/** Figures of growth stand in the record for the whole programme alone; of a division or team they are what the ledger says now. */
const holdsGrowth = ({ scope }: Pick<CycleView, 'scope'>, snapshot: Snapshot | null): snapshot is Snapshot =>
  snapshot !== null && scope.scope === scopes.programme

function figuresOf(
  view: CycleView,
  days: readonly DayFacts[],
  promised: readonly PromisedService[],
  counted: readonly CountedDay[],
) {
  const within = daysWithin(days, view)
  return {
    ...deliveryOf(promised, migratedOn(within, view.measure), view.measure),
    rolledBack: partsOf(within, view.measure).rolledBack,
    moves: sumOfMoves(counted.filter(({ day }) => day >= view.cycle.firstDay && day <= view.upTo)),
    multiple: multiplesOf(view, days).after,
  }
}

/** The multiple at the end of the last day that is told of, and before the cycle began. */
export function multiplesOf(
  view: Pick<CycleView, 'cycle' | 'upTo' | 'measure' | 'programme' | 'asOf'>,
  days: readonly DayFacts[],
) {
  const running = runningBalances(days, view.measure)
  const baseline = baselineOn(running, view.programme.baselineDay, view.asOf).cloud
  const at = (day: CalendarDay) =>
    day < view.programme.baselineDay ? null : multipleOf(balanceOn(running, day).cloud, baseline)
  return { after: at(view.upTo), before: at(dayBefore(view.cycle)) }
}

/** In the order in which outcomes are told, those that there are. */
export function outcomesOf(promised: readonly PromisedService[]) {
  const counted = new Map(outcomes.map((outcome) => [outcome, { services: 0, units: 0 }]))
  for (const one of promised) {
    const count = counted.get(outcomeOf(one, one)) as { services: number; units: number }
    count.services++
    count.units += one.units
  }
  return outcomes
    .map((outcome) => ({ outcome, ...(counted.get(outcome) as { services: number; units: number }) }))
    .filter(({ services }) => services > 0)
}

export async function scopeOf(queries: Queries, view: CycleView, promised: readonly PromisedService[]) {
  if (view.source === 'on-premises') {
    const before = new Set(promised.map(({ service }) => service))
    const arrived = (await promisesOf(queries, view)).standing.filter(({ service }) => !before.has(service))
    const added = arrived.reduce((sum, one) => sum + promisedOf(one, view.measure), 0)
    return { added, removed: 0, now: promised.reduce((sum, one) => sum + promisedOf(one, view.measure), added) }
  }
  const changes = await scopeChanges(queries, view.cycle.number, view)
  const sum = (some: readonly ScopeChange[], from: number) =>
    some
      .filter(({ at }) => at >= from && at < view.plannedBefore)
      .reduce((total, one) => total + (view.measure === 'units' ? one.units : one.services), 0)
  const always = Number.NEGATIVE_INFINITY
  return {
    added: sum(changes.added, view.cycle.commitsAt),
    removed: sum(changes.removed, view.cycle.commitsAt),
    now: sum(changes.added, always) - sum(changes.removed, always),
  }
}

async function carriedOver(queries: Queries, view: CycleView, promised: readonly PromisedService[]): Promise<number> {
  const carried = await carriedServices(queries, view)
  return promised
    .filter(({ service }) => carried.has(service))
    .reduce((sum, one) => sum + promisedOf(one, view.measure), 0)
}

/** What was carried over from the cycle before, by its commitment, or where none is published stood in that of the one before. */
export const carriedServices = (queries: Queries, view: CycleView): Promise<Set<number>> =>
  view.source === 'on-premises'
    ? committedBefore(queries, view)
    : carriedInto(queries, view.cycle.number, Math.min(view.cycle.commitsAt, view.plannedBefore))

async function committedBefore(queries: Queries, view: CycleView): Promise<Set<number>> {
  const cycle = await cycleByNumber(queries, view.cycle.number - 1)
  if (!cycle) return new Set()
  const before = await committedServices(queries, { ...view, cycle })
  return new Set(before.map(({ service }) => service))
}

async function historyRow(
  queries: Queries,
  view: CycleView,
  days: readonly DayFacts[],
  counted: readonly CountedDay[],
) {
  const { cycle, measure, programme, upTo } = view
  const isRecord = isOnRecord(view)
  const now = figuresOf(view, days, isRecord ? [] : await committedServices(queries, view), counted)
  const { before, after } = multiplesOf(view, days)
  const snapshot = isRecord ? await snapshotOf(queries, cycle.number) : null
  const record = isRecord ? await recordedFigures(queries, cycle.number, view) : null
  const pace = requiredPace({ multiple: after, asOf: upTo, ...programme })
  const ofProgramme = holdsGrowth(view, snapshot) ? snapshot.growth[measure] : null
  const multiple = ofProgramme ? ofProgramme.multiple : after
  const start = ofProgramme ? ofProgramme.before : before
  return {
    ...shownCycle(cycle, view.today),
    source: snapshot?.source ?? view.source,
    ...now,
    ...record,
    multiple,
    // What is delivered is what came, less what went back.
    migrated: record ? record.delivered + record.rolledBack : partsOf(daysWithin(days, view), measure).migrated,
    growth: multiple !== null && start !== null && start > 0 ? multiple / start - 1 : null,
    requiredPace: ofProgramme ? ofProgramme.requiredPace : pace.perCycle,
    nextMilestone: ofProgramme?.nextMilestone ?? paceToNextMilestone({ multiple, asOf: upTo, ...programme }),
    isRecord,
    live: ofProgramme
      ? ofProgramme.nextMilestone
        ? []
        : ['nextMilestone' as const]
      : isRecord
        ? [...liveFigures]
        : [],
  }
}
