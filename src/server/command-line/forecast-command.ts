import { type Backtest, type Forecast, readBacktest, readForecast } from '../../contract/forecast.ts'
import { aligned, facts } from './aligned.ts'
import { counted, grouped, percent, signedPercent, times } from './counted.ts'
import { queryOf, queryOptions } from './query-options.ts'
import { commandOf, type Verb } from './verbs.ts'

const show: Verb = {
  name: 'show',
  says: 'says between which days milestones and the end of on-premises are reached, and what this cycle delivers',
  asks: [readForecast],
  options: {
    ...queryOptions(readForecast),
    'leave-out': { value: 'DAYS' },
    stop: { value: 'TEAMS' },
    'once-more': { value: 'TEAMS' },
    'drop-waves': { value: 'WAVES' },
  },
  async run({ ask, values }) {
    const answer = await ask(readForecast, { query: queryOf(readForecast, values) })
    return { answer, lines: forecastLines(answer) }
  },
}

const reasons: Readonly<Record<NonNullable<Forecast['reason']>, (forecast: Forecast) => string>> = {
  'nothing-logged': () => 'No forecast: nothing is logged yet.',
  'too-few-weeks': ({ window }) =>
    `No forecast: it needs ${window.least} weeks in which anything moved, and there are ${window.nonEmpty}.`,
}

function forecastLines(forecast: Forecast): string[] {
  const { window, milestones, onPremisesZero, cycle, now, pace, runs, soFar } = forecast
  if (forecast.reason !== null) return [reasons[forecast.reason](forecast)]
  const arrivals = [
    ...milestones.flatMap(({ multiple, arrival }) => (arrival ? [{ what: String(times(multiple)), ...arrival }] : [])),
    ...(onPremisesZero ? [{ what: 'nothing on-premises', ...onPremisesZero }] : []),
  ]
  return [
    `From ${counted(window.weeks - window.leftOut.length, 'week')} up to ${forecast.asOf}, in ${counted(runs, 'run')}. In cloud ${grouped(now.cloud)}, on-premises ${grouped(now.onPrem)} ${forecast.unit}.`,
    ...(arrivals.length === 0
      ? ['Every milestone holds, and nothing is left on-premises.']
      : aligned(
          ['what', 'half of the runs by', '85 of 100 by', 'never in 10 years'],
          arrivals.map(({ what, p50, p85, never }) => [what, p50, p85, percent(never / runs)]),
        )),
    ...(cycle?.amounts
      ? facts([
          [`cycle ${cycle.number} by ${cycle.lastDay}, so far`, cycle.delivered],
          ['at least, in 85 of 100 runs', cycle.amounts.p85],
          ['at least, in half of them', cycle.amounts.p50],
        ])
      : []),
    ...(pace.requiredPerCycle === null
      ? []
      : [
          `To reach ${times(pace.targetMultiple)} by ${pace.targetDay}: ${signedPercent(pace.requiredPerCycle)} a cycle. You run at ${signedPercent(pace.runningAtPerCycle) ?? 'nothing yet'}.`,
        ]),
    `${heldSoFar(soFar.cloud)} It knows no plan, no deadline and no freeze.`,
  ]
}

const heldSoFar = ({ n, within }: Forecast['soFar']['cloud']): string =>
  n === 0
    ? 'No such forecast could be judged yet.'
    : `So far such bands held ${grouped(within)} of ${counted(n, 'outcome')} in cloud, ${percent(within / n)}; 80 % were meant.`

const backtest: Verb = {
  name: 'backtest',
  says: 'says how forecasts at the end of each past cycle would have done, beside two simple rules',
  asks: [readBacktest],
  options: queryOptions(readBacktest),
  async run({ ask, values }) {
    const answer = await ask(readBacktest, { query: queryOf(readBacktest, values) })
    return { answer, lines: backtestLines(answer) }
  },
}

const quantities: Readonly<Record<Backtest['scores'][number]['quantity'], string>> = {
  cloud: 'in cloud',
  onPrem: 'on-premises',
  migrated: 'migrated',
}

function backtestLines({ scores, unit, asOf }: Backtest): string[] {
  if (scores.every(({ n }) => n === 0)) return [`No cycle that ended by ${asOf} can be judged yet.`]
  return [
    `Forecasts at the end of each past cycle from the moves up to that day, judged as of ${asOf}. 80 % of what came is meant to lie between P10 and P90.`,
    ...aligned(
      ['amount', 'cycles ahead', 'n', 'within', 'share', '95 % from', 'to', 'loss', 'last cycle', 'straight line'],
      scores.map(({ quantity, horizon, n, within, coverage, loss }) => [
        quantities[quantity],
        horizon,
        n,
        within,
        percent(coverage?.share ?? null),
        percent(coverage?.low ?? null),
        percent(coverage?.high ?? null),
        loss === null ? null : Number(loss.forecast.toFixed(1)),
        loss === null ? null : Number(loss.lastCycle.toFixed(1)),
        loss === null ? null : Number(loss.straightLine.toFixed(1)),
      ]),
    ),
    `Loss is the mean pinball loss over P10 to P90 in ${unit}: the smaller the better. Intervals by Wilson.`,
    'The method was chosen anew after its first backtest, on the sample, had been run and read; the README tells the results of both.',
  ]
}

export const forecastCommand = commandOf({
  name: 'forecast',
  otherwise: 'show',
  summary: 'when milestones are reached, as ranges, and how well past forecasts did',
  page: 'Forecast',
  help: [
    'Without a verb it shows the forecast.',
    '--leave-out takes days with commas between them and leaves their weeks out; --stop and --once-more take teams, whose share of the past pace is taken out or put in once more; --drop-waves takes numbers of waves, whose workload on-premises then stays there.',
  ],
  verbs: [show, backtest],
})
