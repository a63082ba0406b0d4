import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Move } from '../../domain/move.ts'
import type { Format } from '../../drawing/format.ts'
import { type Messages, useMessages, Words } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { Logged } from './moves-queries.ts'

/** What the entry itself moves, without the corrections that keep later levels. */
export const ownMoves = ({ moves }: Logged, day: CalendarDay): readonly Move[] =>
  moves.filter((move) => move.reverses === null && move.occurredOn === day)

/** `4.00 cores to kops-prow-build. Cloud 2,866 → 2,867 services.`: what a log would do, before it is done. */
export function EffectWords({ logged, day, services }: { logged: Logged; day: CalendarDay; services: number }) {
  const { moves } = useMessages()
  const format = useFormat()
  const own = ownMoves(logged, day)
  if (logged.moves.length === 0) return <p>{services > 1 ? moves.nothingToLogOfMany : moves.nothingToLog}</p>
  const { before, after } = logged.effect.cloud
  const { onPrem } = logged.effect
  const already = services - new Set(own.map(({ service }) => service.id)).size
  return (
    <>
      <p>
        <Words of={amountWords(own, moves, format)} />
        {services > 1 && already > 0 ? ` ${moves.someAlready(already)}` : null}
      </p>
      <p>
        <Words of={moves.cloudServices(before.services, after.services)} />
        {/* Cloud may stay as it is while work comes back: then this is what changes. */}
        {onPrem.before.services === onPrem.after.services ? null : (
          <>
            {' '}
            <Words of={moves.onPremServices(onPrem.before.services, onPrem.after.services)} />
          </>
        )}
      </p>
      {logged.keptLevels > 0 ? <p className="effect-keeps">{moves.keepsLevels(logged.keptLevels)}</p> : null}
    </>
  )
}

function amountWords(own: readonly Move[], moves: Messages['moves'], format: Format): string {
  const [first] = own
  const amount = format.amount(own.reduce((sum, move) => sum + move.units, 0))
  if (first === undefined) return moves.nothingToLog
  const from = onlyOne(own.map((move) => move.from?.name ?? null))
  const to = onlyOne(own.map((move) => move.to?.name ?? null))
  if (to === undefined) return moves.goesInMany(amount, own.length)
  if (to === null)
    return from === undefined || from === null ? moves.goesInMany(amount, own.length) : moves.leaves(amount, from)
  if (from === null) return moves.enters(amount, to)
  return onlyOne(own.map((move) => move.class)) === 'rolled_back' ? moves.rollsBack(amount, to) : moves.goes(amount, to)
}

/** The one value that all have; undefined where they differ. */
function onlyOne<Value>(values: readonly Value[]): Value | undefined {
  const [first] = values
  return values.every((value) => value === first) ? first : undefined
}
