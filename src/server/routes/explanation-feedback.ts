import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import { averageRating, leastForAverage, medianMinutes } from '../../domain/feedback.ts'
import { answersOfGroup, type GivenAnswer, ratedDays } from '../storage/feedback-figures.ts'
import { weekEndsUpTo } from '../week-ends.ts'
import { byServices, type Fact, type Lister } from './explanation-listed.ts'
import { type Explained, line } from './explanation-parts.ts'

const count = { kind: 'count' as const }

/** Of how many answers there is a figure, and what each of them adds to it. */
interface Of {
  readonly all: readonly GivenAnswer[]
  readonly answered: number
  readonly sum: number
}

/** The group as the engine counts it says the same as its answers one by one. */
const listed =
  (
    facts: (all: readonly GivenAnswer[]) => readonly (readonly [GivenAnswer, number])[],
    explained: (of: Of) => Explained,
  ): Lister =>
  async ({ queries, view, query }) => {
    const { by = 'none', group = 0, weeks } = query
    const [week] = weekEndsUpTo(view.asOf, weeks)
    const wanted = { by, from: addDays(week as CalendarDay, -6) }
    const all = await answersOfGroup(queries, view, { ...wanted, group })
    const counted = (await ratedDays(queries, view, wanted)).filter((one) => one.group === group)
    const sum = all.reduce((total, { rating }) => total + rating, 0)
    const answered = all.filter(({ took }) => took !== null).length
    return {
      view: byServices(view),
      facts: facts(all).map(([answer, amount]) => factOf(answer, amount)),
      checked:
        counted.reduce((total, one) => total + one.count, 0) === all.length &&
        counted.reduce((total, one) => total + one.sum, 0) === sum,
      explained: () => explained({ all, answered, sum }),
    }
  }

const factOf = ({ id, day, service, team, took }: GivenAnswer, amount: number): Fact => ({
  ...{ key: id, day, service, team, class: null, amount, evidence: '', moves: [] },
  outcome: took === null ? 'unanswered' : 'answered',
})

const parts = ({ all, answered }: Of) => [
  line('+', 'feedback-answered-count', answered, count),
  line('+', 'feedback-unanswered', all.length - answered, count),
  line('=', 'feedback-answers', all.length, count),
]

export const feedbackAnswers = listed(
  (all) => all.map((one) => [one, 1] as const),
  (of) => ({ value: of.all.length, formula: parts(of), parts: [] }),
)

export const feedbackAnswered = listed(
  (all) => all.map((one) => [one, Number(one.took !== null)] as const),
  (of) => {
    const value = of.all.length === 0 ? null : of.answered / of.all.length
    return {
      value,
      formula: [
        line('', 'feedback-answered-count', of.answered, count),
        line('/', 'feedback-answers', of.all.length, { ...count, figure: 'feedback-answers' }),
        line('=', 'feedback-answered', value, { kind: 'share' }),
      ],
      parts: parts(of),
    }
  },
)

/** Each answered one with the minutes it took: the figure is the middle one. */
export const feedbackFirstAnswer = listed(
  (all) => all.flatMap((one) => (one.took === null ? [] : [[one, one.took / 60_000] as const])),
  (of) => {
    const value = medianMinutes(of.all.flatMap(({ took }) => took ?? []))
    return {
      value,
      formula: [
        line('', 'feedback-answered-count', of.answered, count),
        line('=', 'feedback-first-answer', value, { kind: 'minutes' }),
      ],
      parts: parts(of),
    }
  },
)

/** An average of few is withheld, and with it how each of them rated. */
export const feedbackAverage = listed(
  (all) => (all.length < leastForAverage ? [] : all.map((one) => [one, one.rating] as const)),
  ({ all, sum }) => {
    const value = averageRating(sum, all.length)
    return {
      value,
      formula: [
        line('', 'feedback-sum', value === null ? null : sum, count),
        line('/', 'feedback-answers', all.length, { ...count, figure: 'feedback-answers' }),
        line('=', 'feedback-average', value, { kind: 'rating' }),
      ],
      parts: [],
    }
  },
)
