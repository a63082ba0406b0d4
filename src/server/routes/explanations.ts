import type { Hono } from 'hono'
import type { FigureName } from '../../contract/explanations.ts'
import { explain, explainEntries } from '../../contract/explanations.ts'
import { figureDefinitions, versionOf } from '../../contract/figure-definitions.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { addDays } from '../../domain/calendar-day.ts'
import type { DayFacts } from '../../domain/growth.ts'
import { balanceOn, runningBalances } from '../../domain/growth.ts'
import { keptOf } from '../../domain/stand-up.ts'
import type { Queries } from '../database/tables.ts'
import { forecastFigures, plainForecast } from '../forecast-ground.ts'
import { BadInput } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { scopeDaysKnownAt } from '../storage/known-at.ts'
import { lastRecordedAt } from '../storage/ledgers.ts'
import { leftServices } from '../storage/left-services.ts'
import { countedAgain } from '../storage/recount.ts'
import { rollBacksEver } from '../storage/roll-backs.ts'
import { servicesStanding } from '../storage/services-standing.ts'
import type { View } from '../view.ts'
import { unitOf, viewOf } from '../view.ts'
import { servicesUsing } from './cloud-services.ts'
import { cycleAsked, isOfCycle } from './explanation-cycles.ts'
import { promiseEntries, promisesDue } from './explanation-effort.ts'
import { countEntries, entriesBehind, windowOf } from './explanation-entries.ts'
import { exitAsked, isExit, pageOfServices } from './explanation-exits.ts'
import { explanationOf } from './explanation-lines.ts'
import { growthOf } from './growth.ts'
import { reportOf } from './release-cycles.ts'

/** Days over which a change is told where no other day is asked for. */
const usualDays = 7

export function explanationRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, explain, { action: 'read' }, async ({ params: { figure }, query, queries, now }) => {
    const asked = measuredFor(figure, await viewOf(queries, query, now))
    const ofCycle = isOfCycle(figure) ? await cycleAsked(queries, surroundings, asked, now) : null
    const view = ofCycle?.view ?? asked
    const since = sinceOf(query.since, view)
    const using = figure === 'cloud-service-use' ? await servicesUsing(queries, view, query.cloudService) : null
    const exit = isExit(figure) ? await exitAsked(queries, view, query.location) : null
    const days = await scopeDaysKnownAt(queries, view.scope, view.asOf, view.knownAt)
    const growth = await growthOf(queries, view, days)
    const known = growth.milestones.map(({ multiple }) => multiple)
    if (query.milestone !== undefined && !known.includes(query.milestone))
      throw new BadInput({ milestone: `Choose one of the programme’s milestones: ${known.join(', ')}.` })
    const waits = figure === 'rolled-back-waiting' || figure === 'waiting-days'
    return {
      figure,
      definition: figure,
      definitionVersion: versionOf(figure),
      definitionWords: figureDefinitions[figure].definition,
      measure: view.measure,
      unit: view.unit,
      asOf: view.asOf,
      knownAt: view.knownAtText,
      knownUpTo: view.knownAtText ?? new Date(Math.max(now, await lastRecordedAt(queries))).toISOString(),
      ...explanationOf(figure, {
        growth,
        days,
        measure: view.measure,
        milestone: query.milestone,
        since,
        waiting: waits ? (await servicesStanding(queries, view, 'waiting')).map(({ day }) => day) : [],
        ahead: forecastFigures.has(figure) ? await plainForecast(queries, view, growth, days) : null,
        rolledBackEver: figure === 'rolled-back-ever' ? await rollBacksEver(queries, view) : 0,
        left: figure === 'effort' ? [...(await leftServices(queries, view)).values()].flat() : [],
        exit,
        using: using ?? [],
        cycle: ofCycle?.cycle ? await reportOf(queries, ofCycle.cycle) : null,
        promises: keptOf(figure === 'promises-kept' ? await promisesDue(queries, view, now) : []),
      }),
      freshness: growth.freshness,
      entries:
        figure === 'promises-kept'
          ? (await promisesDue(queries, view, now)).length
          : exit !== null || using !== null
            ? (exit?.services ?? using ?? []).length
            : await countEntries(queries, view, figure, since, days),
      checked:
        exit === null
          ? await isCountedTheSame(queries, view, days, figure, since)
          : exit.services.reduce((sum, { amount }) => sum + amount, 0) === exit.now,
    }
  })

  serve(api, surroundings, explainEntries, { action: 'read' }, async ({ params: { figure }, query, queries, now }) => {
    const view = measuredFor(figure, await viewOf(queries, query, now))
    if (figure === 'cloud-service-use')
      return pageOfServices(await servicesUsing(queries, view, query.cloudService), query)
    if (isExit(figure)) return pageOfServices((await exitAsked(queries, view, query.location)).services, query)
    if (figure === 'promises-kept') return promiseEntries(queries, view, query, now)
    if (isOfCycle(figure)) {
      const ofCycle = await cycleAsked(queries, surroundings, view, now)
      return entriesBehind(queries, ofCycle.view, figure, sinceOf(query.since, view), query)
    }
    return entriesBehind(queries, view, figure, sinceOf(query.since, view), query)
  })
}

/** Services that wait or are left, roll-backs and promises are counted, whatever they carry. */
const counted: ReadonlySet<FigureName> = new Set([
  'rolled-back-waiting',
  'waiting-days',
  'rolled-back-ever',
  'promises-kept',
  'effort',
])

const measuredFor = (figure: FigureName, view: View): View =>
  counted.has(figure) ? { ...view, measure: 'services', unit: unitOf(view.programme, 'services') } : view

function sinceOf(asked: CalendarDay | undefined, view: View): CalendarDay {
  if (asked !== undefined && asked > view.asOf)
    throw new BadInput({ since: `A change is told up to ${view.asOf}. Choose that day or an earlier one.` })
  return asked ?? addDays(view.asOf, -usualDays)
}

/** Roll-ups against a fresh count of the moves, at the day shown and at the day that the figure begins with. */
async function isCountedTheSame(
  queries: Queries,
  view: View,
  days: readonly DayFacts[],
  figure: FigureName,
  since: CalendarDay,
): Promise<boolean> {
  const running = runningBalances(days, view.measure)
  const { from, to } = await windowOf(queries, figure, view, since)
  for (const day of new Set([view.asOf, to, ...(from === null ? [] : [from])])) {
    const again = await countedAgain(queries, { ...view, asOf: day })
    const shown = balanceOn(running, day)
    if (again.cloud !== shown.cloud || again.onPrem !== shown.onPrem || again.total !== shown.total) return false
  }
  return true
}
