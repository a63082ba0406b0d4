import fc from 'fast-check'
import type { CalendarDay } from '../../src/domain/calendar-day.ts'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import type { LocationKind } from '../../src/domain/location.ts'
import type { LoggedMove } from '../../src/domain/logging.ts'
import { planMove } from '../../src/domain/logging.ts'
import type { LevelEntry, Planned, ServiceLedger, StandingMove } from '../../src/domain/service-ledger.ts'
import type { Entry } from '../../src/domain/workload-facts.ts'

export const locations = [
  { id: 1, name: 'Basement', kind: 'on_prem' },
  { id: 2, name: 'Attic', kind: 'on_prem' },
  { id: 3, name: 'Own cloud', kind: 'private_cloud' },
  { id: 4, name: 'Public cloud', kind: 'public_cloud' },
] as const
export const kindOf = (id: number): LocationKind => locations.find((location) => location.id === id)?.kind ?? 'on_prem'
export const nameOf = (id: number): string => locations.find((location) => location.id === id)?.name ?? ''

export const firstDay = day('2026-01-01')
export const on = (number: number): CalendarDay => addDays(firstDay, number)

/** Entries sorted by day: `[0, null, 1, 100]` is 100 units from outside to the basement on the first day. */
export const entries = (...rows: [number, number | null, number | null, number][]): Entry[] =>
  rows.map(([at, from, to, units]) => ({ day: on(at), from, to, units }))

export const ledger = (...rows: [number, number | null, number | null, number][]): ServiceLedger => ({
  service: { id: 1, name: 'payments-api' },
  moves: entries(...rows).map((entry, at): StandingMove => ({ ...entry, id: at + 1, levelEntry: null })),
  levels: [],
})

/** Logs into a book as the server would: what is planned gets its numbers, corrections and what they correct cancel out. */
export function log(
  book: ServiceLedger,
  logged: Partial<LoggedMove> & Pick<LoggedMove, 'day' | 'amount'>,
  only: readonly (typeof locations)[number][] = locations,
) {
  let last = 0
  const { planned, ledger: after } = planMove(
    book,
    { from: undefined, to: undefined, ...logged },
    { locations: only, nextId: () => --last },
  )
  return { planned, book: numbered(book, planned, after) }
}

function numbered(before: ServiceLedger, planned: readonly Planned[], after: ServiceLedger): ServiceLedger {
  let next = 1 + Math.max(0, ...before.moves.map(({ id }) => id), ...before.levels.map(({ id }) => id))
  const numbers = new Map<number, number>()
  for (const row of planned) {
    if (row.kind === 'level') numbers.set(row.level.id, next++)
    if (row.kind === 'move') numbers.set(row.move.id, next++)
  }
  const written = (id: number) => numbers.get(id) ?? id
  return {
    ...after,
    moves: after.moves.map((move) => ({
      ...move,
      id: written(move.id),
      levelEntry: move.levelEntry === null ? null : written(move.levelEntry),
    })),
    levels: after.levels.map((entry): LevelEntry => ({ ...entry, id: written(entry.id) })),
  }
}

/** Random entries of one service over thirty days, in the order of days. Balances may go below zero. */
export const anyEntries = fc
  .array(
    fc.record({
      at: fc.nat(30),
      from: fc.constantFrom(null, 1, 2, 3, 4),
      to: fc.constantFrom(null, 1, 2, 3, 4),
      units: fc.integer({ min: 1, max: 1000 }),
    }),
    { maxLength: 25 },
  )
  .map((rows) =>
    rows
      .filter(({ from, to }) => from !== to)
      .sort((one, other) => one.at - other.at)
      .map(({ at, ...rest }): Entry => ({ day: on(at), ...rest })),
  )

/** The same, kept to those that leave no balance below zero at the end of any day. */
export const soundEntries = anyEntries.map((all) => {
  const kept: Entry[] = []
  const balances = new Map<number, number>()
  for (const entry of all) {
    if (entry.from !== null && (balances.get(entry.from) ?? 0) < entry.units) continue
    if (entry.from !== null) balances.set(entry.from, (balances.get(entry.from) ?? 0) - entry.units)
    if (entry.to !== null) balances.set(entry.to, (balances.get(entry.to) ?? 0) + entry.units)
    kept.push(entry)
  }
  return kept
})
