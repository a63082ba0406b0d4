import { useQuery } from '@tanstack/react-query'
import { Fragment, lazy, Suspense, useState } from 'react'
import { type CalendarDay, dayIn, daysBetween } from '../../domain/calendar-day.ts'
import type { Move } from '../../domain/move.ts'
import { Button, classes } from '../shared/Button.tsx'
import { SaveTable } from '../shared/charts/SaveTable.tsx'
import { Evidence } from '../shared/Evidence.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import type { View } from '../shared/view-search.ts'
import { ClassSwatch, useRoute } from './move-words.tsx'
import { type ServiceRead, serviceMovesFile, serviceMovesQuery } from './services-queries.ts'

const ReverseMoveDialog = lazy(async () => ({ default: (await import('./ReverseMoveDialog.tsx')).ReverseMoveDialog }))

/** Every entry of the ledger for this service, latest first. A reversed one stays, struck, beside its reversal. */
export function ServiceMoves({ service, view }: { service: ServiceRead; view: View }) {
  const { services } = useMessages()
  const [pages, setPages] = useState(1)
  const [open, setOpen] = useState<number | undefined>(undefined)
  const [reversing, setReversing] = useState<Move | undefined>(undefined)
  const query = useQuery(serviceMovesQuery(service.id, view, pages))
  const moves = query.data?.moves
  const may = useMay()
  const { actor } = useSession()
  const mayReverse = (move: Move) =>
    may('reverse-move', service.team.id) || (move.actor === actor.name && may('reverse-own-move', service.team.id))

  return (
    <section className="drawer-part" aria-label={services.moves}>
      <div className="part-head">
        <h3>
          {services.moves}{' '}
          <span className="quiet">{moves === undefined || query.data?.next !== null ? '' : moves.length}</span>
        </h3>
        {moves === undefined || moves.length === 0 ? null : (
          <SaveTable
            name={`${services.moves}, ${service.name}`}
            file={`service-${service.id}-moves`}
            day={view.asOf}
            make={(format) => serviceMovesFile(service.id, view, format)}
          />
        )}
      </div>
      {moves === undefined ? (
        query.error !== null ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Reading>
            <Skeleton height={72} />
          </Reading>
        )
      ) : moves.length === 0 ? (
        <p className="second">{services.noMoves}</p>
      ) : (
        <table className="moves">
          <caption className="unseen">{services.moves}</caption>
          <colgroup>
            <col />
            <col />
            <col />
            <col />
            <col />
          </colgroup>
          <tbody>
            {moves.map((move) => (
              <Fragment key={move.id}>
                <MoveRow
                  move={move}
                  open={open === move.id}
                  onToggle={() => setOpen(open === move.id ? undefined : move.id)}
                />
                {open === move.id ? (
                  <MoveDetails move={move} onReverse={mayReverse(move) ? () => setReversing(move) : undefined} />
                ) : null}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
      {query.data?.next ? (
        <Button look="plain" busy={query.isFetching} onClick={() => setPages(pages + 1)}>
          {services.moreMoves}
        </Button>
      ) : null}
      {reversing === undefined ? null : (
        <Suspense>
          <ReverseMoveDialog move={reversing} onClose={() => setReversing(undefined)} />
        </Suspense>
      )}
    </section>
  )
}

/** Days between what happened and when somebody said so; an import says so of everything, and of nothing. */
function useDaysLate(): (move: Move) => number {
  const { programme } = useSession()
  return (move) => {
    if (move.source === 'import' || move.reverses !== null) return 0
    const recorded: CalendarDay = dayIn(programme.zone, Temporal.Instant.from(move.recordedAt).epochMilliseconds)
    return daysBetween(move.occurredOn, recorded)
  }
}

function MoveRow({ move, open, onToggle }: { move: Move; open: boolean; onToggle: () => void }) {
  const { services, words } = useMessages()
  const format = useFormat()
  const route = useRoute()
  const late = useDaysLate()(move)
  const className = words.moveClass[move.class]
  return (
    <tr className={classes(move.reversedBy !== null && 'struck', open && 'open')}>
      <td className="day">{format.day(move.occurredOn)}</td>
      <th scope="row">
        <button type="button" className="move-class" aria-expanded={open} onClick={onToggle}>
          <ClassSwatch of={move.class} />
          <span className="struck-text" title={`${className}, ${route(move)}`}>
            {move.reverses === null ? className : services.reversal}
            <span className="route-under">{route(move)}</span>
          </span>
          {move.reversedBy === null ? null : <span className="unseen">, {services.reversed}</span>}
        </button>
      </th>
      <td className="route">
        <span className="struck-text" title={route(move)}>
          {route(move)}
        </span>
        {late > 0 ? (
          <span className="late">
            <Tag tone="warning">{services.recordedLater(format.age(late))}</Tag>
          </span>
        ) : null}
      </td>
      <td className="figures struck-text">{format.amountNumber(move.units)}</td>
      <td className="figures">
        {move.evidence === '' ? null : (
          <Evidence of={move.evidence} label={services.evidenceOf(format.day(move.occurredOn))} />
        )}
      </td>
    </tr>
  )
}

function MoveDetails({ move, onReverse }: { move: Move; onReverse: (() => void) | undefined }) {
  const { services, words } = useMessages()
  const format = useFormat()
  const { programme } = useSession()
  const route = useRoute()
  return (
    <tr className="move-details">
      <td colSpan={5}>
        <p>{route(move)}</p>
        <p className="second">
          {format.instant(move.recordedAt, programme.zone)}, {services.by(move.actor, words.moveSource[move.source])}
          {move.level === null ? '' : `, ${services.loggedAs(format.level(move.level))}`}
        </p>
        {move.note === '' ? null : <p>{move.note}</p>}
        {move.reverses !== null || move.reversedBy !== null || onReverse === undefined ? null : (
          <Button danger onClick={onReverse}>
            {services.reverse}
          </Button>
        )}
      </td>
    </tr>
  )
}
