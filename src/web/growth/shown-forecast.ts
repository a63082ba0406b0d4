import type { Forecast as Answer } from '../../contract/forecast.ts'
import { addDays, type CalendarDay, daysBetween } from '../../domain/calendar-day.ts'
import type { Amounts, Arrival, ConePoint } from '../../domain/forecast.ts'
import { nonEmptyWeeks } from '../../domain/forecast.ts'
import { questionWith } from '../../domain/forecast-levers.ts'
import type { ChosenLevers } from './forecast-search.ts'
import type { DoneRuns } from './use-runs.ts'

/** What of a forecast is on the page, whoever worked it out. */
export interface ShownForecast {
  readonly hasForecast: boolean
  readonly nonEmpty: number
  readonly weeks: number
  readonly milestones: readonly {
    readonly multiple: number
    readonly growthPercent: number
    readonly reachedOn: CalendarDay | null
    readonly holds: boolean
    readonly arrival: Arrival | null
  }[]
  readonly onPremisesZero: Arrival | null
  readonly cycle: Amounts | null
  readonly cone: readonly ConePoint[]
}

/** The question that the levers ask, of what the server said of the weeks, teams and waves. */
export const questionOf = (answer: Answer, levers: ChosenLevers) =>
  questionWith(
    {
      asOf: answer.asOf,
      weeks: answer.weeks,
      now: answer.now,
      targets: answer.milestones.flatMap(({ amount, holds }) => (amount === null || holds ? [] : [amount])),
      cycle: answer.cycle,
      widening: answer.widening,
      runs: answer.runs,
      seed: answer.seed,
    },
    {
      window: levers.window,
      leftOut: levers.leftOut,
      teams: answer.teams.map(({ weeks, change }) => ({ weeks, times: change === 'stops' ? -1 : 1 })),
      staying: answer.waves.reduce((sum, { staying }) => sum + staying, 0),
    },
  )

/** The server's own answer; or what the page has worked out, of the question that it has worked out. */
export function shownOf(answer: Answer, own: DoneRuns | null): ShownForecast {
  if (own === null) {
    const { window, milestones, onPremisesZero, cycle, cone } = answer
    return {
      hasForecast: answer.reason === null,
      nonEmpty: window.nonEmpty,
      weeks: window.weeks - window.leftOut.length,
      milestones,
      onPremisesZero,
      cycle: cycle?.amounts ?? null,
      cone,
    }
  }
  const { question, forecast } = own
  const ahead = answer.milestones.filter(({ amount, holds }) => amount !== null && !holds)
  return {
    hasForecast: forecast !== null,
    nonEmpty: nonEmptyWeeks(question.weeks, question.leftOut),
    weeks: question.weeks.filter(({ lastDay }) => !question.leftOut.has(lastDay)).length,
    milestones: answer.milestones.map((one) => ({ ...one, arrival: forecast?.targets[ahead.indexOf(one)] ?? null })),
    onPremisesZero: forecast?.onPremisesZero ?? null,
    cycle: forecast?.cycle ?? null,
    cone: forecast?.cone ?? [],
  }
}

/** How far the chart reaches: past everything that is reached within two years, and half a year at least. */
export function lastDayShown(asOf: CalendarDay, { milestones, onPremisesZero, cone }: ShownForecast): CalendarDay {
  const all = [...milestones.flatMap(({ arrival }) => arrival ?? []), ...(onPremisesZero ? [onPremisesZero] : [])]
  const far = all.flatMap(({ p50, p85 }) => [p50, p85]).map((day) => (day === null ? 0 : daysBetween(asOf, day)))
  const days = cone.map(({ day }) => daysBetween(asOf, day))
  const last = days.at(-1) ?? 0
  const wanted = Math.max(182, ...far.filter((one) => one <= last)) * 1.1
  // Up to a point of the cone, so that it runs to the edge.
  return addDays(asOf, days.find((one) => one >= wanted) ?? last)
}
