import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { Instant, Move } from '../domain/move.ts'
import { reviewCauses } from '../domain/review-changes.ts'
import { Measure } from '../domain/units.ts'
import { endpoint } from './endpoint.ts'
import { Growth } from './growth.ts'
import { InstantInAddress, scope, whole } from './queries.ts'

const Cause = z.enum(reviewCauses)

/** As it was reported, with what was corrected since, with what was logged late too, and now. */
const Path = <S extends z.ZodMiniType>(value: S) =>
  z.object({ reported: value, corrected: value, late: value, now: value })

const Standing = z.object({ reachedOn: z.nullable(CalendarDay), lostOn: z.nullable(CalendarDay) })

export const LastReview = z.object({
  /** null where you have not said yet that you reviewed. */
  reviewedAt: z.nullable(Instant),
})

export const ReviewChanges = z.object({
  measure: Measure,
  unit: z.string(),
  scope: Growth.shape.scope,
  /** What the report knew: everything recorded up to this instant. */
  since: Instant,
  /** The day of that instant in the programme's zone: what the report was as of. */
  sinceDay: CalendarDay,
  asOf: CalendarDay,
  /** Up to where this tells what was recorded: review from there the next time. */
  upTo: Instant,
  /** Your last review, whatever instant this looks back to; null where you have not said yet that you reviewed. */
  reviewedAt: z.nullable(Instant),
  baselineDay: CalendarDay,
  multiple: Path(z.nullable(z.number())),
  baseline: Path(z.int()),
  cloud: Path(z.int()),
  onPrem: Path(z.int()),
  /** 0 to 1. */
  share: Path(z.nullable(z.number())),
  runningPerCycle: Path(z.nullable(z.number())),
  requiredPerCycle: Path(z.nullable(z.number())),
  milestones: z.array(
    z.object({
      multiple: z.number(),
      growthPercent: z.number(),
      reported: Standing,
      now: Standing,
      /** The step at which it came to be as it is now; null where it is as it was. */
      cause: z.nullable(Cause),
    }),
  ),
  /** How many moves each step is made of, corrections counted one by one. */
  moves: z.object({ corrected: z.int(), late: z.int(), since: z.int() }),
})
export type ReviewChanges = z.infer<typeof ReviewChanges>

export const readReviewChanges = endpoint({
  name: 'readReviewChanges',
  method: 'GET',
  path: '/api/v1/growth/changes',
  summary:
    'What changed since your last review: each headline as it was reported and now, with corrections, late entries and what happened since apart',
  query: z.object({
    measure: z._default(Measure, 'units'),
    ...scope,
    /** Left out: your last review, else seven days ago. */
    since: z.optional(InstantInAddress),
  }),
  answer: ReviewChanges,
})

export const listReviewMoves = endpoint({
  name: 'listReviewMoves',
  method: 'GET',
  path: '/api/v1/growth/changes/moves',
  summary: 'The moves behind one cause of what changed since a review, latest day first',
  query: z.object({
    ...scope,
    since: z.optional(InstantInAddress),
    cause: Cause,
    limit: z._default(whole(1, 500), 50),
    offset: z._default(whole(0, 10_000_000), 0),
  }),
  answer: z.object({ total: z.int(), moves: z.array(Move) }),
})

export const readLastReview = endpoint({
  name: 'readLastReview',
  method: 'GET',
  path: '/api/v1/account/review',
  summary: 'When you last said that you had reviewed the figures',
  answer: LastReview,
})

export const markReviewed = endpoint({
  name: 'markReviewed',
  method: 'POST',
  path: '/api/v1/account/review',
  summary: 'Say that you have reviewed the figures, as known up to an instant; what changes later is told against it',
  body: z.strictObject({
    /** Left out: now. */
    upTo: z.optional(Instant),
  }),
  answer: LastReview,
  idempotent: true,
})
