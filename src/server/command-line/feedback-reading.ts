import {
  listFeedback,
  listPulses,
  readFeedback,
  readFeedbackFigures,
  readFeedbackSubject,
} from '../../contract/feedback.ts'
import type { Feedback } from '../../domain/feedback.ts'
import { aligned } from './aligned.ts'
import { counted } from './counted.ts'
import { everyRow, queryOf, queryOptions } from './query-options.ts'
import type { Verb } from './verbs.ts'

const heads = [
  'number',
  'service',
  'team',
  'rating',
  'kind',
  'region',
  'given by',
  'on',
  'pulse',
  'state',
  'sees to it',
  'words',
]

function rowOf(one: Feedback) {
  const { id, service, team, rating, kind, region, givenBy, givenOn, pulse, state, owner, words } = one
  return [
    String(id),
    service.name,
    team.name,
    rating,
    kind,
    region?.name ?? null,
    givenBy === '' ? null : givenBy,
    givenOn,
    pulse === null ? null : `day ${pulse}`,
    state,
    owner?.name ?? null,
    words,
  ]
}

const list: Verb = {
  name: 'list',
  says: 'writes what people say of services that moved, what has waited longest first',
  asks: [listFeedback],
  options: {
    ...queryOptions(listFeedback),
    show: { value: 'waiting|open|acknowledged|resolved|all' },
    kind: { value: 'KINDS' },
    region: { value: 'REGION' },
    sort: { value: '-given|given|rating|-rating|service' },
  },
  async run({ ask, values }) {
    const answer = await everyRow(
      ask,
      listFeedback,
      { query: queryOf(listFeedback, values) },
      { rows: 'feedback', most: 500 },
    )
    const { waiting, open, acknowledged, resolved } = answer.counts
    return {
      answer,
      lines: [
        `${waiting} waiting for an answer; ${open} open, ${acknowledged} acknowledged, ${resolved} resolved.`,
        ...(answer.feedback.length === 0 ? [] : aligned(heads, answer.feedback.map(rowOf))),
      ],
    }
  },
}

const show: Verb = {
  name: 'show',
  takes: { said: 'N', least: 1, most: 1 },
  says: 'writes one piece of feedback with its answer',
  asks: [readFeedback],
  options: {},
  async run({ ask, words }) {
    const answer = await ask(readFeedback, { params: { id: words[0] ?? '' } })
    const { answer: said, blocker, move } = answer
    return {
      answer,
      lines: [
        ...aligned(heads, [rowOf(answer)]),
        ...(said === null ? [] : [`Answered on ${said.at.slice(0, 10)} by ${said.by}. ${said.words}`]),
        ...(blocker === null ? [] : [`Led to blocker ${blocker}.`]),
        ...(move === null ? [] : [`Led to move back ${move}.`]),
      ],
    }
  },
}

const figures: Verb = {
  name: 'figures',
  says: 'writes ratings, the time to the first answer and the share answered, as a whole or by service, team or region',
  asks: [readFeedbackFigures],
  options: {
    ...queryOptions(readFeedbackFigures),
    by: { value: 'none|service|team|region' },
    region: { value: 'REGION' },
  },
  async run({ ask, values }) {
    const query = queryOf(readFeedbackFigures, values)
    const answer = await ask(readFeedbackFigures, { query })
    const { groups, weeks, leastForAverage } = answer
    const whole = query['by'] === undefined || query['by'] === 'none'
    return {
      answer,
      lines: [
        `In ${counted(weeks.length, 'week')} to ${answer.asOf}; averages of fewer than ${leastForAverage} are withheld.`,
        ...(groups.length === 0
          ? ['Nothing was said in these weeks.']
          : aligned(
              ['of', 'given', 'average', 'answered', 'half within, minutes'],
              groups.map(({ name, count, average, answered, firstAnswerMinutes }) => [
                whole ? 'whole' : name === '' ? 'without a region' : name,
                count,
                average === null ? 'withheld' : average.toFixed(2),
                answered,
                firstAnswerMinutes,
              ]),
            )),
      ],
    }
  },
}

const pulses: Verb = {
  name: 'pulses',
  says: 'writes the services whose people are to be asked now: 1, 7 and 30 days after they moved',
  asks: [listPulses],
  options: queryOptions(listPulses),
  async run({ ask, values }) {
    const answer = await everyRow(
      ask,
      listPulses,
      { query: queryOf(listPulses, values) },
      { rows: 'pulses', most: 500 },
    )
    return {
      answer,
      lines: [
        `${counted(answer.total, 'service')} to be asked about now.`,
        ...(answer.pulses.length === 0
          ? []
          : aligned(
              ['service', 'number', 'team', 'moved', 'pulse', 'until', 'given'],
              answer.pulses.map(({ service, team, movedOn, pulse, until, count }) => [
                service.name,
                service.id,
                team.name,
                movedOn,
                `day ${pulse}`,
                until,
                count,
              ]),
            )),
      ],
    }
  },
}

const subject: Verb = {
  name: 'subject',
  takes: { said: 'SERVICE-NUMBER', least: 1, most: 1 },
  says: 'writes what a link without an account shows of a service',
  asks: [readFeedbackSubject],
  options: {},
  async run({ ask, words }) {
    const answer = await ask(readFeedbackSubject, { params: { id: words[0] ?? '' } })
    const { service, movedOn, regions } = answer
    const names = regions.map(({ name }) => name).join(', ')
    return {
      answer,
      lines: [
        `${service.name}, ${movedOn === null ? 'not moved to cloud' : `moved to cloud on ${movedOn}`}.`,
        regions.length === 0 ? 'No regions to choose from.' : `Regions to choose from: ${names}.`,
      ],
    }
  },
}

export const feedbackReading: readonly Verb[] = [list, show, figures, pulses, subject]
