import type { ChangeEvent } from '../../contract/live.ts'
import type { Action } from '../../domain/permission-matrix.ts'
import { type Actor, canSomewhere, type Reads, readsOf } from '../../domain/permissions.ts'
import type { Change } from '../storage/change-log.ts'

/** What somebody hears of, worked out once from who they are. */
export interface Ear {
  readonly actor: string
  readonly reads: Reads
  readonly may: ReadonlySet<Action>
  /** The same for all who hear the same, but for what is about themselves. */
  readonly key: string
  /** Another text where anything that they may do has changed. */
  readonly rights: string
}

/** What the audit's actions are told by; reading the audit opens all. */
const opening = ['read-audit', 'find-people', 'manage-people', 'make-token', 'manage-webhooks'] as const

export function earOf(actor: Actor): Ear {
  const reads = readsOf(actor)
  const may = opening.filter((action) => canSomewhere(actor, action))
  const read = reads === 'everything' ? reads : [...reads].sort((one, other) => one - other).join(',')
  const teams = [...actor.teams].sort(([one], [other]) => one - other)
  return {
    actor: actor.id,
    reads,
    may: new Set(may),
    key: `${read}|${may.join(',')}`,
    rights: JSON.stringify([actor.id, actor.role, read, teams]),
  }
}

/** The event that somebody gets of a change: null where they do not hear of it. */
export function heardAs(change: Change, ear: Ear): ChangeEvent | null {
  const { kinds, teams } = change
  const readsTeam = (division: number | null): boolean =>
    ear.reads === 'everything' || (division !== null && ear.reads.has(division))
  const theirs = teams === null || teams === 'all' ? null : teams.filter(({ division }) => readsTeam(division))
  const hears =
    ear.may.has('read-audit') ||
    change.actors.includes(ear.actor) ||
    change.to === 'everybody' ||
    (change.to === 'teams'
      ? ear.reads === 'everything' || teams === 'all' || (theirs !== null && theirs.length > 0)
      : ear.may.has(change.to))
  if (!hears) return null
  return {
    kinds: ear.may.has('read-audit') ? [...kinds, 'audit'] : [...kinds],
    teams: theirs?.map(({ id }) => id) ?? null,
  }
}
