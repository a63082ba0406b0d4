import * as z from 'zod/mini'
import { ageBands, Blocker, BlockerChange, BlockerKind, NewBlocker } from '../domain/blocker.ts'
import { CalendarDay, LedgerDay } from '../domain/calendar-day.ts'
import { Words } from '../domain/names.ts'
import { endpoint } from './endpoint.ts'
import { flag, IdInPath, list, NameInAddress, scope, textInAddress, whole } from './queries.ts'

export const blockerStates = ['open', 'resolved', 'all'] as const
export const blockerSorts = ['-days', 'days', 'service', 'team', '-resolved'] as const

const Kinds = z.pipe(list, z.array(BlockerKind))

export const listBlockers = endpoint({
  name: 'listBlockers',
  method: 'GET',
  path: '/api/v1/blockers',
  summary: 'What stops services and teams, those that have stood longest first',
  query: z.object({
    ...scope,
    state: z._default(z.enum(blockerStates), 'open'),
    /** As of that day, inclusive: what stood at its end. */
    asOf: z.optional(LedgerDay),
    service: z.optional(NameInAddress),
    /** The number of a release cycle: what stops services of its plan, and the whole of teams that have one there. */
    cycle: z.optional(whole(1, 1_000_000)),
    kind: z.optional(Kinds),
    /** Those that stand as long as the programme allows, or longer; or the others. */
    escalated: z.optional(flag),
    /** Words, each in what is said, or in the name of service, team or owner. */
    q: z.optional(textInAddress(200)),
    sort: z._default(z.enum(blockerSorts), '-days'),
    limit: z._default(whole(1, 500), 100),
    offset: z._default(whole(0, 1_000_000), 0),
  }),
  answer: z.object({
    asOf: CalendarDay,
    /** From so many days on a blocker is escalated. */
    escalationDays: z.int(),
    blockers: z.array(Blocker),
    /** Those that match, of all pages. */
    total: z.int(),
    /** All that stand in that part of the organisation and of that cycle, whatever else is looked for. */
    open: z.int(),
    escalated: z.int(),
  }),
})

export const openBlocker = endpoint({
  name: 'openBlocker',
  method: 'POST',
  path: '/api/v1/blockers',
  summary: 'Say what stops a service, or a team as a whole',
  body: NewBlocker,
  answer: Blocker,
  status: 201,
  idempotent: true,
})

export const readBlocker = endpoint({
  name: 'readBlocker',
  method: 'GET',
  path: '/api/v1/blockers/{id}',
  summary: 'One blocker',
  params: IdInPath,
  answer: Blocker,
  versioned: true,
})

export const changeBlocker = endpoint({
  name: 'changeBlocker',
  method: 'PATCH',
  path: '/api/v1/blockers/{id}',
  summary: 'Say anew what stops it, of what kind it is, who sees to it, or since when it stands',
  params: IdInPath,
  body: BlockerChange,
  answer: Blocker,
  versioned: true,
})

export const resolveBlocker = endpoint({
  name: 'resolveBlocker',
  method: 'POST',
  path: '/api/v1/blockers/{id}/resolution',
  summary: 'Resolve a blocker, with a note of what helped',
  params: IdInPath,
  body: z.strictObject({
    note: z._default(Words(2000), ''),
    /** Today where nothing is said. */
    on: z.optional(LedgerDay),
  }),
  answer: Blocker,
  idempotent: true,
})

export const reopenBlocker = endpoint({
  name: 'reopenBlocker',
  method: 'POST',
  path: '/api/v1/blockers/{id}/reopening',
  summary: 'Open a resolved blocker again: it has stood since its first day',
  params: IdInPath,
  body: z.strictObject({}),
  answer: Blocker,
  idempotent: true,
})

export const readBlockerAgeing = endpoint({
  name: 'readBlockerAgeing',
  method: 'GET',
  path: '/api/v1/blockers/ageing',
  summary: 'How many blockers of each age stood at the end of each week, and how long they took to resolve',
  query: z.object({ ...scope, asOf: z.optional(LedgerDay), weeks: z._default(whole(1, 156), 26) }),
  answer: z.object({
    asOf: CalendarDay,
    /** The first age in days of each band. */
    bands: z.array(z.int()).check(z.length(ageBands.length)),
    /** One for each week's end, the last one for the day that is told of. */
    weeks: z.array(z.object({ day: CalendarDay, open: z.int(), ages: z.array(z.int()) })),
    opened: z.int(),
    resolved: z.int(),
    /** Of those that were resolved within these weeks, in halves of a day; null where none was. */
    medianDays: z.nullable(z.number()),
  }),
})
