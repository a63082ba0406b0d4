import { type TeamRole, teamRoles } from '../../../domain/permissions.ts'

/** What whoever belongs to a group of the provider is here. */
export type Grant =
  | { readonly is: 'administrator' }
  | { readonly is: 'viewer' }
  | { readonly is: 'reads-everything' }
  | { readonly is: TeamRole; readonly team: string }

export interface GroupRule {
  /** As the provider calls it; `*` is everybody whom the provider lets in. */
  readonly group: string
  readonly gives: Grant
}

/** What a person's groups make of them here. */
export interface Rights {
  readonly administrator: boolean
  readonly readsEverything: boolean
  /** Their role in each team, by the name or number that the rules give the team. */
  readonly teams: ReadonlyMap<string, TeamRole>
}

const example = 'cloud-admins=administrator; payments-leads=lead:Billing; *=viewer'

/**
 * Pure: rules of one line, `GROUP=ROLE; GROUP=ROLE:TEAM`. The last `=` of a rule parts the two, since a group may be an LDAP
 * name full of them. Complains of each rule that cannot be read, with its place.
 */
export function parseGroupRules(text: string, complain: (words: string) => void): readonly GroupRule[] {
  const rules: GroupRule[] = []
  for (const [at, said] of text.split(';').entries()) {
    const rule = said.trim()
    if (rule === '') continue
    const middle = rule.lastIndexOf('=')
    const group = rule.slice(0, Math.max(middle, 0)).trim()
    const gives = grantOf(rule.slice(middle + 1).trim())
    if (group !== '' && typeof gives === 'object') rules.push({ group, gives })
    else
      complain(
        `TENFOLD_OIDC_GROUPS, rule ${at + 1} is "${rule}": ${
          typeof gives === 'string' ? gives : 'no group stands before the ='
        }. Write it like ${example}`,
      )
  }
  return rules
}

/** What stands behind the `=`; or why it cannot be read. */
function grantOf(text: string): Grant | string {
  const [, role = '', team] = /^([^:]*?)\s*(?::\s*(.*))?$/s.exec(text) ?? []
  if (role === 'administrator') return team === undefined ? { is: role } : 'administrators are so in every team'
  if (role === 'viewer' && team === undefined) return { is: role }
  if (role === 'viewer' && team === 'everything') return { is: 'reads-everything' }
  const known = teamRoles.find((one) => one === role)
  if (known === undefined)
    return `"${text}" is no role; there are administrator, viewer, viewer:everything, member:TEAM and lead:TEAM`
  return team ? { is: known, team } : `${role} of which team? Name it behind a colon`
}

/** What somebody's groups give them; null where no rule names any of them, so that they stay outside. */
export function rightsOf(rules: readonly GroupRule[], groups: readonly string[]): Rights | null {
  const grants = rules.filter(({ group }) => group === '*' || groups.includes(group)).map(({ gives }) => gives)
  if (grants.length === 0) return null
  const teams = new Map<string, TeamRole>()
  for (const grant of grants) {
    if (!('team' in grant)) continue
    const so = teams.get(grant.team)
    if (so === undefined || teamRoles.indexOf(grant.is) > teamRoles.indexOf(so)) teams.set(grant.team, grant.is)
  }
  return {
    administrator: grants.some(({ is }) => is === 'administrator'),
    readsEverything: grants.some(({ is }) => is === 'reads-everything'),
    teams,
  }
}

/** What the provider decides, because a rule names it. Everything else is set by hand and stays as it is. */
export const decidedByGroups = (rules: readonly GroupRule[]) => ({
  administrator: rules.some(({ gives }) => gives.is === 'administrator'),
  readsEverything: rules.some(({ gives }) => gives.is === 'reads-everything'),
  teams: [...new Set(rules.flatMap(({ gives }) => ('team' in gives ? [gives.team] : [])))],
})
