import { useInfiniteQuery } from '@tanstack/react-query'
import type { ListedMove } from '../../contract/moves.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { MoveClass } from '../../domain/move.ts'
import { netCount } from '../../domain/roll-back.ts'
import { Button } from '../shared/Button.tsx'
import { SaveTable } from '../shared/charts/SaveTable.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { Evidence } from '../shared/Evidence.tsx'
import { type Explained, explainedText } from '../shared/explained.ts'
import { useExplanationMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { SmallSelect } from '../shared/Select.tsx'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useView, type View } from '../shared/view-search.ts'
import { movesBehindFile, movesBehindQuery } from './explanations-queries.ts'
import { MovesFoot, MovesHead } from './MovesHead.tsx'
import './explanations.css'

/** The moves of some days, of one class or all, of whom the page shows: what a count of moves is made of, and what came of it. */
export function MovesWithin(props: {
  of: Explained
  from: CalendarDay
  to: CalendarDay
  view: View
  onClose: () => void
}) {
  const { of, view } = props
  const words = useExplanationMessages()
  const { words: common } = useMessages()
  const format = useFormat()
  const [, change] = useView()
  const query = useInfiniteQuery(movesBehindQuery(of, view))
  const moves = query.data?.pages.flatMap((page) => page.moves) ?? []
  const corrections = moves.filter(({ reverses }) => reverses !== null).length
  const what = of.class === undefined ? words.allMoves : common.moveClass[of.class]
  const whose = of.team ?? of.division ?? view.team ?? view.division
  return (
    <Dialog
      shape="panel"
      line={words.entries}
      heading={[what, ...(whose === undefined ? [] : [whose]), format.dayRange(props.from, props.to)].join(', ')}
      onClose={props.onClose}
      foot={<MovesFoot of={of} view={view} />}
    >
      {query.data === undefined ? null : <MovesHead of={of} moves={moves} isWhole={!query.hasNextPage} />}
      <div className="entries">
        <div className="entries-head">
          <SmallSelect
            label={words.entry}
            value={of.class ?? 'any'}
            onChange={(chosen) =>
              change(
                { explain: explainedText({ ...of, class: chosen === 'any' ? undefined : chosen }) },
                { replace: true },
              )
            }
            choices={[
              { value: 'any' as const, label: words.allMoves },
              ...MoveClass.options.map((value) => ({ value, label: common.moveClass[value] })),
            ]}
          />
          {query.data === undefined ? null : (
            <span className="caption" aria-live="polite">
              {words.movesCount(
                `${format.count(netCount(moves))}${query.hasNextPage ? '+' : ''}`,
                netCount(moves) === 1,
              )}
            </span>
          )}
          {moves.length === 0 ? null : (
            <SaveTable
              name={words.entries}
              file="moves"
              day={props.to}
              make={(kind) => movesBehindFile(of, view, kind)}
            />
          )}
        </div>
        {query.data === undefined ? (
          query.isError ? (
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          ) : (
            <Reading>
              <Skeleton height={240} />
            </Reading>
          )
        ) : moves.length === 0 ? (
          <p className="second">{words.noMoves}</p>
        ) : (
          <MovesTable moves={moves} of={of} view={view} />
        )}
        {corrections === 0 ? null : <p className="second">{words.notCounted(format.count(corrections))}</p>}
        {query.hasNextPage ? (
          <p className="entries-more">
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {words.showMore}
            </Button>
          </p>
        ) : null}
      </div>
    </Dialog>
  )
}

function MovesTable({ moves, of, view }: { moves: readonly ListedMove[]; of: Explained; view: View }) {
  const words = useExplanationMessages()
  const { words: common } = useMessages()
  const format = useFormat()
  const hasEvidence = moves.some(({ evidence }) => evidence !== '')
  const isOneClass = of.class !== undefined
  const showsAgain = of.class === undefined || of.class === 'rolled_back'
  const hasCorrections = moves.some(({ reverses }) => reverses !== null)
  /** As of a day before it, nobody could say that it moved again. */
  const again = ({ movedAgainOn, reverses, reversedBy, class: its }: ListedMove): string => {
    if (its !== 'rolled_back' || reverses !== null || reversedBy !== null) return ''
    return movedAgainOn === null || (view.asOf !== undefined && movedAgainOn > view.asOf)
      ? words.notAgain
      : format.day(movedAgainOn)
  }
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{words.day}</th>
          <th scope="col">{words.service}</th>
          {isOneClass && !hasCorrections ? null : <th scope="col">{words.entry}</th>}
          <th scope="col" className="figures">
            {format.unitName || words.change}
          </th>
          {showsAgain ? <th scope="col">{words.movedAgain}</th> : null}
          {hasEvidence ? (
            <th scope="col" className="recorded">
              {words.evidence}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {moves.map((move) => (
          <tr key={move.id} data-moves={move.id}>
            <td className="second">{format.shortDay(move.occurredOn)}</td>
            <th scope="row" className="cut">
              <PageLink
                to="/services"
                search={{ service: String(move.service.id), division: undefined, team: undefined }}
                title={`${move.service.name} · ${move.team.name}`}
              >
                {move.service.name}
              </PageLink>
            </th>
            {isOneClass && !hasCorrections ? null : (
              <td className="second">
                {move.reverses === null ? common.moveClass[move.class] : words.corrected(common.moveClass[move.class])}
              </td>
            )}
            <td className="figures">{format.amountNumber(move.reverses === null ? move.units : -move.units)}</td>
            {showsAgain ? <td className="second">{again(move)}</td> : null}
            {hasEvidence ? (
              <td className="cut evidence recorded">
                <Evidence of={move.evidence} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
