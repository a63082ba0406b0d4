import * as z from 'zod/mini'
import { Id, Version } from '../domain/names.ts'
import { Skills } from '../domain/skill.ts'
import { endpoint } from './endpoint.ts'
import { textInAddress, whole } from './queries.ts'

/** What people see and say of themselves. */
export const Account = z.object({
  id: Id,
  name: z.string(),
  division: z.nullable(z.string()),
  skills: z.array(z.string()),
  version: Version,
})
export type Account = z.infer<typeof Account>

export const readAccount = endpoint({
  name: 'readAccount',
  method: 'GET',
  path: '/api/v1/account',
  summary: 'Your own account: home division and skills',
  answer: Account,
  versioned: true,
})

export const changeAccount = endpoint({
  name: 'changeAccount',
  method: 'PATCH',
  path: '/api/v1/account',
  summary: 'Say what you know, so that teams find you',
  body: z.strictObject({ skills: z.optional(Skills) }),
  answer: Account,
  versioned: true,
})

export const listSkills = endpoint({
  name: 'listSkills',
  method: 'GET',
  path: '/api/v1/skills',
  summary: 'Skills that somebody has, to choose from',
  query: z.object({ q: z._default(textInAddress(60), ''), limit: z._default(whole(1, 100), 30) }),
  answer: z.object({ skills: z.array(z.string()) }),
})
