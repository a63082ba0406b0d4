import { type CalendarDay, later } from '../../domain/calendar-day.ts'
import { dayAt, dayNumber } from '../../drawing/time-axis.ts'
import type { ServiceRead } from './services-queries.ts'

export interface Point {
  x: number
  day: CalendarDay
  /** Percent; null on days after which it had no workload: the line breaks, for 0 % would be untrue. */
  level: number | null
  onPrem: number
  cloud: number
  /** Dots mark the days with moves: the level rose, fell, or only the amount changed. */
  change: 'up' | 'down' | 'other' | undefined
}

/** The level day by day, from shortly before it first changed. */
export const levelPoints = (history: ServiceRead['history'], until: CalendarDay): Point[] =>
  fromFirstChange(pointsOf(history, until))

/** How much of the time that is shown goes before the first change of the level. */
const leadIn = 0.06

/** Years in which the level stayed where it began say nothing: the line starts shortly before it first changes. */
function fromFirstChange(points: readonly Point[]): Point[] {
  const [first] = points
  const last = points.at(-1)
  const changed = points.findIndex(({ level }) => level !== first?.level)
  const change = points[changed]
  if (first === undefined || last === undefined || change === undefined) return [...points]
  const start = Math.max(first.x, Math.round(change.x - Math.max(14, (last.x - change.x) * leadIn)))
  const before = points.filter(({ x }) => x < start).at(-1)
  const shown = points.filter(({ x }) => x >= start)
  // What held then holds at the start, without the dot of a day on which something happened.
  return before === undefined ? shown : [{ ...before, x: start, day: dayAt(start), change: undefined }, ...shown]
}

function pointsOf(history: ServiceRead['history'], until: CalendarDay): Point[] {
  const points = history.map(({ day, onPrem, cloud, cloudLevel }, at): Point => {
    const before = history[at - 1]?.cloudLevel ?? 0
    const now = cloudLevel ?? 0
    return {
      x: dayNumber(day),
      day,
      level: cloudLevel === null ? null : cloudLevel / 10,
      onPrem,
      cloud,
      change: now > before ? 'up' : now < before ? 'down' : 'other',
    }
  })
  const last = points.at(-1)
  if (last !== undefined && last.day < until) {
    const day = later(last.day, until)
    points.push({ ...last, x: dayNumber(day), day, change: undefined })
  }
  return points
}
