import * as z from 'zod/mini'
import { CalendarDay, LedgerDay } from '../domain/calendar-day.ts'
import { Measure } from '../domain/units.ts'
import { endpoint } from './endpoint.ts'
import { view, whole } from './queries.ts'
import { Interval } from './workload.ts'

const Balance = z.object({
  onPrem: z.int(),
  privateCloud: z.int(),
  publicCloud: z.int(),
  cloud: z.int(),
  /** By services, a split service counts once here, and in onPrem and cloud each. */
  total: z.int(),
})

/** Cloud growth taken apart; the first four minus the last two is the change of cloud, exactly. Amounts are positive. */
export const GrowthParts = z.object({
  migrated: z.int(),
  born: z.int(),
  grown: z.int(),
  rolledBack: z.int(),
  retired: z.int(),
  shrunk: z.int(),
  net: z.int(),
})
export type GrowthParts = z.infer<typeof GrowthParts>

export const Milestone = z.object({
  multiple: z.number(),
  /** 900 for 10x. */
  growthPercent: z.number(),
  /** Amount in cloud at which it holds; null without a baseline. */
  amount: z.nullable(z.int()),
  /** First day at whose end it held. */
  reachedOn: z.nullable(CalendarDay),
  /** Below it again at the as-of day: the day it fell. */
  lostOn: z.nullable(CalendarDay),
  crossings: z.array(z.object({ day: CalendarDay, direction: z.enum(['reached', 'lost']) })),
  /** What is missing at the as-of day; 0 where it holds. */
  away: z.nullable(z.int()),
})
export type Milestone = z.infer<typeof Milestone>

export const Growth = z.object({
  measure: Measure,
  unit: z.string(),
  asOf: CalendarDay,
  knownAt: z.nullable(z.string()),
  /** Whose figures: one team’s or division’s; null for the whole programme. */
  scope: z.nullable(z.object({ kind: z.enum(['division', 'team']), id: z.int(), name: z.string() })),
  baselineDay: CalendarDay,
  baseline: z.int(),
  now: Balance,
  /** Both in cloud and on-premises: counted in onPrem and cloud, once in total. 0 by units. */
  split: z.int(),
  /** cloud / baseline; null from a baseline of zero. */
  multiple: z.nullable(z.number()),
  growthPercent: z.nullable(z.number()),
  /** Cloud share 0 to 1; by services the fully moved only. null where nothing runs. */
  share: z.nullable(z.number()),
  /** The same headline in the other measure. */
  other: z.object({
    measure: Measure,
    unit: z.string(),
    baseline: z.int(),
    cloud: z.int(),
    multiple: z.nullable(z.number()),
    growthPercent: z.nullable(z.number()),
  }),
  /** Seven days before the as-of day. */
  weekAgo: z.object({ day: CalendarDay, now: Balance, share: z.nullable(z.number()) }),
  /** The release cycle of the as-of day; null before the anchor. onPremAtStart is the day before its first day. */
  cycle: z.nullable(
    z.object({
      number: z.int(),
      firstDay: CalendarDay,
      lastDay: CalendarDay,
      /** 1 on the first day. */
      dayOfCycle: z.int(),
      days: z.int(),
      onPremAtStart: z.int(),
      cloudAtStart: z.int(),
    }),
  ),
  milestones: z.array(Milestone),
  /** Since the baseline day. */
  parts: GrowthParts,
  /** Since the baseline day: migrated + retired + remaining = atBaseline + discovered, exactly. */
  onPremises: z.object({
    atBaseline: z.int(),
    discovered: z.int(),
    migrated: z.int(),
    retired: z.int(),
    remaining: z.int(),
  }),
  pace: z.object({
    targetMultiple: z.nullable(z.number()),
    targetDay: z.nullable(CalendarDay),
    daysLeft: z.nullable(z.int()),
    /** 0.42 for +42 % a cycle; null with the reason beside. */
    requiredPerCycle: z.nullable(z.number()),
    runningAtPerCycle: z.nullable(z.number()),
    /** What it looks back on, from the end of one day to the end of the other: closed cycles, else the length of three. */
    over: z.object({ from: CalendarDay, to: CalendarDay, cycles: z.int() }),
    reason: z.nullable(z.enum(['no-target', 'target-met', 'day-past', 'nothing-in-cloud', 'out-of-reach'])),
  }),
  freshness: z.object({
    /** Share (0 to 1) of the headline's workload whose team was last confirmed more than 14 days before the as-of day. */
    staleShare: z.nullable(z.number()),
    staleTeams: z.int(),
    teams: z.int(),
  }),
  /**
   * With a known-at: the moves recorded since then for days up to the as-of day, corrections among them, and what they
   * made of the amounts. null as known now.
   */
  recordedSince: z.nullable(
    z.object({
      moves: z.int(),
      cloud: z.object({ before: z.int(), after: z.int() }),
      onPrem: z.object({ before: z.int(), after: z.int() }),
    }),
  ),
  /** The sentence over the ladder, as a code and its facts: the page says it in the reader's language. */
  finding: z.object({
    code: z.enum([
      'nothing-known',
      'nothing-logged',
      'no-baseline',
      'next-milestone',
      'all-reached',
      'lost',
      'none-reached',
    ]),
    reached: z.nullable(z.object({ multiple: z.number(), day: CalendarDay })),
    lost: z.nullable(z.object({ multiple: z.number(), day: CalendarDay, reachedOn: CalendarDay })),
    next: z.nullable(z.object({ multiple: z.number(), away: z.int() })),
  }),
})
export type Growth = z.infer<typeof Growth>

export const readGrowth = endpoint({
  name: 'readGrowth',
  method: 'GET',
  path: '/api/v1/growth',
  summary: 'Multiple and growth against the baseline, milestones, parts, what became of on-premises, pace, freshness',
  query: z.object({ ...view }),
  answer: Growth,
})

const GrowthSeries = z.object({
  measure: Measure,
  unit: z.string(),
  baselineDay: CalendarDay,
  baseline: z.int(),
  points: z.array(z.object({ day: CalendarDay, cloud: z.int(), multiple: z.nullable(z.number()) })),
  cycles: z.array(z.object({ number: z.int(), firstDay: CalendarDay, lastDay: CalendarDay })),
})

const GrowthPartsOfPeriods = z.object({
  measure: Measure,
  unit: z.string(),
  periods: z.array(
    z.object({
      cycle: z.nullable(z.int()),
      firstDay: CalendarDay,
      lastDay: CalendarDay,
      partial: z.boolean(),
      ...GrowthParts.shape,
      discoveredOnPrem: z.int(),
      retiredOnPrem: z.int(),
    }),
  ),
})

export const readOverview = endpoint({
  name: 'readOverview',
  method: 'GET',
  path: '/api/v1/overview',
  summary: 'What the overview opens with in one answer: growth, its series for the ladder, and its parts by cycle',
  query: z.object({ ...view }),
  answer: z.object({
    growth: Growth,
    /** By days, weeks or cycles, whichever a chart has room for. */
    interval: Interval,
    series: GrowthSeries,
    /** Of the last ten cycles. */
    parts: GrowthPartsOfPeriods,
  }),
})

export const readGrowthSeries = endpoint({
  name: 'readGrowthSeries',
  method: 'GET',
  path: '/api/v1/growth/series',
  summary: 'Cloud workload as a multiple of the baseline, over time, from the baseline day or the first move',
  query: z.object({
    ...view,
    interval: z._default(Interval, 'week'),
    from: z.optional(LedgerDay),
    to: z.optional(LedgerDay),
  }),
  answer: GrowthSeries,
})

export const readGrowthParts = endpoint({
  name: 'readGrowthParts',
  method: 'GET',
  path: '/api/v1/growth/parts',
  summary: 'Growth taken apart by day, week or cycle, with what was retired on-premises',
  query: z.object({ ...view, interval: z._default(Interval, 'cycle'), last: z._default(whole(1, 500), 10) }),
  answer: GrowthPartsOfPeriods,
})
