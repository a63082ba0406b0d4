import { chanceOf } from './chance.ts'
import type { WeekVector } from './forecast-weeks.ts'
import { within } from './forecast-weeks.ts'

/** At most so many weeks in a row are taken from the past at once: a release cycle, so that what follows on what stays. */
export const blockWeeks = 8
/** No run goes on for longer: 520 weeks are ten years. */
export const mostWeeks = 520
/** Runs of a forecast that is shown. */
export const usualRuns = 10_000
/** Everywhere the same, so that the same data gives the same answer. */
export const usualSeed = 10

export interface RunsQuestion {
  /** Weeks to draw from, one after another, oldest first; at least one is not left out. */
  readonly weeks: readonly WeekVector[]
  /** Which of them are left out, by their place. */
  readonly leftOut?: ReadonlySet<number>
  /** What runs in cloud, and what is on-premises and to be moved, at the end of the day that the runs start from. */
  readonly now: { readonly cloud: number; readonly onPrem: number }
  /** Amounts in cloud to be reached, rising, each above what runs there now. */
  readonly targets: readonly number[]
  /** Days ahead at whose end amounts are wanted, rising. */
  readonly marks: readonly number[]
  readonly runs: number
  readonly seed: number
  /** Whether runs go on after the last mark until everything is reached. */
  readonly untilReached: boolean
}

export interface Runs {
  /** For each target, the week in which each run reaches it, counted from 1; `never` for none. Not sorted. */
  readonly arrivals: readonly Uint16Array[]
  /** The same for nothing left on-premises. */
  readonly emptied: Uint16Array
  /** For each mark what each run holds then. Not sorted. */
  readonly cloud: readonly Float64Array[]
  readonly onPrem: readonly Float64Array[]
  /** Net migrated from now on. */
  readonly migrated: readonly Float64Array[]
}

export const never = 0xffff

/**
 * Runs into the future, each made of the programme's own past weeks. A run first draws how far back it looks, from the last
 * eight weeks to all of them, since nobody knows how long a pace will last; then it draws blocks of up to eight consecutive
 * weeks from that stretch, every week as likely as any other, until it is through. The three changes of a week stay together.
 * Nothing is taken that is not there: what a week would take from on-premises beyond what is left does not move.
 *
 * Amounts are whole numbers in doubles, and never past 2^53 − 1: a run that gets there stays there, as a ledger would refuse
 * more. So no sum is ever rounded, and every engine says the same. Weeks × runs steps.
 */
export function runAhead(question: RunsQuestion): Runs {
  const { now, targets, marks, runs, seed, untilReached } = question
  const past = drawable(question)
  const { count, places, firstFrom } = past
  const arrivals = targets.map(() => new Uint16Array(runs).fill(never))
  const emptied = new Uint16Array(runs).fill(never)
  const holding = () => marks.map(() => new Float64Array(runs))
  const [cloudAt, onPremAt, migratedAt] = [holding(), holding(), holding()]
  const lastPlace = places[count - 1] as number
  const least = Math.min(blockWeeks, count)

  const [cloudOf, onPremOf, migratedOf] = [past.cloud, past.onPrem, past.migrated]
  const marked = marks.length
  const targeted = targets.length

  for (let run = 0; run < runs; run++) {
    // A stream for each run: where one ends earlier as something else is asked, the others stay as they were.
    const draw = chanceOf(seed, run)
    const first = count - least - draw(count - least + 1)
    const firstPlace = places[first] as number
    const starts = lastPlace - firstPlace + blockWeeks
    let at = 0
    let end = 0
    let week = 0
    let mark = 0
    let target = 0
    let cloud = now.cloud
    let onPrem = now.onPrem
    let migrated = 0
    let isEmpty = onPrem === 0
    while (week < mostWeeks && (mark < marked || (untilReached && (target < targeted || !isEmpty)))) {
      while (at >= end) {
        // A block may hang over either end of the stretch, so that the weeks at its ends are as likely as those within.
        const start = firstPlace - blockWeeks + 1 + draw(starts)
        at = Math.max(first, firstFrom[Math.max(0, start)] as number)
        end = firstFrom[Math.min(lastPlace + 1, start + blockWeeks)] as number
      }
      let cloudChange = cloudOf[at] as number
      let onPremChange = onPremOf[at] as number
      let moved = migratedOf[at] as number
      at++
      const missing = -(onPrem + onPremChange)
      if (missing > 0) {
        const staying = Math.min(missing, Math.max(0, moved))
        cloudChange -= staying
        moved -= staying
        onPremChange = -onPrem
      }
      if (cloud + cloudChange < 0) cloudChange = -cloud
      while (mark < marked && (marks[mark] as number) <= 7 * (week + 1)) {
        const days = (marks[mark] as number) - 7 * week
        ;(cloudAt[mark] as Float64Array)[run] = within(cloud + partOf(cloudChange, days))
        ;(onPremAt[mark] as Float64Array)[run] = within(onPrem + partOf(onPremChange, days))
        ;(migratedAt[mark] as Float64Array)[run] = within(migrated + partOf(moved, days))
        mark++
      }
      week++
      cloud += cloudChange
      onPrem += onPremChange
      migrated += moved
      if (past.mayGrowTooLarge) {
        cloud = within(cloud)
        onPrem = within(onPrem)
        migrated = within(migrated)
      }
      while (target < targeted && cloud >= (targets[target] as number)) {
        ;(arrivals[target] as Uint16Array)[run] = week
        target++
      }
      if (!isEmpty && onPrem === 0) {
        isEmpty = true
        emptied[run] = week
      }
    }
  }
  return { arrivals, emptied, cloud: cloudAt, onPrem: onPremAt, migrated: migratedAt }
}

/** So many days' part of a week's change, cut to a whole number; all seven are the change itself. */
function partOf(change: number, days: number): number {
  if (days === 7) return change
  const rest = change % 7
  return ((change - rest) / 7) * days + Math.trunc((rest * days) / 7)
}

/** The weeks that may be drawn, each with its place among all; and the first of them at or after each place. */
function drawable({ weeks, leftOut, now }: RunsQuestion) {
  const places: number[] = []
  weeks.forEach((_, place) => {
    if (!leftOut?.has(place)) places.push(place)
  })
  const of = (name: keyof WeekVector): Float64Array =>
    Float64Array.from(places.map((place) => (weeks[place] as WeekVector)[name]))
  const firstFrom: number[] = []
  let next = 0
  for (let place = 0; place <= weeks.length; place++) {
    while (next < places.length && (places[next] as number) < place) next++
    firstFrom.push(next)
  }
  const changes = { cloud: of('cloud'), onPrem: of('onPrem'), migrated: of('migrated') }
  const largest = Object.values(changes).reduce(
    (most, its) => its.reduce((top, one) => Math.max(top, Math.abs(one)), most),
    0,
  )
  // A change can be made larger once more, by what stays on-premises.
  const mayGrowTooLarge = now.cloud + now.onPrem + 2 * mostWeeks * largest > Number.MAX_SAFE_INTEGER
  return { count: places.length, places, firstFrom, ...changes, mayGrowTooLarge }
}

/** The amount that at least so many in a hundred runs reach. */
export const reachedBy = (sorted: Float64Array, percent: number): number =>
  sorted[Math.floor(((100 - percent) * sorted.length) / 100)] as number

/** The week by which so many in a hundred runs are there; null where fewer ever are. */
export function thereBy(sorted: Uint16Array, percent: number): number | null {
  const week = sorted[Math.ceil((percent * sorted.length) / 100) - 1] as number
  return week === never ? null : week
}
