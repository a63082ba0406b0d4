import type { Hono } from 'hono'
import {
  addMember,
  changeMemberRole,
  endMembership,
  listCandidates,
  listMembers,
  type TeamMember,
} from '../../contract/members.ts'
import { type CalendarDay, dayIn, later } from '../../domain/calendar-day.ts'
import type { TeamRole } from '../../domain/permissions.ts'
import { Refusal } from '../../domain/refusal.ts'
import { refuseOutsideTeam } from '../../domain/team-time.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { belongsFrom, changeRole, endMember, insertMember, membersOf } from '../storage/members.ts'
import { people } from '../storage/people.ts'
import { pageOfPeople } from '../storage/people-search.ts'
import { findNamed } from '../storage/places.ts'
import { readProgramme } from '../storage/programme.ts'
import { teamTime } from '../storage/teams.ts'

const edit = { action: 'edit-team', perTeam: true } as const

/** Who belongs to a team, in which role, from when to when; and who could. */
export function memberRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listMembers, { action: 'read' }, async ({ params, queries }) => {
    const team = await teamInPath(queries, params.id)
    return { members: await membersOf(queries, team.id) }
  })

  serve(
    api,
    surroundings,
    listCandidates,
    { action: 'find-people', perTeam: true },
    async ({ params, query, queries, now, permit }) => {
      permit(params.id)
      await teamInPath(queries, params.id)
      const today = await todayIn(queries, now)
      const wanted = { q: query.q, disabled: false, limit: query.limit, offset: 0 }
      const found = await people(queries, await pageOfPeople(queries, wanted, today))
      return {
        people: found.map(({ id, name, division, skills, teams }) => ({
          id,
          name,
          division: division?.name ?? null,
          skills,
          teams: teams
            .filter(({ since, until }) => since <= today && (until === null || until >= today))
            .map(({ team }) => team.name),
        })),
      }
    },
  )

  serve(api, surroundings, addMember, edit, async ({ params, body, queries, seen, by, now, permit }) => {
    permit(params.id)
    const team = await teamInPath(seen, params.id)
    const person = await findNamed(seen, 'person', body.person)
    const id = await join(queries, now, team.id, { person: person.id, role: body.role, since: body.since })
    const member = await oneMember(seen, team.id, id)
    await audit(queries, by, {
      recordedAt: now,
      action: 'add-member',
      subject: team.name,
      teams: [team.id],
      actors: [`person:${person.id}`],
      after: member,
    })
    return member
  })

  serve(api, surroundings, changeMemberRole, edit, async ({ params, body, queries, seen, by, now, permit }) => {
    permit(params.id)
    const before = await oneMember(seen, params.id, body.member)
    const since = body.since ?? later(await todayIn(queries, now), before.since)
    const team = await teamInPath(queries, params.id)
    refuseOutsideTeam(team, since)
    if (since < before.since || (before.until !== null && since > before.until)) {
      throw new Refusal('not-a-member-then', `${before.person.name} does not belong to ${team.name} on ${since}.`, {
        name: before.person.name,
        team: team.name,
        day: since,
      })
    }
    if (body.role === before.role) return before
    const after = await oneMember(seen, params.id, await changeRole(queries, before.id, body.role, since))
    await audit(queries, by, {
      recordedAt: now,
      action: 'change-member-role',
      teams: [team.id],
      actors: [`person:${before.person.id}`],
      subject: before.person.name,
      before,
      after,
    })
    return after
  })

  serve(api, surroundings, endMembership, edit, async ({ params, body, queries, seen, by, now, permit }) => {
    permit(params.id)
    const before = await oneMember(seen, params.id, body.member)
    const until = body.until ?? (await todayIn(queries, now))
    if (until < before.since) {
      throw new Refusal(
        'member-until-before-since',
        `They joined on ${before.since}. Choose that day or a later one.`,
        { day: before.since },
      )
    }
    refuseOutsideTeam(await teamInPath(queries, params.id), until)
    await endMember(queries, before.id, until)
    const after = await oneMember(seen, params.id, before.id)
    await audit(queries, by, {
      recordedAt: now,
      action: 'end-membership',
      teams: [params.id],
      actors: [`person:${before.person.id}`],
      subject: before.person.name,
      before,
      after,
    })
    return after
  })
}

/** Takes somebody into a team, from today on where no day is said: from its first day where that is still to come. */
export async function join(
  queries: Queries,
  now: number,
  team: number,
  { person, role, since }: { person: number; role: TeamRole; since?: CalendarDay | undefined },
): Promise<number> {
  const time = await teamInPath(queries, team)
  const today = await todayIn(queries, now)
  const from = since ?? (time.formedOn === null ? today : later(today, time.formedOn))
  refuseOutsideTeam(time, from)
  const already = await belongsFrom(queries, team, person, from)
  if (already !== null) {
    const [one] = await people(queries, [person])
    const name = one?.name ?? ''
    throw new Refusal('member-already', `${name} belongs to ${time.name} already, since ${already}.`, {
      name,
      team: time.name,
    })
  }
  return insertMember(queries, { team, person, role, since: from })
}

/** By its number only: what is permitted is permitted for that number, and another team may be called so. */
async function teamInPath(queries: Queries, id: number) {
  const team = await teamTime(queries, id)
  if (!team) throw new NotFound(`Team ${id}`)
  return team
}

async function todayIn(queries: Queries, now: number): Promise<CalendarDay> {
  return dayIn((await readProgramme(queries)).zone, now)
}

async function oneMember(queries: Queries, team: number, id: number): Promise<TeamMember> {
  const member = (await membersOf(queries, team)).find((one) => one.id === id)
  if (!member) throw new NotFound(`Member ${id}`)
  return member
}
