import { horizons, type PastForecast } from '../../domain/forecast-backtest.ts'
import { isWithin, type Losses, lossesOf, scoresOf } from '../../domain/forecast-score.ts'
import { pastForecastsOf } from '../forecast-ground.ts'
import { BadInput } from '../problems.ts'
import type { Asked, Fact, Lister } from './explanation-listed.ts'
import { type Line, line } from './explanation-parts.ts'

const outcomes = ['held', 'above', 'below'] as const
type Outcome = (typeof outcomes)[number]

/** What a past forecast said, or one of the simple rules on the same day, beside what came. */
interface Said {
  readonly past: PastForecast
  readonly low: number
  readonly high: number
  readonly amount: number
}

async function askedFor({ queries, view, query }: Asked) {
  const { quantity, horizon } = query
  if (quantity === undefined) throw new BadInput({ quantity: 'Say what was forecast: cloud, onPrem or migrated.' })
  if (horizon === undefined || !horizons.some((one) => one === horizon))
    throw new BadInput({ horizon: `Say how many cycles ahead: ${horizons.join(', ')}.` })
  const past = (await pastForecastsOf(queries, view)).filter(
    (one) => one.quantity === quantity && one.horizon === horizon,
  )
  const score = scoresOf(past).find((one) => one.quantity === quantity && one.horizon === horizon)
  return { past, score }
}

const outcomeOf = ({ past, low, high }: Said): Outcome =>
  past.outcome > high ? 'above' : past.outcome < low ? 'below' : 'held'

const bandOf = (past: PastForecast) => ({ low: past.amounts[0] as number, high: past.amounts.at(-1) as number })

const factOf = (said: Said): Fact => ({
  key: said.past.cycle,
  day: said.past.madeOn,
  service: null,
  team: null,
  class: null,
  outcome: outcomeOf(said),
  amount: said.amount,
  evidence: '',
  moves: [],
  forecast: { until: said.past.until, low: said.low, high: said.high, came: said.past.outcome },
})

/** What lay in the band, above and below makes up all of it. */
const outcomeLines = (all: readonly Said[], amount: (said: Said) => number, kind: Line['kind']): Line[] =>
  outcomes.flatMap((outcome) => {
    const its = all.filter((one) => outcomeOf(one) === outcome)
    return its.length === 0
      ? []
      : [
          line(
            '+',
            `outcome-${outcome}`,
            its.reduce((sum, one) => sum + amount(one), 0),
            { kind },
          ),
        ]
  })

const count = { kind: 'count' as const }
const share = { kind: 'share' as const }

/** Its amount is 1 where what came lay in the band. */
export const backtestCoverage: Lister = async (asked) => {
  const { past, score } = await askedFor(asked)
  const all = past.map((one): Said => ({ past: one, ...bandOf(one), amount: Number(isWithin(one)) }))
  const { coverage = null, within = 0, n = 0 } = score ?? {}
  return {
    facts: all.map(factOf),
    checked: all.filter((one) => outcomeOf(one) === 'held').length === within,
    explained: () => ({
      value: coverage?.share ?? null,
      formula: [
        line('', 'backtest-held', within, count),
        line('/', 'backtest-n', n, count),
        line('=', 'backtest-coverage', coverage?.share ?? null, share),
        line('', 'backtest-low', coverage?.low ?? null, share),
        line('', 'backtest-high', coverage?.high ?? null, share),
      ],
      parts: [...outcomeLines(all, () => 1, 'count'), line('=', 'backtest-n', n, count)],
    }),
  }
}

const mean = { kind: 'mean' as const }

const lossOf =
  (of: keyof Losses): Lister =>
  async (asked) => {
    const { past, score } = await askedFor(asked)
    const all = past.map((one): Said => {
      const said = of === 'forecast' ? bandOf(one) : { low: one[of], high: one[of] }
      return { past: one, ...said, amount: lossesOf(one)[of] }
    })
    const sum = all.reduce((total, { amount }) => total + amount, 0)
    const loss = score?.loss ?? null
    const value = loss?.[of] ?? null
    return {
      facts: all.map(factOf),
      checked: value === null || value === sum / all.length,
      explained: () => ({
        value,
        formula: [
          line('', 'backtest-loss-sum', sum, mean),
          line('/', 'backtest-n', all.length, count),
          line('=', 'backtest-loss', value, mean),
          ...Object.entries(figures)
            .filter(([one]) => one !== of)
            .map(([one, figure]) => line('', figure, loss?.[one as keyof Losses] ?? null, { ...mean, figure })),
        ],
        parts: [...outcomeLines(all, ({ amount }) => amount, 'mean'), line('=', 'backtest-loss-sum', sum, mean)],
      }),
    }
  }

const figures = {
  forecast: 'backtest-loss',
  lastCycle: 'backtest-loss-last-cycle',
  straightLine: 'backtest-loss-straight-line',
} as const satisfies Record<keyof Losses, string>

export const backtestLoss = lossOf('forecast')
export const lastCycleLoss = lossOf('lastCycle')
export const straightLineLoss = lossOf('straightLine')
