import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { horizons, quantities } from '../domain/forecast-backtest.ts'
import { usualSeed } from '../domain/forecast-runs.ts'
import { leastWeeks, longestWindow, usualWindow } from '../domain/forecast-weeks.ts'
import { Measure } from '../domain/units.ts'
import { endpoint } from './endpoint.ts'
import { Growth } from './growth.ts'
import { list, view, whole } from './queries.ts'

const Week = z.object({
  lastDay: CalendarDay,
  /** Change in cloud and on-premises, and what went across less what came back, of the seven days. */
  cloud: z.int(),
  onPrem: z.int(),
  migrated: z.int(),
})

const arrival = {
  /** Days by which half and 85 % of the runs are there; null where fewer ever are within ten years. */
  p50: z.nullable(CalendarDay),
  p85: z.nullable(CalendarDay),
  /** Runs that are not there after ten years. */
  never: z.int(),
}

/** What at least 90 %, 85 %, 50 %, 15 % and 10 % of the runs reach; of on-premises, that they are down to. */
const Amounts = z.object({ p90: z.int(), p85: z.int(), p50: z.int(), p15: z.int(), p10: z.int() })

const Named = { id: z.int(), name: z.string() }

const Held = z.object({ n: z.int(), within: z.int() })

export const Forecast = z.object({
  measure: Measure,
  unit: z.string(),
  asOf: CalendarDay,
  knownAt: z.nullable(z.string()),
  scope: Growth.shape.scope,
  baselineDay: CalendarDay,
  baseline: z.int(),
  now: z.object({ cloud: z.int(), onPrem: z.int() }),
  /** Every week up to the as-of day that can be drawn from, oldest first: of the programme, whatever is asked to change. */
  weeks: z.array(Week),
  /** The window that was drawn from: its weeks, those of them left out, and in how many of the others anything happened. */
  window: z.object({ weeks: z.int(), leftOut: z.array(CalendarDay), nonEmpty: z.int(), least: z.int() }),
  /** Teams that were asked for, with the same weeks: `stops` took them out, `once-more` put them in again. */
  teams: z.array(z.object({ ...Named, change: z.enum(['stops', 'once-more']), weeks: z.array(Week) })),
  /** Waves that were dropped, and what they still have on-premises, which then stays there. */
  waves: z.array(z.object({ ...Named, staying: z.int() })),
  /** Per mille by which the band is wider than the runs alone: 1000 is not at all. */
  widening: z.object({ cloud: z.int(), onPrem: z.int(), migrated: z.int() }),
  /** Of the outcomes that such forecasts are judged by so far, at all distances together, those between P10 and P90. */
  soFar: z.object({ cloud: Held, onPrem: Held, migrated: Held }),
  runs: z.int(),
  seed: z.int(),
  /** Why there is no forecast: then nothing below has a day or an amount. */
  reason: z.nullable(z.enum(['nothing-logged', 'too-few-weeks'])),
  milestones: z.array(
    z.object({
      multiple: z.number(),
      growthPercent: z.number(),
      amount: z.nullable(z.int()),
      reachedOn: z.nullable(CalendarDay),
      holds: z.boolean(),
      /** null where it holds, has no amount, or there is no forecast. */
      arrival: z.nullable(z.object(arrival)),
    }),
  ),
  /** Nothing on-premises that is to be moved; null where that is so already, or there is no forecast. */
  onPremisesZero: z.nullable(z.object(arrival)),
  cycle: z.nullable(
    z.object({
      number: z.int(),
      firstDay: CalendarDay,
      lastDay: CalendarDay,
      /** Net migrated so far. */
      delivered: z.int(),
      /** Net migrated in all by its last day. */
      amounts: z.nullable(Amounts),
    }),
  ),
  cone: z.array(z.object({ day: CalendarDay, cloud: Amounts, onPrem: Amounts })),
  pace: Growth.shape.pace,
})
export type Forecast = z.infer<typeof Forecast>

export const readForecast = endpoint({
  name: 'readForecast',
  method: 'GET',
  path: '/api/v1/forecast',
  summary:
    'When milestones and the end of on-premises are reached and what this cycle delivers, as ranges, from the past pace',
  query: z.object({
    ...view,
    /** Weeks of the past to draw from. */
    weeks: z._default(whole(leastWeeks, longestWindow), usualWindow),
    /** Days whose weeks are left out. */
    leaveOut: z.optional(list),
    /** Teams, by name or id, whose share of the past pace is taken out, or put in once more. */
    stop: z.optional(list),
    onceMore: z.optional(list),
    /** Waves, by id: what they still have on-premises stays there. */
    dropWaves: z.optional(list),
    seed: z._default(whole(0, 2_147_483_647), usualSeed),
  }),
  answer: Forecast,
})

const Quantity = z.enum(quantities)

const Share = z.object({ share: z.number(), low: z.number(), high: z.number() })

export const Backtest = z.object({
  measure: Measure,
  unit: z.string(),
  asOf: CalendarDay,
  knownAt: z.nullable(z.string()),
  scope: Growth.shape.scope,
  runs: z.int(),
  horizons: z.array(z.int()),
  scores: z.array(
    z.object({
      quantity: Quantity,
      /** In cycles. */
      horizon: z.int(),
      n: z.int(),
      /** Outcomes between P10 and P90; 80 % are meant to be. */
      within: z.int(),
      /** With the 95 % interval by Wilson; null of none. */
      coverage: z.nullable(Share),
      /** Mean pinball loss over P10 to P90, in the measure: the smaller the better. */
      loss: z.nullable(z.object({ forecast: z.number(), lastCycle: z.number(), straightLine: z.number() })),
    }),
  ),
  /** Every past forecast, oldest first. */
  forecasts: z.array(
    z.object({
      quantity: Quantity,
      cycle: z.int(),
      /** The last day it knew of. */
      madeOn: CalendarDay,
      horizon: z.int(),
      until: CalendarDay,
      p10: z.int(),
      p50: z.int(),
      p90: z.int(),
      widening: z.int(),
      outcome: z.int(),
      lastCycle: z.int(),
      straightLine: z.int(),
      /** Whether the outcome lies between P10 and P90. */
      held: z.boolean(),
    }),
  ),
})
export type Backtest = z.infer<typeof Backtest>

export const readBacktest = endpoint({
  name: 'readBacktest',
  method: 'GET',
  path: '/api/v1/forecast/backtest',
  summary: `What would have been forecast at the end of each past cycle, ${horizons.join(', ')} cycles ahead, beside what came`,
  query: z.object(view),
  answer: Backtest,
})
