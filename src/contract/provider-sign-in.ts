import * as z from 'zod/mini'
import { CycleAnchor, Zone } from '../domain/programme.ts'
import { endpoint } from './endpoint.ts'
import { Secret } from './sign-in.ts'

export const startAtProvider = endpoint({
  name: 'startAtProvider',
  open: true,
  beforeSetUp: true,
  method: 'POST',
  path: '/api/v1/sign-in/provider',
  summary: 'Begin to sign in by the company’s own provider: answers the address there to open in this browser',
  body: z.strictObject({
    /** The address on this server that was wanted; elsewhere nobody is led. */
    returnTo: z.optional(z.string().check(z.maxLength(2_000))),
    /** The set-up page: whoever comes back becomes the administrator. */
    setUp: z.optional(z.strictObject({ token: Secret, zone: z.optional(Zone), cycleAnchor: z.optional(CycleAnchor) })),
  }),
  answer: z.object({ address: z.string() }),
  secret: true,
})

export const returnFromProvider = endpoint({
  name: 'returnFromProvider',
  open: true,
  beforeSetUp: true,
  foreign: true,
  method: 'GET',
  path: '/api/v1/sign-in/provider/callback',
  summary: 'Where the provider sends the browser back to; leads on to the page, signed in or with the reason why not',
  query: z.object({
    state: z.optional(z.string()),
    code: z.optional(z.string()),
    iss: z.optional(z.string()),
    error: z.optional(z.string()),
  }),
  /** Said by the Location header. */
  answer: z.object({ location: z.string() }),
  status: 303,
})

export const logOutByProvider = endpoint({
  name: 'logOutByProvider',
  open: true,
  foreign: true,
  method: 'POST',
  path: '/api/v1/sign-in/provider/back-channel-log-out',
  summary: 'Called by the provider when somebody has signed out there (OpenID Connect Back-Channel Logout 1.0)',
  bodyType: 'application/x-www-form-urlencoded',
  bodyLimit: 64 * 1024,
  body: z.object({ logout_token: z.string() }),
  answer: z.object({ ended: z.int() }),
  secret: true,
})
