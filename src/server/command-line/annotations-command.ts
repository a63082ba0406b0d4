import {
  addAnnotation,
  changeAnnotation,
  listAnnotations,
  readAnnotation,
  withdrawAnnotation,
} from '../../contract/annotations.ts'
import type { BodyOf } from '../../contract/endpoint.ts'
import { type Annotation, knownTags } from '../../domain/annotation.ts'
import { aligned } from './aligned.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { counted } from './counted.ts'
import { everyRow, queryOf, queryOptions } from './query-options.ts'
import { type Asked, commandOf, type Verb } from './verbs.ts'

const one = { said: 'N', least: 1, most: 1 } as const
const fields = {
  day: { value: 'DAY' },
  until: { value: 'DAY' },
  words: { value: 'TEXT' },
  tags: { value: 'TAGS' },
  link: { value: 'ADDRESS' },
} as const

const paramsOf = ({ words }: Asked) => ({ id: words[0] ?? '' })

/** What of the fields was said; what stands there is for the API to judge. `-` takes the last day away. */
function saidOf({ values }: Asked, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name): [string, unknown][] => {
      const said = values[name]
      if (typeof said !== 'string') return []
      if (name === 'tags') return [[name, said.split(',').filter((tag) => tag.trim() !== '')]]
      return [[name, name === 'until' && said === '-' ? null : said]]
    }),
  )
}

const daysOf = ({ day, until }: Annotation): string => (until === null ? day : `${day} – ${until}`)
const whoseOf = ({ division, team }: Annotation): string =>
  team !== null ? `team ${team.name}` : division !== null ? `division ${division.name}` : 'everybody'

const heads = ['number', 'days', 'on charts of', 'tags', 'words', 'link']
const rowOf = (annotation: Annotation) => [
  String(annotation.id),
  daysOf(annotation),
  whoseOf(annotation),
  annotation.tags.join(', '),
  annotation.words,
  annotation.link === '' ? null : annotation.link,
]

const list: Verb = {
  name: 'list',
  says: 'writes the dated notes on the charts of the organisation, a division or a team',
  asks: [listAnnotations],
  options: {
    ...queryOptions(listAnnotations),
    tags: { value: 'TAGS' },
    from: { value: 'DAY' },
    to: { value: 'DAY' },
    sort: { value: 'day|-day' },
  },
  async run({ ask, values }) {
    const answer = await everyRow(
      ask,
      listAnnotations,
      { query: queryOf(listAnnotations, values) },
      { rows: 'annotations', most: 500 },
    )
    const { annotations, total } = answer
    return {
      answer,
      lines: [
        `${counted(total, 'annotation')}.`,
        ...(annotations.length === 0 ? [] : aligned(heads, annotations.map(rowOf))),
      ],
    }
  },
}

const show: Verb = {
  name: 'show',
  takes: one,
  says: 'writes one annotation, also one that was withdrawn',
  asks: [readAnnotation],
  options: {},
  async run(asked) {
    const answer = await asked.ask(readAnnotation, { params: paramsOf(asked) })
    const { withdrawn } = answer
    const end = withdrawn === null ? [] : [`Withdrawn by ${withdrawn.by} at ${withdrawn.at}.`]
    return { answer, lines: [...aligned(heads, [rowOf(answer)]), ...end] }
  },
}

const add: Verb = {
  name: 'add',
  says: 'puts a dated note on the charts of everybody, a division or a team',
  asks: [addAnnotation],
  options: {
    ...fields,
    day: { value: 'DAY', needed: true },
    words: { value: 'TEXT', needed: true },
    tags: { value: 'TAGS', needed: true },
    division: { value: 'DIVISION' },
    team: { value: 'TEAM' },
  },
  async run(asked) {
    const body = saidOf(asked, [...Object.keys(fields), 'division', 'team']) as unknown as BodyOf<typeof addAnnotation>
    const answer = await asked.ask(addAnnotation, { body })
    return { answer, lines: [`Annotation ${answer.id} of ${daysOf(answer)} is on the charts of ${whoseOf(answer)}.`] }
  },
}

const change: Verb = {
  name: 'change',
  takes: one,
  says: 'says it anew: its days, words, tags or link; what it said before stays on record',
  asks: [readAnnotation, changeAnnotation],
  options: fields,
  async run(asked) {
    const body = saidOf(asked, Object.keys(fields)) as BodyOf<typeof changeAnnotation>
    if (Object.keys(body).length === 0)
      throw new CommandRefusal(exitCodes.notUnderstood, 'Say what to change, such as --day 2026-11-27')
    const params = paramsOf(asked)
    const { version } = await asked.ask(readAnnotation, { params })
    const answer = await asked.ask(changeAnnotation, { params, body, ifMatch: version })
    return { answer, lines: [`Annotation ${answer.id} of ${daysOf(answer)} is changed.`] }
  },
}

const withdraw: Verb = {
  name: 'withdraw',
  takes: one,
  says: 'takes it off the charts; as known before, they still bear it',
  asks: [withdrawAnnotation],
  options: {},
  async run(asked) {
    const answer = await asked.ask(withdrawAnnotation, { params: paramsOf(asked), body: {} })
    return { answer, lines: [`Annotation ${answer.id} of ${daysOf(answer)} is withdrawn.`] }
  },
}

export const annotationsCommand = commandOf({
  name: 'annotations',
  summary: 'say what happened on a day, or will, on the charts',
  page: 'Overview',
  help: [
    'N is the number of an annotation, as list writes it. TAGS are separated by commas;',
    `everybody has ${knownTags.join(', ')}, and any other may be made up. --until - takes the last day away.`,
  ],
  verbs: [list, show, add, change, withdraw],
})
