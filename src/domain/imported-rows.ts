import type { CalendarDay } from './calendar-day.ts'
import type { Shortfall } from './conservation.ts'
import { sumUnits } from './units.ts'
import type { Entry } from './workload-facts.ts'

/** A row of an import, by its place in the file. */
export interface RowEntry extends Entry {
  readonly row: number
}

/**
 * The rows of one service, given in the file's order, that its ledger already holds: a row is the same as one standing
 * move that says the same and was not matched by an earlier row.
 */
export function sameRows(ledger: readonly Entry[], rows: readonly RowEntry[]): Set<number> {
  const unmatched = new Map<string, number>()
  for (const entry of ledger) unmatched.set(saying(entry), (unmatched.get(saying(entry)) ?? 0) + 1)
  const same = new Set<number>()
  if (unmatched.size === 0) return same
  for (const entry of rows) {
    const left = unmatched.get(saying(entry)) ?? 0
    if (left === 0) continue
    unmatched.set(saying(entry), left - 1)
    same.add(entry.row)
  }
  return same
}

const saying = ({ day, from, to, units }: Entry): string => `${day} ${from} ${to} ${units}`

/**
 * The rows, by their places in the file, that no longer fit into what is left to count, where the smaller come first: an
 * amount that is absurd then stops itself and not the thousand sound rows after it. `left` and each amount are safe
 * integers.
 */
export function uncountableRows(left: number, rows: readonly number[], unitsOf: (row: number) => number): number[] {
  const fitting = (some: readonly number[]): number => {
    let room = left
    for (const [at, row] of some.entries()) {
      room -= unitsOf(row)
      if (room < 0) return at
    }
    return some.length
  }
  if (fitting(rows) === rows.length) return []
  const bySize = [...rows].sort((one, other) => unitsOf(one) - unitsOf(other) || one - other)
  return bySize.slice(fitting(bySize))
}

/**
 * Going over a book again costs its length, and a hostile file could ask for it at every row. Past this much work the
 * service's remaining rows are refused together: they contradict each other too much to tell which are right.
 */
const mostWork = 20_000_000

/**
 * The rows of one service that would take away what is not there, each with the day and place it was found by. Every
 * balance has to be at zero or more at the end of every day, of the ledger (sorted by day) and the rows together; where
 * one is not, the last row that takes from that place on the latest day up to then is refused, until the book holds.
 */
export function shortRows(ledger: readonly Entry[], rows: readonly RowEntry[]): Map<number, Shortfall> {
  const refused = new Map<number, Shortfall>()
  let work = 0
  for (;;) {
    const standing = rows.filter(({ row }) => !refused.has(row))
    if (goThrough(ledger, standing, refused)) return refused
    work += ledger.length + rows.length
    if (work < mostWork) continue
    const [last] = [...refused.values()].slice(-1)
    for (const { row } of standing) if (last && !refused.has(row)) refused.set(row, last)
    return refused
  }
}

/**
 * One pass over the days. Refuses rows as it meets shortfalls, and is done (true) unless refusing one took workload away
 * from a place on a day that was passed already: then the book has to be gone through again.
 */
function goThrough(ledger: readonly Entry[], rows: readonly RowEntry[], refused: Map<number, Shortfall>): boolean {
  const byDay = [...rows].sort(byDayThenRow)
  const balances = new Map<number, number>()
  /** Rows that took from a place so far, those of the latest day last: the next to be refused is at the end. */
  const takers = new Map<number, RowEntry[]>()
  const put = (place: number | null, units: number) => {
    if (place !== null) balances.set(place, sumUnits(balances.get(place) ?? 0, units))
  }
  let inLedger = 0
  let inRows = 0
  while (inLedger < ledger.length || inRows < byDay.length) {
    const day = firstOf(ledger[inLedger]?.day, byDay[inRows]?.day)
    const touched = new Set<number>()
    for (let entry = ledger[inLedger]; entry?.day === day; entry = ledger[++inLedger]) {
      put(entry.from, -entry.units)
      put(entry.to, entry.units)
      if (entry.from !== null) touched.add(entry.from)
    }
    for (let entry = byDay[inRows]; entry?.day === day; entry = byDay[++inRows]) {
      put(entry.from, -entry.units)
      put(entry.to, entry.units)
      if (entry.from === null) continue
      touched.add(entry.from)
      const taken = takers.get(entry.from)
      if (taken) taken.push(entry)
      else takers.set(entry.from, [entry])
    }
    // Places in the order of their ids, so that the same file is always judged the same way. Refusing a row takes from
    // the place it went to, which then is looked at as well.
    for (const places = [...touched].sort((one, other) => one - other); places.length > 0; ) {
      const place = places.shift() as number
      const balance = balances.get(place) ?? 0
      if (balance >= 0) continue
      const taker = latestNotRefused(takers.get(place), refused)
      // Nothing of the file takes from here: the ledger itself was short, which no row of the file can be blamed for.
      if (!taker) continue
      refused.set(taker.row, { day, location: place, balance })
      if (taker.to !== null && taker.day < day) return false
      put(taker.from, taker.units)
      put(taker.to, -taker.units)
      places.unshift(place)
      if (taker.to !== null) places.push(taker.to)
    }
  }
  return true
}

const byDayThenRow = (one: RowEntry, other: RowEntry): number =>
  one.day === other.day ? one.row - other.row : one.day < other.day ? -1 : 1

const firstOf = (one: CalendarDay | undefined, other: CalendarDay | undefined): CalendarDay =>
  (one === undefined || (other !== undefined && other < one) ? other : one) as CalendarDay

function latestNotRefused(takers: RowEntry[] | undefined, refused: ReadonlyMap<number, unknown>): RowEntry | undefined {
  while (takers && takers.length > 0) {
    const last = takers.at(-1) as RowEntry
    if (!refused.has(last.row)) return last
    takers.pop()
  }
  return undefined
}
