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

/** What became of a promised service, by the units it has on-premises and in cloud at the end of the day that is told of. */
export function outcomeOf(
  { units, net }: Promised,
  { onPrem, cloud }: { readonly onPrem: number; readonly cloud: number },
): Outcome {
  if (net >= units) return 'delivered'
  if (net > 0) return 'partly'
  // Nothing is left to move: it went to cloud before the cycle began, or was switched off on-premises.
  if (onPrem === 0) return cloud > 0 ? 'moved-before' : 'retired'
  return net < 0 ? 'rolled-back' : 'not-begun'
}

/** Units that are promised and still to be moved: no more than there is left on-premises. */
export const leftOf = ({ units, net }: Promised, onPrem: number): number =>
  Math.max(0, Math.min(onPrem, units - Math.max(0, net)))

export interface BurnUpPoint {
  readonly day: CalendarDay
  /** What stands in the plan at the end of the day; on the first day it is the commitment. */
  readonly scope: number
  /** Net migrated since the cycle began. null on days to come. */
  readonly delivered: number | null
  /** Switched off on-premises since the cycle began. null on days to come. */
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
  /** What went from on-premises to outside on days on which anything did. */
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
