import * as z from 'zod/mini'
import { addDays, CalendarDay, type CalendarDay as Day, daysBetween, LedgerDay, later } from './calendar-day.ts'
import { Instant } from './move.ts'
import { Id, Name, NameOrId, searchable, Version, Words } from './names.ts'
import { Level } from './units.ts'

export const standUpTimes = ['morning', 'evening'] as const
export const StandUpTime = z.enum(standUpTimes)
export type StandUpTime = z.infer<typeof StandUpTime>

export const lineKinds = ['promise', 'progress', 'blocker', 'note'] as const
export const LineKind = z.enum(lineKinds)
export type LineKind = z.infer<typeof LineKind>

export const promiseAnswers = ['kept', 'partly', 'not-today', 'blocked'] as const
export const PromiseAnswer = z.enum(promiseAnswers)
export type PromiseAnswer = z.infer<typeof PromiseAnswer>

const LineWords = Words(2000)

export const NewStandUpLine = z
  .strictObject({
    team: NameOrId,
    /** Of the team; its today where nothing is said. */
    day: z.optional(LedgerDay),
    /** As the team's clock has it where nothing is said. */
    time: z.optional(StandUpTime),
    kind: LineKind,
    /** Whose line it is: a person, or the name of somebody from outside. Whoever types it where nothing is said. */
    author: z.optional(NameOrId),
    service: z.optional(NameOrId),
    /** What a promise will reach, per mille. A step is said in words. */
    level: z.optional(Level),
    text: z._default(LineWords, ''),
    /** Who sees to it, of a blocker. */
    owner: z.optional(Name),
  })
  .check(
    z.refine(({ kind, service }) => kind !== 'promise' || service !== undefined, {
      error: 'A promise names the service that it is about.',
      path: ['service'],
    }),
    z.refine(({ kind, level, text }) => kind !== 'promise' || level !== undefined || text !== '', {
      error: 'Say what it will reach today: a level such as 600 for 60 %, or a step in words.',
      path: ['level'],
    }),
    z.refine(({ kind, level }) => kind === 'promise' || level === undefined, {
      error: 'Only a promise has a level. Log one that is reached as a move.',
      path: ['level'],
    }),
    z.refine(({ kind, text }) => kind === 'promise' || text !== '', {
      error: 'Say it in words.',
      path: ['text'],
    }),
    z.refine(({ kind, owner }) => kind === 'blocker' || owner === undefined, {
      error: 'Only a blocker has somebody who sees to it.',
      path: ['owner'],
    }),
  )
export type NewStandUpLine = z.output<typeof NewStandUpLine>

export const StandUpLineChange = z.partial(
  z.strictObject({ service: NameOrId, level: z.nullable(Level), text: LineWords, time: StandUpTime }),
)
export type StandUpLineChange = z.infer<typeof StandUpLineChange>

/** What became of a promise, and what goes with it. */
export const NewAnswer = z
  .strictObject({
    answer: PromiseAnswer,
    /** Of whoever answers, at most two weeks back: of what was said without a network. The team's today where nothing is said. */
    day: z.optional(LedgerDay),
    /** What was reached, per mille: of what is partly there, and of a step that is known by its level. */
    level: z.optional(Level),
    /** Where the workload went, and where from, as a move says it. */
    from: z.optional(NameOrId),
    to: z.optional(NameOrId),
    evidence: z.optional(Words(500)),
    /** The day it is put off to; null drops it. The next working day where nothing is said. */
    carryTo: z.optional(z.nullable(LedgerDay)),
    /** Why it is dropped, what stops it, or a note. */
    words: z._default(LineWords, ''),
    /** Who sees to what stops it. */
    owner: z.optional(Name),
  })
  .check(
    z.refine(({ answer, level }) => level === undefined || answer === 'kept' || answer === 'partly', {
      error: 'A level is reached by what is kept, or partly.',
      path: ['level'],
    }),
    z.refine(({ answer, carryTo }) => carryTo === undefined || answer === 'not-today', {
      error: 'Only what is not done today is put off or dropped.',
      path: ['carryTo'],
    }),
    z.refine(({ carryTo, words }) => carryTo !== null || words !== '', {
      error: 'Say why it is dropped.',
      path: ['words'],
    }),
    z.refine(({ answer, words }) => answer !== 'blocked' || words !== '', {
      error: 'Say what stops it.',
      path: ['words'],
    }),
    z.refine(({ answer, owner }) => owner === undefined || answer === 'blocked', {
      error: 'Only what is blocked needs somebody who sees to it.',
      path: ['owner'],
    }),
  )
export type NewAnswer = z.output<typeof NewAnswer>

const Somebody = z.object({ person: z.nullable(Id), name: z.string() })
const LineOfDay = z.object({ id: Id, day: CalendarDay })

export const AnswerGiven = z.object({
  answer: PromiseAnswer,
  level: z.nullable(Level),
  words: z.string(),
  carriedTo: z.nullable(LineOfDay),
  blocker: z.nullable(Id),
  /** Moves that stand by it. Empty where the level was held already. */
  moves: z.array(Id),
  by: z.string(),
  at: Instant,
})

export const StandUpLine = z.object({
  id: Id,
  team: z.object({ id: Id, name: z.string() }),
  day: CalendarDay,
  time: StandUpTime,
  kind: LineKind,
  author: Somebody,
  /** Who typed it, where that was somebody else. */
  typedBy: z.nullable(z.string()),
  /** Whether whoever asks wrote or typed it. */
  isOwn: z.boolean(),
  /** With the level it is at now, per mille. */
  service: z.nullable(z.object({ id: Id, name: z.string(), level: z.nullable(z.int()) })),
  level: z.nullable(Level),
  text: z.string(),
  /** What a line of that kind opened. */
  blocker: z.nullable(Id),
  carriedFrom: z.nullable(LineOfDay),
  answer: z.nullable(AnswerGiven),
  recordedAt: Instant,
  isChanged: z.boolean(),
  isTakenBack: z.boolean(),
  version: Version,
})
export type StandUpLine = z.infer<typeof StandUpLine>

/** From this hour on, the clock of the team says evening: whoever comes back from lunch proves, and promises no more. */
const eveningFrom = 13

/** Which of the two stand-ups it is in a zone at an instant (milliseconds since 1970). */
export const standUpTimeIn = (zone: string, instant: number): StandUpTime =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).hour < eveningFrom ? 'morning' : 'evening'

/** Monday to Friday: on other days nobody is waited for. */
export const isWorkingDay = (day: Day): boolean => Temporal.PlainDate.from(day).dayOfWeek <= 5

/**
 * The day that "tomorrow" means to a team: the next one, or Monday where that is a weekend. Put off to a Saturday, a
 * promise would be broken by the calendar alone.
 */
export function nextWorkingDay(day: Day): Day {
  const { dayOfWeek } = Temporal.PlainDate.from(day)
  return addDays(day, dayOfWeek >= 5 ? 8 - dayOfWeek : 1)
}

/** The day that a promise is put off to by "not today": the next one from today on, also where it was for a day before. */
export const dayPutOffTo = (promisedFor: Day, today: Day): Day => nextWorkingDay(later(promisedFor, today))

/** So many days back a stand-up can still be written: later, nobody remembers, and the log takes the move. */
export const standUpDaysBack = 14

export const isTooOld = (day: Day, today: Day): boolean => daysBetween(day, today) > standUpDaysBack

/** A promise as figures see it. */
export interface Promised {
  readonly answer: PromiseAnswer | null
  /** The day for which it was made has passed where the team works. */
  readonly isOver: boolean
}

export const KeptFigures = z.object({
  /** Promises that are answered, or whose day has passed. */
  promised: z.int(),
  kept: z.int(),
  partly: z.int(),
  notToday: z.int(),
  blocked: z.int(),
  /** Their day has passed and nobody said what became of them: they count as promised, and not as kept. */
  unanswered: z.int(),
  /** Their day runs, or is to come: they count as neither yet. */
  open: z.int(),
})
export type KeptFigures = z.infer<typeof KeptFigures>

/** What became of promises. promised = kept + partly + notToday + blocked + unanswered. */
export function keptOf(promises: Iterable<Promised>): KeptFigures {
  const figures = { promised: 0, kept: 0, partly: 0, notToday: 0, blocked: 0, unanswered: 0, open: 0 }
  for (const { answer, isOver } of promises) {
    if (answer === null && !isOver) {
      figures.open++
      continue
    }
    figures.promised++
    figures[answer === null ? 'unanswered' : answer === 'not-today' ? 'notToday' : answer]++
  }
  return figures
}

/**
 * Whom a word after `@` means: the one who is called so, else the only one of whose names one begins so. undefined where
 * nobody does, or several do.
 */
export function personMeant<P extends { readonly name: string }>(said: string, people: readonly P[]): P | undefined {
  const text = searchable(said)
  const exact = people.find(({ name }) => searchable(name) === text)
  if (exact) return exact
  const begun = people.filter(({ name }) =>
    searchable(name)
      .split(/\s+/)
      .some((word) => word.startsWith(text)),
  )
  return begun.length === 1 ? begun[0] : undefined
}
