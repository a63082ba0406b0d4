import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { outcomes } from '../domain/commitment.ts'
import { quantities } from '../domain/forecast-backtest.ts'
import { MoveClass } from '../domain/move.ts'
import { Measure } from '../domain/units.ts'
import { endpoint } from './endpoint.ts'
import { feedbackGroupings } from './feedback.ts'
import { location, multiple, NameInAddress, view, whole } from './queries.ts'

/** Every figure a headline shows; each opens to its formula, its parts and the entries behind it. */
export const FigureName = z.enum([
  'growth',
  'cloud',
  'cloud-change',
  'baseline',
  'share',
  'share-change',
  'on-premises',
  'on-premises-change',
  'on-premises-at-baseline',
  'total',
  'split',
  'to-milestone',
  'milestone-amount',
  'deadline',
  'pace',
  'running-pace',
  'freshness',
  'stale-teams',
  'teams',
  'migrated',
  'migrated-net',
  'migrated-net-share',
  'born',
  'grown',
  'rolled-back',
  'rolled-back-ever',
  'rolled-back-waiting',
  'waiting-days',
  'retired-in-cloud',
  'shrunk',
  'retired-on-premises',
  'retired-on-premises-share',
  'on-premises-share',
  'discovered',
  'milestone-forecast',
  'on-premises-forecast',
  'cycle-forecast',
  'cycle-delivered',
  'cycle-unplanned',
  'say-do',
  'cycle-carried',
  'cycle-growth',
  'milestone-pace',
  'cycle-scope',
  'promise-left',
  'promise-moved',
  'backtest-coverage',
  'backtest-loss',
  'backtest-loss-last-cycle',
  'backtest-loss-straight-line',
  'wave-services',
  'wave-left',
  'wave-straddling',
  'move-gain',
  'move-debt',
  'feedback-answers',
  'feedback-answered',
  'feedback-first-answer',
  'feedback-average',
  'promises-kept',
  'effort',
  'exit-left',
  'exit-required',
  'exit-pace',
  'cloud-service-use',
])
export type FigureName = z.infer<typeof FigureName>

/** What a value is: an amount in the measure, a change or a mean of some, a ratio, a difference of ratios in points, or a number. */
const Kind = z.enum([
  'amount',
  'change',
  'mean',
  'multiple',
  'share',
  'points',
  'days',
  'pace',
  'minutes',
  'rating',
  'count',
])

/** A line of the formula, or a part of the sum. The page knows the words for each code. */
const Line = z.object({
  code: z.string(),
  kind: Kind,
  value: z.nullable(z.number()),
  day: z.optional(CalendarDay),
  /** How it enters: `÷`, `×`, `+`, `−`, `=` before the value. */
  sign: z.enum(['', '+', '-', '/', '*', '=']),
  /** Opens to its own explanation. */
  figure: z.optional(FigureName),
})

/**
 * Of a promised service what became of it; of a forecast whether what came lies in its band, above or below; of a dependency
 * whether it straddles on-premises and cloud now, begins to, or stops; of feedback whether it was answered.
 */
const factOutcomes = [
  ...outcomes,
  ...([
    'held',
    'above',
    'below',
    'straddles-now',
    'straddles-anew',
    'stops-straddling',
    'answered',
    'unanswered',
  ] as const),
] as const

const figure = z.object({ figure: FigureName })

const asked = {
  ...view,
  /** Which rung `to-milestone` and `milestone-amount` mean. */
  milestone: z.optional(multiple),
  /** The day at whose end a change begins, for the figures that are one; a week before the day shown where left out. */
  since: z.optional(CalendarDay),
  /** Whose exit it is, of the figures that are about one location. */
  location,
  /** Of which release cycle, where it is not that of the day shown: one may be looked at before it begins. */
  cycle: z.optional(whole(1, 1_000_000)),
  /** Of feedback: by what it is told apart, of which group by its number, 0 for the one without, and over how many weeks. */
  by: z.optional(z.enum(feedbackGroupings)),
  group: z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
  weeks: z._default(whole(1, 156), 26),
  /** Of a wave, its number. */
  wave: z.optional(whole(1, Number.MAX_SAFE_INTEGER)),
  /** Of what one service of a release cycle promised, or of its move in the order of moves, its number. */
  service: z.optional(whole(1, Number.MAX_SAFE_INTEGER)),
  /** Of the backtest: what was forecast, and so many cycles ahead. */
  quantity: z.optional(z.enum(quantities)),
  horizon: z.optional(whole(1, 4)),
  /** Of the use of one cloud service, its name. */
  cloudService: z.optional(NameInAddress),
}

export const explain = endpoint({
  name: 'explain',
  method: 'GET',
  path: '/api/v1/explanations/{figure}',
  summary: 'A figure opened: formula with its numbers, parts that add up, and how many entries stand behind it',
  params: figure,
  query: z.object(asked),
  answer: z.object({
    figure: FigureName,
    /** Names the definition; its words are in English, the page has them in its reader's language. */
    definition: z.string(),
    definitionVersion: z.int(),
    definitionWords: z.string(),
    measure: Measure,
    unit: z.string(),
    asOf: CalendarDay,
    knownAt: z.nullable(z.string()),
    /** The instant up to which it knows: asked as known then, it says the same for good, whatever is logged later. */
    knownUpTo: z.string(),
    kind: Kind,
    value: z.nullable(z.number()),
    formula: z.array(Line),
    parts: z.array(Line),
    /** How fresh what it is made of is: as the headline says it. */
    freshness: z.object({ staleShare: z.nullable(z.number()), staleTeams: z.int(), teams: z.int() }),
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
    ...asked,
    limit: z._default(whole(1, 500), 50),
    cursor: z.optional(z.string().check(z.regex(/^\d{4}-\d\d-\d\d\.\d{1,16}$/))),
  }),
  answer: z.object({
    entries: z.array(
      z.object({
        /** Of a team: the day it was last confirmed, null for never. Of a service: since when it is where it is. */
        day: z.nullable(CalendarDay),
        /** null where a team as a whole is the entry. */
        service: z.nullable(z.object({ id: z.int(), name: z.string() })),
        /** null where it is about the whole view. */
        team: z.nullable(z.object({ id: z.int(), name: z.string() })),
        class: z.nullable(MoveClass),
        /** What came of it, where it is no move. */
        outcome: z.nullable(z.enum(factOutcomes)),
        /** What it changed on the figure's side (what is taken away with a minus), or what the team holds; in the measure. */
        amount: z.number(),
        evidence: z.string(),
        /** Of a dependency, the service that its service depends on. */
        dependsOn: z.optional(z.object({ id: z.int(), name: z.string() })),
        /** Of a past forecast: its band for the end of a day, and what came. */
        forecast: z.optional(z.object({ until: CalendarDay, low: z.int(), high: z.int(), came: z.int() })),
        /** Ids of the moves that it is made of. */
        moves: z.array(z.int()),
      }),
    ),
    next: z.nullable(z.string()),
  }),
})
