import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { Division, NewDivision, NewTeam, Team } from '../domain/team.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath, scope, textInAddress, twoTimes, whole } from './queries.ts'

export const listDivisions = endpoint({
  name: 'listDivisions',
  method: 'GET',
  path: '/api/v1/divisions',
  summary: 'Divisions by name',
  answer: z.object({ divisions: z.array(Division) }),
})

export const createDivision = endpoint({
  name: 'createDivision',
  method: 'POST',
  path: '/api/v1/divisions',
  summary: 'Add a division',
  body: NewDivision,
  answer: Division,
  status: 201,
  idempotent: true,
})

export const changeDivision = endpoint({
  name: 'changeDivision',
  method: 'PATCH',
  path: '/api/v1/divisions/{id}',
  summary: 'Rename a division',
  params: IdInPath,
  body: z.partial(NewDivision),
  answer: Division,
  versioned: true,
})

export const listTeams = endpoint({
  name: 'listTeams',
  method: 'GET',
  path: '/api/v1/teams',
  summary: 'Teams by name',
  query: z.object({
    q: z.optional(textInAddress(200)),
    division: scope.division,
    ...twoTimes,
    limit: z._default(whole(1, 500), 100),
    offset: z._default(whole(0, 1_000_000), 0),
  }),
  answer: z.object({ teams: z.array(Team), total: z.int() }),
})

export const createTeam = endpoint({
  name: 'createTeam',
  method: 'POST',
  path: '/api/v1/teams',
  summary: 'Add a team to a division',
  body: NewTeam,
  answer: Team,
  status: 201,
  idempotent: true,
})

export const changeTeam = endpoint({
  name: 'changeTeam',
  method: 'PATCH',
  path: '/api/v1/teams/{id}',
  summary:
    'Rename a team, say when it exists and where it works, or put it into another division; figures follow its present division',
  params: IdInPath,
  body: z.partial(NewTeam),
  answer: Team,
  versioned: true,
})

export const confirmTeam = endpoint({
  name: 'confirmTeam',
  method: 'POST',
  path: '/api/v1/teams/{id}/confirmations',
  summary: 'Say that nothing changed in a team, so that its figures are fresh',
  params: IdInPath,
  body: z.strictObject({ day: z.optional(CalendarDay) }),
  answer: z.object({ team: z.int(), day: CalendarDay, lastConfirmedOn: CalendarDay }),
  status: 201,
  idempotent: true,
})
