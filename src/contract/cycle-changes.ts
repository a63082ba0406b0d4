import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { changeKinds } from '../domain/cycle-changes.ts'
import { Instant } from '../domain/move.ts'
import { Id } from '../domain/names.ts'
import { Measure } from '../domain/units.ts'
import { endpoint } from './endpoint.ts'
import { InstantInAddress, scope, whole } from './queries.ts'
import { NumberInPath } from './release-cycles.ts'

const Named = z.object({ id: Id, name: z.string() })

/** Amounts of the measure asked for. */
const Headline = z.object({
  committed: z.int(),
  /** What stands in the plan: the commitment, with what came in and without what went out since. */
  scope: z.int(),
  delivered: z.int(),
  kept: z.int(),
  /** 0 to 1; null where nothing was committed. */
  sayDo: z.nullable(z.number()),
})

export const CycleChangesAnswer = z.object({
  number: z.int(),
  since: Instant,
  /** The day of that instant in the programme's zone: what is logged for a day before it is late. */
  sinceDay: CalendarDay,
  /** Up to where this tells what was recorded: ask from there the next time. */
  upTo: Instant,
  measure: Measure,
  unit: z.string(),
  before: Headline,
  now: Headline,
  /** How many services each kind of change is about, of those that there are. */
  counts: z.array(z.object({ kind: z.enum(changeKinds), services: z.int() })),
  total: z.int(),
  /** Latest first. */
  changes: z.array(
    z.object({
      kind: z.enum(changeKinds),
      service: Named,
      team: Named,
      /** In units whatever the measure; of a correction and of another amount the difference, which may be negative. */
      units: z.int(),
      isLate: z.boolean(),
      at: z.nullable(Instant),
    }),
  ),
})
export type CycleChangesAnswer = z.infer<typeof CycleChangesAnswer>

export const readCycleChanges = endpoint({
  name: 'readCycleChanges',
  method: 'GET',
  path: '/api/v1/release-cycles/{number}/changes',
  summary:
    'What was recorded of a cycle since an instant: its plan, moves, late entries, what got done, came back or got stuck',
  params: NumberInPath,
  query: z.object({
    since: InstantInAddress,
    measure: z._default(Measure, 'units'),
    ...scope,
    limit: z._default(whole(1, 1000), 100),
    offset: z._default(whole(0, 10_000_000), 0),
  }),
  answer: CycleChangesAnswer,
})
