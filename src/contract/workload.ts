import * as z from 'zod/mini'
import { CalendarDay, LedgerDay } from '../domain/calendar-day.ts'
import { Measure } from '../domain/units.ts'
import { endpoint } from './endpoint.ts'
import { location, view } from './queries.ts'

export const Interval = z.enum(['day', 'week', 'cycle'])
export type Interval = z.infer<typeof Interval>

export const WorkloadPoint = z.object({
  /** Last day of the period: what was there at its end. A week ends on Sunday. */
  day: CalendarDay,
  onPrem: z.int(),
  privateCloud: z.int(),
  publicCloud: z.int(),
  cloud: z.int(),
  total: z.int(),
  /** The period goes on after this day. */
  partial: z.optional(z.literal(true)),
})
export type WorkloadPoint = z.infer<typeof WorkloadPoint>

const series = { interval: Interval, measure: Measure, unit: z.string() }

export const readWorkload = endpoint({
  name: 'readWorkload',
  method: 'GET',
  path: '/api/v1/workload',
  summary: 'How much ran where, at the end of each day, week or cycle',
  query: z.object({
    interval: z._default(Interval, 'week'),
    /** Days, both inclusive. Left out: from the first move, to the as-of day. */
    from: z.optional(LedgerDay),
    to: z.optional(LedgerDay),
    groupBy: z._default(z.enum(['none', 'division', 'team', 'location']), 'none'),
    location,
    ...view,
  }),
  answer: z.union([
    z.object({ ...series, points: z.array(WorkloadPoint) }),
    z.object({
      ...series,
      groups: z.array(z.object({ id: z.int(), name: z.string(), points: z.array(WorkloadPoint) })),
    }),
  ]),
})
