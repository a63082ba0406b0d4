import * as z from 'zod/mini'
import { addDays, type CalendarDay, CalendarDay as Day, daysBetween, LedgerDay } from './calendar-day.ts'
import { Instant } from './move.ts'
import { Id, Name, NameOrId, Version, Words } from './names.ts'

/** What stops it, as a list that can be counted; the words say the rest. */
export const blockerKinds = [
  'access',
  'approval',
  'capacity',
  'data',
  'dependency',
  'network',
  'technical',
  'vendor',
  'other',
] as const
export const BlockerKind = z.enum(blockerKinds)
export type BlockerKind = z.infer<typeof BlockerKind>

const What = Words(2000).check(z.minLength(1, { error: 'Say what stops it.' }))
/** Whoever sees to it: a person of the organisation, or a name from outside of it, such as a vendor's. '' where nobody does. */
const Owner = z.union([z.literal(''), Name])

export const NewBlocker = z
  .strictObject({
    /** What it stops; its team is the service's, whichever that becomes. */
    service: z.optional(NameOrId),
    /** Where it stops no single service. */
    team: z.optional(NameOrId),
    kind: z._default(BlockerKind, 'other'),
    what: What,
    owner: z._default(Owner, ''),
    /** Today where nothing is said. */
    since: z.optional(LedgerDay),
  })
  .check(
    z.refine(({ service, team }) => (service === undefined) !== (team === undefined), {
      error: 'Name the service that it stops, or a team where it stops no single one.',
      path: ['service'],
    }),
  )
export type NewBlocker = z.output<typeof NewBlocker>

export const BlockerChange = z.partial(
  z.strictObject({ kind: BlockerKind, what: What, owner: Owner, since: LedgerDay }),
)
export type BlockerChange = z.infer<typeof BlockerChange>

export const Blocker = z.object({
  id: Id,
  team: z.object({ id: Id, name: z.string() }),
  service: z.nullable(z.object({ id: Id, name: z.string() })),
  kind: BlockerKind,
  what: z.string(),
  /** With the person's number where the name is one of the organisation's. */
  owner: z.nullable(z.object({ person: z.nullable(Id), name: z.string() })),
  since: Day,
  /** How many days it has stood, or stood until it was resolved: 0 on its first. */
  days: z.int(),
  /** Stands as long as the programme allows, or longer. */
  isEscalated: z.boolean(),
  openedAt: Instant,
  openedBy: z.string(),
  resolved: z.nullable(z.object({ on: Day, by: z.string(), note: z.string() })),
  version: Version,
})
export type Blocker = z.infer<typeof Blocker>

/** A blocker stands from a day until the day before it was resolved; one of a single day stands for none. */
export interface BlockerSpan {
  readonly since: CalendarDay
  /** null while it stands. */
  readonly resolvedOn: CalendarDay | null
}

/** Days that a blocker has stood at the end of a day, or stood until it was resolved. */
export const daysStood = ({ since, resolvedOn }: BlockerSpan, at: CalendarDay): number =>
  Math.max(0, daysBetween(since, resolvedOn !== null && resolvedOn <= at ? resolvedOn : at))

export const standsAt = ({ since, resolvedOn }: BlockerSpan, at: CalendarDay): boolean =>
  since <= at && (resolvedOn === null || resolvedOn > at)

/** The first ages in days of the bands in which standing blockers are counted: each reaches to the next. */
export const ageBands = [0, 4, 8, 15, 29] as const

/**
 * How many blockers of each age stand at the end of some days, which rise: a row for each day, a count for each band.
 * Costs the blockers times the bands, and the days, whatever their ages.
 */
export function ageing(spans: Iterable<BlockerSpan>, days: readonly CalendarDay[]): number[][] {
  // By how much each count changes from the day before to this one, so that no blocker is counted day by day.
  const changes = ageBands.map(() => new Array<number>(days.length + 1).fill(0))
  const firstAt = (from: CalendarDay) => lowerBound(days, from)
  for (const { since, resolvedOn } of spans) {
    const end = resolvedOn === null ? days.length : firstAt(resolvedOn)
    ageBands.forEach((band, at) => {
      const next = ageBands[at + 1]
      const from = firstAt(addDays(since, band))
      const to = Math.min(end, next === undefined ? days.length : firstAt(addDays(since, next)))
      if (from >= to) return
      const change = changes[at] as number[]
      change[from] = (change[from] as number) + 1
      change[to] = (change[to] as number) - 1
    })
  }
  const counts = ageBands.map(() => 0)
  return days.map((_, day) =>
    counts.map((_, band) => {
      counts[band] = (counts[band] as number) + (changes[band]?.[day] as number)
      return counts[band] as number
    }),
  )
}

function lowerBound(days: readonly CalendarDay[], from: CalendarDay): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((days[middle] as CalendarDay) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** The median of the days that blockers stood until they were resolved, in halves of a day; null where none was. */
export function medianDaysToResolve(spans: Iterable<BlockerSpan>): number | null {
  const stood = [...spans]
    .flatMap(({ since, resolvedOn }) => (resolvedOn === null ? [] : [Math.max(0, daysBetween(since, resolvedOn))]))
    .sort((one, other) => one - other)
  if (stood.length === 0) return null
  const middle = stood.length >> 1
  const upper = stood[middle] as number
  return stood.length % 2 === 1 ? upper : ((stood[middle - 1] as number) + upper) / 2
}
