import type { Hono } from 'hono'
import { readBacktest, readForecast } from '../../contract/forecast.ts'
import { CalendarDay } from '../../domain/calendar-day.ts'
import { forecastOf, nonEmptyWeeks } from '../../domain/forecast.ts'
import { backtestRuns, horizons } from '../../domain/forecast-backtest.ts'
import { questionWith } from '../../domain/forecast-levers.ts'
import { usualRuns } from '../../domain/forecast-runs.ts'
import { isWithin, scoresOf } from '../../domain/forecast-score.ts'
import { type DayVector, dayVectors, leastWeeks, pastWeeks } from '../../domain/forecast-weeks.ts'
import type { Queries } from '../database/tables.ts'
import { aheadOf, groundOf, pastForecastsOf, spanOf } from '../forecast-ground.ts'
import { BadInput } from '../problems.ts'
import { type Surroundings, serve } from '../serve.ts'
import { scopeDaysKnownAt } from '../storage/known-at.ts'
import { teamWithDivision } from '../storage/places.ts'
import { scopes } from '../storage/rollups.ts'
import { stayingOfWaves } from '../storage/waves-on-premises.ts'
import { type View, viewOf } from '../view.ts'
import { growthOf, scopeOf } from './growth.ts'

/** Teams and waves that one question names: each is read on its own. */
const mostNamed = 20

export function forecastRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readForecast, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const days = await scopeDaysKnownAt(queries, view.scope, view.asOf, view.knownAt)
    const growth = await growthOf(queries, view, days)
    const { ground, vectors, held } = await groundOf(queries, view, growth, days, query.seed)
    const { cycle, weeks } = ground
    const ahead = aheadOf(growth)
    const first = vectors[0]
    const teams = [
      ...(await weeksOfTeams(queries, view, query.stop, first, 'stops')),
      ...(await weeksOfTeams(queries, view, query.onceMore, first, 'once-more')),
    ]
    const waves = await stayingOfWaves(queries, view, idsIn(query.dropWaves))
    const question = questionWith(ground, {
      window: query.weeks,
      leftOut: leftOutOf(query.leaveOut, weeks),
      teams: teams.map((team) => ({ weeks: team.weeks, times: team.change === 'stops' ? -1 : 1 })),
      staying: waves.reduce((sum, { staying }) => sum + staying, 0),
    })
    const forecast = forecastOf(question)
    const { asOf, knownAt, baselineDay, baseline, now: amounts, pace, scope } = growth
    return {
      ...{ measure: view.measure, unit: view.unit, asOf, knownAt, scope, baselineDay, baseline, pace },
      now: { cloud: amounts.cloud, onPrem: amounts.onPrem },
      weeks: [...weeks],
      window: {
        weeks: question.weeks.length,
        leftOut: [...question.leftOut],
        nonEmpty: nonEmptyWeeks(question.weeks, question.leftOut),
        least: leastWeeks,
      },
      teams,
      waves,
      widening: ground.widening,
      soFar: held,
      runs: usualRuns,
      seed: query.seed,
      reason: forecast ? null : days.length === 0 ? ('nothing-logged' as const) : ('too-few-weeks' as const),
      milestones: growth.milestones.map(({ multiple, growthPercent, amount, reachedOn, away }) => ({
        ...{ multiple, growthPercent, amount, reachedOn },
        holds: away === 0,
        arrival: forecast?.targets[ahead.findIndex((one) => one.multiple === multiple)] ?? null,
      })),
      onPremisesZero: forecast?.onPremisesZero ?? null,
      cycle:
        growth.cycle && cycle
          ? {
              ...{ number: growth.cycle.number, firstDay: growth.cycle.firstDay, lastDay: growth.cycle.lastDay },
              delivered: cycle.delivered,
              amounts: forecast?.cycle ?? null,
            }
          : null,
      cone: [...(forecast?.cone ?? [])],
    }
  })

  serve(api, surroundings, readBacktest, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const { asOf, measure } = view
    const past = await pastForecastsOf(queries, view)
    return {
      ...{ measure, unit: view.unit, asOf, knownAt: view.knownAtText, scope: scopeOf(view) },
      runs: backtestRuns,
      horizons: [...horizons],
      scores: scoresOf(past),
      forecasts: past.map(({ amounts, ...one }) => ({
        ...one,
        p10: amounts[0] as number,
        p50: amounts[4] as number,
        p90: amounts[8] as number,
        held: isWithin({ amounts, outcome: one.outcome }),
      })),
    }
  })
}

/** A team's weeks over the same days as the programme's, also from before it had any workload. */
async function weeksOfTeams(
  queries: Queries,
  view: View,
  said: readonly string[] | undefined,
  first: DayVector | undefined,
  change: 'stops' | 'once-more',
) {
  const found = []
  const names = new Set(said)
  const field = change === 'stops' ? 'stop' : 'onceMore'
  if (names.size > mostNamed) throw new BadInput({ [field]: `Name at most ${mostNamed} teams.` })
  for (const name of names) {
    const team = await teamWithDivision(queries, name)
    const isInView = view.team ? view.team.id === team.id : !view.division || view.division.id === team.division
    if (!isInView)
      throw new BadInput({ [field]: `${team.name} is no part of what is forecast here. Name another team.` })
    const days = await scopeDaysKnownAt(queries, { scope: scopes.team, id: team.id }, view.asOf, view.knownAt)
    const vectors = dayVectors(days, view.measure)
    const weeks = pastWeeks(first ? [{ ...first, cloud: 0, onPrem: 0, migrated: 0 }, ...vectors] : [], spanOf(view))
    found.push({ id: team.id, name: team.name, change, weeks })
  }
  return found
}

/** The weeks that the days lie in, named by their last days. */
function leftOutOf(said: readonly string[] | undefined, weeks: readonly { readonly lastDay: CalendarDay }[]) {
  const days = (said ?? []).map((text) => {
    const { data: day, success } = CalendarDay.safeParse(text)
    if (!success) throw new BadInput({ leaveOut: 'Give days that exist, as YYYY-MM-DD, with commas between them.' })
    return day
  })
  const found = days.flatMap((day) => weeks.find(({ lastDay }) => lastDay >= day)?.lastDay ?? [])
  return [...new Set(found)]
}

function idsIn(said: readonly string[] | undefined): number[] {
  const names = [...new Set(said)]
  if (names.length > mostNamed) throw new BadInput({ dropWaves: `Name at most ${mostNamed} waves.` })
  return names.map((text) => {
    if (!/^\d{1,15}$/.test(text)) throw new BadInput({ dropWaves: 'Name waves by their numbers, with commas between.' })
    return Number(text)
  })
}
