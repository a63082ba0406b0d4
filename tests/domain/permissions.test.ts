import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  type ActingRole,
  type Action,
  actingRoles,
  actions,
  allows,
  permissionMatrix,
  type Relation,
  relations,
} from '../../src/domain/permission-matrix.ts'
import {
  type Actor,
  allowedTo,
  can,
  canSomewhere,
  highestRole,
  localAdministrator,
  readsOf,
} from '../../src/domain/permissions.ts'

const ownTeam = 3
const otherTeam = 4

/** Somebody whose role in team 3 is the one asked about. */
const actorOf = (role: ActingRole): Actor => ({
  id: 'person:1',
  name: 'Ada',
  role,
  teams:
    role === 'viewer' || role === 'member' || role === 'lead' || role === 'team-token' || role === 'feedback-token'
      ? new Map([[ownTeam, role]])
      : new Map(),
  reads: 'everything',
})

const resourceOf = (relation: Relation) => ({
  team: relation === 'own' ? ownTeam : relation === 'other' ? otherTeam : null,
})

type Allows = (role: ActingRole, action: Action, relation: Relation) => boolean
const roleNames: Record<ActingRole, string> = {
  viewer: 'viewer',
  member: 'member',
  lead: 'lead',
  administrator: 'administrator',
  'read-token': 'token, read',
  'team-token': 'token, write, of teams',
  'programme-token': 'token, write',
  'calendar-token': 'token, calendar',
  'feedback-token': 'token, feedback',
}

/** The table of SECURITY.md. */
function tableOf(allowed: Allows): string {
  const cell = (role: ActingRole, action: Action): string => {
    const on = relations.filter((relation) => allowed(role, action, relation)).join()
    const words: Record<string, string> = {
      '': '–',
      own: 'own',
      none: 'yes',
      'own,other': 'all teams',
      'own,other,none': 'yes',
    }
    return words[on] ?? on
  }
  return [
    `| may | ${actingRoles.map((role) => roleNames[role]).join(' | ')} |`,
    `| --- | ${actingRoles.map(() => '---').join(' | ')} |`,
    ...actions.map(
      (action) => `| ${action.replaceAll('-', ' ')} | ${actingRoles.map((role) => cell(role, action)).join(' | ')} |`,
    ),
  ].join('\n')
}

const documented = readFileSync(join(import.meta.dirname, '../../.github/SECURITY.md'), 'utf8')

test('SECURITY.md says who may do what as the matrix has it', () => {
  expect(documented, `the table should be\n${tableOf(allows)}\n`).toContain(tableOf(allows))
})

test('each cell of the matrix, flipped, is noticed: by the table, and by what `can` then says', () => {
  const cells = permissionMatrix as unknown as Record<Action, Partial<Record<ActingRole, readonly Relation[]>>>
  let flipped = 0
  for (const action of actions)
    for (const role of actingRoles)
      for (const relation of relations) {
        const actor = actorOf(role)
        const said = can(actor, action, resourceOf(relation))
        const stored = cells[action][role]
        const holds = stored?.includes(relation) === true
        cells[action][role] = holds ? stored.filter((one) => one !== relation) : [...(stored ?? []), relation]
        const what = `${role}, ${action}, ${relation}`
        try {
          expect(documented.includes(tableOf(allows)), what).toBe(false)
          // Whoever stands in no team has none of their own: there the table alone speaks of it.
          if (relation !== 'own' || actor.teams.size > 0)
            expect(can(actor, action, resourceOf(relation)), what).toBe(!said)
        } finally {
          if (stored === undefined) delete cells[action][role]
          else cells[action][role] = stored
        }
        flipped++
      }
  expect(flipped).toBe(actions.length * actingRoles.length * 3)
  expect(documented).toContain(tableOf(allows))
})

describe('may', () => {
  test('nobody, and an unknown role or action, do nothing at all', () => {
    for (const action of actions)
      for (const relation of relations) {
        expect(can(null, action, resourceOf(relation))).toBe(false)
        expect(can(actorOf('owner' as ActingRole), action, resourceOf(relation))).toBe(false)
        expect(canSomewhere(null, action)).toBe(false)
      }
    expect(can(localAdministrator, 'rule-the-world' as Action, { team: null })).toBe(false)
    expect(can(localAdministrator, 'constructor' as Action, { team: null })).toBe(false)
  })

  test.each(actingRoles)('%s: as the matrix says, on own team, other team and the programme', (role) => {
    const actor = actorOf(role)
    for (const action of actions)
      for (const relation of relations) {
        // Administrators and tokens of the whole programme stand in no team: every team is another one to them.
        const seen = relation === 'own' && actor.teams.size === 0 ? 'other' : relation
        expect(can(actor, action, resourceOf(relation)), `${action} ${relation}`).toBe(allows(role, action, seen))
      }
  })

  test('a lead of one team who looks on in another does there what a viewer does', () => {
    const actor: Actor = {
      ...actorOf('lead'),
      teams: new Map([
        [ownTeam, 'lead'],
        [otherTeam, 'viewer'],
      ]),
    }
    expect(can(actor, 'edit-service', { team: ownTeam })).toBe(true)
    expect(can(actor, 'edit-service', { team: otherTeam })).toBe(false)
    expect(can(actor, 'log-move', { team: otherTeam })).toBe(false)
    expect(can(actor, 'log-move', { team: 5 })).toBe(false)
    expect(can(actor, 'read', { team: 5 })).toBe(true)
  })

  test('reading a team is decided by its division where reading is limited, and unknown divisions are not read', () => {
    const actor: Actor = { ...actorOf('lead'), reads: new Set([7]) }
    expect(can(actor, 'read', { team: ownTeam, division: 7 })).toBe(true)
    expect(can(actor, 'read', { team: ownTeam, division: 8 })).toBe(false)
    expect(can(actor, 'read', { team: ownTeam })).toBe(false)
    expect(can(actor, 'log-move', { team: ownTeam })).toBe(true)
    // The programme as a whole is shown to everybody, as far as they read it.
    expect(can(actor, 'read', { team: null })).toBe(true)
    expect(can({ ...localAdministrator, reads: new Set() }, 'read', { team: ownTeam, division: 8 })).toBe(true)
    expect(readsOf({ ...localAdministrator, reads: new Set() })).toBe('everything')
    expect(readsOf(actor)).toEqual(new Set([7]))
  })

  test('an administrator who is also a member of a team stays an administrator there', () => {
    const actor: Actor = { ...localAdministrator, teams: new Map([[ownTeam, 'viewer']]) }
    expect(can(actor, 'edit-team', { team: ownTeam })).toBe(true)
  })

  test('what can be done nowhere is known before anything is looked for', () => {
    for (const role of actingRoles)
      for (const action of actions)
        expect(canSomewhere(actorOf(role), action), `${role} ${action}`).toBe(
          relations.some((relation) => can(actorOf(role), action, resourceOf(relation))),
        )
  })

  test('what a page offers is what `can` allows: to the programme or any team, and to each team of theirs', () => {
    for (const role of actingRoles) {
      const actor = actorOf(role)
      const { anywhere, teams } = allowedTo(actor)
      for (const action of actions) {
        const offered = anywhere.includes(action)
        expect(offered, `${role} ${action}`).toBe(
          can(actor, action, { team: null }) || can(actor, action, { team: otherTeam }),
        )
        if (actor.teams.size === 0) continue
        expect(teams.get(ownTeam)?.includes(action), `${role} ${action} own`).toBe(
          can(actor, action, { team: ownTeam }),
        )
      }
    }
  })

  test('outside all teams counts the highest role held in one', () => {
    expect(highestRole([])).toBe('viewer')
    expect(highestRole(['member', 'lead', 'viewer'])).toBe('lead')
    expect(highestRole(['viewer', 'member'])).toBe('member')
  })
})
