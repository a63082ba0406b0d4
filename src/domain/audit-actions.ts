import type { ChangeKind } from './change.ts'
import type { Action } from './permission-matrix.ts'

interface ActOnRecord {
  readonly kinds: readonly ChangeKind[]
  /**
   * Who hears of it while it happens: whoever reads at all, whoever reads one of the teams it concerns, or whoever may do
   * something somewhere. Whoever reads the audit hears of everything, and people of what is about themselves.
   */
  readonly to: 'everybody' | 'teams' | Action
  /** Whose rights it may have changed or ended: those of whom it names, or anybody's. */
  readonly rights?: 'theirs' | 'anybody'
}

/** Every action that stands in the audit, and who hears of it. What is not written here cannot be put on record. */
export const auditActions = {
  'log-move': { kinds: ['moves'], to: 'teams' },
  'reverse-move': { kinds: ['moves'], to: 'teams' },
  'create-service': { kinds: ['services', 'moves'], to: 'teams' },
  'change-service': { kinds: ['services'], to: 'teams' },
  'change-services': { kinds: ['services'], to: 'teams' },
  'create-team': { kinds: ['teams'], to: 'teams' },
  'change-team': { kinds: ['teams'], to: 'teams', rights: 'anybody' },
  'confirm-team': { kinds: ['teams'], to: 'teams' },
  'create-division': { kinds: ['divisions'], to: 'teams' },
  'change-division': { kinds: ['divisions'], to: 'teams' },
  'create-location': { kinds: ['locations'], to: 'everybody' },
  'change-location': { kinds: ['locations'], to: 'everybody' },
  'change-programme': { kinds: ['programme'], to: 'everybody' },
  'advance-sample': { kinds: ['programme'], to: 'everybody' },
  import: { kinds: ['imports', 'locations', 'teams', 'divisions', 'services', 'moves'], to: 'teams' },
  'undo-import': { kinds: ['imports', 'services', 'moves'], to: 'teams' },
  'add-annotation': { kinds: ['annotations'], to: 'teams' },
  'change-annotation': { kinds: ['annotations'], to: 'teams' },
  'withdraw-annotation': { kinds: ['annotations'], to: 'teams' },
  'change-cycle': { kinds: ['cycles'], to: 'everybody' },
  'close-cycle': { kinds: ['cycles', 'plan', 'sign-offs'], to: 'everybody' },
  'sign-off-cycle': { kinds: ['sign-offs'], to: 'teams' },
  'withdraw-sign-off': { kinds: ['sign-offs'], to: 'teams' },
  'plan-services': { kinds: ['plan'], to: 'teams' },
  'unplan-services': { kinds: ['plan'], to: 'teams' },
  'move-plan': { kinds: ['plan'], to: 'teams' },
  'create-wave': { kinds: ['waves'], to: 'teams' },
  'change-wave': { kinds: ['waves'], to: 'teams' },
  'change-wave-services': { kinds: ['waves'], to: 'teams' },
  'remove-wave': { kinds: ['waves'], to: 'teams' },
  'set-dependencies': { kinds: ['dependencies'], to: 'teams' },
  'remove-dependencies': { kinds: ['dependencies'], to: 'teams' },
  'import-dependencies': { kinds: ['dependencies'], to: 'teams' },
  'open-blocker': { kinds: ['blockers'], to: 'teams' },
  'change-blocker': { kinds: ['blockers'], to: 'teams' },
  'resolve-blocker': { kinds: ['blockers'], to: 'teams' },
  'reopen-blocker': { kinds: ['blockers'], to: 'teams' },
  'give-feedback': { kinds: ['feedback'], to: 'teams' },
  'change-feedback': { kinds: ['feedback'], to: 'teams' },
  'acknowledge-feedback': { kinds: ['feedback'], to: 'teams' },
  'withdraw-acknowledgement': { kinds: ['feedback'], to: 'teams' },
  'answer-feedback': { kinds: ['feedback'], to: 'teams' },
  'resolve-feedback': { kinds: ['feedback'], to: 'teams' },
  'reopen-feedback': { kinds: ['feedback'], to: 'teams' },
  'create-region': { kinds: ['regions'], to: 'everybody' },
  'change-region': { kinds: ['regions'], to: 'everybody' },
  'remove-region': { kinds: ['regions'], to: 'everybody' },
  'add-stand-up-line': { kinds: ['stand-ups'], to: 'teams' },
  'change-stand-up-line': { kinds: ['stand-ups'], to: 'teams' },
  'take-back-stand-up-line': { kinds: ['stand-ups'], to: 'teams' },
  'restore-stand-up-line': { kinds: ['stand-ups'], to: 'teams' },
  'answer-promise': { kinds: ['stand-ups'], to: 'teams' },
  'undo-answer': { kinds: ['stand-ups'], to: 'teams' },
  'add-absence': { kinds: ['stand-ups'], to: 'teams' },
  'change-absence': { kinds: ['stand-ups'], to: 'teams' },
  'remove-absence': { kinds: ['stand-ups'], to: 'teams' },
  'set-stand-up-hours': { kinds: ['stand-ups'], to: 'teams' },
  'hand-over': { kinds: ['stand-ups'], to: 'teams' },
  'accept-hand-over': { kinds: ['stand-ups'], to: 'teams' },
  'withdraw-hand-over': { kinds: ['stand-ups'], to: 'teams' },
  'add-member': { kinds: ['members'], to: 'teams', rights: 'theirs' },
  'change-member-role': { kinds: ['members'], to: 'teams', rights: 'theirs' },
  'end-membership': { kinds: ['members'], to: 'teams', rights: 'theirs' },
  'create-person': { kinds: ['people'], to: 'find-people' },
  'change-person': { kinds: ['people', 'account'], to: 'find-people', rights: 'theirs' },
  'change-account': { kinds: ['people', 'account'], to: 'find-people', rights: 'theirs' },
  'roles-by-groups': { kinds: ['people', 'members', 'account'], to: 'find-people', rights: 'theirs' },
  'create-administrator': { kinds: ['people'], to: 'manage-people', rights: 'theirs' },
  'first-visit': { kinds: ['people'], to: 'find-people' },
  'welcome-again': { kinds: ['people'], to: 'manage-people' },
  welcome: { kinds: ['people', 'sessions'], to: 'manage-people', rights: 'theirs' },
  'set-up': { kinds: ['people', 'sessions'], to: 'manage-people', rights: 'theirs' },
  'sign-in': { kinds: ['sessions'], to: 'manage-people', rights: 'theirs' },
  'sign-out': { kinds: ['sessions'], to: 'manage-people', rights: 'theirs' },
  'end-session': { kinds: ['sessions'], to: 'manage-people', rights: 'theirs' },
  'provider-log-out': { kinds: ['sessions'], to: 'manage-people', rights: 'anybody' },
  'change-password': { kinds: ['sessions'], to: 'manage-people', rights: 'theirs' },
  'add-passkey': { kinds: ['account'], to: 'manage-people', rights: 'theirs' },
  'rename-passkey': { kinds: ['account'], to: 'manage-people', rights: 'theirs' },
  'remove-passkey': { kinds: ['account'], to: 'manage-people', rights: 'theirs' },
  'create-token': { kinds: ['tokens'], to: 'make-token' },
  'revoke-token': { kinds: ['tokens'], to: 'make-token', rights: 'theirs' },
  'create-shared-link': { kinds: ['shared-links'], to: 'share' },
  'revoke-shared-link': { kinds: ['shared-links'], to: 'share' },
  'change-access-settings': { kinds: ['access'], to: 'everybody', rights: 'anybody' },
  'create-webhook': { kinds: ['webhooks'], to: 'manage-webhooks' },
  'change-webhook': { kinds: ['webhooks'], to: 'manage-webhooks' },
  'remove-webhook': { kinds: ['webhooks'], to: 'manage-webhooks' },
  'rotate-webhook-secret': { kinds: ['webhooks'], to: 'manage-webhooks' },
  'test-webhook': { kinds: ['webhooks'], to: 'manage-webhooks' },
  'send-again': { kinds: ['webhooks'], to: 'manage-webhooks' },
  'change-own-mails': { kinds: ['account'], to: 'manage-people' },
  'mark-reviewed': { kinds: ['account'], to: 'manage-people' },
  'stop-mails': { kinds: ['account'], to: 'manage-people' },
  'test-mail': { kinds: ['mails'], to: 'manage-webhooks' },
  'send-mail-again': { kinds: ['mails'], to: 'manage-webhooks' },
  refused: { kinds: [], to: 'read-audit' },
} as const satisfies Readonly<Record<string, ActOnRecord>>

export type AuditAction = keyof typeof auditActions

/** Teams by their numbers; 'all' where it concerns whoever reads at all, as a wave without services does. */
export type TeamsConcerned = readonly number[] | 'all'

type Of<A extends AuditAction> = (typeof auditActions)[A]

/** What has to be said besides: which teams it concerns, and of whom (`person:12`, `token:3`) the rights may be others now. */
export type Concerning<A extends AuditAction> = (Of<A> extends { readonly to: 'teams' }
  ? { readonly teams: TeamsConcerned }
  : { readonly teams?: never }) &
  (Of<A> extends { readonly rights: 'theirs' } ? { readonly actors: readonly string[] } : { readonly actors?: never })

/** undefined for what a newer server, or one of long ago, put on record. */
export const actOnRecord = (action: string): ActOnRecord | undefined =>
  Object.hasOwn(auditActions, action) ? auditActions[action as AuditAction] : undefined
