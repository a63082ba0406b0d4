import type { CalendarDay } from './calendar-day.ts'

/** Where a move stands in its service's book: by day, and within a day as it was written. */
interface InBook {
  readonly id: number
  readonly occurredOn: CalendarDay
}

/** The day on which a service that came back moved to cloud again: of its moves to cloud, the first after that one. null where none came. */
export function movedAgainOn(back: InBook, toCloud: readonly InBook[]): CalendarDay | null {
  let first: CalendarDay | null = null
  for (const { id, occurredOn } of toCloud) {
    const isLater = occurredOn > back.occurredOn || (occurredOn === back.occurredOn && id > back.id)
    if (isLater && (first === null || occurredOn < first)) first = occurredOn
  }
  return first
}

/** How many moves a list stands for: what was corrected is taken away by its correction. */
export const netCount = (moves: readonly { readonly reverses: number | null }[]): number =>
  moves.reduce((sum, { reverses }) => sum + (reverses === null ? 1 : -1), 0)
