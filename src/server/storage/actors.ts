import { sql } from 'kysely'
import { type CalendarDay, dayIn } from '../../domain/calendar-day.ts'
import { type Actor, highestRole, type Reads, type TeamRole } from '../../domain/permissions.ts'
import { withinTeam } from '../../domain/team-time.ts'
import type { Queries, SessionRow } from '../database/tables.ts'
import { readingKey } from './access-settings.ts'
import { stands } from './sessions.ts'

/** Who a person is on a day, and what they read. null where they may not sign in. */
export async function actorOfPerson(queries: Queries, id: number, today: CalendarDay): Promise<Actor | null> {
  const { rows } =
    await sql<PersonTeamRow>`select ${personColumns} from ${personWithTeams} where person.id = ${id}`.execute(queries)
  return actorOf(rows, () => today)
}

/**
 * Who sent a cookie, if its session still stands at that instant: the session, the person, their teams and what they may
 * read, by one statement that begins at the session's key.
 */
export async function actorOfSession(
  queries: Queries,
  hash: string,
  now: number,
): Promise<{ actor: Actor; seenAt: number; signedInAt: number } | null> {
  const { rows } = await sql<PersonTeamRow & Pick<SessionRow, 'means' | 'seen_at' | 'created_at'>>`
    select session.means, session.seen_at, session.created_at, ${personColumns}
    from session cross join ${personWithTeams}
    where session.token_hash = ${hash} and person.id = session.person_id`.execute(queries)
  const [session] = rows
  if (!session || !stands(session, now)) return null
  const actor = actorOf(rows, (zone) => dayIn(zone, now))
  return actor && { actor, seenAt: session.seen_at, signedInAt: session.created_at }
}

interface PersonTeamRow {
  readonly id: number
  readonly name: string
  readonly role: string
  readonly disabled_at: number | null
  readonly reads_everything: number
  readonly home: number | null
  readonly zone: string
  readonly reading: string | null
  readonly team: number | null
  readonly teamRole: string | null
  readonly since: string | null
  readonly until: string | null
  readonly division: number | null
  readonly formed: string | null
  readonly dissolved: string | null
}

/**
 * A person, a row for each team they belong to, have belonged to or will, with what decides about reading. Every request
 * asks it, so it is written out: to put it together anew each time took as long as to run it.
 */
const personColumns = sql.raw(`person.id, person.name, person.role, person.disabled_at, person.reads_everything,
  person.division_id as home, programme.zone, setting.value as reading, team_member.team_id as team,
  team_member.role as "teamRole", team_member.since, team_member.until, team.division_id as division,
  team.formed_on as formed, team.dissolved_on as dissolved`)
const personWithTeams = sql.raw(`person
  cross join programme
  left join setting on setting.key = '${readingKey}'
  left join team_member on team_member.person_id = person.id
  left join team on team.id = team_member.team_id`)

function actorOf(rows: readonly PersonTeamRow[], todayIn: (zone: string) => CalendarDay): Actor | null {
  const [person] = rows
  if (!person || person.disabled_at !== null) return null
  const today = todayIn(person.zone)
  const present = rows.filter(({ since, until, formed, dissolved }) => {
    const own = { since: since as CalendarDay, until: until as CalendarDay | null }
    const team = { formedOn: formed as CalendarDay | null, dissolvedOn: dissolved as CalendarDay | null }
    const period = since === null ? null : withinTeam(own, team)
    return period !== null && period.since <= today && (period.until === null || period.until >= today)
  })
  const teams = new Map(present.map(({ team, teamRole }) => [team as number, teamRole as TeamRole]))
  const isAdministrator = person.role === 'administrator'
  return {
    id: `person:${person.id}`,
    name: person.name,
    role: isAdministrator ? 'administrator' : highestRole(teams.values()),
    teams,
    reads: readingOf(person, present),
  }
}

/** Where reading is limited: the divisions of their teams of today and the one they call home. */
function readingOf(person: PersonTeamRow, present: readonly PersonTeamRow[]): Reads {
  if (person.reading !== 'own-division' || person.role === 'administrator' || person.reads_everything === 1)
    return 'everything'
  return new Set([person.home, ...present.map(({ division }) => division)].filter((id) => id !== null))
}
