import * as z from 'zod/mini'
import { CalendarDay, LedgerDay } from '../domain/calendar-day.ts'
import { Move, MoveClass, NewMove } from '../domain/move.ts'
import { Words } from '../domain/names.ts'
import { endpoint } from './endpoint.ts'
import { flag, IdInPath, InstantInAddress, location, NameInAddress, scope, twoTimes, whole } from './queries.ts'

const Amounts = z.object({ units: z.int(), services: z.int() })

/** What a log does to the figures, before and after. */
export const Effect = z.object({
  cloud: z.object({ before: Amounts, after: Amounts }),
  onPrem: z.object({ before: Amounts, after: Amounts }),
  levels: z.array(
    z.object({
      service: z.object({ id: z.int(), name: z.string() }),
      /** Per mille at the end of the day logged for. */
      before: z.nullable(z.int()),
      after: z.nullable(z.int()),
    }),
  ),
})
export type Effect = z.infer<typeof Effect>

const Logged = z.object({
  /** What was written, in order. Empty where the level was already held. A dry run gives ids that are not stored. */
  moves: z.array(Move),
  /** How many of `moves` keep the levels logged for later days: reversals and their successors. */
  keptLevels: z.int(),
  effect: Effect,
  dryRun: z.boolean(),
})

const dryRun = z.object({ dryRun: z._default(flag, false) })

export const logMove = endpoint({
  name: 'logMove',
  method: 'POST',
  path: '/api/v1/moves',
  summary: 'Log a level, an amount or a whole cutover of one service',
  query: dryRun,
  body: NewMove,
  answer: Logged,
  status: 201,
  idempotent: true,
})

export const logMoves = endpoint({
  name: 'logMoves',
  method: 'POST',
  path: '/api/v1/moves/batch',
  summary: 'Log up to 500 at once, checked together: all or none',
  query: dryRun,
  body: z.strictObject({ moves: z.array(NewMove).check(z.minLength(1), z.maxLength(500)) }),
  answer: Logged,
  status: 201,
  idempotent: true,
})

export const reverseMove = endpoint({
  name: 'reverseMove',
  method: 'POST',
  path: '/api/v1/moves/{id}/reversal',
  summary: 'Correct a mistake: the opposite move on the same day',
  params: IdInPath,
  query: dryRun,
  body: z.strictObject({ note: z.optional(Words(2000)) }),
  answer: Logged,
  status: 201,
  idempotent: true,
})

export const readMove = endpoint({
  name: 'readMove',
  method: 'GET',
  path: '/api/v1/moves/{id}',
  summary: 'One move',
  params: IdInPath,
  answer: Move,
})

export const ListedMove = z.object({
  ...Move.shape,
  /** Of a move back to on-premises that stands: the day of the service's next move to cloud. null where none came, and of all others. */
  movedAgainOn: z.nullable(CalendarDay),
})
export type ListedMove = z.infer<typeof ListedMove>

export const moveFilters = {
  service: z.optional(NameInAddress),
  ...scope,
  location,
  /** Days, both inclusive. */
  from: z.optional(LedgerDay),
  to: z.optional(LedgerDay),
  importId: z.optional(whole(1, Number.MAX_SAFE_INTEGER)),
  knownAt: twoTimes.knownAt,
  /** Only what was recorded later than that instant: what was not known then. */
  recordedAfter: z.optional(InstantInAddress),
  /** As it is derived. A correction bears the class of what it corrects, so the two of them count as nothing together. */
  class: z.optional(MoveClass),
}

export const listMoves = endpoint({
  name: 'listMoves',
  method: 'GET',
  path: '/api/v1/moves',
  summary: 'Moves, latest day first, page after page; of those that came back, when they moved again',
  query: z.object({
    ...moveFilters,
    limit: z._default(whole(1, 500), 100),
    cursor: z.optional(
      z
        .string()
        .check(z.regex(/^\d{4}-\d\d-\d\d\.\d{1,15}$/, { error: 'Give the cursor as the last answer gave it.' })),
    ),
  }),
  answer: z.object({ moves: z.array(ListedMove), next: z.nullable(z.string()) }),
})
