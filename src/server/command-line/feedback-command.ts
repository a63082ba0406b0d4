import type { BodyOf } from '../../contract/endpoint.ts'
import {
  acknowledgeFeedback,
  answerFeedback,
  changeFeedback,
  giveFeedback,
  readFeedback,
  reopenFeedback,
  resolveFeedback,
  withdrawAcknowledgement,
} from '../../contract/feedback.ts'
import { feedbackKinds } from '../../domain/feedback.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { feedbackReading } from './feedback-reading.ts'
import { type Asked, commandOf, type Verb } from './verbs.ts'

const one = { said: 'N', least: 1, most: 1 } as const
const kind = { value: feedbackKinds.join('|') } as const
const paramsOf = ({ words }: Asked) => ({ id: words[0] ?? '' })

/** What of the texts was said; what stands there is for the API to judge. */
const saidOf = ({ values }: Asked, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => (typeof values[name] === 'string' ? [[name, values[name] as string]] : [])),
  )

/** A number as one, anything else as it was written, so that the API says what it needs. */
const numberOf = (said: unknown): unknown => (/^\d{1,15}$/.test(String(said)) ? Number(said) : said)

const give: Verb = {
  name: 'give',
  says: 'says how a service does since it moved',
  asks: [giveFeedback],
  options: {
    service: { value: 'SERVICE', needed: true },
    rating: { value: '1|2|3|4|5', needed: true },
    day: { value: 'DAY' },
    kind,
    region: { value: 'REGION' },
    words: { value: 'TEXT' },
    name: { value: 'NAME' },
  },
  async run(asked) {
    const said = saidOf(asked, ['service', 'day', 'kind', 'region', 'words', 'name'])
    const body = { ...said, rating: numberOf(asked.values['rating']) } as unknown as BodyOf<typeof giveFeedback>
    const answer = await asked.ask(giveFeedback, { body })
    const pulse = answer.pulse === null ? '' : `, for its pulse of day ${answer.pulse}`
    return { answer, lines: [`Feedback ${answer.id} on ${answer.service.name} is in${pulse}.`] }
  },
}

const change: Verb = {
  name: 'change',
  takes: one,
  says: 'says who sees to it, of what kind it is, and which blocker or move back it led to; 0 takes a link away',
  asks: [readFeedback, changeFeedback],
  options: { owner: { value: 'NAME' }, kind, blocker: { value: 'N' }, move: { value: 'N' } },
  async run(asked) {
    const linked = (name: 'blocker' | 'move') => {
      const said = asked.values[name]
      return said === undefined ? {} : { [name]: said === '0' ? null : numberOf(said) }
    }
    const body = { ...saidOf(asked, ['owner', 'kind']), ...linked('blocker'), ...linked('move') }
    if (Object.keys(body).length === 0)
      throw new CommandRefusal(exitCodes.notUnderstood, 'Say what to change, such as --owner "Network team"')
    const params = paramsOf(asked)
    const { version } = await asked.ask(readFeedback, { params })
    const answer = await asked.ask(changeFeedback, {
      params,
      body: body as BodyOf<typeof changeFeedback>,
      ifMatch: version,
    })
    return { answer, lines: [`Feedback ${answer.id} on ${answer.service.name} is changed.`] }
  },
}

const acknowledge: Verb = {
  name: 'acknowledge',
  takes: one,
  says: 'says that somebody has read it',
  asks: [acknowledgeFeedback],
  options: {},
  async run(asked) {
    const answer = await asked.ask(acknowledgeFeedback, { params: paramsOf(asked), body: {} })
    return { answer, lines: [`Feedback ${answer.id} on ${answer.service.name} is acknowledged.`] }
  },
}

const withdraw: Verb = {
  name: 'withdraw-acknowledgement',
  takes: one,
  says: 'takes back that somebody has read it, while nobody has answered it',
  asks: [withdrawAcknowledgement],
  options: {},
  async run(asked) {
    const answer = await asked.ask(withdrawAcknowledgement, { params: paramsOf(asked), body: {} })
    return { answer, lines: [`Feedback ${answer.id} on ${answer.service.name} is not acknowledged any more.`] }
  },
}

const answerVerb: Verb = {
  name: 'answer',
  takes: one,
  says: 'answers it, and resolves it where nothing is left to do; a later answer replaces the words of the one before',
  asks: [answerFeedback],
  options: { words: { value: 'TEXT', needed: true }, resolve: {} },
  async run(asked) {
    const body = { words: String(asked.values['words']), resolve: asked.values['resolve'] === true }
    const answer = await asked.ask(answerFeedback, { params: paramsOf(asked), body })
    const end = answer.state === 'resolved' ? 'answered and resolved' : 'answered'
    return { answer, lines: [`Feedback ${answer.id} on ${answer.service.name} is ${end}.`] }
  },
}

const resolve: Verb = {
  name: 'resolve',
  takes: one,
  says: 'resolves what was answered: nothing is left to do',
  asks: [resolveFeedback],
  options: {},
  async run(asked) {
    const answer = await asked.ask(resolveFeedback, { params: paramsOf(asked), body: {} })
    return { answer, lines: [`Feedback ${answer.id} on ${answer.service.name} is resolved.`] }
  },
}

const reopen: Verb = {
  name: 'reopen',
  takes: one,
  says: 'takes up again what was resolved',
  asks: [reopenFeedback],
  options: {},
  async run(asked) {
    const answer = await asked.ask(reopenFeedback, { params: paramsOf(asked), body: {} })
    return { answer, lines: [`Feedback ${answer.id} on ${answer.service.name} is open again.`] }
  },
}

const [list, show, ...figures] = feedbackReading as readonly [Verb, Verb, ...Verb[]]

export const feedbackCommand = commandOf({
  name: 'feedback',
  summary: 'say how services do since they moved, answer what others say, and see how they are rated',
  page: 'Feedback',
  help: [
    'N is the number of a piece of feedback, as list writes it.',
    `Kinds are ${feedbackKinds.join(', ')}; list takes several, separated by commas.`,
  ],
  verbs: [list, show, give, change, acknowledge, withdraw, answerVerb, resolve, reopen, ...figures],
})
