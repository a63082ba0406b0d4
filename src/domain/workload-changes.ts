import { isCloud } from './location.ts'
import type { MoveClass } from './move.ts'
import type { Measure } from './units.ts'
import type { Entry, FactName, Facts, KindOf, ServiceDay } from './workload-facts.ts'

/** Which balance a figure is about. `moved` is the whole less on-premises: what the cloud share counts. */
export type WorkloadSide = 'cloud' | 'on_prem' | 'total' | 'moved'

export interface WorkloadChange {
  readonly class: MoveClass
  /** What it adds to the side, signed, in the measure. */
  readonly amount: number
  /** The day's entries that made it, by their places in the day. */
  readonly of: readonly number[]
}

/** What one day of a service changed on one side: by services one change at most, by units one for each entry that did. */
export function changesOfDay(
  day: ServiceDay,
  entries: readonly Entry[],
  side: WorkloadSide,
  measure: Measure,
  kindOf: KindOf,
): WorkloadChange[] {
  if (measure === 'services') {
    const change = serviceChange[side](day.facts)
    return change ? [{ ...change, of: entries.map((_, at) => at) }] : []
  }
  const counts = (place: number | null): boolean => {
    if (place === null) return false
    return side === 'total' || isCloud(kindOf(place)) === (side !== 'on_prem')
  }
  return entries.flatMap(({ from, to, units }, at) => {
    const amount = (counts(to) ? units : 0) - (counts(from) ? units : 0)
    return amount === 0 ? [] : [{ class: day.classes[at] as MoveClass, amount, of: [at] }]
  })
}

type ServiceChange = Omit<WorkloadChange, 'of'>
const plus = (its: MoveClass): ServiceChange => ({ class: its, amount: 1 })
const minus = (its: MoveClass): ServiceChange => ({ class: its, amount: -1 })

const serviceChange: Record<WorkloadSide, (facts: Facts) => ServiceChange | null> = {
  cloud: (facts) => {
    if (facts.migratedServices) return plus('migrated')
    if (facts.bornServices) return plus('born')
    if (facts.rolledBackServices) return minus('rolled_back')
    return facts.retiredInCloudServices ? minus('retired_in_cloud') : null
  },
  on_prem: (facts) => {
    if (facts.discoveredServices) return plus('discovered')
    if (facts.returnedOnPremServices) return plus('rolled_back')
    if (facts.emptiedOnPremServices) return minus('migrated')
    return facts.retiredOnPremServices ? minus('retired_on_prem') : null
  },
  total: (facts) => {
    if (facts.totalServices > 0) return plus(facts.cloudServices > 0 ? 'born' : 'discovered')
    if (facts.totalServices < 0) return minus(facts.cloudServices < 0 ? 'retired_in_cloud' : 'retired_on_prem')
    return null
  },
  moved: (facts) => {
    const change = facts.totalServices - facts.onPremServices
    if (change === 0) return null
    // What on-premises lost or gained decides, where it did; else the service started or ended in cloud.
    const its = (serviceChange.on_prem(facts) ?? serviceChange.total(facts))?.class as MoveClass
    return change > 0 ? plus(its) : minus(its)
  },
}

type CountedSide = 'cloud' | 'on_prem'
const countedAs: Record<CountedSide, Partial<Record<MoveClass, FactName>>> = {
  cloud: {
    migrated: 'migratedServices',
    born: 'bornServices',
    rolled_back: 'rolledBackServices',
    retired_in_cloud: 'retiredInCloudServices',
  },
  on_prem: {
    discovered: 'discoveredServices',
    rolled_back: 'returnedOnPremServices',
    migrated: 'emptiedOnPremServices',
    retired_on_prem: 'retiredOnPremServices',
  },
}

/**
 * How many entries by services the day's facts hold for a side, of some classes or of all: what `changesOfDay` would
 * list, without reading any book.
 */
export function countServiceChanges(facts: Facts, side: CountedSide, classes?: readonly MoveClass[]): number {
  return Object.entries(countedAs[side]).reduce(
    (count, [its, name]) => (classes === undefined || classes.includes(its as MoveClass) ? count + facts[name] : count),
    0,
  )
}
