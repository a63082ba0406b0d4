import { shortfall } from './conservation.ts'
import { Refusal } from './refusal.ts'
import type { ServiceLedger } from './service-ledger.ts'
import { withoutMoves } from './service-ledger.ts'

/** What a reversal has to know of the move it corrects. */
interface Correctable {
  readonly id: number
  readonly reverses: number | null
  readonly reversedBy: number | null
}

/** The book without the move; refused where the move may not be reversed, or a later day needs what it brought. */
export function planReversal(
  ledger: ServiceLedger,
  move: Correctable,
  nameOf: (location: number) => string,
): ServiceLedger {
  if (move.reverses !== null) {
    throw new Refusal(
      'reversal-of-reversal',
      `Move ${move.id} is itself a correction and cannot be reversed. Log the move anew.`,
      { move: move.id },
    )
  }
  if (move.reversedBy !== null) {
    throw new Refusal(
      'already-reversed',
      `Move ${move.id} was already reversed by move ${move.reversedBy}. Nothing needs to be done.`,
      { move: move.id, by: move.reversedBy },
    )
  }
  const without = withoutMoves(ledger, new Set([move.id]))
  const found = shortfall(without.moves)
  if (found) {
    throw new Refusal(
      'reversal-breaks-later-day',
      `Without move ${move.id}, ${ledger.service.name} would have ${found.balance} units in ${nameOf(found.location)} at the end of ${found.day}. Reverse what left there on or before that day first.`,
      {
        move: move.id,
        day: found.day,
        service: ledger.service.name,
        location: nameOf(found.location),
        balance: found.balance,
      },
    )
  }
  return without
}
