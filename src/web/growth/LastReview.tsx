import { keepPreviousData, queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { listReviewMoves, markReviewed, type ReviewChanges, readReviewChanges } from '../../contract/last-review.ts'
import {
  type ReviewCause,
  type ReviewPath,
  reviewCauses,
  type ShownPath,
  shownPath,
} from '../../domain/review-changes.ts'
import { grouped, missing, signed } from '../../drawing/format.ts'
import { Button } from '../shared/Button.tsx'
import { call } from '../shared/call.ts'
import { useLookingBackMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useReadAgain } from '../shared/read-again.ts'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { queryOf, type View } from '../shared/view-search.ts'

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
      <ChangesTable changes={changes} />
      {opened === undefined ? null : <MovesOf key={opened} view={view} cause={opened} since={changes.since} />}
    </Section>
  )

  function controls({ reviewedAt, sinceDay, since, upTo }: ReviewChanges) {
    return (
      <>
        {reviewedAt === null ? null : (
          <PageLink to="/" search={{ asOf: sinceDay, knownAt: since }}>
            {words.open}
          </PageLink>
        )}
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

const pathOf = <Value,>({
  reported,
  corrected,
  late,
  now,
}: {
  reported: Value
  corrected: Value
  late: Value
  now: Value
}) => [reported, corrected, late, now] as const satisfies ReviewPath<Value>

function ChangesTable({ changes }: { changes: ReviewChanges }) {
  const words = useLookingBackMessages().review
  const format = useFormat()
  const { measure } = changes
  const times = format.language === 'ko' ? '배' : '×'
  const percents = (path: ReviewChanges['share']) =>
    pathOf(path).map((ratio) => (ratio === null ? null : ratio * 100)) as unknown as ReviewPath<number | null>
  const amount = (value: number) => format.measuredNumber(measure, value)
  const signedAmount = (value: number) => (value > 0 ? `+${amount(value)}` : amount(value))
  const pace = (value: number) => `${signed(value, 1)}%`
  const points = (value: number) => format.points(value / 100)
  const row = (name: string, path: ShownPath, shown: (value: number) => string, part: (value: number) => string) => ({
    name,
    reported: path.reported === null ? missing : shown(path.reported),
    parts: reviewCauses.map((cause) =>
      path.parts === null || path.parts[cause] === 0 ? missing : part(path.parts[cause]),
    ),
    now: path.now === null ? missing : shown(path.now),
  })
  const rows = [
    row(
      ...([words.multiple, shownPath(pathOf(changes.multiple), 2, 'whole')] as const),
      (value) => grouped(value, 2) + times,
      (value) => signed(value, 2) + times,
    ),
    row(words.cloud, shownPath(pathOf(changes.cloud), 0, 'all'), amount, signedAmount),
    row(words.share, shownPath(percents(changes.share), 1, 'all'), (value) => `${grouped(value, 1)}%`, points),
    row(words.onPrem, shownPath(pathOf(changes.onPrem), 0, 'all'), amount, signedAmount),
    row(words.running, shownPath(percents(changes.runningPerCycle), 1, 'all'), pace, points),
    row(words.required, shownPath(percents(changes.requiredPerCycle), 1, 'all'), pace, points),
  ]
  return (
    <ScrollSideways label={words.table}>
      <table className="plain-table">
        <caption className="unseen">{words.table}</caption>
        <thead>
          <tr>
            <th scope="col">{words.figure}</th>
            <Amount head>{words.reported(format.shortDay(changes.sinceDay))}</Amount>
            {reviewCauses.map((cause) => (
              <Amount key={cause} head>
                {words[cause]}
              </Amount>
            ))}
            <Amount head>{words.now(format.shortDay(changes.asOf))}</Amount>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, reported, parts, now }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <Amount>{reported}</Amount>
              {parts.map((part, at) => (
                <Amount key={reviewCauses[at]}>{part}</Amount>
              ))}
              <Amount>{now}</Amount>
            </tr>
          ))}
          {changes.milestones.flatMap((milestone) =>
            milestone.cause === null ? [] : [<MilestoneRow key={milestone.multiple} milestone={milestone} />],
          )}
        </tbody>
      </table>
    </ScrollSideways>
  )
}

const Amount = ({ head = false, children }: { head?: boolean; children: ReactNode }) =>
  head ? (
    <th scope="col" className="figures">
      {children}
    </th>
  ) : (
    <td className="figures">{children}</td>
  )

type Milestone = ReviewChanges['milestones'][number]

/** A milestone that was reached or lost, or on another day than was reported: said where the cause has its column. */
function MilestoneRow({ milestone }: { milestone: Milestone }) {
  const words = useLookingBackMessages().review
  const format = useFormat()
  const said = ({ reachedOn, lostOn }: Milestone['now']) =>
    lostOn !== null
      ? words.lost(format.day(lostOn))
      : reachedOn === null
        ? words.notReached
        : words.reached(format.day(reachedOn))
  return (
    <tr>
      <th scope="row">{words.milestone(format.rung(milestone.multiple), format.growth(milestone.growthPercent))}</th>
      <Amount>{said(milestone.reported)}</Amount>
      {reviewCauses.map((cause) => (
        <Amount key={cause}>{cause === milestone.cause ? words.causes[cause] : missing}</Amount>
      ))}
      <Amount>{said(milestone.now)}</Amount>
    </tr>
  )
}

const atOnce = 20
const most = 500

/** The moves behind one cause, latest day first. */
function MovesOf({ view, cause, since }: { view: View; cause: ReviewCause; since: string }) {
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
