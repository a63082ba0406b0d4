import type { Hono } from 'hono'
import type { AnswerOf, ParsedQuery } from '../../contract/endpoint.ts'
import type { Growth } from '../../contract/growth.ts'
import { readGrowth, readGrowthParts, readGrowthSeries, readOverview } from '../../contract/growth.ts'
import { addDays, daysBetween, earlier } from '../../domain/calendar-day.ts'
import { findingOf } from '../../domain/finding.ts'
import type { Balance, DayFacts } from '../../domain/growth.ts'
import {
  balanceOn,
  baselineOn,
  cloudShare,
  growthPercent,
  milestonesOn,
  multipleOf,
  onPremisesFlow,
  paceBetween,
  partsOf,
  requiredPace,
  runningBalances,
  splitOf,
} from '../../domain/growth.ts'
import { intervalFor, periods } from '../../domain/periods.ts'
import { cycleOn, cyclesBetween, daysOf } from '../../domain/release-cycles.ts'
import type { Measure } from '../../domain/units.ts'
import type { Queries } from '../database/tables.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { scopeDaysKnownAt } from '../storage/known-at.ts'
import { countMoves, wasAnythingKnown } from '../storage/move-search.ts'
import { paceWindowOf, trainOf } from '../storage/release-cycles.ts'
import { scopeDays } from '../storage/rollups.ts'
import { freshnessIn } from '../storage/team-standings.ts'
import type { View } from '../view.ts'
import { refuseLongSpan, unitOf, viewOf } from '../view.ts'

/** So many cycles the overview takes apart. */
const cyclesApart = 10

export function growthRoutes(api: Hono, surroundings: Surroundings): void {
  // The days of the scope are read once for all three.
  serve(api, surroundings, readOverview, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const days = await scopeDaysKnownAt(queries, view.scope, view.asOf, view.knownAt)
    const interval = intervalFor(view.programme.baselineDay, view.asOf)
    return {
      growth: await growthOf(queries, view, days),
      interval,
      series: await growthSeriesOf(queries, view, days, { interval }),
      parts: await growthPartsOf(queries, view, days, { interval: 'cycle', last: cyclesApart }),
    }
  })

  serve(api, surroundings, readGrowth, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    return growthOf(queries, view, await scopeDaysKnownAt(queries, view.scope, view.asOf, view.knownAt))
  })

  serve(api, surroundings, readGrowthSeries, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    return growthSeriesOf(queries, view, await scopeDaysKnownAt(queries, view.scope, view.asOf, view.knownAt), query)
  })

  serve(api, surroundings, readGrowthParts, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const days = await scopeDaysKnownAt(queries, view.scope, view.asOf, view.knownAt)
    return growthPartsOf(queries, view, days, query)
  })
}

async function growthPartsOf(
  queries: Queries,
  view: View,
  days: readonly DayFacts[],
  query: Pick<ParsedQuery<typeof readGrowthParts>, 'interval' | 'last'>,
): Promise<AnswerOf<typeof readGrowthParts>> {
  const first = days[0]?.day
  const train = await trainOf(queries, view.programme)
  const asked = first === undefined ? [] : periods(query.interval, train, first, view.asOf).slice(-query.last)
  return {
    measure: view.measure,
    unit: view.unit,
    periods: asked.map((period) => {
      const its = days.filter(({ day }) => day >= period.firstDay && day <= period.lastDay)
      const flow = onPremisesFlow(its, view.measure)
      return {
        ...period,
        ...partsOf(its, view.measure),
        discoveredOnPrem: flow.discovered,
        retiredOnPrem: flow.retired,
      }
    }),
  }
}

/** The multiple at the end of each period, from the baseline day or the first change on. */
export async function growthSeriesOf(
  queries: Queries,
  view: View,
  days: readonly DayFacts[],
  query: Pick<ParsedQuery<typeof readGrowthSeries>, 'interval' | 'from' | 'to'>,
): Promise<AnswerOf<typeof readGrowthSeries>> {
  const running = runningBalances(days, view.measure)
  const { baselineDay } = view.programme
  const baseline = baselineOn(running, baselineDay, view.asOf).cloud
  const to = earlier(query.to ?? view.asOf, view.asOf)
  const from = query.from ?? (baselineDay <= to ? baselineDay : (days[0]?.day ?? to))
  refuseLongSpan(query, from, to)
  const train = await trainOf(queries, view.programme)
  const asked = from > to ? [] : periods(query.interval, train, from, to)
  const points = asked.map(({ lastDay }) => {
    const { cloud } = balanceOn(running, lastDay)
    return { day: lastDay, cloud, multiple: multipleOf(cloud, baseline) }
  })
  // The line starts on its first day, not at the end of the first week.
  if (asked[0] && points[0]?.day !== from) {
    const { cloud } = balanceOn(running, from)
    points.unshift({ day: from, cloud, multiple: multipleOf(cloud, baseline) })
  }
  return {
    measure: view.measure,
    unit: view.unit,
    baselineDay,
    baseline,
    points,
    cycles: cyclesBetween(train, from, to).map(({ number, firstDay, lastDay }) => ({ number, firstDay, lastDay })),
  }
}

/** Every figure of the headline, from what changed day by day in the view's scope. */
export async function growthOf(queries: Queries, view: View, days: readonly DayFacts[]): Promise<Growth> {
  const { programme, measure, asOf } = view
  const { baselineDay } = programme
  const running = runningBalances(days, measure)
  const now = balanceOn(running, asOf)
  const atBaseline = baselineOn(running, baselineDay, asOf)
  const baseline = atBaseline.cloud
  const multiple = multipleOf(now.cloud, baseline)
  const milestones = milestonesOn(running, programme.milestones, baselineDay, asOf)
  const sinceBaseline = days.filter(({ day }) => day <= asOf && (day > baselineDay || baselineDay > asOf))
  const weekAgoDay = addDays(asOf, -7)
  const weekAgo = balanceOn(running, weekAgoDay)
  const cycle = cycleOn(await trainOf(queries, programme), asOf)
  const beforeCycle = cycle ? balanceOn(running, addDays(cycle.firstDay, -1)) : null
  const pace = requiredPace({ multiple, asOf, ...programme })
  const paceOver = await paceWindowOf(queries, view)
  return {
    measure,
    unit: view.unit,
    asOf,
    knownAt: view.knownAtText,
    scope: scopeOf(view),
    baselineDay,
    baseline,
    now,
    split: splitOf(now),
    multiple,
    growthPercent: growthPercent(multiple),
    share: cloudShare(now),
    other: otherMeasure(view, days),
    weekAgo: { day: weekAgoDay, now: weekAgo, share: cloudShare(weekAgo) },
    cycle:
      cycle && beforeCycle
        ? {
            number: cycle.number,
            firstDay: cycle.firstDay,
            lastDay: cycle.lastDay,
            dayOfCycle: daysBetween(cycle.firstDay, asOf) + 1,
            days: daysOf(cycle),
            onPremAtStart: beforeCycle.onPrem,
            cloudAtStart: beforeCycle.cloud,
          }
        : null,
    milestones: milestones.map((milestone) => ({ ...milestone, crossings: [...milestone.crossings] })),
    parts: partsOf(sinceBaseline, measure),
    onPremises: {
      atBaseline: atBaseline.onPrem,
      ...onPremisesFlow(sinceBaseline, measure),
      remaining: now.onPrem,
    },
    pace: {
      targetMultiple: programme.targetMultiple,
      targetDay: programme.targetDay,
      daysLeft: programme.targetDay === null ? null : daysBetween(asOf, programme.targetDay),
      requiredPerCycle: pace.perCycle,
      runningAtPerCycle: paceBetween(
        balanceOn(running, paceOver.from).cloud,
        balanceOn(running, paceOver.to).cloud,
        paceOver.cycles,
      ),
      over: paceOver,
      reason: pace.reason,
    },
    freshness: await freshnessIn(queries, view),
    recordedSince: await recordedSince(queries, view, now),
    finding: findingOf(
      milestones,
      baseline,
      days.length > 0,
      days.length > 0 || view.knownAt === null || (await wasAnythingKnown(queries, view.knownAt)),
    ),
  }
}

/** Whose figures a view shows, as an answer names it. */
export function scopeOf({ team, division }: View): Growth['scope'] {
  if (team) return { kind: 'team', id: team.id, name: team.name }
  return division ? { kind: 'division', id: division.id, name: division.name } : null
}

/** What the figures of an instant do not say yet: how many moves came since, and what is known now. */
async function recordedSince(queries: Queries, view: View, then: Balance): Promise<Growth['recordedSince']> {
  if (view.knownAt === null) return null
  const moves = await countMoves(queries, {
    team: view.team?.id,
    division: view.division?.id,
    to: view.asOf,
    recordedAfter: view.knownAt,
  })
  const today =
    moves === 0
      ? then
      : balanceOn(runningBalances(await scopeDays(queries, view.scope, view.asOf), view.measure), view.asOf)
  return {
    moves,
    cloud: { before: then.cloud, after: today.cloud },
    onPrem: { before: then.onPrem, after: today.onPrem },
  }
}

function otherMeasure(view: View, days: readonly DayFacts[]) {
  const measure: Measure = view.measure === 'units' ? 'services' : 'units'
  const running = runningBalances(days, measure)
  const baseline = baselineOn(running, view.programme.baselineDay, view.asOf).cloud
  const { cloud } = balanceOn(running, view.asOf)
  const multiple = multipleOf(cloud, baseline)
  return {
    measure,
    unit: unitOf(view.programme, measure),
    baseline,
    cloud,
    multiple,
    growthPercent: growthPercent(multiple),
  }
}
