import * as z from 'zod/mini'
import { CalendarDay } from './calendar-day.ts'
import { tokenSuffix } from './machine-token.ts'
import { Instant } from './move.ts'
import { Id, Name, NameOrId, searchable, Version } from './names.ts'
import { localAdministrator } from './permissions.ts'
import { Skills } from './skill.ts'

/** What is typed to sign in: small letters, so that nobody has to remember how it was written. */
export const SignInName = z.string({ error: 'Give a name to sign in with.' }).check(
  z.trim(),
  z.toLowerCase(),
  z.regex(/^[a-z0-9][a-z0-9._@+-]{1,99}$/, {
    error: 'Use 2 to 100 small letters, digits and . _ @ + - only, beginning with a letter or digit.',
  }),
)

export const shortestPassword = 15
const longestPassword = 200

/** Long is what counts; what it is made of is up to the person. The same text typed on another keyboard is the same. */
export const Password = z
  .string({ error: 'Give a password.' })
  .check(
    z.normalize('NFKC'),
    z.minLength(shortestPassword, { error: `Use at least ${shortestPassword} characters: a few words will do.` }),
    z.maxLength(longestPassword, { error: `Use at most ${longestPassword} characters.` }),
  )

/** The ledger knows people by their names, so nobody bears one that belongs to a token or to the local administrator. */
export const PersonName = Name.check(
  z.refine((name) => searchable(name) !== localAdministrator.name && !searchable(name).endsWith(tokenSuffix), {
    error: 'Choose another name: tokens and the local administrator are called so.',
  }),
)

/** What somebody is outside their teams. */
export const ProgrammeRole = z.enum(['viewer', 'administrator'])
export type ProgrammeRole = z.infer<typeof ProgrammeRole>

export const TeamRole = z.enum(['viewer', 'member', 'lead'])

export const Membership = z.object({
  id: Id,
  team: z.object({ id: Id, name: z.string() }),
  role: TeamRole,
  since: CalendarDay,
  /** The last day; null until somebody says so. */
  until: z.nullable(CalendarDay),
})
export type Membership = z.infer<typeof Membership>

export const Person = z.object({
  id: Id,
  name: z.string(),
  signInName: z.nullable(z.string()),
  email: z.string(),
  division: z.nullable(z.object({ id: Id, name: z.string() })),
  role: ProgrammeRole,
  /** Where reading is limited to one's division, they read everything all the same. */
  readsEverything: z.boolean(),
  teams: z.array(Membership),
  skills: z.array(z.string()),
  hasPassword: z.boolean(),
  /** A provider or the proxy in front says who they are, so they have no password here. */
  isNamedElsewhere: z.boolean(),
  disabledAt: z.nullable(Instant),
  version: Version,
})
export type Person = z.infer<typeof Person>

export const EmailAddress = z.email({ error: 'Give an address such as ada@example.com.' })

export const NewPerson = z.strictObject({
  name: PersonName,
  signInName: SignInName,
  email: z.optional(z.union([z.literal(''), EmailAddress])),
  division: z.optional(z.nullable(NameOrId)),
  role: z._default(ProgrammeRole, 'viewer'),
  readsEverything: z._default(z.boolean(), false),
  skills: z._default(Skills, []),
  teams: z._default(z.array(z.strictObject({ team: NameOrId, role: TeamRole })).check(z.maxLength(100)), []),
})
export type NewPerson = z.infer<typeof NewPerson>
