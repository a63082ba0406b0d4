import type { Action } from '../../domain/permission-matrix.ts'
import { useSessionIfRead } from './session-query.ts'

/**
 * Whether the page offers something: to a team (by its number), or at all. The server decides anew whenever it is asked.
 * Before the session is read everything is offered, since most people may do most things.
 */
export function useMay(): (action: Action, team?: number) => boolean {
  const session = useSessionIfRead()
  return (action, team) =>
    session === undefined ||
    session.may.includes(action) ||
    session.teams.some(({ id, may }) => (team === undefined || team === id) && may.includes(action))
}
