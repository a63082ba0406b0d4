import type { FigureName } from '../contract/explanations.ts'
import type { Growth } from '../contract/growth.ts'
import { addDays } from '../domain/calendar-day.ts'
import { type Forecast, forecastOf, nonEmptyWeeks } from '../domain/forecast.ts'
import {
  type Ground,
  learnedFrom,
  lessonsOn,
  type PastForecast,
  pastForecasts,
  type Quantity,
} from '../domain/forecast-backtest.ts'
import type { Widening } from '../domain/forecast-band.ts'
import { type ForecastGround, questionWith } from '../domain/forecast-levers.ts'
import { usualRuns, usualSeed } from '../domain/forecast-runs.ts'
import { type Held, heldIn, scoresOf } from '../domain/forecast-score.ts'
import { type DayVector, dayVectors, longestWindow, pastWeeks, usualWindow } from '../domain/forecast-weeks.ts'
import type { DayFacts } from '../domain/growth.ts'
import type { Queries } from './database/tables.ts'
import { sha256 } from './hash.ts'
import { remembered } from './remembered.ts'
import { migratedOn } from './routes/capacity.ts'
import { scopeDaysKnownAt } from './storage/known-at.ts'
import { trainOf } from './storage/release-cycles.ts'
import type { View } from './view.ts'

/** How far back weeks are made, at the view's day. */
export const spanOf = ({ asOf, programme }: View) => ({
  ...{ asOf, baselineDay: programme.baselineDay, most: longestWindow },
})

/** What a view is forecast from: its weeks, what stands now, what is ahead, and what past forecasts taught of their width. */
export async function groundOf(
  queries: Queries,
  view: View,
  growth: Growth,
  days: readonly DayFacts[],
  seed = usualSeed,
): Promise<{
  readonly ground: ForecastGround
  readonly vectors: readonly DayVector[]
  readonly held: Lessons['held']
}> {
  const vectors = dayVectors(days, view.measure)
  const span = spanOf(view)
  const { cycle, now } = growth
  const train = await trainOf(queries, view.programme)
  const { widening, held } = await lessonsLearned({ ...span, days: vectors, train })
  const ground: ForecastGround = {
    asOf: view.asOf,
    weeks: pastWeeks(vectors, span),
    now: { cloud: now.cloud, onPrem: now.onPrem },
    targets: aheadOf(growth).map(({ amount }) => amount as number),
    cycle: cycle && {
      lastDay: cycle.lastDay,
      delivered: migratedOn(
        days.filter(({ day }) => day >= cycle.firstDay),
        view.measure,
      ),
    },
    widening,
    runs: usualRuns,
    seed,
  }
  return { ground, vectors, held }
}

/** By how much past forecasts taught to widen the band, and how often it held what came. */
interface Lessons {
  readonly widening: Widening
  readonly held: Readonly<Record<Quantity, Held>>
}

/** What past forecasts taught, by all that they are made from: most of a forecast's work, and the same for a whole cycle. */
const lessons = remembered<Lessons>({ most: 500, mostBytes: 200_000, bytesOf: () => 400 })

function lessonsLearned(whole: Ground): Promise<Lessons> {
  const ground = learnedFrom(whole)
  const { asOf, baselineDay, days, train } = ground
  const cycles = train.cycles?.map(({ firstDay, lastDay }) => [firstDay, lastDay])
  const key = sha256(JSON.stringify([asOf, baselineDay, days, train.cycleAnchor, train.cycleDays, cycles]))
  return lessons.get(key, '', 0, async () => {
    const { widening, past } = lessonsOn(ground)
    const scores = scoresOf(past)
    const of = (quantity: Quantity) => heldIn(scores, quantity)
    return { widening, held: { cloud: of('cloud'), onPrem: of('onPrem'), migrated: of('migrated') } }
  })
}

/** What would have been forecast at each end of a cycle for the view, beside what came. */
export async function pastForecastsOf(queries: Queries, view: View): Promise<PastForecast[]> {
  const { asOf, measure, programme } = view
  const days = await scopeDaysKnownAt(queries, view.scope, asOf, view.knownAt)
  const train = await trainOf(queries, programme)
  return pastForecasts({ days: dayVectors(days, measure), train, baselineDay: programme.baselineDay, asOf })
}

/** Milestones that do not hold: what the runs are asked for. */
export const aheadOf = ({ milestones }: Growth): Growth['milestones'] =>
  milestones.filter(({ amount, away }) => amount !== null && away !== 0)

/** What 10,000 runs said, by all that they are made from. A megabyte at most: a forecast is some ten kilobytes. */
const forecasts = remembered<Forecast | null>({
  most: 100,
  mostBytes: 1_000_000,
  bytesOf: (forecast) => 2 * JSON.stringify(forecast).length,
})

/** The figures that are explained from runs. */
export const forecastFigures: ReadonlySet<FigureName> = new Set([
  'milestone-forecast',
  'on-premises-forecast',
  'cycle-forecast',
])

/** What a figure of the forecast is explained from: nothing changed, and the usual window. */
export interface PlainForecast {
  readonly forecast: Forecast | null
  readonly window: number
  /** Weeks of it in which anything moved. */
  readonly nonEmpty: number
  readonly delivered: number | null
  /** How often such bands held so far. */
  readonly held: Lessons['held']
}

export async function plainForecast(
  queries: Queries,
  view: View,
  growth: Growth,
  days: readonly DayFacts[],
): Promise<PlainForecast> {
  const { ground, held } = await groundOf(queries, view, growth, days)
  const question = questionWith(ground, { window: usualWindow, leftOut: [], teams: [], staying: 0 })
  // Asked for by the same weeks, it is the same: whoever reads a brief or an explanation has it from whoever did before.
  const forecast = await forecasts.get(JSON.stringify(question), '', 0, async () => forecastOf(question))
  const { weeks, leftOut } = question
  return {
    forecast,
    window: weeks.length,
    nonEmpty: nonEmptyWeeks(weeks, leftOut),
    delivered: ground.cycle?.delivered ?? null,
    held,
  }
}

/** The days of the usual window: those after the first up to the last. */
export function forecastWindow(view: View, days: readonly DayFacts[]) {
  const { length } = pastWeeks(dayVectors(days, view.measure), { ...spanOf(view), most: usualWindow })
  return { from: addDays(view.asOf, -7 * length), to: view.asOf }
}
