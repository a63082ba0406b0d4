import type { BodyOf } from '../../contract/endpoint.ts'
import {
  addStandUpLine,
  answerPromise,
  changeStandUpLine,
  readStandUp,
  readStandUpLine,
  restoreLine,
  takeBackLine,
  undoAnswer,
} from '../../contract/stand-ups.ts'
import { promiseAnswers, type StandUpLine } from '../../domain/stand-up.ts'
import { parseStandUpLine } from '../../domain/stand-up-line.ts'
import { absenceVerbs } from './absence-verbs.ts'
import { aligned } from './aligned.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { counted, percent } from './counted.ts'
import { textOf } from './cycle-option.ts'
import { handedOver, handOverVerbs } from './hand-over-verbs.ts'
import { queryOf, queryOptions } from './query-options.ts'
import { one, paramsOf, said } from './said-options.ts'
import { digest } from './stand-ups-digest.ts'
import { type Asked, commandOf, type Verb } from './verbs.ts'

/** Per mille of `60` or `62.5`; what is no percentage goes to the API, which says what a level is. */
function levelOf(asked: Asked): number | undefined {
  const said = textOf(asked, 'level')
  if (said === undefined) return undefined
  if (!/^\d{1,3}(\.\d)?$/.test(said))
    throw new CommandRefusal(exitCodes.notUnderstood, `--level ${said} is no percentage. Give one such as 60 or 62.5.`)
  return Math.round(Number(said) * 10)
}

const level = (perMille: number | null | undefined) =>
  perMille === null || perMille === undefined ? null : percent(perMille / 1000)

function outcomeOf({ answer, kind }: StandUpLine): string | null {
  if (answer === null) return kind === 'promise' ? 'open' : null
  const where =
    answer.carriedTo === null ? (answer.answer === 'not-today' ? ', dropped' : '') : `, ${answer.carriedTo.day}`
  const reached = answer.level === null ? '' : `, ${level(answer.level)}`
  return `${answer.answer}${reached}${where}`
}

const rowOf = (line: StandUpLine) => [
  String(line.id),
  line.day,
  line.time,
  line.author.name,
  line.kind,
  line.service?.name ?? null,
  level(line.level),
  outcomeOf(line),
  line.text === '' ? null : line.text,
]
const heads = ['number', 'day', 'time', 'who', 'kind', 'service', 'level', 'became', 'words']
const table = (lines: readonly StandUpLine[]) => (lines.length === 0 ? [] : aligned(heads, lines.map(rowOf)))

const show: Verb = {
  name: 'show',
  says: 'writes what a team said on a day, what became of its promises, and who was not heard',
  asks: [readStandUp],
  options: { ...queryOptions(readStandUp), team: { value: 'TEAM', needed: true } },
  async run({ ask, values }) {
    const answer = await ask(readStandUp, { query: queryOf(readStandUp, values) })
    const { team, day, promises, lines, open, people, cycle, handOvers } = answer
    const waited = people.filter((who) => !who.morning && !who.evening && who.absence === null)
    const away = people.filter(({ absence }) => absence !== null)
    const inCycle =
      cycle === null
        ? []
        : [
            `In cycle ${cycle.number} so far ${cycle.promises.kept} kept of ${counted(cycle.promises.promised, 'promise')}.`,
          ]
    return {
      answer,
      lines: [
        `${team.name}, ${day} (${team.zone}): ${promises.kept} kept of ${counted(promises.promised, 'promise')}, ${promises.open} open.`,
        ...inCycle,
        ...table(lines),
        ...(open.length === 0 ? [] : ['Of days before, nobody said what became of:', ...table(open)]),
        ...[...handOvers.received, ...handOvers.given].map(handedOver),
        ...(waited.length === 0 ? [] : [`Not heard: ${waited.map(({ name }) => name).join(', ')}`]),
        ...(away.length === 0 ? [] : [`Out of office: ${away.map(({ name }) => name).join(', ')}`]),
      ],
    }
  },
}

const line: Verb = {
  name: 'line',
  takes: one,
  says: 'writes one line',
  asks: [readStandUpLine],
  options: {},
  async run(asked) {
    const answer = await asked.ask(readStandUpLine, { params: paramsOf(asked) })
    return { answer, lines: table([answer]) }
  },
}

const say: Verb = {
  name: 'say',
  takes: { said: 'WORDS…', least: 1, most: 500 },
  says: 'says something in the stand-up of a team: /promise payments-api 60%, /progress, /blocker, /note, or words alone',
  asks: [addStandUpLine],
  options: { team: { value: 'TEAM', needed: true }, day: { value: 'DAY' }, time: { value: 'morning|evening' } },
  async run(asked) {
    const { kind, author, service, level: promised, persons, text } = parseStandUpLine(asked.words.join(' '))
    const body = said({
      team: textOf(asked, 'team') ?? '',
      day: textOf(asked, 'day'),
      time: textOf(asked, 'time'),
      kind,
      author: author ?? undefined,
      service: service ?? undefined,
      level: promised ?? undefined,
      text,
      owner: kind === 'blocker' ? persons[0] : undefined,
    }) as BodyOf<typeof addStandUpLine>
    const answer = await asked.ask(addStandUpLine, { body })
    return { answer, lines: [`Line ${answer.id} of ${answer.team.name}, ${answer.day}: ${answer.kind}.`] }
  },
}

const change: Verb = {
  name: 'change',
  takes: one,
  says: 'says a line anew, until its promise is answered',
  asks: [readStandUpLine, changeStandUpLine],
  options: {
    text: { value: 'TEXT' },
    service: { value: 'SERVICE' },
    level: { value: 'PERCENT' },
    time: { value: 'morning|evening' },
  },
  async run(asked) {
    const body = said({
      text: textOf(asked, 'text'),
      service: textOf(asked, 'service'),
      level: levelOf(asked),
      time: textOf(asked, 'time'),
    }) as BodyOf<typeof changeStandUpLine>
    if (Object.keys(body).length === 0)
      throw new CommandRefusal(exitCodes.notUnderstood, 'Say what to change, such as --level 40')
    const params = paramsOf(asked)
    const { version } = await asked.ask(readStandUpLine, { params })
    const answer = await asked.ask(changeStandUpLine, { params, body, ifMatch: version })
    return { answer, lines: [`Line ${answer.id} of ${answer.team.name} is changed.`] }
  },
}

/** One that is done to a line and needs no more than its number. */
const simple = (
  name: string,
  says: string,
  endpoint: typeof takeBackLine | typeof restoreLine | typeof undoAnswer,
  done: (id: number) => string,
): Verb => ({
  name,
  takes: one,
  says,
  asks: [endpoint],
  options: {},
  async run(asked) {
    const answer = await asked.ask(endpoint, { params: paramsOf(asked), body: {} })
    return { answer, lines: [done(answer.id)] }
  },
})

const answer: Verb = {
  name: 'answer',
  takes: { said: `N ${promiseAnswers.join('|')}`, least: 2, most: 2 },
  says: 'says what became of a promise: what is kept, or partly, is logged with it, and what is blocked opens a blocker',
  asks: [answerPromise],
  options: {
    day: { value: 'DAY' },
    level: { value: 'PERCENT' },
    from: { value: 'LOCATION' },
    to: { value: 'LOCATION' },
    evidence: { value: 'TEXT' },
    'carry-to': { value: 'DAY' },
    drop: {},
    words: { value: 'TEXT' },
    owner: { value: 'NAME' },
  },
  async run(asked) {
    const body = said({
      answer: asked.words[1],
      day: textOf(asked, 'day'),
      level: levelOf(asked),
      from: textOf(asked, 'from'),
      to: textOf(asked, 'to'),
      evidence: textOf(asked, 'evidence'),
      carryTo: asked.values['drop'] === true ? null : textOf(asked, 'carry-to'),
      words: textOf(asked, 'words'),
      owner: textOf(asked, 'owner'),
    }) as unknown as BodyOf<typeof answerPromise>
    const outcome = await asked.ask(answerPromise, { params: paramsOf(asked), body })
    const { moves, carried, blocker } = outcome
    return {
      answer: outcome,
      lines: [
        `Promise ${outcome.line.id} of ${outcome.line.team.name}: ${outcomeOf(outcome.line)}.`,
        ...(moves.length === 0 ? [] : [`${counted(moves.length, 'move')} logged.`]),
        ...(carried === null ? [] : [`It is promise ${carried.id} of ${carried.day} now.`]),
        ...(blocker === null ? [] : [`Blocker ${blocker.id} is open.`]),
      ],
    }
  },
}

export const standUpsCommand = commandOf({
  name: 'stand-ups',
  summary: 'promise in the morning, prove in the evening, and say who is out of office',
  page: 'Stand-ups',
  help: [
    'N is the number of a line, a hand-over or an absence, as show and absences write them. DAY is the team’s today where nothing is said.',
    'A name with spaces stands in quotes: say \'/promise #"old ledger" 60%\'. @"Grace Hopper" in front says whose line it is.',
  ],
  verbs: [
    show,
    digest,
    line,
    say,
    change,
    simple(
      'take-back',
      'takes a line back, until its promise is answered',
      takeBackLine,
      (id) => `Line ${id} is taken back.`,
    ),
    simple('restore', 'lets a line stand again that was taken back', restoreLine, (id) => `Line ${id} stands again.`),
    answer,
    simple(
      'undo',
      'takes an answer back, with the moves, the blocker and the promise that came of it',
      undoAnswer,
      (id) => `Promise ${id} is open again.`,
    ),
    ...handOverVerbs,
    ...absenceVerbs,
  ],
})
