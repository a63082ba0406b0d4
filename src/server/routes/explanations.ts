import type { Hono } from 'hono'
import type { FigureName } from '../../contract/explanations.ts'
import { explain, explainEntries } from '../../contract/explanations.ts'
import { figureDefinitions, versionOf } from '../../contract/figure-definitions.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { addDays } from '../../domain/calendar-day.ts'
import type { DayFacts } from '../../domain/growth.ts'
import { balanceOn, runningBalances } from '../../domain/growth.ts'
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
import { viewOf } from '../view.ts'
import { cycleAsked, type FigureView, isOfCycle } from './explanation-cycles.ts'
import { countEntries, entriesBehind, windowOf } from './explanation-entries.ts'
import { kindOf } from './explanation-kinds.ts'
import { explanationOf } from './explanation-lines.ts'
import { byServices, pageOfFacts } from './explanation-listed.ts'
import { listOf } from './explanation-listers.ts'
import { growthOf } from './growth.ts'
import { reportOf } from './release-cycles.ts'

/** Days over which a change is told where no other day is asked for. */
const usualDays = 7

export function explanationRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, explain, { action: 'read' }, async ({ params: { figure }, query, queries, now }) => {
    const asked = measuredFor(figure, await viewOf(queries, query, now))
    const since = sinceOf(query.since, asked)
    const listed = await listOf(figure, { queries, surroundings, view: asked, query, now })
    const ofCycle = isOfCycle(figure) ? await cycleAsked(queries, surroundings, asked, now, query.cycle) : null
    const view = listed?.view ?? ofCycle?.view ?? asked
    const days = await scopeDaysKnownAt(queries, view.scope, view.asOf, view.knownAt)
    const growth = await growthOf(queries, view, days)
    const known = growth.milestones.map(({ multiple }) => multiple)
    if (query.milestone !== undefined && !known.includes(query.milestone))
      throw new BadInput({ milestone: `Choose one of the programme’s milestones: ${known.join(', ')}.` })
    const waits = figure === 'rolled-back-waiting' || figure === 'waiting-days'
    const explained = listed
      ? listed.explained(growth)
      : explanationOf(figure, {
          growth,
          days,
          measure: view.measure,
          programme: view.programme,
          milestone: query.milestone,
          since: figure === 'cycle-growth' ? await beganOn(queries, view, since) : since,
          waiting: waits ? (await servicesStanding(queries, view, 'waiting')).map(({ day }) => day) : [],
          ahead: forecastFigures.has(figure) ? await plainForecast(queries, view, growth, days) : null,
          rolledBackEver: figure === 'rolled-back-ever' ? await rollBacksEver(queries, view) : 0,
          left: figure === 'effort' ? [...(await leftServices(queries, view)).values()].flat() : [],
          cycle: ofCycle?.cycle ? await reportOf(queries, ofCycle.cycle) : null,
        })
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
      kind: kindOf(figure),
      ...explained,
      freshness: growth.freshness,
      entries: listed ? listed.facts.length : await countEntries(queries, view, figure, since, days),
      checked: listed?.checked ?? (await isCountedTheSame(queries, view, days, figure, since)),
    }
  })

  serve(api, surroundings, explainEntries, { action: 'read' }, async ({ params: { figure }, query, queries, now }) => {
    const view = measuredFor(figure, await viewOf(queries, query, now))
    const listed = await listOf(figure, { queries, surroundings, view, query, now })
    if (listed) return pageOfFacts(listed.facts, query)
    const { view: seen } = isOfCycle(figure)
      ? await cycleAsked(queries, surroundings, view, now, query.cycle)
      : { view }
    return entriesBehind(queries, seen, figure, sinceOf(query.since, view), query)
  })
}

/** Services that wait or are left and roll-backs are counted, whatever they carry. */
const counted: ReadonlySet<FigureName> = new Set(['rolled-back-waiting', 'waiting-days', 'rolled-back-ever', 'effort'])

const measuredFor = (figure: FigureName, view: View): View => (counted.has(figure) ? byServices(view) : view)

function sinceOf(asked: CalendarDay | undefined, view: View): CalendarDay {
  if (asked !== undefined && asked > view.asOf)
    throw new BadInput({ since: `A change is told up to ${view.asOf}. Choose that day or an earlier one.` })
  return asked ?? addDays(view.asOf, -usualDays)
}

/** The day at whose end the cycle of the day shown began. */
const beganOn = async (queries: Queries, view: View, since: CalendarDay): Promise<CalendarDay> =>
  (await windowOf(queries, 'cycle-growth', view, since)).from ?? since

/** Roll-ups against a fresh count of the moves, at the day shown and at the day that the figure begins with. */
async function isCountedTheSame(
  queries: Queries,
  view: FigureView,
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
