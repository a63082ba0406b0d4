import * as z from 'zod/mini'
import { Blocker } from './blocker.ts'
import { CalendarDay, type CalendarDay as Day } from './calendar-day.ts'
import { Instant } from './move.ts'
import { Id, NameOrId, Words } from './names.ts'
import { Refusal } from './refusal.ts'
import { StandUpLine } from './stand-up.ts'

/** Of each kind, where they are named. */
const mostHandedOver = 500

const Items = z.array(Id).check(
  z.maxLength(mostHandedOver, { error: `Hand over at most ${mostHandedOver} at once.` }),
  z.refine((ids) => new Set(ids).size === ids.length, { error: 'Name each once.' }),
)

export const NewHandOver = z.strictObject({
  /** Whose day ends, and who takes up what is open. */
  team: NameOrId,
  to: NameOrId,
  /** Lines of its stand-ups; where neither these nor blockers are said, its open promises of two weeks, those it was given, and every open blocker. */
  lines: z.optional(Items),
  blockers: z.optional(Items),
  note: z._default(Words(2000), ''),
})
export type NewHandOver = z.output<typeof NewHandOver>

const TeamAtWork = z.object({ id: Id, name: z.string(), zone: z.string(), region: z.string() })

export const HandOver = z.object({
  id: Id,
  from: TeamAtWork,
  to: TeamAtWork,
  /** The day that it was where each of the two works: around the date line they differ. */
  day: CalendarDay,
  toDay: CalendarDay,
  note: z.string(),
  by: z.string(),
  at: Instant,
  /** Somebody of the other team has said that they have it. */
  accepted: z.nullable(z.object({ by: z.string(), at: Instant })),
  /** Of the team that handed over: its they stay, whoever says what became of them. */
  lines: z.array(StandUpLine),
  blockers: z.array(Blocker),
  isWithdrawn: z.boolean(),
})
export type HandOver = z.infer<typeof HandOver>

/** A hand-over is taken back on its day, where it was handed over: later the other team has worked on it. */
export function refuseLateWithdrawal(day: Day, today: Day): void {
  if (day === today) return
  throw new Refusal(
    'hand-over-day-over',
    `It was handed over on ${day}, and it is ${today} there now. Hand it back instead.`,
    { day, today },
  )
}
