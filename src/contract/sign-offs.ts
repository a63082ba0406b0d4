import * as z from 'zod/mini'
import { Instant } from '../domain/move.ts'
import { NameOrId, Words } from '../domain/names.ts'
import { endpoint } from './endpoint.ts'
import { view, whole } from './queries.ts'
import { NumberInPath } from './release-cycles.ts'

const Team = z.object({ id: z.int(), name: z.string() })

export const SignOff = z.object({
  id: z.int(),
  /** null for the whole organisation. */
  team: z.nullable(Team),
  /** Signed, taken back, or signed by closing the cycle. Nothing is changed or deleted: the latest of a team counts. */
  kind: z.enum(['signed', 'withdrawn', 'closed']),
  who: z.string(),
  /** The number of the person; null where nobody signs in, and on the command line. */
  person: z.nullable(z.int()),
  note: z.string(),
  at: Instant,
})
export type SignOff = z.infer<typeof SignOff>

export const listSignOffs = endpoint({
  name: 'listSignOffs',
  method: 'GET',
  path: '/api/v1/release-cycles/{number}/sign-offs',
  summary: 'Who has signed a cycle off: each team that promised something, the organisation, and every entry so far',
  params: NumberInPath,
  query: z.object({ ...view, limit: z._default(whole(1, 500), 100), offset: z._default(whole(0, 1_000_000), 0) }),
  answer: z.object({
    /** Teams that promised something, and how many of them have signed. */
    teams: z.int(),
    signed: z.int(),
    /** What counts for the whole organisation; null where nobody has signed, or it was taken back. */
    organisation: z.nullable(SignOff),
    /** Those teams, the ones that have not signed first, then by name. */
    rows: z.array(z.object({ team: Team, signOff: z.nullable(SignOff) })),
    /** The last 100 entries, latest first. */
    entries: z.array(SignOff),
  }),
})

export const signOffCycle = endpoint({
  name: 'signOffCycle',
  method: 'POST',
  path: '/api/v1/release-cycles/{number}/sign-offs',
  summary: 'Sign a cycle that is over off, for a team or for the whole organisation, or take that back',
  params: NumberInPath,
  body: z.strictObject({
    /** Left out or null: the whole organisation. */
    team: z._default(z.nullable(NameOrId), null),
    kind: z._default(z.enum(['signed', 'withdrawn']), 'signed'),
    note: z._default(Words(2_000), ''),
  }),
  answer: SignOff,
  status: 201,
  idempotent: true,
})
