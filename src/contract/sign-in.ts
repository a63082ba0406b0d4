import * as z from 'zod/mini'
import { isPlain } from '../domain/names.ts'
import { Password, PersonName, SignInName } from '../domain/person.ts'
import { CycleAnchor, Zone } from '../domain/programme.ts'
import { endpoint } from './endpoint.ts'

export const Secret = z.string().check(z.minLength(20), z.maxLength(200))

/** Who was let in. The proof of it is a cookie that no script can read, never in an answer. */
export const LetIn = z.object({
  person: z.object({ id: z.int(), name: z.string() }),
  /** The team they land on; null where they have none, or several. */
  team: z.nullable(z.object({ id: z.int(), name: z.string() })),
})

export const readSignIn = endpoint({
  name: 'readSignIn',
  open: true,
  beforeSetUp: true,
  method: 'GET',
  path: '/api/v1/sign-in',
  summary: 'Whether anybody has set this up, and whether you are signed in',
  answer: z.object({
    state: z.enum(['off', 'needs-set-up', 'signed-out', 'signed-in']),
    /** Whether anybody has a local account: without one there is no use in a form for it. */
    localAccounts: z.boolean(),
    /** The company's own identity provider, where there is one. */
    provider: z.nullable(z.object({ name: z.string() })),
  }),
})

export const setUp = endpoint({
  name: 'setUp',
  open: true,
  beforeSetUp: true,
  method: 'POST',
  path: '/api/v1/set-up',
  summary: 'Make the first administrator, by the link that the terminal printed',
  body: z.strictObject({
    token: Secret,
    name: PersonName,
    signInName: SignInName,
    password: Password,
    zone: z.optional(Zone),
    cycleAnchor: z.optional(CycleAnchor),
  }),
  answer: LetIn,
  status: 201,
  secret: true,
})

export const signIn = endpoint({
  name: 'signIn',
  open: true,
  method: 'POST',
  path: '/api/v1/sign-in',
  summary: 'Sign in with name and password',
  // What was typed wrongly may be anything, and is no shorter or longer than the real one.
  body: z.strictObject({
    signInName: z.string().check(
      z.maxLength(200),
      // No database takes every character, and no sign-in name holds such a one.
      z.refine(isPlain, { error: 'Use a name without control or invisible characters.' }),
    ),
    password: z.string().check(z.maxLength(1_000)),
  }),
  answer: LetIn,
  secret: true,
})

export const welcome = endpoint({
  name: 'welcome',
  open: true,
  method: 'POST',
  path: '/api/v1/welcome',
  summary: 'Choose a password by the link that an administrator gave, and sign in',
  body: z.strictObject({ token: Secret, password: Password }),
  answer: LetIn,
  secret: true,
})

export const signOut = endpoint({
  name: 'signOut',
  open: true,
  method: 'POST',
  path: '/api/v1/sign-out',
  summary: 'End this session',
  body: z.strictObject({}),
  answer: z.object({
    signedOut: z.boolean(),
    /** Where whoever came by the provider signs out there too; null where that is nowhere. */
    elsewhere: z.nullable(z.string()),
  }),
  secret: true,
})

export const changePassword = endpoint({
  name: 'changePassword',
  open: true,
  method: 'POST',
  path: '/api/v1/password',
  summary: 'Change your password; every other session of yours ends',
  body: z.strictObject({ current: z.string().check(z.maxLength(1_000)), password: Password }),
  answer: z.object({ changed: z.boolean() }),
  secret: true,
})
