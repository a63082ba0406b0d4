import * as z from 'zod/mini'
import { CalendarDay } from './calendar-day.ts'
import { LocationKind } from './location.ts'
import { Id, NameOrId, Words } from './names.ts'
import { Level, Units } from './units.ts'

export const MoveClass = z.enum([
  'discovered',
  'grown_on_prem',
  'born',
  'grown_in_cloud',
  'migrated',
  'rolled_back',
  'retired_on_prem',
  'shrunk_on_prem',
  'retired_in_cloud',
  'shrunk_in_cloud',
  'relocated',
])
export type MoveClass = z.infer<typeof MoveClass>

/** Raised whenever what a class means changes, so that a quoted list of moves can name the definition it was made by. */
export const moveClassVersion = 1

export const MoveSource = z.enum(['web', 'api', 'import', 'stand_up'])
export type MoveSource = z.infer<typeof MoveSource>

/** An instant as ISO text in UTC with milliseconds: its string order is its order in time. */
export const Instant = z.iso.datetime({ error: 'Give an instant such as 2026-11-22T10:00:00.000Z.' })

/** A link or a number that shows the move happened: pull request, ticket, change record. */
const Evidence = Words(500)

/**
 * What a person or a pipeline logs. Exactly one of level (per mille in cloud after the move), units (an amount) or
 * cutover (all of it). A place is a location by name or id; null is outside; left out, the ledger finds the only one.
 */
export const NewMove = z
  .strictObject({
    service: NameOrId,
    occurredOn: CalendarDay,
    level: z.optional(Level),
    units: z.optional(Units),
    cutover: z.optional(z.literal(true)),
    from: z.optional(z.nullable(NameOrId)),
    to: z.optional(z.nullable(NameOrId)),
    note: z.optional(Words(2000)),
    evidence: z.optional(Evidence),
  })
  .check(
    z.refine((move) => [move.level, move.units, move.cutover].filter((one) => one !== undefined).length === 1, {
      error: 'Give exactly one of level, units or cutover.',
      path: ['level'],
    }),
    ...(['from', 'to'] as const).map((side) =>
      z.refine<{ level?: number | undefined; from?: unknown; to?: unknown }>(
        (move) => move.level === undefined || move[side] !== null,
        {
          error:
            'A level goes between on-premises and cloud. Name a location, or leave it out; what enters or leaves the programme is logged as units.',
          path: [side],
        },
      ),
    ),
  )
export type NewMove = z.infer<typeof NewMove>

const Place = z.object({ id: Id, name: z.string(), kind: LocationKind })

export const Move = z.object({
  id: Id,
  service: z.object({ id: Id, name: z.string() }),
  team: z.object({ id: Id, name: z.string() }),
  occurredOn: CalendarDay,
  recordedAt: Instant,
  actor: z.string(),
  source: MoveSource,
  /** null is outside. */
  from: z.nullable(Place),
  to: z.nullable(Place),
  units: Units,
  /** Derived from the service's balances, so a late move may change it. A reversal bears its original's class. */
  class: MoveClass,
  level: z.nullable(Level),
  note: z.string(),
  evidence: z.string(),
  importId: z.nullable(Id),
  reverses: z.nullable(Id),
  reversedBy: z.nullable(Id),
})
export type Move = z.infer<typeof Move>
