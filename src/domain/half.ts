import type { CalendarDay } from './calendar-day.ts'

export interface SharePoint {
  readonly day: CalendarDay
  /** 0 to 1; null where nothing ran. */
  readonly share: number | null
}

export interface Crossing {
  readonly day: CalendarDay
  readonly direction: 'reached' | 'lost'
}

/** Whether more than half has moved: from exactly half on. */
export const half = 0.5

/** Every point at whose end the share came to a half, or fell below it again. Days without workload change nothing. */
export function halfCrossings(points: readonly SharePoint[]): Crossing[] {
  const crossings: Crossing[] = []
  let above = false
  for (const { day, share } of points) {
    if (share === null || share >= half === above) continue
    above = !above
    crossings.push({ day, direction: above ? 'reached' : 'lost' })
  }
  return crossings
}

/** Since when the share holds at a half; null while it does not. */
export function halfSince(points: readonly SharePoint[]): CalendarDay | null {
  const last = halfCrossings(points).at(-1)
  return last?.direction === 'reached' ? last.day : null
}
