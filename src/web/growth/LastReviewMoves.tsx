import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listReviewMoves } from '../../contract/last-review.ts'
import type { ReviewCause } from '../../domain/review-changes.ts'
import { Button } from '../shared/Button.tsx'
import { call } from '../shared/call.ts'
import { useLookingBackMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { queryOf, type View } from '../shared/view-search.ts'
import { Amount } from './LastReviewTable.tsx'

const atOnce = 20
const most = 500

/** The moves behind one cause, latest day first. */
export function LastReviewMoves({ view, cause, since }: { view: View; cause: ReviewCause; since: string }) {
  const words = useLookingBackMessages().review
  const { words: common, states } = useMessages()
  const format = useFormat()
  const { zone } = useSession().programme
  const [limit, setLimit] = useState(atOnce)
  const { measure: _, ...scope } = queryOf(view)
  const asked = { ...scope, cause, since, limit }
  const query = useQuery({
    queryKey: ['growth', 'since-review', 'moves', asked],
    queryFn: ({ signal }) => call(listReviewMoves, { query: asked, signal }),
    placeholderData: keepPreviousData,
  })
  if (query.data === undefined)
    return query.isError ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton height={160} />
    )
  const { moves, total } = query.data
  const left = Math.min(total, most) - moves.length
  return (
    <>
      <ScrollSideways label={words.moves(words[cause])}>
        <table className="plain-table">
          <caption className="caption last-review-caption">{words.moves(words[cause])}</caption>
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col">{words.service}</th>
              <th scope="col">{words.team}</th>
              <th scope="col">{words.what}</th>
              <Amount head>{words.amount}</Amount>
              <th scope="col">{words.recorded}</th>
            </tr>
          </thead>
          <tbody>
            {moves.map((move) => (
              <tr key={move.id}>
                <td>{format.day(move.occurredOn)}</td>
                <th scope="row" className="cut">
                  <PageLink to="/services" search={{ service: String(move.service.id) }} title={move.service.name}>
                    {move.service.name}
                  </PageLink>
                </th>
                <td className="cut">{move.team.name}</td>
                <td>
                  {move.reverses === null
                    ? common.moveClass[move.class]
                    : words.takenBack(common.moveClass[move.class])}
                </td>
                <Amount>{format.amount(move.units)}</Amount>
                <td className="second">{format.instant(move.recordedAt, zone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollSideways>
      {left > 0 ? (
        <Button look="plain" busy={query.isFetching} onClick={() => setLimit(most)}>
          {words.more(format.count(left))}
        </Button>
      ) : null}
      {query.isFetching && query.isPlaceholderData ? <p className="unseen">{states.loading}</p> : null}
    </>
  )
}
