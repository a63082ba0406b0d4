import type { CalendarDay } from './calendar-day.ts'
import { addDays, daysBetween, earliestDay } from './calendar-day.ts'

export interface ReleaseCycle {
  /** From 1 at the anchor. */
  readonly number: number
  readonly firstDay: CalendarDay
  /** Inclusive. */
  readonly lastDay: CalendarDay
}

/** A cycle as it is laid out. */
export interface LaidCycle extends ReleaseCycle {
  /** Somebody set its last day: no other usual length moves it, though it may be as long as usual. */
  readonly isEndSet: boolean
}

/**
 * The cycles of a programme: those that are stored, which say themselves when they run, and behind them as many as wanted,
 * generated at the usual length. Days of the calendar only, so no zone and no daylight saving changes a length.
 */
export interface Train {
  readonly cycleAnchor: CalendarDay
  readonly cycleDays: number
  /** In order from number 1, without gap or overlap. Left out where none is stored yet. */
  readonly cycles?: readonly ReleaseCycle[]
}

/** The cycle a day lies in; null before the first. */
export function cycleOn(train: Train, day: CalendarDay): ReleaseCycle | null {
  const { cycles = [], cycleDays } = train
  const last = cycles.at(-1)
  if (last && day <= last.lastDay) return storedOn(cycles, day)
  const next = cycleNumbered(train, cycles.length + 1)
  const days = daysBetween(next.firstDay, day)
  return days < 0 ? null : cycleNumbered(train, next.number + Math.floor(days / cycleDays))
}

/** The last that begins on the day or before it: halves what is left, as there may be thousands. */
function storedOn(cycles: readonly ReleaseCycle[], day: CalendarDay): ReleaseCycle | null {
  let from = 0
  let to = cycles.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((cycles[middle] as ReleaseCycle).firstDay <= day) from = middle + 1
    else to = middle
  }
  return cycles[from - 1] ?? null
}

export function cycleNumbered({ cycleAnchor, cycleDays, cycles = [] }: Train, number: number): ReleaseCycle {
  const stored = cycles[number - 1]
  if (stored) return stored
  const last = cycles.at(-1)
  const firstDay =
    last === undefined
      ? addDays(cycleAnchor, (number - 1) * cycleDays)
      : addDays(last.lastDay, 1 + (number - last.number - 1) * cycleDays)
  return { number, firstDay, lastDay: addDays(firstDay, cycleDays - 1) }
}

/** Every cycle that has a day between the two, both inclusive. */
export function cyclesBetween(train: Train, from: CalendarDay, to: CalendarDay): ReleaseCycle[] {
  const cycles: ReleaseCycle[] = []
  const { firstDay } = cycleNumbered(train, 1)
  const first = cycleOn(train, from < firstDay ? firstDay : from)
  for (let cycle = first; cycle && cycle.firstDay <= to; cycle = cycleNumbered(train, cycle.number + 1))
    cycles.push(cycle)
  return cycles
}

export const daysOf = ({ firstDay, lastDay }: Pick<ReleaseCycle, 'firstDay' | 'lastDay'>): number =>
  daysBetween(firstDay, lastDay) + 1

/** Whether it ends in a year of four digits: days compare as text, and a later one could not be read again. */
export const fitsCalendar = ({ lastDay }: ReleaseCycle): boolean => lastDay.length === earliestDay.length

/** The cycles with another end of one of them: all later ones keep their lengths and shift by as much. */
export function withEnd(cycles: readonly LaidCycle[], number: number, lastDay: CalendarDay): LaidCycle[] {
  const moved = cycles.find((cycle) => cycle.number === number)
  const shift = moved === undefined ? 0 : daysBetween(moved.lastDay, lastDay)
  return cycles.map((cycle) => {
    if (cycle.number < number) return cycle
    if (cycle.number === number) return { ...cycle, lastDay, isEndSet: true }
    return { ...cycle, firstDay: addDays(cycle.firstDay, shift), lastDay: addDays(cycle.lastDay, shift) }
  })
}

/** As long as a cycle may be. */
export const mostCycleDays = 366

/**
 * The cycles with another usual length for all from a number on, one after the other. One whose end somebody set ends on that
 * day still, or where it would begin after it, keeps its length.
 */
export function withLength(
  train: Omit<Train, 'cycles'> & { readonly cycles: readonly LaidCycle[] },
  from: number,
): LaidCycle[] {
  const { cycles } = train
  const laid = cycles.slice(0, from - 1)
  for (const cycle of cycles.slice(from - 1)) {
    const next = cycleNumbered({ ...train, cycles: laid }, cycle.number)
    const days = daysOf(cycle)
    const daysToEnd = daysBetween(next.firstDay, cycle.lastDay) + 1
    const keepsEnd = daysToEnd >= 1 && daysToEnd <= mostCycleDays
    const lastDay = keepsEnd ? cycle.lastDay : addDays(next.firstDay, days - 1)
    laid.push(cycle.isEndSet ? { ...next, lastDay, isEndSet: true } : { ...next, isEndSet: false })
  }
  return laid
}

/**
 * The number of the cycle that what is left of another one goes into: the next that is neither closed nor over, since in a
 * late one nothing can be done any more, and what is put into it would wait there unseen.
 */
export const carriesInto = (
  cycles: readonly { readonly number: number; readonly lastDay: CalendarDay; readonly closedAt: unknown }[],
  from: number,
  today: CalendarDay,
): number =>
  cycles.find(({ number, lastDay, closedAt }) => number > from && closedAt === null && lastDay >= today)?.number ??
  from + 1

export const cycleStates = ['planned', 'running', 'late', 'closed'] as const
export type CycleState = (typeof cycleStates)[number]

/** Only a person closes a cycle: past its end it is late, for as long as that takes. */
export function stateOf(
  { firstDay, lastDay, closedAt }: Pick<ReleaseCycle, 'firstDay' | 'lastDay'> & { readonly closedAt: number | null },
  today: CalendarDay,
): CycleState {
  if (closedAt !== null) return 'closed'
  if (today < firstDay) return 'planned'
  return today > lastDay ? 'late' : 'running'
}
