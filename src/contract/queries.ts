import * as z from 'zod/mini'
import { LedgerDay } from '../domain/calendar-day.ts'
import { isPlain } from '../domain/names.ts'
import { Multiple } from '../domain/programme.ts'
import { Measure } from '../domain/units.ts'

/** A whole number in an address. */
export const whole = (least: number, most: number) =>
  z.pipe(
    z.union([z.number(), z.string().check(z.regex(/^-?\d{1,15}$/, { error: 'Give a whole number.' }))]),
    z.pipe(z.transform(Number), z.int().check(z.gte(least), z.lte(most))),
  )

/** A multiple of the baseline in an address: `10`, `2.5`. */
export const multiple = z.pipe(
  z.union([
    z.number(),
    z.string().check(z.regex(/^\d{1,7}(\.\d{1,2})?$/, { error: 'Give a multiple such as 10 or 2.5.' })),
  ]),
  z.pipe(z.transform(Number), Multiple),
)

export const IdInPath = z.object({ id: whole(1, Number.MAX_SAFE_INTEGER) })

/** `true` or `false` in an address. */
export const flag = z.pipe(
  z.union([z.boolean(), z.enum(['true', 'false'])]),
  z.transform((said) => said === true || said === 'true'),
)

/** Text to look for. No engine stores control characters, and PostgreSQL does not even compare with them. */
export const textInAddress = (longest: number) =>
  z.string().check(z.maxLength(longest), z.refine(isPlain, { error: 'Take out control and invisible characters.' }))

export const NameInAddress = textInAddress(200).check(z.minLength(1))

/** A list in an address: `a,b`. */
export const list = z.pipe(
  z.string().check(z.maxLength(2000)),
  z.transform((text) => text.split(',').filter((part) => part !== '')),
)

/** ISO instant, or milliseconds since 1970. Becomes milliseconds. */
export const InstantInAddress = z.pipe(
  z.union([
    z.number(),
    z.string().check(
      z.refine((text) => /^\d{1,15}$/.test(text) || isInstant(text), {
        error: 'Give an instant such as 2026-11-22T10:00:00Z.',
      }),
    ),
  ]),
  z.transform((said) =>
    typeof said === 'number' ? said : /^\d+$/.test(said) ? Number(said) : Temporal.Instant.from(said).epochMilliseconds,
  ),
)

function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text)
    return true
  } catch {
    return false
  }
}

/** Which part of the organisation, by name or id. */
export const scope = {
  division: z.optional(NameInAddress),
  team: z.optional(NameInAddress),
}

/** What was true on that day (inclusive), as we knew it at that instant (inclusive). */
export const twoTimes = {
  asOf: z.optional(LedgerDay),
  knownAt: z.optional(InstantInAddress),
}

export const view = { measure: z._default(Measure, 'units'), ...scope, ...twoTimes }

export const location = z.optional(NameInAddress)
