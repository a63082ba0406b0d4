import * as z from 'zod/mini'
import { CalendarDay } from './calendar-day.ts'
import { Instant } from './move.ts'
import { Id, Name, NameOrId } from './names.ts'
import { Measure } from './units.ts'
import { MessageLanguage } from './webhook.ts'

/** What a link opens, and nothing else: the brief, or the headline and the ladder to put into a page of others. */
export const sharedThings = ['brief', 'chart'] as const
export const SharedThing = z.enum(sharedThings)
export type SharedThing = z.infer<typeof SharedThing>

/** Days a link opens something for, today included: unless said otherwise, and at most. */
export const usualLinkDays = 30
export const longestLinkDays = 365

const frameHost = /^(?:https?:\/\/)?(?:\*\.)?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,9}(?::[0-9]{1,5})?$/

/**
 * A host whose pages may show a chart, as a policy names it: `wiki.example.com`, `*.example.com`, `https://wiki.example.com:8443`.
 * A star alone is every site there is, which is said by a field of its own; `*.com` would be nearly that.
 */
export const FrameHost = z.string().check(
  z.maxLength(253),
  z.trim(),
  z.toLowerCase(),
  z.refine((host) => frameHost.test(host) && !/\*\.[^.]*$/.test(host) && !/(^|[./])-|-([.:]|$)/.test(host), {
    error: 'Name a host, such as wiki.example.com or *.example.com. For every site there is, say so with anywhere.',
  }),
)

/** A link as people see it. What it ends with is shown once, when it is made, and stored nowhere. */
export const SharedLink = z.object({
  id: Id,
  name: z.string(),
  shows: SharedThing,
  measure: Measure,
  language: MessageLanguage,
  division: z.nullable(z.object({ id: Id, name: z.string() })),
  team: z.nullable(z.object({ id: Id, name: z.string() })),
  /** null where it shows the newest. */
  asOf: z.nullable(CalendarDay),
  knownAt: z.nullable(Instant),
  /** Hosts whose pages may show it in themselves, and whether any page may. */
  frames: z.array(z.string()),
  anywhere: z.boolean(),
  madeBy: z.string(),
  madeAt: Instant,
  expiresAt: Instant,
  usedAt: z.nullable(Instant),
  uses: z.int(),
  revokedAt: z.nullable(Instant),
  /** Whether it opens something now: not once it has ended, nor where whoever made it may not share that any more. */
  opens: z.boolean(),
})
export type SharedLink = z.infer<typeof SharedLink>

export const NewSharedLink = z
  .strictObject({
    name: Name,
    shows: SharedThing,
    measure: z._default(Measure, 'units'),
    language: z._default(MessageLanguage, 'en'),
    division: z.optional(z.nullable(NameOrId)),
    team: z.optional(z.nullable(NameOrId)),
    /** Left out or null: always the newest. With a day it stays as it is. */
    asOf: z.optional(z.nullable(CalendarDay)),
    /** As known at an instant; left out with a day: as known now. */
    knownAt: z.optional(z.nullable(Instant)),
    /** The last day on which it opens, in the programme's zone. */
    lastDay: z.optional(z.nullable(CalendarDay)),
    frames: z._default(z.array(FrameHost).check(z.maxLength(20)), []),
    anywhere: z._default(z.boolean(), false),
  })
  .check(
    z.refine(({ shows, frames, anywhere }) => shows === 'chart' || (frames.length === 0 && !anywhere), {
      error: 'Only a chart is shown in pages of others. Share a chart, or leave this out.',
      path: ['frames'],
    }),
    z.refine(({ frames, anywhere }) => !anywhere || frames.length === 0, {
      error: 'Name hosts, or say that any page may show it.',
      path: ['frames'],
    }),
    z.refine(
      ({ asOf, knownAt }) => knownAt === undefined || knownAt === null || (asOf !== undefined && asOf !== null),
      {
        error: 'As known at an instant it stays as it is, so name the day too.',
        path: ['knownAt'],
      },
    ),
  )
export type NewSharedLink = z.infer<typeof NewSharedLink>

/** What links begin with, so that scanners for leaked secrets know them. */
export const sharedLinkPrefix = 'tenfold_share_'

/** Who may show something in a page of theirs, as a policy says it. */
export const frameAncestors = ({ frames, anywhere }: Pick<SharedLink, 'frames' | 'anywhere'>): string =>
  anywhere ? '*' : frames.length === 0 ? "'none'" : frames.join(' ')
