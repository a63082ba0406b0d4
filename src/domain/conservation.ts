import type { CalendarDay } from './calendar-day.ts'
import { sumUnits } from './units.ts'
import type { Entry } from './workload-facts.ts'

export interface Shortfall {
  readonly day: CalendarDay
  readonly location: number
  /** What the balance would be at the end of that day: below zero. */
  readonly balance: number
}

/** The first day at whose end a balance of the service would be below zero, or null. Entries sorted by day; linear. */
export function shortfall(entries: readonly Entry[]): Shortfall | null {
  const balances = new Map<number, number>()
  const below = new Set<number>()
  const put = (place: number | null, units: number) => {
    if (place === null) return
    const balance = sumUnits(balances.get(place) ?? 0, units)
    balances.set(place, balance)
    if (balance < 0) below.add(place)
    else below.delete(place)
  }
  for (let at = 0; at < entries.length; at++) {
    const { day, from, to, units } = entries[at] as Entry
    put(from, -units)
    put(to, units)
    const dayEnds = entries[at + 1]?.day !== day
    const [location] = below
    if (dayEnds && location !== undefined) return { day, location, balance: balances.get(location) as number }
  }
  return null
}

/** Balances at the end of a day; locations without workload left out. Entries sorted by day. */
export function balancesOn(entries: readonly Entry[], day: CalendarDay): Map<number, number> {
  const balances = new Map<number, number>()
  for (const { day: on, from, to, units } of entries) {
    if (on > day) break
    if (from !== null) balances.set(from, (balances.get(from) ?? 0) - units)
    if (to !== null) balances.set(to, sumUnits(balances.get(to) ?? 0, units))
  }
  for (const [place, units] of balances) if (units === 0) balances.delete(place)
  return balances
}
