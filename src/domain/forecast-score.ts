import type { PastForecast, Quantity } from './forecast-backtest.ts'
import { horizons, percents, quantities } from './forecast-backtest.ts'

/** How past forecasts of one amount at one horizon did. Losses are in the measure, the smaller the better. */
export interface Score {
  readonly quantity: Quantity
  /** In cycles. */
  readonly horizon: number
  readonly n: number
  /** Outcomes from P10 to P90, both included; 80 % are meant to be. */
  readonly within: number
  /** within / n, and its 95 % interval by Wilson; null of none. */
  readonly coverage: { readonly share: number; readonly low: number; readonly high: number } | null
  /** Mean pinball loss over the nine percents; null of none. */
  readonly loss: Losses | null
}

/** How far off a forecast was, and the two simple rules beside it. */
export interface Losses {
  readonly forecast: number
  readonly lastCycle: number
  readonly straightLine: number
}

export const lossesOf = ({ amounts, lastCycle, straightLine, outcome }: PastForecast): Losses => ({
  forecast: pinball(amounts, outcome),
  lastCycle: pinball(everywhere(lastCycle), outcome),
  straightLine: pinball(everywhere(straightLine), outcome),
})

export const isWithin = ({ amounts, outcome }: Pick<PastForecast, 'amounts' | 'outcome'>): boolean =>
  outcome >= (amounts[0] as number) && outcome <= (amounts.at(-1) as number)

export const scoresOf = (forecasts: readonly PastForecast[]): Score[] =>
  quantities.flatMap((quantity) =>
    horizons.map((horizon) => {
      const its = forecasts.filter((one) => one.quantity === quantity && one.horizon === horizon)
      const inside = its.filter(isWithin).length
      const losses = its.map(lossesOf)
      const mean = (of: keyof Losses) => losses.reduce((sum, one) => sum + one[of], 0) / its.length
      return {
        ...{ quantity, horizon, n: its.length, within: inside },
        coverage: its.length === 0 ? null : wilson(inside, its.length),
        loss:
          its.length === 0
            ? null
            : {
                forecast: mean('forecast'),
                lastCycle: mean('lastCycle'),
                straightLine: mean('straightLine'),
              },
      }
    }),
  )

/** How often the band of one amount held so far, at all horizons together. */
export interface Held {
  readonly n: number
  readonly within: number
}

export const heldIn = (
  scores: readonly (Pick<Score, 'n' | 'within'> & { readonly quantity: Quantity })[],
  quantity: Quantity,
): Held =>
  scores
    .filter((score) => score.quantity === quantity)
    .reduce<Held>((sum, { n, within }) => ({ n: sum.n + n, within: sum.within + within }), { n: 0, within: 0 })

/** A rule that names one amount says it at every percent. */
const everywhere = (amount: number): number[] => percents.map(() => amount)

/** Pinball loss, mean over the percents: above the amount each unit costs its percent, below it the rest of a hundred. */
export const pinball = (amounts: readonly number[], outcome: number): number =>
  amounts.reduce((sum, amount, at) => {
    const percent = percents[at] as number
    const off = outcome - amount
    return sum + (off >= 0 ? percent * off : (percent - 100) * off)
  }, 0) /
  (100 * amounts.length)

/** The 95 % interval of a share by Wilson (1927), which stays between 0 and 1 for few. */
export function wilson(hits: number, n: number): { share: number; low: number; high: number } {
  const z = 1.959964
  const share = hits / n
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
