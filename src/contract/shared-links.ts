import * as z from 'zod/mini'
import { NewSharedLink, SharedLink } from '../domain/shared-link.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath } from './queries.ts'

export const listSharedLinks = endpoint({
  name: 'listSharedLinks',
  method: 'GET',
  path: '/api/v1/shared-links',
  summary:
    'Links that show figures without an account, of those that you may make: all of them, or those of teams you lead',
  answer: z.object({ links: z.array(SharedLink) }),
})

export const createSharedLink = endpoint({
  name: 'createSharedLink',
  method: 'POST',
  path: '/api/v1/shared-links',
  summary:
    'Make a link to the brief or to a chart, for whoever has it; what it ends with is in this answer and nowhere else',
  body: NewSharedLink,
  answer: z.object({
    link: SharedLink,
    secret: z.string(),
    /** What it opens, on this server: paths with the secret in them. */
    paths: z.array(z.string()),
  }),
  status: 201,
  secret: true,
})

export const revokeSharedLink = endpoint({
  name: 'revokeSharedLink',
  method: 'POST',
  path: '/api/v1/shared-links/{id}/revocation',
  summary: 'Revoke a link: from now on it opens nothing',
  params: IdInPath,
  body: z.strictObject({}),
  answer: SharedLink,
})
