import * as z from 'zod/mini'
import { Instant } from '../domain/move.ts'
import { teamRoles } from '../domain/permissions.ts'
import { endpoint } from './endpoint.ts'

/** As the provider calls it; `*` is everybody whom the provider lets in. */
const group = z.string()
/** What whoever belongs to a group of the provider is here: to the whole programme, or to a team. */
const GroupRule = z.union([
  z.object({ group, gives: z.enum(['administrator', 'reads-everything', 'viewer']), team: z.null() }),
  z.object({
    group,
    gives: z.enum(teamRoles),
    team: z.object({
      name: z.string(),
      /** `unknown`: no team is called so. `not-now`: it is still to be formed, or dissolved. */
      state: z.enum(['there', 'unknown', 'not-now']),
    }),
  }),
])
export type GroupRule = z.infer<typeof GroupRule>

/** Hours without use, and at the longest. */
const Limits = z.object({ idleHours: z.number(), wholeHours: z.number() })

/** How people sign in here, as the server was told at its start. Secrets are nowhere in it. */
export const SignInSettings = z.object({
  /** What people open; null where the server answers this machine only. */
  publicUrl: z.nullable(z.string()),
  /** Accounts of this server: how many people can sign in so. */
  passwords: z.object({ people: z.int() }),
  passkeys: z.object({
    people: z.int(),
    /** The name they are bound to; null where the server is opened by a number, which browsers allow none for. */
    boundTo: z.nullable(z.string()),
  }),
  /** The company’s own identity provider. */
  provider: z.nullable(
    z.object({
      name: z.string(),
      issuer: z.string(),
      clientId: z.string(),
      groupsClaim: z.string(),
      people: z.int(),
      rules: z.array(GroupRule),
      /** Whether it answers: it is asked about itself beside, so a moment later more may be known. */
      state: z.object({
        asking: z.boolean(),
        answeredAt: z.nullable(Instant),
        /** Since when each try has failed; null where the last one did not. */
        awaySince: z.nullable(Instant),
      }),
    }),
  ),
  /** The proxy in front, where it names people: the header it does so in. */
  proxy: z.nullable(z.object({ header: z.string(), people: z.int() })),
  /** When a session ends: one that began here, and one by the provider. */
  sessions: z.object({ here: Limits, provider: Limits }),
})
export type SignInSettings = z.infer<typeof SignInSettings>

export const readSignInSettings = endpoint({
  name: 'readSignInSettings',
  method: 'GET',
  path: '/api/v1/sign-in-settings',
  summary: 'How people sign in here, which groups of the provider get in as what, and when sessions end; no secret',
  answer: SignInSettings,
})
