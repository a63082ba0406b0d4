import type { CalendarDay } from './calendar-day.ts'
import { addDays, daysBetween } from './calendar-day.ts'
import type { Widening } from './forecast-band.ts'
import { drawnFrom } from './forecast-band.ts'
import type { Runs } from './forecast-runs.ts'
import { reachedBy, runAhead, usualSeed } from './forecast-runs.ts'
import type { DayVector, PastWeek } from './forecast-weeks.ts'
import { dayNumber, isEmptyWeek, leastWeeks, pastWeeks, usualWindow, within } from './forecast-weeks.ts'
import type { ReleaseCycle, Train } from './release-cycles.ts'
import { cycleNumbered, cyclesBetween, daysOf } from './release-cycles.ts'

/** Cycles ahead that past forecasts are judged at. */
export const horizons = [1, 2, 4] as const
export const quantities = ['cloud', 'onPrem', 'migrated'] as const
export type Quantity = (typeof quantities)[number]
/** Percents of the runs that lie below each of a past forecast's amounts. */
export const percents = [10, 20, 30, 40, 50, 60, 70, 80, 90] as const
/** A past forecast needs its ends only, so fewer runs say enough, and the whole backtest is one short request. */
export const backtestRuns = 2000
/** Further back than so many ends of cycles nothing is judged, however short cycles are. */
const mostEnds = 40
/** The band of P10 to P90 should hold this share of what came. */
const meant = 0.8
/** Fewer outcomes teach no factor; and however far off they were, the band grows to three times its width at most. */
const leastOutcomes = 10
const mostWidening = 3000

export interface Ground {
  readonly days: readonly DayVector[]
  readonly train: Train
  readonly baselineDay: CalendarDay
  readonly asOf: CalendarDay
}

/** One amount that was forecast at the end of a cycle, beside what came, and what two simple rules would have said. */
export interface PastForecast {
  readonly quantity: Quantity
  readonly cycle: number
  /** The last day that was known. */
  readonly madeOn: CalendarDay
  readonly horizon: number
  readonly until: CalendarDay
  /** For each of `percents`, in order. */
  readonly amounts: readonly number[]
  readonly widening: number
  readonly outcome: number
  readonly lastCycle: number
  readonly straightLine: number
}

/** Everything that can be known at the end of one cycle: made once, judged as each horizon passes. */
interface EndOfCycle {
  readonly cycle: ReleaseCycle
  readonly weeks: readonly PastWeek[]
  readonly untils: readonly CalendarDay[]
  readonly runs: Runs
}

/**
 * How much wider than its own runs the band has to be, per mille: so much that 80 % of the outcomes known by a day would have
 * lain within. Each outcome asks for its distance from the median over the width of the band on that side; the factor is the
 * one that ranks ⌈0.8 (n + 1)⌉ of n. One factor for all horizons of an amount. Never narrower.
 */
export function wideningFrom(known: readonly Pick<PastForecast, 'amounts' | 'outcome'>[]): number {
  if (known.length < leastOutcomes) return 1000
  const asked = known
    .map(({ amounts, outcome }) => {
      const [low, middle, high] = [amounts[0], amounts[4], amounts[8]] as [number, number, number]
      const off = Math.abs(outcome - middle)
      const width = outcome >= middle ? high - middle : middle - low
      return off === 0 ? 0 : off / width
    })
    .sort((one, other) => one - other)
  const rank = Math.min(asked.length, Math.ceil(meant * (asked.length + 1)))
  return Math.min(mostWidening, Math.max(1000, Math.ceil(1000 * (asked[rank - 1] as number))))
}

/** The factors as of a day, learned from forecasts at earlier ends of cycles whose outcome was known by then; and those. */
export function lessonsOn(ground: Ground): { readonly widening: Widening; readonly past: readonly PastForecast[] } {
  const plain = unwidened(ground)
  return { widening: wideningBy(plain, ground.asOf), past: widened(plain) }
}

/**
 * The part of it by which the lessons are what they are: outcomes are known at ends of cycles, so what happens within a cycle
 * that runs changes none of them until it ends.
 */
export function learnedFrom(ground: Ground): Ground {
  const { days, train, asOf } = ground
  const [first] = days
  const ended = first
    ? cyclesBetween(train, first.day, asOf)
        .filter(({ lastDay }) => lastDay <= asOf)
        .at(-1)
    : undefined
  if (ended === undefined) return { ...ground, days: [] }
  const upTo = ended.lastDay < asOf ? addDays(ended.lastDay, 1) : asOf
  const end = dayNumber(upTo)
  return { ...ground, asOf: upTo, days: days.filter(({ number }) => number <= end) }
}

const wideningBy = (plain: readonly PastForecast[], day: CalendarDay): Widening => {
  const known = plain.filter(({ until }) => until <= day)
  const of = (quantity: Quantity) => wideningFrom(known.filter((one) => one.quantity === quantity))
  return { cloud: of('cloud'), onPrem: of('onPrem'), migrated: of('migrated') }
}

/**
 * What would have been forecast at each end of a cycle from the moves up to that day alone, where what came is known by the
 * as-of day. Each bears the factor that was known on its own day.
 */
export const pastForecasts = (ground: Ground): PastForecast[] => widened(unwidened(ground))

function widened(plain: readonly PastForecast[]): PastForecast[] {
  const learned = new Map<CalendarDay, Widening>()
  return plain.map((one) => {
    const factors = learned.get(one.madeOn) ?? wideningBy(plain, one.madeOn)
    learned.set(one.madeOn, factors)
    const widening = factors[one.quantity]
    const median = one.amounts[4] as number
    return { ...one, widening, amounts: one.amounts.map((amount) => drawnFrom(median, amount, widening)) }
  })
}

const unwidened = (ground: Ground): PastForecast[] => endsOf(ground).flatMap((end) => judged(ground, end))

function endsOf(ground: Ground): EndOfCycle[] {
  const { days, train, baselineDay, asOf } = ground
  const [first] = days
  if (!first) return []
  return cyclesBetween(train, first.day, asOf)
    .filter(({ lastDay }) => lastDay < asOf)
    .slice(-mostEnds)
    .flatMap((cycle) => {
      const weeks = pastWeeks(days, { asOf: cycle.lastDay, baselineDay, most: usualWindow })
      if (weeks.filter((week) => !isEmptyWeek(week)).length < leastWeeks) return []
      const untils = horizons.map((horizon) => cycleNumbered(train, cycle.number + horizon).lastDay)
      const end = { cycle, weeks, untils }
      return [{ ...end, runs: runsFrom(ground, end) }]
    })
}

const runsFrom = (ground: Ground, { cycle, weeks, untils }: Omit<EndOfCycle, 'runs'>): Runs => {
  const { cloud, onPrem } = sumsUpTo(ground.days, cycle.lastDay)
  const runs = runAhead({
    weeks,
    now: { cloud, onPrem },
    targets: [],
    marks: untils.map((until) => daysBetween(cycle.lastDay, until)),
    runs: backtestRuns,
    seed: usualSeed,
    untilReached: false,
  })
  for (const amounts of [...runs.cloud, ...runs.onPrem, ...runs.migrated]) amounts.sort()
  return runs
}

function judged({ days, asOf }: Ground, end: EndOfCycle): PastForecast[] {
  const { cycle, weeks, runs } = end
  const then = sumsUpTo(days, cycle.lastDay)
  const before = sumsUpTo(days, addDays(cycle.firstDay, -1))
  return horizons.flatMap((horizon, at) => {
    const until = end.untils[at] as CalendarDay
    if (until > asOf) return []
    const came = sumsUpTo(days, until)
    const ahead = daysBetween(cycle.lastDay, until)
    return quantities.map((quantity) => {
      const sorted = runs[quantity][at] as Float64Array
      const start = quantity === 'migrated' ? 0 : then[quantity]
      const goneOn = (change: number, inDays: number) => {
        const amount = within(start + rounded(BigInt(change) * BigInt(ahead), BigInt(inDays)))
        return quantity === 'migrated' ? amount : Math.max(0, amount)
      }
      return {
        ...{ quantity, cycle: cycle.number, madeOn: cycle.lastDay, horizon, until, widening: 1000 },
        amounts: percents.map((percent) => reachedBy(sorted, 100 - percent)),
        outcome: quantity === 'migrated' ? came.migrated - then.migrated : came[quantity],
        lastCycle: goneOn(then[quantity] - before[quantity], daysOf(cycle)),
        straightLine: goneOn(
          weeks.reduce((sum, week) => within(sum + week[quantity]), 0),
          7 * weeks.length,
        ),
      }
    })
  })
}

/** Half away from zero. */
const rounded = (over: bigint, under: bigint): number =>
  Number((over < 0n ? 2n * over - under : 2n * over + under) / (2n * under))

function sumsUpTo(days: readonly DayVector[], day: CalendarDay): Record<Quantity, number> {
  const end = dayNumber(day)
  const sums = { cloud: 0, onPrem: 0, migrated: 0 }
  for (const { number, cloud, onPrem, migrated } of days) {
    if (number > end) break
    sums.cloud += cloud
    sums.onPrem += onPrem
    sums.migrated += migrated
  }
  return sums
}
