import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { markReviewed, type ReviewChanges, readReviewChanges } from '../../contract/last-review.ts'
import { type ReviewCause, reviewCauses } from '../../domain/review-changes.ts'
import { Button } from '../shared/Button.tsx'
import { call } from '../shared/call.ts'
import { useLookingBackMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useReadAgain } from '../shared/read-again.ts'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { queryOf, type View } from '../shared/view-search.ts'
import { LastReviewMoves } from './LastReviewMoves.tsx'
import { LastReviewTable, SaveReview } from './LastReviewTable.tsx'

const changesQuery = (view: View) => {
  const query = queryOf(view)
  return queryOptions({
    queryKey: ['growth', 'since-review', query],
    queryFn: ({ signal }) => call(readReviewChanges, { query, signal }),
  })
}

/** What is another now than in the report that the reader reviewed last, cause by cause. Of today only: a past day has its own report. */
export function LastReview({ view }: { view: View }) {
  if (view.asOf !== undefined || view.knownAt !== undefined) return null
  return <SinceReview view={view} />
}

function SinceReview({ view }: { view: View }) {
  const words = useLookingBackMessages().review
  const { states } = useMessages()
  const format = useFormat()
  const { zone } = useSession().programme
  const [opened, setOpened] = useState<ReviewCause | undefined>(undefined)
  const may = useMay()
  const mark = useMarkReviewed()
  const query = useQuery(changesQuery(view))
  const changes = query.data
  if (changes === undefined)
    return (
      <Section line={words.nameFirst} heading={states.loading}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton height={220} />
        )}
      </Section>
    )
  if (changes.reviewedAt === null)
    return (
      <Section className="last-review" line={words.nameFirst} heading={words.neverHeading} controls={controls(changes)}>
        {mark.isError ? <ErrorState error={mark.error} onRetry={() => mark.mutate(changes.upTo)} /> : null}
        <p className="second">{words.never}</p>
      </Section>
    )
  const turn = (cause: ReviewCause) => setOpened(opened === cause ? undefined : cause)
  return (
    <Section
      className="last-review"
      line={words.name(format.day(changes.sinceDay))}
      heading={headingOf(changes)}
      controls={controls(changes)}
      foot={`${words.lastReview(format.instant(changes.reviewedAt, zone))} ${words.words}`}
    >
      {mark.isError ? <ErrorState error={mark.error} onRetry={() => mark.mutate(changes.upTo)} /> : null}
      <p className="second last-review-counts">
        {reviewCauses.map((cause) =>
          changes.moves[cause] === 0 ? (
            <span key={cause}>{words.counts[cause](0)}</span>
          ) : (
            <Button key={cause} look="plain" aria-expanded={opened === cause} onClick={() => turn(cause)}>
              {words.counts[cause](changes.moves[cause])}
            </Button>
          ),
        )}
      </p>
      <LastReviewTable changes={changes} onCause={setOpened} />
      {opened === undefined ? null : <LastReviewMoves key={opened} view={view} cause={opened} since={changes.since} />}
    </Section>
  )

  function controls(changes: ReviewChanges) {
    const { reviewedAt, sinceDay, since, upTo } = changes
    return (
      <>
        {reviewedAt === null ? null : (
          <PageLink to="/" search={{ asOf: sinceDay, knownAt: since }}>
            {words.open}
          </PageLink>
        )}
        {reviewedAt === null ? null : <SaveReview changes={changes} />}
        {may('mark-reviewed') ? (
          <Button busy={mark.isPending} onClick={() => mark.mutate(upTo)}>
            {words.reviewed}
          </Button>
        ) : null}
      </>
    )
  }

  function headingOf({ multiple, cloud, measure, moves }: ReviewChanges): string {
    if (moves.corrected + moves.late + moves.since === 0) return words.nothing
    if (
      multiple.reported !== null &&
      multiple.now !== null &&
      format.multiple(multiple.reported) !== format.multiple(multiple.now)
    )
      return words.finding(words.multiple, format.multiple(multiple.reported), format.multiple(multiple.now))
    if (cloud.reported !== cloud.now)
      return words.finding(words.cloud, format.measured(measure, cloud.reported), format.measured(measure, cloud.now))
    return words.unchanged
  }
}

/** Marks it as reviewed up to what this page told, so that nothing slips between. */
function useMarkReviewed() {
  const { keyFor, done } = useWriteKey()
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: (upTo: string) => call(markReviewed, { body: { upTo }, idempotencyKey: keyFor(upTo) }),
    onSuccess: () => {
      done()
      return readAgain()
    },
  })
}
