import { addDays, type CalendarDay, daysBetween, later } from '../domain/calendar-day.ts'
import { roundTicks } from './chart-scale.ts'

export type Scale = 'log' | 'linear'

export interface LadderAxis {
  readonly bottom: number
  readonly top: number
  /** Milestones: full-width lines. */
  readonly rungs: readonly number[]
  /** Rungs and thin lines that have room for their label. */
  readonly labelled: readonly number[]
  /** Lines between the rungs, to read the curve by. */
  readonly thin: readonly number[]
}

const rungRoom = 30
const thinRoom = 22

/** The upright axis of the ladder: past the highest rung and past the curve, whichever is higher. */
export function ladderAxis(
  multiples: readonly (number | null)[],
  milestones: readonly number[],
  scale: Scale,
  height: number,
): LadderAxis {
  const values = multiples.filter((one): one is number => one !== null)
  const highestRung = Math.max(1, ...milestones)
  const highest = values.reduce((one, other) => Math.max(one, other), 1)
  const lowest = values.reduce((one, other) => (other > 0 ? Math.min(one, other) : one), 1)
  const top = scale === 'log' ? Math.max(highestRung * 1.3, highest * 1.2) : Math.max(highestRung, highest) * 1.12
  // A curve that fell to a thousandth of its height is drawn on the floor, so that the rungs keep their room.
  const bottom = scale === 'log' ? Math.max(Math.min(0.8, lowest * 0.85), top / 100_000) : 0

  const at = (value: number): number =>
    scale === 'log' ? (Math.log(value / bottom) / Math.log(top / bottom)) * height : (value / top) * height
  const rungs = milestones.filter((rung) => rung > bottom && rung < top)
  const labelled: number[] = []
  const takesRoom = (value: number, room: number): boolean =>
    labelled.every((other) => Math.abs(at(other) - at(value)) >= room)
  for (const rung of rungs.toReversed()) if (takesRoom(rung, rungRoom)) labelled.push(rung)

  const thin: number[] = []
  for (const value of thinValues(scale, bottom, top, highestRung)) {
    if (rungs.includes(value) || !takesRoom(value, thinRoom)) continue
    thin.push(value)
    labelled.push(value)
  }
  return { bottom, top, rungs, labelled: labelled.toSorted((one, other) => one - other), thin }
}

/** 1× first, since it is where everybody starts; then 2×, and round numbers outside the rungs. */
function thinValues(scale: Scale, bottom: number, top: number, highestRung: number): number[] {
  if (scale === 'linear') return [0, 1, ...roundTicks(top).filter((value) => value < top && value > 0)]
  const wanted = [1, 2]
  for (let power = 10 ** Math.floor(Math.log10(bottom)); power < top; power *= 10) {
    for (const factor of [1, 2, 5]) {
      const value = Number((factor * power).toPrecision(3))
      if (value < 1 || value > highestRung) wanted.push(value)
    }
  }
  return wanted.filter((value) => value > bottom && value < top)
}

/** A little past the as-of day; as far as the deadline where that is ahead and near enough not to squeeze the past. */
export function lastDayInView(from: CalendarDay, asOf: CalendarDay, deadline: CalendarDay | null): CalendarDay {
  const behind = Math.max(14, daysBetween(from, asOf))
  const ahead = deadline === null ? 0 : daysBetween(asOf, deadline)
  const past = Math.ceil(behind * 0.04)
  return addDays(asOf, ahead > 0 && ahead < behind ? ahead + past : past)
}

/** As far again as a quarter of the past, half a year at least and two years at most: where a forecast may be drawn. */
export function lastDayWithForecast(from: CalendarDay, asOf: CalendarDay, deadline: CalendarDay | null): CalendarDay {
  const ahead = Math.min(728, Math.max(182, Math.ceil(daysBetween(from, asOf) / 4)))
  return later(addDays(asOf, ahead), lastDayInView(from, asOf, deadline))
}
