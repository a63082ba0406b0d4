import { type Action, type Actor, can } from '../../domain/permissions.ts'
import type { Queries } from '../database/tables.ts'
import { holderOf } from '../storage/hand-overs.ts'

type Permit = (team: number | null, action?: Action) => void

/** What whoever has a promise for the time being may do about it: say what became of it, and what that writes. */
const handedOn: ReadonlySet<Action> = new Set([
  'stand-up',
  'log-move',
  'raise-blocker',
  'reverse-own-move',
] satisfies Action[])

/**
 * Who may write about what was handed over: those who may anyway, and whoever speaks for the team that has it now. Whoever
 * handed a promise over could log for its service, so with the promise goes that right, for this one promise.
 */
export async function permitFor(
  { queries, actor, permit }: { readonly queries: Queries; readonly actor: Actor; readonly permit: Permit },
  own: number,
  item: Parameters<typeof holderOf>[1],
): Promise<{ readonly permit: Permit; readonly teams: readonly number[] }> {
  const holder = await holderOf(queries, item)
  if (holder === null) return { permit, teams: [own] }
  return {
    permit(team, action = 'stand-up') {
      if (can(actor, action, { team }) || !handedOn.has(action)) permit(team, action)
      else permit(holder, 'stand-up')
    },
    teams: [...new Set([own, holder])],
  }
}
