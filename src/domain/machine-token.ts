import * as z from 'zod/mini'
import { CalendarDay } from './calendar-day.ts'
import { Instant } from './move.ts'
import { Id, Name, NameOrId } from './names.ts'
import type { Actor, Reads } from './permissions.ts'

/**
 * What a token opens: looking, logging as well, the calendar of release cycles and nothing else, or a link by which people
 * without an account say how the services of some teams do, and nothing else.
 */
export const tokenScopes = ['read', 'write', 'calendar', 'feedback'] as const
export const TokenScope = z.enum(tokenScopes)
export type TokenScope = z.infer<typeof TokenScope>

/** A token as people see it. The secret itself is shown once, when it is made, and stored nowhere. */
export const MachineToken = z.object({
  id: Id,
  name: z.string(),
  scope: TokenScope,
  /** The teams it logs for; null for the whole programme. */
  teams: z.nullable(z.array(z.object({ id: Id, name: z.string() }))),
  createdBy: z.string(),
  createdAt: Instant,
  expiresAt: z.nullable(Instant),
  usedAt: z.nullable(Instant),
  revokedAt: z.nullable(Instant),
})
export type MachineToken = z.infer<typeof MachineToken>

export const NewMachineToken = z
  .strictObject({
    name: Name,
    scope: TokenScope,
    /** Left out or null: the whole programme. */
    teams: z.optional(z.nullable(z.array(NameOrId).check(z.minLength(1), z.maxLength(100)))),
    /** The last day on which it is valid, in the programme's zone. Left out or null: until it is revoked. */
    lastDay: z.optional(
      z.nullable(
        // The instant at which the very last day there is ends has no form that everybody reads.
        CalendarDay.check(z.refine((day) => day < '9999-12-31', { error: 'Choose an earlier day, or none.' })),
      ),
    ),
  })
  .check(
    z.refine(({ scope, teams }) => scope !== 'calendar' || teams === undefined || teams === null, {
      error: 'The calendar is that of the whole programme. Leave teams out.',
      path: ['teams'],
    }),
    z.refine(({ scope, teams }) => scope !== 'feedback' || (teams !== undefined && teams !== null), {
      error: 'A link shows what a team runs to whoever has it. Name the teams.',
      path: ['teams'],
    }),
  )
export type NewMachineToken = z.infer<typeof NewMachineToken>

/** Every token begins so, and scanners for leaked secrets know it by that. */
export const tokenPrefix = 'tenfold_'

/** Ends the name of every token in the ledger and the audit. No person may be called so. */
export const tokenSuffix = ' (token)'

const roleOf = ({ scope, teams }: { scope: TokenScope; teams: readonly number[] | null }) => {
  if (scope !== 'write') return `${scope}-token` as const
  return teams === null ? 'programme-token' : 'team-token'
}

/** Who a token speaks for, by its number, name, scope and teams, and what it may see. */
export function tokenActor(token: {
  readonly id: number
  readonly name: string
  readonly scope: TokenScope
  readonly teams: readonly number[] | null
  readonly reads: Reads
}): Actor {
  const role = roleOf(token)
  return {
    id: `token:${token.id}`,
    name: token.name + tokenSuffix,
    role,
    teams: new Map(role === 'team-token' || role === 'feedback-token' ? token.teams?.map((team) => [team, role]) : []),
    reads: token.reads,
  }
}
