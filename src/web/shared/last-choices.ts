import type { CalendarDay } from '../../domain/calendar-day.ts'
import { basePath } from './address.ts'

/** Level first: it is what people know, and logging it twice changes nothing. */
export type EntryKind = 'level' | 'units' | 'cutover'

/** What a reader chose when logging last, on this device: most people log the same thing again and again. */
export interface LastChoices {
  readonly kind: EntryKind
  /** Location the workload went to. */
  readonly to: number | null
  /** The day, which counts only as long as today is still the same day. */
  readonly day: CalendarDay | null
  readonly today: CalendarDay | null
}

const none: LastChoices = { kind: 'level', to: null, day: null, today: null }
// The sample has locations of its own, so its choices are its own.
const place = `tenfold.log${basePath}`

export function lastChoices(): LastChoices {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(place) ?? 'null')
    return typeof stored === 'object' && stored !== null ? { ...none, ...stored } : none
  } catch {
    // Storage may be refused or hold something old: then the form starts afresh.
    return none
  }
}

export function rememberChoices(choices: LastChoices): void {
  try {
    localStorage.setItem(place, JSON.stringify(choices))
  } catch {
    // Refused in some private windows: the form then starts afresh each time.
  }
}
