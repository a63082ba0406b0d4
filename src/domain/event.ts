import * as z from 'zod/mini'
import { CalendarDay } from './calendar-day.ts'
import { DigestFigures } from './digest.ts'
import { Id, Name } from './names.ts'
import { StandUpTime } from './stand-up.ts'

/** What happens that others may want to hear of. A kind that is added here can be chosen, and needs its sentences. */
export const eventKinds = [
  'cycle-started',
  'cycle-late',
  'cycle-closed',
  'stand-up-digest',
  'blocker-escalated',
  'stand-up-reminder',
  'hand-over',
] as const
export const EventKind = z.enum(eventKinds)
export type EventKind = z.infer<typeof EventKind>

/** What is sent when somebody tries a webhook. Nobody can ask for it, and nothing has happened. */
export const testKind = 'test'

const Amount = z.object({ units: z.int(), services: z.int() })

/** What a cycle had promised and has delivered when the event was written; null where that is not known, or not yet. */
export const CycleFigures = z.object({
  committed: z.nullable(Amount),
  delivered: z.nullable(Amount),
  /** Promises kept of those made, per mille. */
  sayDo: z.nullable(z.int()),
})
export type CycleFigures = z.infer<typeof CycleFigures>

export const unknownFigures: CycleFigures = { committed: null, delivered: null, sayDo: null }

export const HandedOver = z.object({
  from: z.object({ id: Id, name: z.string() }),
  to: z.object({ id: Id, name: z.string() }),
  /** Where the second one works. */
  day: CalendarDay,
  time: StandUpTime,
  by: z.string(),
  note: z.string(),
  lines: z.int(),
  blockers: z.int(),
})

/** What an event says, as it is stored: it is never worked out again, so a repeated message says the same. */
export const EventBody = z.object({
  /** null where it is not about one. */
  cycle: z.nullable(
    z.object({ number: Id, name: z.string(), firstDay: CalendarDay, lastDay: CalendarDay, ...CycleFigures.shape }),
  ),
  /** A day of stand-ups that is over, of the whole organisation. */
  digest: z._default(z.nullable(z.object({ day: CalendarDay, ...DigestFigures.shape })), null),
  /** One that has stood as long as the programme allows. `service` is null where it stops a whole team. */
  blocker: z._default(
    z.nullable(
      z.object({
        id: Id,
        service: z.nullable(z.string()),
        team: z.string(),
        what: z.string(),
        /** Who sees to it. */
        owner: z.nullable(z.string()),
        since: CalendarDay,
        /** How many days it had stood. */
        days: z.int(),
      }),
    ),
    null,
  ),
  /** A stand-up that has begun, and who has not said anything yet. */
  reminder: z._default(
    z.nullable(
      z.object({
        team: z.object({ id: Id, name: z.string() }),
        day: CalendarDay,
        time: StandUpTime,
        /** `09:00` where the team works. */
        at: z.string(),
        zone: z.string(),
        people: z.array(z.string()),
      }),
    ),
    null,
  ),
  /** What a team whose day ended gave to one whose day goes on. */
  handOver: z._default(z.nullable(HandedOver), null),
  /** What units count, in their smallest part, and what people read. */
  unit: z.object({ name: z.string(), shown: Name, partsPerShown: z.int() }),
})
export type EventBody = z.infer<typeof EventBody>
export type EventCycle = NonNullable<EventBody['cycle']>

/** What an event is about; nothing in a test message. */
export type EventSays = Partial<Pick<EventBody, 'cycle' | 'digest' | 'blocker' | 'reminder' | 'handOver'>>

/** Says what happened, once and for all: `cycle-started:28`, `stand-up-digest:2026-03-31`. */
export const keyOfEvent = (kind: EventKind, about: number | string): string => `${kind}:${about}`
