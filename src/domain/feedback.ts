import * as z from 'zod/mini'
import { CalendarDay, daysBetween, LedgerDay } from './calendar-day.ts'
import { Instant } from './move.ts'
import { Id, Name, NameOrId, Version, Words } from './names.ts'
import { Zone } from './programme.ts'

/** What is rated, as a list that can be counted; the words say the rest. */
export const feedbackKinds = ['performance', 'reliability', 'function', 'developer-experience', 'cost'] as const
export const FeedbackKind = z.enum(feedbackKinds)
export type FeedbackKind = z.infer<typeof FeedbackKind>

export const Rating = z.int().check(z.gte(1, { error: 'Give 1 to 5.' }), z.lte(5, { error: 'Give 1 to 5.' }))

/** Nobody has looked; somebody has; somebody has answered, and nothing is left to do. */
export const feedbackStates = ['open', 'acknowledged', 'resolved'] as const
export const FeedbackState = z.enum(feedbackStates)
export type FeedbackState = z.infer<typeof FeedbackState>

/** Whoever sees to it, as of a blocker: a person of the organisation, or a name from outside of it. '' where nobody does. */
const Owner = z.union([z.literal(''), Name])

export const NewFeedback = z.strictObject({
  service: NameOrId,
  /** In the programme's zone, at most two weeks back: of what was said without a network. Today where nothing is said. */
  day: z.optional(LedgerDay),
  rating: Rating,
  kind: z._default(FeedbackKind, 'developer-experience'),
  /** Where whoever says it works: a region of the programme. */
  region: z.optional(z.nullable(NameOrId)),
  words: z._default(Words(4000), ''),
  /** What whoever comes by a link calls themselves; signed in, one gives one's own name. '' stays without. */
  name: z._default(z.union([z.literal(''), Name]), ''),
})
export type NewFeedback = z.output<typeof NewFeedback>

/** Triage: who sees to it, and what it belongs to. `null` takes a link away. */
export const FeedbackChange = z.partial(
  z.strictObject({ owner: Owner, kind: FeedbackKind, blocker: z.nullable(Id), move: z.nullable(Id) }),
)
export type FeedbackChange = z.infer<typeof FeedbackChange>

const Named = z.object({ id: Id, name: z.string() })
const Done = z.object({ at: Instant, by: z.string() })

export const Feedback = z.object({
  id: Id,
  service: Named,
  team: Named,
  rating: z.int(),
  kind: FeedbackKind,
  region: z.nullable(Named),
  words: z.string(),
  /** '' where whoever came by a link gave no name. */
  givenBy: z.string(),
  givenAt: Instant,
  givenOn: CalendarDay,
  /** The pulse it belongs to; null before the service moved, and on the day it did. */
  pulse: z.nullable(z.int()),
  state: FeedbackState,
  /** With the person's number where the name is one of the organisation's. */
  owner: z.nullable(z.object({ person: z.nullable(Id), name: z.string() })),
  acknowledged: z.nullable(Done),
  /** The first answer's instant stays when its words are mended. */
  answer: z.nullable(z.object({ at: Instant, by: z.string(), words: z.string() })),
  resolved: z.nullable(Done),
  blocker: z.nullable(Id),
  /** The move back that it led to. */
  move: z.nullable(Id),
  version: Version,
})
export type Feedback = z.infer<typeof Feedback>

/** Days after a service moved on which its people are asked; each pulse lasts until the next one, the last one as long as the one before. */
export const pulseDays = [1, 7, 30] as const
/** The last day of the last pulse. */
export const pulsesEnd = 59

/** So many days back feedback can still be given: as many as a browser keeps what it read. */
export const feedbackDaysBack = 14

/** The pulse to which a day belongs, by its distance from the day the service moved; null before the first and where it never moved. */
export function pulseOf(movedOn: CalendarDay | null, day: CalendarDay): number | null {
  if (movedOn === null) return null
  const since = daysBetween(movedOn, day)
  return pulseDays.findLast((first) => since >= first) ?? null
}

/** An average of fewer answers is withheld: it says more about who answered than about the service. */
export const leastForAverage = 5

/** The average rating of some answers, by their sum and number; null where it is withheld. */
export const averageRating = (sum: number, count: number): number | null =>
  count < leastForAverage ? null : sum / count

/** The middle of some times in milliseconds, in whole minutes, rounded half up; null of none. */
export function medianMinutes(times: readonly number[]): number | null {
  if (times.length === 0) return null
  const sorted = Float64Array.from(times).sort()
  const middle = sorted.length >> 1
  const upper = sorted[middle] as number
  const median = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2
  return Math.round(median / 60_000)
}

/** One day's answers about one thing: what an engine sums, so that no answer leaves it one by one. */
export interface RatedDay {
  readonly group: number
  readonly day: CalendarDay
  readonly count: number
  readonly sum: number
}

export interface RatingTrend {
  readonly group: number
  readonly count: number
  readonly sum: number
  /** For each week's end what was given since the one before. */
  readonly weeks: { count: number; sum: number }[]
}

/** Ratings by group, and in each by week; `ends` rise, and days after the last are left out. Costs the days times the weeks. */
export function ratingTrends(days: Iterable<RatedDay>, ends: readonly CalendarDay[]): Map<number, RatingTrend> {
  const trends = new Map<number, RatingTrend & { count: number; sum: number }>()
  for (const { group, day, count, sum } of days) {
    const at = ends.findIndex((end) => day <= end)
    if (at === -1) continue
    let trend = trends.get(group)
    if (trend === undefined) {
      trend = { group, count: 0, sum: 0, weeks: ends.map(() => ({ count: 0, sum: 0 })) }
      trends.set(group, trend)
    }
    trend.count += count
    trend.sum += sum
    const week = trend.weeks[at] as { count: number; sum: number }
    week.count += count
    week.sum += sum
  }
  return trends
}

/** A part of the world with one clock, where people wait for answers. */
export const NewRegion = z.strictObject({
  name: Name,
  zone: Zone,
})
export const RegionChange = z.partial(NewRegion)
export const Region = z.object({
  id: Id,
  name: z.string(),
  zone: z.string(),
  version: Version,
  /** Feedback from there that nobody has answered, and since when the oldest of it waits. */
  waiting: z.int(),
  waitingSince: z.nullable(Instant),
})
export type Region = z.infer<typeof Region>
