import * as z from 'zod/mini'
import { Instant } from '../domain/move.ts'
import { Id, Name } from '../domain/names.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath } from './queries.ts'
import { LetIn } from './sign-in.ts'

/** Bytes as WebAuthn writes them in JSON. */
const Base64Url = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest), z.regex(/^[\w-]+$/))
const CredentialId = Base64Url(1_400)
const Transports = z.array(z.string().check(z.maxLength(30))).check(z.maxLength(10))

/** The present password, where the sign-in is older than ten minutes. */
const current = z.optional(z.string().check(z.maxLength(1_000)))

export const Passkey = z.object({
  id: Id,
  name: z.string(),
  createdAt: Instant,
  /** null until somebody signed in with it. */
  usedAt: z.nullable(Instant),
})
export type Passkey = z.infer<typeof Passkey>

const PasskeyName = Name.check(z.maxLength(60, { error: 'Use at most 60 characters.' }))

const Descriptor = z.object({ id: z.string(), type: z.literal('public-key'), transports: z.array(z.string()) })

/** PublicKeyCredentialCreationOptionsJSON of WebAuthn: what the browser makes a passkey of. */
const NewPasskeyOptions = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
  timeout: z.int(),
  excludeCredentials: z.array(Descriptor),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
})

/** PublicKeyCredentialRequestOptionsJSON of WebAuthn. No credential is named: the browser offers those it has. */
const PasskeyOptions = z.object({
  rpId: z.string(),
  challenge: z.string(),
  timeout: z.int(),
  userVerification: z.literal('required'),
})

/** What a browser answers holds more than this, from one version to the next; what is not read is left out. */
const Credential = { id: CredentialId, rawId: CredentialId, type: z.literal('public-key') }

const MadeCredential = z.object({
  ...Credential,
  response: z.object({
    clientDataJSON: Base64Url(4_000),
    attestationObject: Base64Url(20_000),
    transports: z.optional(Transports),
  }),
})
export type MadeCredential = z.infer<typeof MadeCredential>

const ProvenCredential = z.object({
  ...Credential,
  response: z.object({
    clientDataJSON: Base64Url(4_000),
    authenticatorData: Base64Url(4_000),
    signature: Base64Url(8_000),
    userHandle: z.optional(z.nullable(z.string().check(z.maxLength(100)))),
  }),
})
export type ProvenCredential = z.infer<typeof ProvenCredential>

export const listPasskeys = endpoint({
  name: 'listPasskeys',
  open: true,
  method: 'GET',
  path: '/api/v1/passkeys',
  summary: 'Your passkeys',
  /** Not possible for whoever is let in by the company's provider or proxy: they bring a passkey there. */
  answer: z.object({ passkeys: z.array(Passkey), possible: z.boolean() }),
})

export const beginPasskey = endpoint({
  name: 'beginPasskey',
  open: true,
  method: 'POST',
  path: '/api/v1/passkeys/options',
  summary: 'What your browser makes a passkey of, valid once for five minutes',
  body: z.strictObject({ current }),
  answer: NewPasskeyOptions,
  secret: true,
})

export const addPasskey = endpoint({
  name: 'addPasskey',
  open: true,
  method: 'POST',
  path: '/api/v1/passkeys',
  summary: 'Keep the passkey that your browser made',
  body: z.strictObject({ name: PasskeyName, credential: MadeCredential }),
  answer: Passkey,
  status: 201,
  secret: true,
})

export const renamePasskey = endpoint({
  name: 'renamePasskey',
  open: true,
  method: 'PATCH',
  path: '/api/v1/passkeys/{id}',
  summary: 'Call a passkey something else',
  params: IdInPath,
  body: z.strictObject({ name: PasskeyName }),
  answer: Passkey,
  secret: true,
})

export const removePasskey = endpoint({
  name: 'removePasskey',
  open: true,
  method: 'POST',
  path: '/api/v1/passkeys/{id}/removal',
  summary: 'Remove a passkey: from now on it opens nothing',
  params: IdInPath,
  body: z.strictObject({ current }),
  answer: z.object({ removed: z.boolean() }),
  secret: true,
})

export const beginPasskeySignIn = endpoint({
  name: 'beginPasskeySignIn',
  open: true,
  method: 'POST',
  path: '/api/v1/sign-in/passkey/options',
  summary: 'What your browser proves a passkey by, valid once for five minutes',
  body: z.strictObject({}),
  answer: PasskeyOptions,
  secret: true,
})

export const signInByPasskey = endpoint({
  name: 'signInByPasskey',
  open: true,
  method: 'POST',
  path: '/api/v1/sign-in/passkey',
  summary: 'Sign in with a passkey, without a name or password',
  body: z.strictObject({ credential: ProvenCredential }),
  answer: LetIn,
  secret: true,
})
