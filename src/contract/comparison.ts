import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { effortClasses } from '../domain/effort.ts'
import { MoveClass } from '../domain/move.ts'
import { Measure } from '../domain/units.ts'
import { endpoint } from './endpoint.ts'
import { flag, scope, twoTimes, view, whole } from './queries.ts'

/** What a fair comparison needs beside the rank: how fast, how true to its word, and how much work is left. */
const League = z.object({
  /** Growth a cycle over the days of `over`; null where cloud was nothing at one of its ends. */
  pace: z.nullable(z.number()),
  /** Promises of stand-ups for days of the current cycle that are answered or whose day is over, and those that were kept. */
  promised: z.int(),
  kept: z.int(),
  effort: z.object({
    class: z.enum(effortClasses),
    points: z.int(),
    /** Services with workload on-premises, whatever the measure. */
    services: z.int(),
    critical: z.int(),
    undecided: z.int(),
  }),
})

export const compare = endpoint({
  name: 'compare',
  method: 'GET',
  path: '/api/v1/comparison',
  summary: 'Divisions or teams side by side, most left on-premises first',
  query: z.object({
    ...view,
    by: z._default(z.enum(['division', 'team']), 'division'),
    /** With pace, promises and effort of each row. */
    league: z._default(flag, false),
    limit: z._default(whole(1, 500), 20),
    offset: z._default(whole(0, 1_000_000), 0),
  }),
  answer: z.object({
    measure: Measure,
    unit: z.string(),
    total: z.int(),
    /** Left on-premises in all rows, shown or not. */
    left: z.int(),
    /** With `league`: the days over which the pace looks back, and those whose promises count. */
    over: z.nullable(
      z.object({
        pace: z.object({ from: CalendarDay, to: CalendarDay, cycles: z.int() }),
        promises: z.nullable(z.object({ from: CalendarDay, to: CalendarDay })),
      }),
    ),
    rows: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        onPrem: z.int(),
        cloud: z.int(),
        total: z.int(),
        share: z.nullable(z.number()),
        baseline: z.int(),
        multiple: z.nullable(z.number()),
        /** Change of cloud since the current cycle began. */
        thisCycle: z.int(),
        lastConfirmedOn: z.nullable(CalendarDay),
        league: z.nullable(League),
        /** Share (0 to 1) at up to 40 even steps from the baseline day to the as-of day. */
        shares: z.array(z.object({ day: CalendarDay, share: z.nullable(z.number()) })),
      }),
    ),
  }),
})

const changedRows = {
  rows: z.array(
    z.object({
      day: CalendarDay,
      class: MoveClass,
      team: z.object({ id: z.int(), name: z.string() }),
      /** Change of cloud, signed, in the measure asked for. */
      amount: z.int(),
      services: z.int(),
      evidence: z.string(),
    }),
  ),
  more: z.int(),
}

/** A few rows at first; `more` says how many follow them. */
const part = {
  limit: z._default(whole(1, 200), 6),
  offset: z._default(whole(0, 10_000_000), 0),
}

export const readChanges = endpoint({
  name: 'readChanges',
  method: 'GET',
  path: '/api/v1/changes',
  summary: 'What changed in the days up to the as-of day: by day, team and class, largest first',
  query: z.object({ ...view, days: z._default(whole(1, 400), 7), ...part }),
  answer: z.object({
    measure: Measure,
    unit: z.string(),
    from: CalendarDay,
    to: CalendarDay,
    net: z.int(),
    /** Change of cloud by class, signed. */
    totals: z.record(z.string(), z.int()),
    ...changedRows,
    /**
     * By services, where none entered or left cloud in these days: what moved inside services that ran there already, in
     * units. Else null.
     */
    inside: z.nullable(z.object({ unit: z.string(), net: z.int(), ...changedRows })),
  }),
})

export const readAttention = endpoint({
  name: 'readAttention',
  method: 'GET',
  path: '/api/v1/attention',
  summary: 'Services that were rolled back and still run on-premises, by team',
  query: z.object({ ...scope, ...twoTimes, ...part }),
  answer: z.object({
    services: z.int(),
    /** Roll-backs of all time up to the as-of day, moved again, retired or not. */
    rolledBackEver: z.int(),
    rows: z.array(
      z.object({
        team: z.object({ id: z.int(), name: z.string() }),
        services: z.int(),
        rolledBackOn: CalendarDay,
        waitingDays: z.int(),
        evidence: z.string(),
      }),
    ),
    more: z.int(),
  }),
})
