import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '../shared/Button.tsx'
import { SaveTable } from '../shared/charts/SaveTable.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { Evidence } from '../shared/Evidence.tsx'
import { useExplanationMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useSessionIfRead } from '../shared/session-query.ts'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { recordedSinceFile, recordedSinceQuery } from './explanations-queries.ts'
import './explanations.css'

/** The moves that were recorded after the instant of the view, for days that the view shows: what it leaves out. */
export function RecordedSince({ view, onClose }: { view: View; onClose: () => void }) {
  const words = useExplanationMessages()
  const { words: common } = useMessages()
  const format = useFormat()
  const session = useSessionIfRead()
  const query = useInfiniteQuery(recordedSinceQuery(view))
  const moves = query.data?.pages.flatMap((page) => page.moves) ?? []
  const day = view.asOf ?? session?.today
  const heading = day === undefined ? words.recordedSince : words.recordedSinceFor(format.day(day))

  return (
    <Dialog shape="panel" line={words.recordedSince} heading={heading} onClose={onClose}>
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
              name={words.recordedSince}
              file="recorded-since"
              day={view.asOf}
              make={(kind) => recordedSinceFile(view, kind)}
            />
          </div>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{words.day}</th>
                <th scope="col">{words.service}</th>
                <th scope="col">{words.entry}</th>
                <th scope="col" className="figures">
                  {format.unitName || words.change}
                </th>
                <th scope="col" className="recorded">
                  {words.recorded}
                </th>
                <th scope="col">{words.evidence}</th>
              </tr>
            </thead>
            <tbody>
              {moves.map((move) => (
                <tr key={move.id} data-moves={move.id}>
                  <td className="second">{format.day(move.occurredOn)}</td>
                  <td className="cut">
                    <PageLink
                      to="/services"
                      search={{
                        service: String(move.service.id),
                        division: undefined,
                        team: undefined,
                        knownAt: undefined,
                      }}
                      title={`${move.service.name} · ${move.team.name}`}
                    >
                      {move.service.name}
                    </PageLink>
                  </td>
                  <td className="second">
                    {move.reverses === null
                      ? common.moveClass[move.class]
                      : words.corrected(common.moveClass[move.class])}
                  </td>
                  <td className="figures">{format.amountNumber(move.reverses === null ? move.units : -move.units)}</td>
                  <td className="second recorded">{format.instant(move.recordedAt, session?.programme.zone)}</td>
                  <td className="cut evidence">
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
