import {
  type ActingRole,
  type Action,
  actingRoles,
  actions,
  allows,
  type Relation,
  relations,
} from './permission-matrix.ts'

export type { Action } from './permission-matrix.ts'

/** From the least to the most. */
export const teamRoles = ['viewer', 'member', 'lead'] as const
export type TeamRole = (typeof teamRoles)[number]

/** Who is asking: a person, a machine token, or the local administrator of an organisation without sign-in. */
export interface Actor {
  /** The same for ever and for nobody else: `person:12`, `token:3`, `local`. */
  readonly id: string
  /** What the ledger and the audit call them. */
  readonly name: string
  /** What they are outside their own teams: the highest role they hold anywhere, or what their token is. */
  readonly role: ActingRole
  /** Their role in each team of theirs, by the team's number. */
  readonly teams: ReadonlyMap<number, TeamRole | 'team-token' | 'feedback-token'>
  /** Whose figures, services and moves they read. */
  readonly reads: Reads
}

/** Everything, or what belongs to some divisions, by their numbers: where there are none, nothing. */
export type Reads = 'everything' | ReadonlySet<number>

/** Whether people read everything or what their own divisions hold: a setting of the programme. */
export const readingRules = ['everything', 'own-division'] as const
export type ReadingRule = (typeof readingRules)[number]

/** An organisation without sign-in has one actor, who may do everything. */
export const localAdministrator: Actor = {
  id: 'local',
  name: 'local administrator',
  role: 'administrator',
  teams: new Map(),
  reads: 'everything',
}

/**
 * What the action is done to: the team it belongs to, or null for the programme as a whole; and the division of that
 * team, which decides about reading it.
 */
export interface Resource {
  readonly team: number | null
  readonly division?: number
}

export const wholeProgramme: Resource = { team: null }

/** The one place that decides who may do what. Denies by default. Constant time, no look-up outside the actor. */
export function can(actor: Actor | null, action: Action, { team, division }: Resource): boolean {
  if (!actor) return false
  if (action === 'read' && team !== null && !readsDivision(actor, division)) return false
  const inTeam = team === null ? undefined : actor.teams.get(team)
  const relation: Relation = team === null ? 'none' : inTeam === undefined ? 'other' : 'own'
  // An administrator who is a member of some team is no less an administrator there.
  const role = actor.role === 'administrator' ? actor.role : (inTeam ?? actor.role)
  return allows(role, action, relation)
}

/** Whose rows they see: an administrator all, whatever else is said of them. */
export const readsOf = (actor: Actor): Reads => (actor.role === 'administrator' ? 'everything' : actor.reads)

function readsDivision(actor: Actor, division: number | undefined): boolean {
  const reads = readsOf(actor)
  return reads === 'everything' || (division !== undefined && reads.has(division))
}

/** Whether there is anything at all on which they may do it: what there is not is refused before it is looked for. */
export function canSomewhere(actor: Actor | null, action: Action): boolean {
  if (!actor) return false
  return (
    relations.some((relation) => relation !== 'own' && allows(actor.role, action, relation)) ||
    (actor.role === 'administrator' && allows(actor.role, action, 'own')) ||
    [...actor.teams.values()].some((role) => allows(role, action, 'own'))
  )
}

/** No team bears this number, so whoever may do something to it may do so to any team that is not their own. */
const anyOtherTeam: Resource = { team: 0 }

/**
 * What an actor may do, for a page that offers nothing else: to the programme or to any team, and what more to each team
 * of theirs. Whoever is asked decides anew.
 */
export function allowedTo(actor: Actor): {
  readonly anywhere: readonly Action[]
  readonly teams: ReadonlyMap<number, readonly Action[]>
} {
  const anywhere = actions.filter((action) => can(actor, action, wholeProgramme) || can(actor, action, anyOtherTeam))
  const inTeam = (team: number) => actions.filter((action) => can(actor, action, { team }))
  return { anywhere, teams: new Map([...actor.teams.keys()].map((team) => [team, inTeam(team)])) }
}

/** The highest of several roles in teams; a person without any team looks on. */
export const highestRole = (roles: Iterable<TeamRole>): TeamRole =>
  [...roles].reduce<TeamRole>(
    (highest, role) => (actingRoles.indexOf(role) > actingRoles.indexOf(highest) ? role : highest),
    'viewer',
  )
