import * as z from 'zod/mini'
import { NameOrId } from '../domain/names.ts'
import { EmailAddress, NewPerson, Person, PersonName, ProgrammeRole } from '../domain/person.ts'
import { Skills } from '../domain/skill.ts'
import { endpoint } from './endpoint.ts'
import { flag, IdInPath, list, scope, textInAddress, whole } from './queries.ts'

export const listPeople = endpoint({
  name: 'listPeople',
  method: 'GET',
  path: '/api/v1/people',
  summary: 'Who may sign in, by name, with roles, teams and skills: filter, search and page',
  query: z.object({
    /** Words, each in the name, the sign-in name or a skill. */
    q: z.optional(textInAddress(200)),
    /** Their home. */
    division: scope.division,
    /** Belong to it today. */
    team: scope.team,
    /** Know all of them: `terraform,postgres`. */
    skill: z.optional(list),
    role: z.optional(ProgrammeRole),
    disabled: z.optional(flag),
    limit: z._default(whole(1, 500), 100),
    offset: z._default(whole(0, 10_000_000), 0),
  }),
  answer: z.object({
    people: z.array(Person),
    total: z.int(),
    /** Everybody, whatever the filter. */
    all: z.int(),
  }),
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
    name: z.optional(PersonName),
    role: z.optional(ProgrammeRole),
    readsEverything: z.optional(z.boolean()),
    division: z.optional(z.nullable(NameOrId)),
    email: z.optional(z.union([z.literal(''), EmailAddress])),
    skills: z.optional(Skills),
    disabled: z.optional(z.boolean()),
  }),
  answer: Person,
  versioned: true,
})
