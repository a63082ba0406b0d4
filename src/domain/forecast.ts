import type { CalendarDay } from './calendar-day.ts'
import { addDays, daysBetween } from './calendar-day.ts'
import type { Widening } from './forecast-band.ts'
import { drawnFrom, weeksDrawnFrom } from './forecast-band.ts'
import { mostWeeks, never, reachedBy, runAhead, thereBy, usualRuns, usualSeed } from './forecast-runs.ts'
import type { PastWeek } from './forecast-weeks.ts'
import { isEmptyWeek, leastWeeks, within } from './forecast-weeks.ts'

export interface ForecastQuestion {
  readonly asOf: CalendarDay
  /** The window: weeks one after another, the last ending on the as-of day. */
  readonly weeks: readonly PastWeek[]
  /** Weeks left out, by their last day. */
  readonly leftOut: ReadonlySet<CalendarDay>
  /** Amounts at the end of the as-of day; on-premises less what is to stay there. */
  readonly now: { readonly cloud: number; readonly onPrem: number }
  /** Amounts of the milestones that do not hold, rising. */
  readonly targets: readonly number[]
  /** The cycle of the as-of day, and what it has delivered by then. */
  readonly cycle: { readonly lastDay: CalendarDay; readonly delivered: number } | null
  readonly widening: Widening
  readonly runs?: number
  readonly seed?: number
}

/** When something is reached: days by which half and 85 % of the runs are there, and how many never are in ten years. */
export interface Arrival {
  readonly p50: CalendarDay | null
  readonly p85: CalendarDay | null
  /** Runs that never arrived. */
  readonly never: number
}

/**
 * Amounts that at least 90 %, 85 %, 50 %, 15 % and 10 % of the runs reach; of what is left on-premises, that they are down to.
 * The backtest judges what lies between the first and the last.
 */
export interface Amounts {
  readonly p90: number
  readonly p85: number
  readonly p50: number
  readonly p15: number
  readonly p10: number
}

export interface ConePoint {
  readonly day: CalendarDay
  readonly cloud: Amounts
  readonly onPrem: Amounts
}

export interface Forecast {
  readonly runs: number
  readonly seed: number
  /** One for each target, in their order. */
  readonly targets: readonly Arrival[]
  /** null where nothing is left that is to be moved. */
  readonly onPremisesZero: Arrival | null
  /** What the cycle delivers in all, from its first day to its last; null without a cycle. */
  readonly cycle: Amounts | null
  readonly cone: readonly ConePoint[]
}

export const nonEmptyWeeks = (weeks: readonly PastWeek[], leftOut: ReadonlySet<CalendarDay>): number =>
  weeks.filter((week) => !leftOut.has(week.lastDay) && !isEmptyWeek(week)).length

/** Days ahead that the cone has points for: weekly for half a year, then every six up to two years. */
const coneDays: readonly number[] = Array.from({ length: 104 }, (_, at) => at + 1)
  .filter((week) => week <= 26 || (week - 26) % 6 === 0)
  .map((week) => 7 * week)

/** When milestones and the end of on-premises are reached, and what this cycle delivers. null from too few weeks. */
export function forecastOf(question: ForecastQuestion): Forecast | null {
  const { asOf, weeks, leftOut, now, targets, cycle, widening, runs = usualRuns, seed = usualSeed } = question
  if (nonEmptyWeeks(weeks, leftOut) < leastWeeks) return null
  const places = new Set<number>()
  weeks.forEach(({ lastDay }, at) => {
    if (leftOut.has(lastDay)) places.add(at)
  })
  const daysLeft = cycle ? daysBetween(asOf, cycle.lastDay) : 0
  const marks = [...new Set(daysLeft > 0 ? [...coneDays, daysLeft] : coneDays)].sort((one, other) => one - other)
  const ahead = runAhead({
    ...{ weeks, leftOut: places, now, targets, marks, runs, seed },
    untilReached: true,
  })
  const arrival = (weeksOfRuns: Uint16Array, perMille: number): Arrival => {
    const sorted = weeksOfRuns.sort()
    const [half, most] = [thereBy(sorted, 50), thereBy(sorted, 85)]
    const drawn = half === null || most === null ? null : weeksDrawnFrom(half, most, perMille)
    return {
      p50: half === null ? null : addDays(asOf, 7 * half),
      p85: drawn === null || drawn > mostWeeks ? null : addDays(asOf, 7 * drawn),
      never: sorted.length - firstOf(sorted, never),
    }
  }
  const atEnd = daysLeft > 0 ? ahead.migrated[marks.indexOf(daysLeft)] : undefined
  const delivered = cycle?.delivered ?? 0
  const toCome = atEnd ? rising(atEnd.sort(), widening.migrated) : noChange
  return {
    runs,
    seed,
    targets: ahead.arrivals.map((weeksOfRuns) => arrival(weeksOfRuns, widening.cloud)),
    onPremisesZero: now.onPrem === 0 ? null : arrival(ahead.emptied, widening.onPrem),
    cycle:
      cycle === null
        ? null
        : {
            p90: within(delivered + toCome.p90),
            p85: within(delivered + toCome.p85),
            p50: within(delivered + toCome.p50),
            p15: within(delivered + toCome.p15),
            p10: within(delivered + toCome.p10),
          },
    cone: coneDays.map((days) => {
      const mark = marks.indexOf(days)
      return {
        day: addDays(asOf, days),
        cloud: rising((ahead.cloud[mark] as Float64Array).sort(), widening.cloud),
        onPrem: falling((ahead.onPrem[mark] as Float64Array).sort(), widening.onPrem),
      }
    }),
  }
}

/** Of a cycle on its last day: nothing is to come. */
const noChange: Amounts = { p90: 0, p85: 0, p50: 0, p15: 0, p10: 0 }

const rising = (sorted: Float64Array, perMille: number): Amounts =>
  band((percent) => reachedBy(sorted, percent), perMille)

const falling = (sorted: Float64Array, perMille: number): Amounts =>
  band((percent) => sorted[Math.ceil((percent * sorted.length) / 100) - 1] as number, perMille)

function band(amountOf: (percent: number) => number, perMille: number): Amounts {
  const p50 = amountOf(50)
  const drawn = (percent: number) => drawnFrom(p50, amountOf(percent), perMille)
  return { p90: drawn(90), p85: drawn(85), p50, p15: drawn(15), p10: drawn(10) }
}

/** Place of the first that is not below a value, in sorted numbers. */
function firstOf(sorted: Uint16Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
