import type { CalendarDay } from './calendar-day.ts'
import { balancesOn, shortfall } from './conservation.ts'
import { Refusal } from './refusal.ts'
import type { Entry } from './workload-facts.ts'

/** A standing move with what correcting it needs. Planned moves bear negative ids until they are written. */
export interface StandingMove extends Entry {
  readonly id: number
  /** The level entry this move was derived for; null for moves logged as units. */
  readonly levelEntry: number | null
}

/** What a person said: the level in cloud since that day. It stands until taken back, also while no move was needed. */
export interface LevelEntry {
  readonly id: number
  readonly day: CalendarDay
  readonly level: number
  readonly from: number | null
  readonly to: number | null
}

/** One service's book as known now: moves sorted by day, then by id. */
export interface ServiceLedger {
  readonly service: { readonly id: number; readonly name: string }
  readonly moves: readonly StandingMove[]
  readonly levels: readonly LevelEntry[]
}

/** To be written, in this order. */
export type Planned =
  | { readonly kind: 'move'; readonly move: StandingMove; readonly level: number | null; readonly keepsLevel: boolean }
  | { readonly kind: 'reversal'; readonly of: StandingMove; readonly keepsLevel: boolean }
  | { readonly kind: 'level'; readonly level: LevelEntry }

/** Planned moves (negative ids, counting down) come after the written ones of their day. */
const inOrder = (one: StandingMove, other: StandingMove): number => {
  if (one.day !== other.day) return one.day < other.day ? -1 : 1
  if (one.id > 0 !== other.id > 0) return one.id > 0 ? -1 : 1
  return Math.abs(one.id) - Math.abs(other.id)
}

export const withMoves = (ledger: ServiceLedger, added: readonly StandingMove[]): ServiceLedger => ({
  ...ledger,
  moves: [...ledger.moves, ...added].sort(inOrder),
})

export const withoutMoves = (ledger: ServiceLedger, ids: ReadonlySet<number>): ServiceLedger => ({
  ...ledger,
  moves: ledger.moves.filter(({ id }) => !ids.has(id)),
})

/**
 * What must hold at the end of a request: no balance below zero at the end of any day. `before` is the book as the
 * request found it. Throws Refusal 'conservation', with the day, the service, the location, the balance and the amount.
 */
export function refuseShortfall(
  before: ServiceLedger,
  after: ServiceLedger,
  nameOf: (location: number) => string,
): void {
  const found = shortfall(after.moves)
  if (!found) return
  const { day, balance } = found
  const service = after.service.name
  const location = nameOf(found.location)
  const held = balancesOn(before.moves, day).get(found.location) ?? 0
  // By how much the request as a whole lowers that balance: the amount, where one move was logged.
  const units = held - balance
  throw new Refusal(
    'conservation',
    `At the end of ${day} ${service} has ${held} units in ${location}. Taking ${units} from there would leave ${balance}: ${-balance} more than are there. Log a smaller amount, another day or another location.`,
    { day, service, location, held, units, balance, missing: -balance },
  )
}
