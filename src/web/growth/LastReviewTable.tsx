import type { ComponentProps, ReactNode } from 'react'
import type { ReviewChanges } from '../../contract/last-review.ts'
import {
  type ReviewCause,
  type ReviewPath,
  reviewCauses,
  type ShownPath,
  shownPath,
} from '../../domain/review-changes.ts'
import { grouped, missing, signed } from '../../drawing/format.ts'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { Figure } from '../shared/Figure.tsx'
import { useLookingBackMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { useFormat } from '../shared/use-format.ts'

type Name = ComponentProps<typeof Figure>['of']

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

/** Each headline as people read it: as it was reported, what each cause did to it, and now. */
function useReviewRows(changes: ReviewChanges) {
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
  const row = (
    [of, name]: readonly [Name, string],
    path: ShownPath,
    shown: (value: number) => string,
    part: (value: number) => string,
  ) => ({
    of,
    name,
    reported: path.reported === null ? missing : shown(path.reported),
    parts: reviewCauses.map((cause) =>
      path.parts === null || path.parts[cause] === 0 ? missing : part(path.parts[cause]),
    ),
    now: path.now === null ? missing : shown(path.now),
  })
  return [
    row(
      ...([['growth', words.multiple], shownPath(pathOf(changes.multiple), 2, 'whole')] as const),
      (value) => grouped(value, 2) + times,
      (value) => signed(value, 2) + times,
    ),
    row(['cloud', words.cloud], shownPath(pathOf(changes.cloud), 0, 'all'), amount, signedAmount),
    row(
      ['share', words.share],
      shownPath(percents(changes.share), 1, 'all'),
      (value) => `${grouped(value, 1)}%`,
      points,
    ),
    row(['on-premises', words.onPrem], shownPath(pathOf(changes.onPrem), 0, 'all'), amount, signedAmount),
    row(['running-pace', words.running], shownPath(percents(changes.runningPerCycle), 1, 'all'), pace, points),
    row(['pace', words.required], shownPath(percents(changes.requiredPerCycle), 1, 'all'), pace, points),
  ]
}

interface Props {
  changes: ReviewChanges
  /** Opens the moves that one cause is made of. */
  onCause: (cause: ReviewCause) => void
}

/** The same in a file, as it stands here. */
export function SaveReview({ changes }: { changes: ReviewChanges }) {
  const words = useLookingBackMessages().review
  const format = useFormat()
  const rows = useReviewRows(changes)
  type Row = (typeof rows)[number]
  return (
    <SaveList<Row>
      name={words.table}
      file="last-review"
      day={changes.asOf}
      columns={() => [
        { name: 'figure', label: words.figure, kind: 'text', of: ({ name }) => name },
        {
          name: 'reported',
          label: words.reported(format.shortDay(changes.sinceDay)),
          kind: 'text',
          of: ({ reported }) => reported,
        },
        ...reviewCauses.map((cause, at) => ({
          name: cause,
          label: words[cause],
          kind: 'text' as const,
          of: ({ parts }: Row) => parts[at],
        })),
        { name: 'now', label: words.now(format.shortDay(changes.asOf)), kind: 'text', of: ({ now }) => now },
      ]}
      rows={() => Promise.resolve(rows)}
    />
  )
}

/** Each headline as it was reported, what each cause did to it, and now: every figure opens to what stands behind it. */
export function LastReviewTable({ changes, onCause }: Props) {
  const words = useLookingBackMessages().review
  const format = useFormat()
  const rows = useReviewRows(changes)
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
          {rows.map(({ of, name, reported, parts, now }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <Amount>
                <Opened of={of} shown={reported} within={{ day: changes.sinceDay, knownAt: changes.since }} />
              </Amount>
              {reviewCauses.map((cause, at) => (
                <Amount key={cause}>
                  {parts[at] === missing ? (
                    missing
                  ) : (
                    <button type="button" className="figure" onClick={() => onCause(cause)}>
                      {parts[at]} <span className="unseen">{words.moves(words[cause])}</span>
                    </button>
                  )}
                </Amount>
              ))}
              <Amount>
                <Opened of={of} shown={now} />
              </Amount>
            </tr>
          ))}
          {changes.milestones.flatMap((milestone) =>
            milestone.cause === null
              ? []
              : [<MilestoneRow key={milestone.multiple} milestone={milestone} changes={changes} />],
          )}
        </tbody>
      </table>
    </ScrollSideways>
  )
}

/** A figure where there is one: nothing stands behind what is missing. */
function Opened({ shown, ...figure }: { shown: string } & Pick<ComponentProps<typeof Figure>, 'of' | 'within'>) {
  return shown === missing ? shown : <Figure {...figure}>{shown}</Figure>
}

export const Amount = ({ head = false, children }: { head?: boolean; children: ReactNode }) =>
  head ? (
    <th scope="col" className="figures">
      {children}
    </th>
  ) : (
    <td className="figures">{children}</td>
  )

type Milestone = ReviewChanges['milestones'][number]

/** A milestone that was reached or lost, or on another day than was reported: said where the cause has its column. */
function MilestoneRow({ milestone, changes }: { milestone: Milestone; changes: ReviewChanges }) {
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
      <Amount>
        <Figure
          of="to-milestone"
          milestone={milestone.multiple}
          within={{ day: changes.sinceDay, knownAt: changes.since }}
        >
          {said(milestone.reported)}
        </Figure>
      </Amount>
      {reviewCauses.map((cause) => (
        <Amount key={cause}>{cause === milestone.cause ? words.causes[cause] : missing}</Amount>
      ))}
      <Amount>
        <Figure of="to-milestone" milestone={milestone.multiple}>
          {said(milestone.now)}
        </Figure>
      </Amount>
    </tr>
  )
}
