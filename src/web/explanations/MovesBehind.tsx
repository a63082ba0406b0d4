import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '../shared/Button.tsx'
import { SaveTable } from '../shared/charts/SaveTable.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { Evidence } from '../shared/Evidence.tsx'
import type { Explained } from '../shared/explained.ts'
import { useExplanationMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { movesBehindFile, movesBehindQuery } from './explanations-queries.ts'
import { MovesFoot, MovesHead } from './MovesHead.tsx'
import './explanations.css'

/** The moves of one team, day and class: what stands behind a line of "what changed". */
export function MovesBehind({ of, view, onClose }: { of: Explained; view: View; onClose: () => void }) {
  const words = useExplanationMessages()
  const { words: common } = useMessages()
  const format = useFormat()
  const query = useInfiniteQuery(movesBehindQuery(of, view))
  const moves = query.data?.pages.flatMap((page) => page.moves) ?? []
  const team = moves[0]?.team.name
  const heading = [
    of.class === undefined ? undefined : common.moveClass[of.class],
    team,
    of.day && format.weekday(of.day),
  ]
    .filter(Boolean)
    .join(', ')

  return (
    <Dialog
      shape="panel"
      line={words.entries}
      heading={heading || words.title}
      onClose={onClose}
      foot={<MovesFoot of={of} view={view} />}
    >
      {query.data === undefined ? null : <MovesHead of={of} moves={moves} isWhole={!query.hasNextPage} />}
      {query.data === undefined ? (
        query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Reading>
            <Skeleton height={240} />
          </Reading>
        )
      ) : moves.length === 0 ? (
        <p className="second">{words.noEntries}</p>
      ) : (
        <div className="entries">
          <div className="entries-head">
            <p className="caption">
              {words.entriesCount(`${format.count(moves.length)}${query.hasNextPage ? '+' : ''}`, moves.length === 1)}
            </p>
            <SaveTable
              name={words.entries}
              file="moves"
              day={of.day}
              make={(kind) => movesBehindFile(of, view, kind)}
            />
          </div>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{words.service}</th>
                <th scope="col" className="figures">
                  {format.unitName || words.change}
                </th>
                <th scope="col">{words.evidence}</th>
              </tr>
            </thead>
            <tbody>
              {moves.map((move) => (
                <tr key={move.id}>
                  <th scope="row" className="cut">
                    <PageLink
                      to="/services"
                      search={{ service: String(move.service.id), division: undefined, team: undefined }}
                      title={move.service.name}
                    >
                      {move.service.name}
                    </PageLink>
                  </th>
                  <td className="figures">{format.amountNumber(move.units)}</td>
                  <td className="cut">
                    <Evidence of={move.evidence} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {query.hasNextPage ? (
            <p className="entries-more">
              <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {words.showMore}
              </Button>
            </p>
          ) : null}
        </div>
      )}
    </Dialog>
  )
}
