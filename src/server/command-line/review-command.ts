import type { AnswerOf } from '../../contract/endpoint.ts'
import {
  listReviewMoves,
  markReviewed,
  type ReviewChanges,
  readLastReview,
  readReviewChanges,
} from '../../contract/last-review.ts'
import { aligned } from './aligned.ts'
import { counted, percent, signedPercent, times } from './counted.ts'
import { everyRow, queryOf, queryOptions } from './query-options.ts'
import { said } from './said-options.ts'
import { commandOf, type Verb } from './verbs.ts'

const since = { since: { value: 'INSTANT' } } as const

const show: Verb = {
  name: 'show',
  says: 'writes each headline as it was reported and now, with corrections, late entries and what happened since apart',
  asks: [readReviewChanges],
  options: { ...queryOptions(readReviewChanges), ...since },
  async run({ ask, values }) {
    const answer = await ask(readReviewChanges, { query: queryOf(readReviewChanges, values) })
    return { answer, lines: changesLines(answer) }
  },
}

function changesLines(changes: ReviewChanges): string[] {
  const row = <Value>(
    what: string,
    { reported, corrected, late, now }: { reported: Value; corrected: Value; late: Value; now: Value },
    shown: (value: Value) => string | number | null,
  ) => [what, shown(reported), shown(corrected), shown(late), shown(now)]
  const whole = (amount: number) => amount
  const { corrected, late, since } = changes.moves
  return [
    `${changes.reviewedAt === null ? 'You have not reviewed yet. ' : ''}As of ${changes.sinceDay}, known at ${changes.since}, and as of ${changes.asOf}, known now, in ${changes.unit}:`,
    ...aligned(
      ['', 'as reported', 'corrected', 'with late entries', 'now'],
      [
        row('multiple', changes.multiple, times),
        row('in cloud', changes.cloud, whole),
        row('cloud share', changes.share, percent),
        row('on-premises', changes.onPrem, whole),
        row('you run at, a cycle', changes.runningPerCycle, signedPercent),
        row('needed a cycle', changes.requiredPerCycle, signedPercent),
      ],
    ),
    ...changes.milestones.flatMap(({ multiple, now, cause }) =>
      cause === null
        ? []
        : [
            `${times(multiple)}: ${now.reachedOn === null ? 'not reached' : `reached ${now.reachedOn}`}${now.lostOn === null ? '' : `, lost ${now.lostOn}`} (${causes[cause]})`,
          ],
    ),
    `${counted(corrected, 'correction')}, ${counted(late, 'late entry', 'late entries')}, ${counted(since, 'move')} since.`,
  ]
}

const causes: Readonly<Record<NonNullable<ReviewChanges['milestones'][number]['cause']>, string>> = {
  corrected: 'by a correction',
  late: 'by a late entry',
  since: 'by what happened since',
}

const moves: Verb = {
  name: 'moves',
  says: 'writes the moves behind one cause: corrected, late or since',
  asks: [listReviewMoves],
  options: {
    ...queryOptions(listReviewMoves),
    ...since,
    cause: { value: 'corrected|late|since', needed: true },
  },
  async run({ ask, values }) {
    const answer: AnswerOf<typeof listReviewMoves> = await everyRow(
      ask,
      listReviewMoves,
      { query: queryOf(listReviewMoves, values) },
      { rows: 'moves', most: 500 },
    )
    return {
      answer,
      lines: aligned(
        ['move', 'day', 'service', 'class', 'units', 'from', 'to', 'corrects', 'recorded'],
        answer.moves.map((move) => [
          ...[String(move.id), move.occurredOn, move.service.name, move.class, move.units],
          ...[move.from?.name ?? 'outside', move.to?.name ?? 'outside'],
          ...[move.reverses === null ? '' : String(move.reverses), move.recordedAt],
        ]),
      ),
    }
  },
}

const last: Verb = {
  name: 'last',
  says: 'says when the figures were last marked as reviewed',
  asks: [readLastReview],
  options: {},
  async run({ ask }) {
    const answer = await ask(readLastReview)
    return { answer, lines: [answer.reviewedAt ?? 'Never yet.'] }
  },
}

const mark: Verb = {
  name: 'mark',
  says: 'marks the figures as reviewed, as known now or at an instant: what changes later is told against it',
  asks: [markReviewed],
  options: { 'up-to': { value: 'INSTANT' } },
  async run({ ask, values }) {
    const upTo = values['up-to']
    const answer = await ask(markReviewed, { body: said({ upTo: upTo === undefined ? undefined : String(upTo) }) })
    return { answer, lines: [`Reviewed as known at ${answer.reviewedAt}.`] }
  },
}

export const reviewCommand = commandOf({
  name: 'review',
  otherwise: 'show',
  summary: 'what changed since your last review, late entries and corrections apart',
  page: 'Overview',
  help: [
    'Without a verb it shows what changed. Without --since it looks back to the last review that was marked here, else over seven days.',
  ],
  verbs: [show, moves, last, mark],
})
