import type { CalendarDay } from '../domain/calendar-day.ts'
import { textWidth } from './chart-scale.ts'
import { clearance } from './ladder-labels.ts'

/** A dated note that hangs over the curve: its day and its words on one line. */
export interface Note {
  readonly key: string
  readonly day: CalendarDay
  /** The last day where it lasts several. */
  readonly until: CalendarDay | null
  /** The deadline of the programme, which stands whatever else does; its words come first. */
  readonly isDeadline?: boolean
  /** As it is read, in front of the words. */
  readonly days: string
  readonly words: string
}

/** At most so many in view, the deadline among them; on a phone the deadline and the newest. */
const mostInView = { broad: 4, narrow: 2 }
const longestWords = { broad: 44, narrow: 20 }
export const noteRow = 15
/** Baseline of the lowest row over the plot. */
export const lowestNote = 18

export interface HungNote extends Note {
  /** Cut where it has no room on one line. */
  readonly shown: string
  readonly x: number
  /** 0 is nearest to the plot. */
  readonly row: number
  readonly side: 'start' | 'end'
}

export interface Hanging {
  readonly notes: readonly HungNote[]
  /** In view, and not shown. */
  readonly more: number
  /** How many rows stand over the lowest one. */
  readonly rowsAbove: number
}

interface Place {
  readonly left: number
  readonly right: number
  readonly row: number
}

/**
 * Hangs the newest notes over the plot, each in the lowest row in which it runs through no other words and no other stem
 * runs through it: the earliest lowest, since words stand left of their stem where there is room.
 */
export function hangNotes(
  notes: readonly Note[],
  frame: {
    readonly from: CalendarDay
    readonly to: CalendarDay
    readonly left: number
    readonly right: number
    readonly narrow: boolean
    readonly x: (day: CalendarDay) => number
    readonly mostRows?: number
  },
): Hanging {
  const { from, to, left, right, narrow, x } = frame
  const size = narrow ? 'narrow' : 'broad'
  const inView = notes
    .filter(({ day }) => day >= from && day <= to)
    .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : one.key < other.key ? -1 : 1))
  const deadlines = inView.filter(({ isDeadline }) => isDeadline)
  const others = inView.filter(({ isDeadline }) => !isDeadline)
  const chosen = new Set([...deadlines, ...others.slice(-Math.max(1, mostInView[size] - deadlines.length))])
  const words: Place[] = []
  const stems: { readonly x: number; readonly row: number }[] = []
  const mostRows = frame.mostRows ?? mostInView[size]
  const isFree = (place: Place, at: number) =>
    words.every((other) =>
      other.row === place.row
        ? other.right + clearance < place.left || other.left - clearance > place.right
        : other.row > place.row || at < other.left - clearance || at > other.right + clearance,
    ) &&
    stems.every((stem) => stem.row < place.row || stem.x < place.left - clearance || stem.x > place.right + clearance)

  const hung: HungNote[] = []
  for (const note of inView) {
    if (!chosen.has(note)) continue
    const at = x(note.day)
    const shown = cut(note.words, longestWords[size])
    const width = textWidth(`${note.days} ${shown}`, 11) + 10
    const before = { side: 'end' as const, left: at - width, right: at - 3 }
    const behind = { side: 'start' as const, left: at + 3, right: at + width }
    // Words right of their stem stand in the way of the stems to come, so they are the last resort; few come after the deadline.
    const sides = (note.isDeadline ? [behind, before] : [before, behind]).filter(
      (place) => place.left >= left - 60 && place.right <= right + 8,
    )
    const found = sides
      .flatMap((place) => Array.from({ length: mostRows }, (_, row) => ({ ...place, row })))
      .find((place) => isFree(place, at))
    if (found === undefined) continue
    words.push(found)
    stems.push({ x: at, row: found.row })
    hung.push({ ...note, shown, x: at, row: found.row, side: found.side })
  }
  return {
    notes: hung,
    more: inView.length - hung.length,
    rowsAbove: hung.reduce((most, { row }) => Math.max(most, row), 0),
  }
}

/** By characters as people see them, so that none is halved. */
function cut(words: string, most: number): string {
  const letters = [...words]
  return letters.length <= most
    ? words
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}

/** How high the curve stands on a day: where its last step before led. null before its first. */
export function heightOn<Point extends { readonly day: CalendarDay; readonly height: number | null }>(
  points: readonly Point[],
  day: CalendarDay,
): number | null {
  const last = points.findLast((point) => point.day <= day)
  return last?.height ?? null
}
