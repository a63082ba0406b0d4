import * as z from 'zod/mini'
import { HandOver, NewHandOver } from '../domain/hand-over.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath } from './queries.ts'

const nothing = z.strictObject({})

export const handOver = endpoint({
  name: 'handOver',
  method: 'POST',
  path: '/api/v1/hand-overs',
  summary: 'Hand open promises and blockers over to a team whose day goes on; they stay the first team’s',
  body: NewHandOver,
  looksUp: 'A line or a blocker that it names',
  answer: HandOver,
  status: 201,
  idempotent: true,
})

export const acceptHandOver = endpoint({
  name: 'acceptHandOver',
  method: 'POST',
  path: '/api/v1/hand-overs/{id}/acceptance',
  summary: 'Say that your team has what was handed over to it',
  params: IdInPath,
  body: nothing,
  answer: HandOver,
  idempotent: true,
})

export const withdrawHandOver = endpoint({
  name: 'withdrawHandOver',
  method: 'POST',
  path: '/api/v1/hand-overs/{id}/withdrawal',
  summary: 'Take a hand-over back on its day, while nobody has answered anything of it',
  params: IdInPath,
  body: nothing,
  answer: HandOver,
  idempotent: true,
})
