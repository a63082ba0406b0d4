import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { Id, NameOrId } from '../domain/names.ts'
import { TeamRole } from '../domain/person.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath, textInAddress, whole } from './queries.ts'

export const TeamMember = z.object({
  id: Id,
  person: z.object({ id: Id, name: z.string(), division: z.nullable(z.string()) }),
  role: TeamRole,
  since: CalendarDay,
  /** The last day, the team's own at the latest; null until somebody says so. */
  until: z.nullable(CalendarDay),
})
export type TeamMember = z.infer<typeof TeamMember>

export const listMembers = endpoint({
  name: 'listMembers',
  method: 'GET',
  path: '/api/v1/teams/{id}/members',
  summary: 'Who belongs to a team, from when to when',
  params: IdInPath,
  answer: z.object({ members: z.array(TeamMember) }),
})

/** Who could be in a team, and why: never how they sign in. */
export const Candidate = z.object({
  id: Id,
  name: z.string(),
  division: z.nullable(z.string()),
  skills: z.array(z.string()),
  /** Those they belong to today. */
  teams: z.array(z.string()),
})
export type Candidate = z.infer<typeof Candidate>

export const listCandidates = endpoint({
  name: 'listCandidates',
  method: 'GET',
  path: '/api/v1/teams/{id}/candidates',
  summary: 'People of any division who could join a team, found by words of their name or skills',
  params: IdInPath,
  query: z.object({ q: z.optional(textInAddress(200)), limit: z._default(whole(1, 100), 30) }),
  answer: z.object({ people: z.array(Candidate) }),
})

export const addMember = endpoint({
  name: 'addMember',
  method: 'POST',
  path: '/api/v1/teams/{id}/members',
  summary: 'Take somebody into a team, from any division',
  params: IdInPath,
  body: z.strictObject({ person: NameOrId, role: TeamRole, since: z.optional(CalendarDay) }),
  answer: TeamMember,
  status: 201,
  idempotent: true,
})

export const changeMemberRole = endpoint({
  name: 'changeMemberRole',
  method: 'POST',
  path: '/api/v1/teams/{id}/members/role',
  summary: 'Give a member another role from a day on; what they were before stays on record',
  params: IdInPath,
  body: z.strictObject({ member: Id, role: TeamRole, since: z.optional(CalendarDay) }),
  answer: TeamMember,
  idempotent: true,
})

export const endMembership = endpoint({
  name: 'endMembership',
  method: 'POST',
  path: '/api/v1/teams/{id}/members/end',
  summary: 'Let somebody leave a team at the end of a day',
  params: IdInPath,
  body: z.strictObject({ member: Id, until: z.optional(CalendarDay) }),
  answer: TeamMember,
  idempotent: true,
})
