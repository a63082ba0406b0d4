import type { CalendarDay } from './calendar-day.ts'
import type { Measure } from './units.ts'

/**
 * What a cycle promised and what it delivered, as the figures of release cycles are defined: an amount is in the smallest
 * part of the programme's unit, or counts services.
 */

/** A promised service: the units that were promised, and its net units from on-premises to cloud within the cycle. */
export interface Promised {
  readonly units: number
  readonly net: number
}

/**
 * How much of a promise was kept. In units no more than promised and never less than nothing; by services 1 once the
 * promised units have all moved, so that a beginning does not count as done.
 */
export function keptOf({ units, net }: Promised, measure: Measure): number {
  if (measure === 'units') return Math.min(units, Math.max(0, net))
  return net >= units ? 1 : 0
}

export const promisedOf = ({ units }: Pick<Promised, 'units'>, measure: Measure): number =>
  measure === 'units' ? units : 1

export interface Delivery {
  readonly committed: number
  /** Net migrated within the cycle: roll-backs are taken away. */
  readonly delivered: number
  /** Delivered of the committed. */
  readonly kept: number
  /** Delivered, and not of the committed. Below zero where roll-backs of other services outweigh it. */
  readonly unplanned: number
  /** Kept of committed, 0 to 1; null where nothing was committed. */
  readonly sayDo: number | null
}

/** What was promised against what was delivered; `delivered` is the net migrated amount of the cycle, of all services. */
export function deliveryOf(promised: Iterable<Promised>, delivered: number, measure: Measure): Delivery {
  let committed = 0
  let kept = 0
  for (const one of promised) {
    committed += promisedOf(one, measure)
    kept += keptOf(one, measure)
  }
  return { committed, delivered, kept, unplanned: delivered - kept, sayDo: committed === 0 ? null : kept / committed }
}

export const outcomes = ['delivered', 'partly', 'not-begun', 'rolled-back', 'moved-before', 'retired'] as const
export type Outcome = (typeof outcomes)[number]

/** Units of a promised service at the end of the day that is told of, and as the cycle began. */
export interface Standing {
  readonly onPrem: number
  /** Where everything on-premises is promised, at the end of the first day; else at the end of the day before it. */
  readonly onPremBefore: number
  /** Likewise in cloud. */
  readonly cloudBefore: number
  /** What came back from cloud within the cycle, by moves that stand, whether it went there within the cycle or before. */
  readonly back: number
}

/** What became of a promised service. Rolled back is what came back, and of which nothing stays moved on balance. */
export function outcomeOf({ units, net }: Promised, { onPrem, onPremBefore, cloudBefore, back }: Standing): Outcome {
  if (net >= units) return 'delivered'
  // Nothing is left to move. What ran in cloud alone as the cycle began had moved before; all else was switched off
  // on-premises, though it may have begun to move, or have been born in cloud since.
  if (onPrem === 0) return onPremBefore === 0 && cloudBefore > 0 ? 'moved-before' : 'retired'
  if (net > 0) return 'partly'
  return back > 0 ? 'rolled-back' : 'not-begun'
}

/** Units that are promised and still to be moved: no more than there is left on-premises. */
export const leftOf = ({ units, net }: Promised, onPrem: number): number =>
  Math.max(0, Math.min(onPrem, units - Math.max(0, net)))

/** A commitment taken apart: kept + left + retired + moved before = committed, exactly, in both measures. */
export interface Parts {
  readonly kept: number
  /** Still to be moved. */
  readonly left: number
  /** Went from on-premises to outside: switched off, not moved. */
  readonly retired: number
  /** Had left on-premises for cloud as the cycle began. */
  readonly movedBefore: number
}

/** By services each stands in one part, that of its outcome. */
export function partsOfPromise(one: Promised & Standing, measure: Measure): Parts {
  const kept = keptOf(one, measure)
  if (measure === 'services') {
    const outcome = outcomeOf(one, one)
    const [retired, movedBefore] = [Number(outcome === 'retired'), Number(outcome === 'moved-before')]
    return { kept, left: 1 - kept - retired - movedBefore, retired, movedBefore }
  }
  const left = leftOf(one, one.onPrem)
  const gone = one.units - kept - left
  const movedBefore = Math.min(gone, Math.max(0, one.units - one.onPremBefore), one.cloudBefore)
  return { kept, left, retired: gone - movedBefore, movedBefore }
}

/** The same of all that was promised. */
export function partsOfPromises(promised: Iterable<Promised & Standing>, measure: Measure): Parts {
  const sum = { kept: 0, left: 0, retired: 0, movedBefore: 0 }
  for (const one of promised) {
    const its = partsOfPromise(one, measure)
    for (const part of ['kept', 'left', 'retired', 'movedBefore'] as const) sum[part] += its[part]
  }
  return sum
}

/** What a day of a service's book changed: units from on-premises to cloud less the way back, and units on-premises. */
export interface BookDay {
  readonly day: CalendarDay
  readonly net: number
  readonly onPrem: number
}

/**
 * By how much the retired part of a commitment grew or shrank on each day on which it did, from promised services with the
 * days of their books within the cycle, in order. What was retired before the first day of a cycle is of that day.
 */
export function retiredByDay(
  promised: readonly { readonly one: Promised & Standing; readonly book: readonly BookDay[] }[],
  firstDay: CalendarDay,
  measure: Measure,
): Map<CalendarDay, number> {
  const days = new Map<CalendarDay, number>()
  for (const { one, book } of promised) {
    // Walked backwards: how it stands at the end is known.
    let { net, onPrem } = one
    let after = partsOfPromise(one, measure).retired
    for (const its of book.toReversed()) {
      if (its.day <= firstDay) break
      net -= its.net
      onPrem -= its.onPrem
      const before = partsOfPromise({ ...one, net, onPrem }, measure).retired
      if (after !== before) days.set(its.day, (days.get(its.day) ?? 0) + after - before)
      after = before
    }
    if (after !== 0) days.set(firstDay, (days.get(firstDay) ?? 0) + after)
  }
  return days
}

/** What stood on-premises at the end of each day of services that arrived there after the commitment, by the days of their books. */
export function arrivedByDay(
  books: readonly (readonly BookDay[])[],
  days: readonly CalendarDay[],
  measure: Measure,
): number[] {
  const change = new Map<CalendarDay, number>()
  for (const book of books) {
    let onPrem = 0
    for (const its of book) {
      const before = measure === 'units' ? onPrem : Number(onPrem > 0)
      onPrem += its.onPrem
      const after = measure === 'units' ? onPrem : Number(onPrem > 0)
      change.set(its.day, (change.get(its.day) ?? 0) + after - before)
    }
  }
  let stands = 0
  return days.map((one) => {
    stands += change.get(one) ?? 0
    return stands
  })
}

export interface BurnUpPoint {
  readonly day: CalendarDay
  /** What stands in the plan at the end of the day; on the first day it is the commitment. */
  readonly scope: number
  /** Net migrated since the cycle began. null on days to come. */
  readonly delivered: number | null
  /** Of the committed, what was switched off on-premises by then. null on days to come. */
  readonly retired: number | null
  /** A straight line from nothing to the commitment on the last day. */
  readonly ideal: number
}

export interface BurnUpQuestion {
  readonly days: readonly CalendarDay[]
  /** In the order of the days: what stands in the plan at the end of each; days to come carry what stands now. */
  readonly scope: readonly number[]
  readonly committed: number
  /** The net migrated amount of days on which anything moved. */
  readonly migrated: ReadonlyMap<CalendarDay, number>
  /** By how much the retired part of the commitment changed, on days on which it did. */
  readonly retired: ReadonlyMap<CalendarDay, number>
  readonly asOf: CalendarDay
}

/** The lines of a burn-up, a point for each day of the cycle. */
export function burnUpOf({ days, scope, committed, migrated, retired, asOf }: BurnUpQuestion): BurnUpPoint[] {
  let delivered = 0
  let switchedOff = 0
  return days.map((day, at) => {
    delivered += migrated.get(day) ?? 0
    switchedOff += retired.get(day) ?? 0
    return {
      day,
      scope: scope[at] ?? 0,
      delivered: day <= asOf ? delivered : null,
      retired: day <= asOf ? switchedOff : null,
      ideal: Math.round((committed * (at + 1)) / days.length),
    }
  })
}

/** Median and range of what was delivered in past cycles; null where none is past. */
export function capacityOf(delivered: readonly number[]): { median: number; least: number; most: number } | null {
  const sorted = delivered.toSorted((one, other) => one - other)
  const middle = sorted.length >>> 1
  const [low, high] = [sorted[(sorted.length - 1) >>> 1], sorted[middle]]
  if (low === undefined || high === undefined) return null
  return { median: Math.round((low + high) / 2), least: sorted[0] as number, most: sorted.at(-1) as number }
}
