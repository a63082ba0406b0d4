import * as z from 'zod/mini'
import { CalendarDay as Day, LedgerDay } from './calendar-day.ts'
import { Instant } from './move.ts'
import { Id, isPlain, Name, NameOrId, searchable, Version } from './names.ts'

/** Tags that every organisation has a word for; any other may be made up. */
export const knownTags = ['deadline', 'freeze', 'reorganisation'] as const
export type KnownTag = (typeof knownTags)[number]

export const mostTags = 8

/** A tag stands in addresses between commas. */
const Tag = Name.check(
  z.maxLength(40, { error: 'Use at most 40 characters for a tag.' }),
  z.refine((text) => !text.includes(','), { error: 'Use a tag without a comma.' }),
)

const Tags = z
  .array(Tag)
  .check(z.minLength(1, { error: 'Give one tag or more.' }), z.maxLength(mostTags, { error: 'Give at most 8 tags.' }))

/** One line beside a dot on a chart. */
const Said = Name.check(z.maxLength(120, { error: 'Use at most 120 characters.' }))

/** Where more is written about it. '' where nothing is. */
const Link = z.string().check(
  z.trim(),
  z.maxLength(2000, { error: 'Use at most 2000 characters.' }),
  z.refine((text) => text === '' || (isPlain(text) && /^https?:\/\/[^\s/]\S*$/i.test(text)), {
    error: 'Give an address that begins with https://',
  }),
)

const fields = {
  day: LedgerDay,
  /** The last day where it lasts several; null where it is of one. */
  until: z.nullable(LedgerDay),
  words: Said,
  tags: Tags,
  link: Link,
}

export const NewAnnotation = z
  .strictObject({
    ...fields,
    until: z._default(fields.until, null),
    link: z._default(Link, ''),
    /** Whose charts bear it: a division's, a team's, or everybody's where neither is named. */
    division: z.optional(NameOrId),
    team: z.optional(NameOrId),
  })
  .check(
    z.refine(({ division, team }) => division === undefined || team === undefined, {
      error: 'Name a division or a team, not both.',
      path: ['team'],
    }),
  )
export type NewAnnotation = z.output<typeof NewAnnotation>

export const AnnotationChange = z.partial(z.strictObject(fields))
export type AnnotationChange = z.infer<typeof AnnotationChange>

const Named = z.object({ id: Id, name: z.string() })

export const Annotation = z.object({
  id: Id,
  day: Day,
  until: z.nullable(Day),
  words: z.string(),
  /** In small letters, as they were given. */
  tags: z.array(z.string()),
  /** '' where there is none. */
  link: z.string(),
  /** Both null where it is of the whole organisation. */
  division: z.nullable(Named),
  team: z.nullable(Named),
  /** Begins after the day that is told of. */
  isAhead: z.boolean(),
  /** When and by whom it was said as it stands here. */
  recordedAt: Instant,
  recordedBy: z.string(),
  withdrawn: z.nullable(z.object({ at: Instant, by: z.string() })),
  version: Version,
})
export type Annotation = z.infer<typeof Annotation>

/** Each tag once, in small letters, so that `Freeze` and `freeze` are the same filter. */
export const tagsOf = (said: readonly string[]): string[] => [...new Set(said.map(searchable))]
