import type { CalendarDay } from './calendar-day.ts'
import type { Balance, DayFacts, MilestoneStanding, PaceWindow } from './growth.ts'
import {
  balanceOn,
  baselineOn,
  cloudShare,
  milestonesOn,
  multipleOf,
  paceBetween,
  requiredPace,
  runningBalances,
} from './growth.ts'
import type { Programme } from './programme.ts'
import type { Measure } from './units.ts'
import type { Entry, FactName, Facts, KindOf } from './workload-facts.ts'
import { factNames, movedNames, noFacts, serviceDays } from './workload-facts.ts'

/** A row of the ledger with all that a replay asks for; corrections are among them. */
export interface LedgerMove extends Entry {
  readonly id: number
  readonly recordedAt: number
  /** The move that it takes back. */
  readonly reverses: number | null
}

/**
 * Why a figure is another one now than it was in a report. *corrected*: an entry that stood then was taken back, and what
 * was logged in its place in the same stroke. *late*: it happened up to the day of the report, and was logged after it.
 * *since*: it happened after that day.
 */
export const reviewCauses = ['corrected', 'late', 'since'] as const
export type ReviewCause = (typeof reviewCauses)[number]

/** A report: its day, and the instant up to which the ledger was known. */
export interface Report {
  readonly day: CalendarDay
  readonly instant: number
}

/**
 * By which cause each move of one service counts now and did not then; those that a report knew are left out, and so is
 * what was logged and taken back after it, since nobody was ever told of it.
 */
export function causesOf(moves: readonly LedgerMove[], report: Report): Map<number, ReviewCause> {
  const byId = new Map(moves.map((move) => [move.id, move]))
  const isFresh = ({ recordedAt }: LedgerMove) => recordedAt > report.instant
  const fresh = moves.filter(isFresh)
  const undone = new Set<number>()
  /** The strokes that took something known back, by day. */
  const strokes = new Set<string>()
  for (const { id, reverses, recordedAt, day } of fresh) {
    if (reverses === null) continue
    const original = byId.get(reverses)
    if (original === undefined || !isFresh(original)) strokes.add(`${recordedAt} ${day}`)
    else undone.add(id).add(reverses)
  }
  const causes = new Map<number, ReviewCause>()
  for (const { id, reverses, recordedAt, day } of fresh) {
    if (undone.has(id)) continue
    const replaces = reverses !== null || strokes.has(`${recordedAt} ${day}`)
    causes.set(id, day > report.day ? 'since' : replaces ? 'corrected' : 'late')
  }
  return causes
}

/** What of the moves stands: neither a reversal, nor taken back by one that is among them. */
function standing(moves: readonly LedgerMove[]): LedgerMove[] {
  const takenBack = new Set(moves.map(({ reverses }) => reverses))
  return moves.filter(({ id, reverses }) => reverses === null && !takenBack.has(id))
}

/** The days of a ledger up to the report's, at each step from what was known then to what is known now. */
export interface ReviewSteps<Days> {
  readonly reported: Days
  readonly corrected: Days
  readonly late: Days
}

/**
 * What is known now of the days up to a report, taken back step by step to what was known then. `books` are the whole
 * books of the services of which something was recorded later for one of those days: every other one is as it was.
 */
export function reviewSteps(
  known: readonly DayFacts[],
  books: Iterable<readonly LedgerMove[]>,
  report: Report,
  kindOf: KindOf,
): ReviewSteps<DayFacts[]> {
  const late = known.filter(({ day }) => day <= report.day)
  const reported = summing(late)
  const corrected = summing(late)
  for (const book of books) {
    const upTo = book.filter(({ day }) => day <= report.day)
    const causes = causesOf(upTo, report)
    // What was logged and taken back later is in none of the steps: it cancels itself.
    const knownThen = upTo.filter(({ recordedAt }) => recordedAt <= report.instant)
    const afterCorrections = upTo.filter(
      ({ id, recordedAt }) => recordedAt <= report.instant || causes.get(id) === 'corrected',
    )
    const now = daysOf(upTo, kindOf)
    for (const [sum, moves] of [
      [reported, knownThen],
      [corrected, afterCorrections],
    ] as const) {
      sum.add(now, -1)
      sum.add(daysOf(moves, kindOf), 1)
    }
  }
  return { reported: reported.days(), corrected: corrected.days(), late }
}

const daysOf = (moves: readonly LedgerMove[], kindOf: KindOf) =>
  serviceDays(
    standing(moves).sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : one.id - other.id)),
    kindOf,
  )

function summing(known: readonly DayFacts[]) {
  const sums = new Map<CalendarDay, Facts>(known.map(({ day, facts }) => [day, { ...facts }]))
  return {
    add(days: readonly { readonly day: CalendarDay; readonly facts: Facts }[], sign: 1 | -1): void {
      for (const { day, facts } of days) {
        const sum = sums.get(day) ?? noFacts()
        sums.set(day, sum)
        for (const name of factNames) sum[name as FactName] += sign * facts[name]
      }
    },
    days: (): DayFacts[] =>
      [...sums]
        .map(([day, facts]) => ({ day, facts }))
        .filter(({ facts }) => movedNames.some((name) => facts[name] !== 0))
        .sort((one, other) => (one.day < other.day ? -1 : 1)),
  }
}

/** What a report leads with, at the end of its day. */
export interface ReviewFigures {
  readonly cloud: number
  readonly onPrem: number
  readonly baseline: number
  readonly multiple: number | null
  readonly share: number | null
  readonly milestones: readonly MilestoneStanding[]
  readonly requiredPerCycle: number | null
  readonly runningPerCycle: number | null
}

export function reviewFigures(
  days: readonly DayFacts[],
  {
    asOf,
    measure,
    programme,
    paceOver,
  }: {
    readonly asOf: CalendarDay
    readonly measure: Measure
    readonly programme: Pick<Programme, 'baselineDay' | 'milestones' | 'targetMultiple' | 'targetDay' | 'cycleDays'>
    readonly paceOver: PaceWindow
  },
): ReviewFigures {
  const running = runningBalances(days, measure)
  const now: Balance = balanceOn(running, asOf)
  const baseline = baselineOn(running, programme.baselineDay, asOf).cloud
  const multiple = multipleOf(now.cloud, baseline)
  return {
    cloud: now.cloud,
    onPrem: now.onPrem,
    baseline,
    multiple,
    share: cloudShare(now),
    milestones: milestonesOn(running, programme.milestones, programme.baselineDay, asOf),
    requiredPerCycle: requiredPace({ multiple, asOf, ...programme }).perCycle,
    runningPerCycle: paceBetween(
      balanceOn(running, paceOver.from).cloud,
      balanceOn(running, paceOver.to).cloud,
      paceOver.cycles,
    ),
  }
}

/** A figure at each step: as it was reported, with corrections, with what was logged late too, and now. */
export type ReviewPath<Value> = readonly [reported: Value, corrected: Value, late: Value, now: Value]

/** By how much each cause changed a figure: the parts add up to the whole difference. */
export function partsOfPath([reported, corrected, late, now]: ReviewPath<number>): Readonly<
  Record<ReviewCause, number>
> {
  return { corrected: corrected - reported, late: late - corrected, since: now - late }
}

/** The step at which something came to be another than in the report; null where it is the same. The last one that changed it. */
export function causeOfChange<Value>(
  path: ReviewPath<Value>,
  isSame: (one: Value, other: Value) => boolean,
): ReviewCause | null {
  const [reported, , , now] = path
  if (isSame(reported, now)) return null
  const at = [2, 1, 0].find((step) => !isSame(path[step] as Value, path[step + 1] as Value)) ?? 2
  return reviewCauses[at] as ReviewCause
}

/**
 * A figure as it is shown, rounded to so many places at each step: what is shown of the parts is the difference of what is
 * shown, so that they add up to the last digit. Never rounded up to what would claim too much: a whole multiple, or all of a share.
 * null where it has no value at some step: then only the two ends are said.
 */
export function shownPath(path: ReviewPath<number | null>, places: number, never: 'whole' | 'all'): ShownPath {
  const scale = 10 ** places
  const rounded = path.map((value) => {
    if (value === null) return null
    const near = Math.round(value * scale) / scale
    const claims = never === 'whole' ? Number.isInteger(near) : near === 100
    return claims && near > value ? (Math.round(near * scale) - 1) / scale : near
  })
  const [reported = null, corrected = null, late = null, now = null] = rounded
  if (reported === null || corrected === null || late === null || now === null) return { reported, now, parts: null }
  const parts = partsOfPath([reported, corrected, late, now])
  const tidy = (part: number) => Math.round(part * scale) / scale
  return {
    reported,
    now,
    parts: { corrected: tidy(parts.corrected), late: tidy(parts.late), since: tidy(parts.since) },
  }
}

export interface ShownPath {
  readonly reported: number | null
  readonly now: number | null
  readonly parts: Readonly<Record<ReviewCause, number>> | null
}
