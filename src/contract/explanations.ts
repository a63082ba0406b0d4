import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { MoveClass } from '../domain/move.ts'
import { Measure } from '../domain/units.ts'
import { endpoint } from './endpoint.ts'
import { multiple, view, whole } from './queries.ts'

/** Every figure a headline shows; each opens to its formula, its parts and the entries behind it. */
export const FigureName = z.enum([
  'growth',
  'cloud',
  'baseline',
  'share',
  'on-premises',
  'total',
  'to-milestone',
  'deadline',
  'pace',
  'freshness',
  'migrated',
  'born',
  'grown',
  'rolled-back',
  'retired-in-cloud',
  'shrunk',
  'retired-on-premises',
  'discovered',
])
export type FigureName = z.infer<typeof FigureName>

/** A line of the formula, or a part of the sum. The page knows the words for each code. */
const Line = z.object({
  code: z.string(),
  /** An amount in the measure, or a ratio. */
  kind: z.enum(['amount', 'multiple', 'share', 'days', 'pace', 'count']),
  value: z.nullable(z.number()),
  day: z.optional(CalendarDay),
  /** How it enters: `÷`, `+`, `−`, `=` before the value. */
  sign: z.enum(['', '+', '-', '/', '=']),
  /** Opens to its own explanation. */
  figure: z.optional(FigureName),
})

const figure = z.object({ figure: FigureName })

/** Which rung `to-milestone` means. */
const milestone = z.optional(multiple)

export const explain = endpoint({
  name: 'explain',
  method: 'GET',
  path: '/api/v1/explanations/{figure}',
  summary: 'A figure opened: formula with its numbers, parts that add up, and how many entries stand behind it',
  params: figure,
  query: z.object({ ...view, milestone }),
  answer: z.object({
    figure: FigureName,
    /** Names the definition in words that the page shows. */
    definition: z.string(),
    definitionVersion: z.int(),
    measure: Measure,
    unit: z.string(),
    asOf: CalendarDay,
    knownAt: z.nullable(z.string()),
    value: z.nullable(z.number()),
    formula: z.array(Line),
    parts: z.array(Line),
    /** null where counting them would mean reading more than 200,000 moves: page through them instead. */
    entries: z.nullable(z.int()),
    /** The roll-up and a fresh count of the moves behind it say the same. */
    checked: z.boolean(),
  }),
})

export const explainEntries = endpoint({
  name: 'explainEntries',
  method: 'GET',
  path: '/api/v1/explanations/{figure}/entries',
  summary: 'The entries behind a figure, latest first, page after page',
  params: figure,
  query: z.object({
    ...view,
    milestone,
    limit: z._default(whole(1, 500), 50),
    cursor: z.optional(z.string().check(z.regex(/^\d{4}-\d\d-\d\d\.\d{1,15}$/))),
  }),
  answer: z.object({
    entries: z.array(
      z.object({
        day: CalendarDay,
        service: z.object({ id: z.int(), name: z.string() }),
        team: z.object({ id: z.int(), name: z.string() }),
        class: MoveClass,
        /** What it adds to the figure, signed, in the measure. */
        amount: z.int(),
        evidence: z.string(),
      }),
    ),
    next: z.nullable(z.string()),
  }),
})
