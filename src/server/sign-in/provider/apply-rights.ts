import { addDays, type CalendarDay } from '../../../domain/calendar-day.ts'
import type { TeamRole } from '../../../domain/permissions.ts'
import type { Person } from '../../../domain/person.ts'
import type { PersonRow, Queries } from '../../database/tables.ts'
import { audit, type By } from '../../storage/audit.ts'
import { changeMemberRole, deleteMember, endMember, insertMember } from '../../storage/members.ts'
import { isLastAdministrator, people, personRow, setRights } from '../../storage/people.ts'
import { namedIfThere } from '../../storage/places.ts'
import { teamsThere } from '../../storage/teams.ts'
import { decidedByGroups, type GroupRule, type Rights } from './group-rules.ts'

interface Applying {
  readonly rules: readonly GroupRule[]
  /** null where no rule names any group of theirs: what groups once gave is gone. */
  readonly rights: Rights | null
  readonly today: CalendarDay
  readonly now: number
  readonly by: By
}

/**
 * Makes of a person what their groups say, today, and puts on record what changed. Only what some rule names is the
 * provider's; roles and teams that no rule names were set by hand and stay. The last administrator stays one, since
 * otherwise nobody could mend the rules.
 */
export async function applyRights(queries: Queries, person: PersonRow, applying: Applying): Promise<void> {
  const { rules, rights, today, now, by } = applying
  const decided = decidedByGroups(rules)
  const before = await standing(queries, person.id)

  const isAdministrator = decided.administrator ? rights?.administrator === true : person.role === 'administrator'
  const staysLast = !isAdministrator && (await isLastAdministrator(queries, person.id))
  const role = isAdministrator || staysLast ? 'administrator' : 'viewer'
  const readsEverything = decided.readsEverything ? rights?.readsEverything === true : person.reads_everything === 1
  if (role !== person.role || readsEverything !== (person.reads_everything === 1))
    await setRights(queries, person.id, { role, readsEverything })

  const unknownTeams: string[] = []
  for (const named of decided.teams) {
    const team = await namedIfThere(queries, 'team', named)
    const wanted = rights?.teams.get(named)
    // Nobody belongs to a team that is dissolved, or still to be formed: there is nothing to give, and nothing to take.
    if (team && (await teamsThere(queries, [team.id], today)).length === 0) continue
    if (team) await setMembership(queries, { person: person.id, team: team.id, wanted, today, before: before.teams })
    else if (wanted !== undefined) unknownTeams.push(named)
  }

  const after = await standing(queries, person.id)
  const isSame = JSON.stringify(said(before, today)) === JSON.stringify(said(after, today))
  if (isSame && unknownTeams.length === 0 && !staysLast) return
  await audit(queries, by, {
    recordedAt: now,
    action: 'roles-by-groups',
    subject: person.name,
    actors: [`person:${person.id}`],
    before: said(before, today),
    after: {
      ...said(after, today),
      ...(staysLast ? { kept: 'last administrator' } : {}),
      ...(unknownTeams.length > 0 ? { unknownTeams } : {}),
    },
  })
}

interface Standing {
  readonly role: string
  readonly readsEverything: boolean
  readonly teams: Person['teams']
}

async function standing(queries: Queries, id: number): Promise<Standing> {
  const row = await personRow(queries, id)
  const [person] = await people(queries, [id])
  if (!row || !person) throw new Error(`Person ${id} cannot be read.`)
  return { role: row.role, readsEverything: row.reads_everything === 1, teams: person.teams }
}

const isOn = (day: CalendarDay) => (one: Person['teams'][number]) =>
  one.since <= day && (one.until === null || one.until >= day)

/** As the audit shows it: who they are today. */
const said = ({ role, readsEverything, teams }: Standing, today: CalendarDay) => ({
  role,
  readsEverything,
  teams: teams.filter(isOn(today)).map(({ team, role: inTeam }) => `${team.name}: ${inTeam}`),
})

/** What was until yesterday ends there, so that nothing of it holds today; what began today never was. */
async function setMembership(
  queries: Queries,
  {
    person,
    team,
    wanted,
    today,
    before,
  }: {
    readonly person: number
    readonly team: number
    readonly wanted: TeamRole | undefined
    readonly today: CalendarDay
    readonly before: Person['teams']
  },
): Promise<void> {
  const [is, ...more] = before.filter((one) => one.team.id === team).filter(isOn(today))
  const over = is && is.role === wanted ? more : is ? [is, ...more] : []
  for (const one of over) {
    if (one.since < today) await endMember(queries, one.id, addDays(today, -1))
    else if (wanted !== undefined && one === is) await changeMemberRole(queries, one.id, wanted)
    else await deleteMember(queries, one.id)
  }
  const stands = is !== undefined && (is.role === wanted || (wanted !== undefined && is.since === today))
  if (wanted !== undefined && !stands) await insertMember(queries, { team, person, role: wanted, since: today })
}
