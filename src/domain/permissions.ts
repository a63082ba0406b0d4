/** Until sign-in is built there is one actor: the local administrator, who may do everything. */
export interface Actor {
  readonly name: string
  readonly role: 'administrator'
}

export type Action =
  | 'read'
  | 'log-move'
  | 'reverse-move'
  | 'confirm-team'
  | 'edit-service'
  | 'import'
  | 'edit-organisation'
  | 'edit-programme'
  | 'advance-sample'

/** What the action is done to: the team it belongs to, or null for the programme as a whole. */
export interface Resource {
  readonly team: number | null
}

/** The one place that decides who may do what. Denies by default. */
export function can(actor: Actor | null, _action: Action, _resource: Resource): boolean {
  return actor?.role === 'administrator'
}

export const wholeProgramme: Resource = { team: null }
