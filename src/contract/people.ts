import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { Id, NameOrId } from '../domain/names.ts'
import { EmailAddress, NewPerson, Person, ProgrammeRole, TeamRole } from '../domain/person.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath } from './queries.ts'

export const listPeople = endpoint({
  name: 'listPeople',
  method: 'GET',
  path: '/api/v1/people',
  summary: 'Everybody who may sign in, with their roles and teams',
  answer: z.object({ people: z.array(Person) }),
})

/** The link by which somebody chooses a password: shown once, valid once for seven days. */
const WithLink = z.object({ person: Person, welcomeToken: z.string() })

export const createPerson = endpoint({
  name: 'createPerson',
  method: 'POST',
  path: '/api/v1/people',
  summary: 'Invite somebody: the answer holds the secret of the link by which they choose a password',
  body: NewPerson,
  answer: WithLink,
  status: 201,
  secret: true,
})

export const welcomeAgain = endpoint({
  name: 'welcomeAgain',
  method: 'POST',
  path: '/api/v1/people/{id}/welcome',
  summary: 'A new link for somebody who lost theirs, or their password',
  params: IdInPath,
  body: z.strictObject({}),
  answer: WithLink,
  status: 201,
  secret: true,
})

export const changePerson = endpoint({
  name: 'changePerson',
  method: 'PATCH',
  path: '/api/v1/people/{id}',
  summary: 'Change what somebody is, or shut them out; whoever is shut out loses all sessions at once',
  params: IdInPath,
  body: z.strictObject({
    role: z.optional(ProgrammeRole),
    division: z.optional(z.nullable(NameOrId)),
    email: z.optional(z.union([z.literal(''), EmailAddress])),
    disabled: z.optional(z.boolean()),
  }),
  answer: Person,
  versioned: true,
})

export const TeamMember = z.object({
  id: Id,
  person: z.object({ id: Id, name: z.string(), division: z.nullable(z.string()) }),
  role: TeamRole,
  since: CalendarDay,
  until: z.nullable(CalendarDay),
})

export const listMembers = endpoint({
  name: 'listMembers',
  method: 'GET',
  path: '/api/v1/teams/{id}/members',
  summary: 'Who belongs to a team, from when to when',
  params: IdInPath,
  answer: z.object({ members: z.array(TeamMember) }),
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
