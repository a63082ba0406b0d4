import type { ReleaseCycle } from '../../contract/release-cycles.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { parseDay } from '../shared/parse-day.ts'

/** A cycle with the words it is found by. */
export interface NamedCycle {
  readonly cycle: ReleaseCycle
  readonly name: string
  readonly days: string
}

/**
 * What somebody finds who writes a number, a part of a name or of the days, or a day: "28", "spring", "Apr 2024", "2024-04-21",
 * "21 Apr 2024". The cycle of that very number, or that holds that very day, comes alone.
 */
export function findCycles(cycles: readonly NamedCycle[], text: string, today: CalendarDay): readonly NamedCycle[] {
  const said = plain(text)
  if (said === '') return cycles
  if (/^\d+$/.test(said)) {
    const numbered = cycles.filter(({ cycle }) => cycle.number === Number(said))
    if (numbered.length > 0) return numbered
  } else {
    const day = parseDay(said, today)
    const holding = cycles.filter(({ cycle }) => day !== undefined && cycle.firstDay <= day && day <= cycle.lastDay)
    if (holding.length > 0) return holding
  }
  return cycles.filter(({ name, days }) => plain(`${name} ${days}`).includes(said))
}

/** Days are set with spaces that do not break, which nobody types. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase()
