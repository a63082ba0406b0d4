import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { Instant } from '../domain/move.ts'
import { Id } from '../domain/names.ts'
import { actions } from '../domain/permission-matrix.ts'
import { Programme, ProgrammeChange } from '../domain/programme.ts'
import { endpoint } from './endpoint.ts'

/** Who is asking, in which organisation, on which day: what the page needs before anything else. */
export const Session = z.object({
  actor: z.object({ id: z.string(), name: z.string(), role: z.string() }),
  /** Whether people sign in here; without it whoever reaches the server is its local administrator. */
  signIn: z.boolean(),
  /** What the actor may do to the programme or to any team; the rest is said for each team of theirs. */
  may: z.array(z.enum(actions)),
  teams: z.array(z.object({ id: Id, name: z.string(), role: z.string(), may: z.array(z.enum(actions)) })),
  /** Where their reading is limited: the divisions they see. All figures are sums over these. null: they see everything. */
  reads: z.nullable(z.array(z.object({ id: Id, name: z.string() }))),
  /** The sample organisation: its clock stands until an administrator advances it. */
  sample: z.boolean(),
  /** Today in the programme's zone, or the day the sample's clock stands at. */
  today: CalendarDay,
  now: Instant,
  version: z.string(),
  /** Of the last change that all this knows of: where following what others change begins. */
  sequence: z.int(),
  /** Services that carry workload now and teams that run one; divisions there are; moves ever recorded. */
  counts: z.object({ services: z.int(), teams: z.int(), divisions: z.int(), moves: z.int() }),
  /** Days of the earliest and the latest move; null in an empty ledger. */
  firstMoveOn: z.nullable(CalendarDay),
  lastMoveOn: z.nullable(CalendarDay),
  programme: Programme,
})
export type Session = z.infer<typeof Session>

export const readSession = endpoint({
  name: 'readSession',
  method: 'GET',
  path: '/api/v1/session',
  summary: 'Who is asking, in which organisation, on which day',
  answer: Session,
})

export const readProgramme = endpoint({
  name: 'readProgramme',
  method: 'GET',
  path: '/api/v1/programme',
  summary: 'The programme: unit of workload, baseline, milestones, target, cycles, zone',
  answer: Programme,
  versioned: true,
})

export const changeProgramme = endpoint({
  name: 'changeProgramme',
  method: 'PATCH',
  path: '/api/v1/programme',
  summary: 'Change settings of the programme',
  body: ProgrammeChange,
  answer: Programme,
  versioned: true,
})

export const advanceSample = endpoint({
  name: 'advanceSample',
  method: 'POST',
  path: '/api/v1/sample/advance',
  summary: 'Advance the clock of the sample organisation; the real next moves arrive',
  body: z.strictObject({ by: z.enum(['day', 'week', 'cycle']) }),
  answer: z.object({ today: CalendarDay, moves: z.int(), ended: z.boolean() }),
  idempotent: true,
})
