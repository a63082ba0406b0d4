import type { CalendarDay } from './calendar-day.ts'
import type { LocationKind } from './location.ts'
import { isCloud } from './location.ts'
import type { MoveClass } from './move.ts'
import { sumUnits } from './units.ts'

/** A move that stands: neither a reversal nor reversed by what is known. A place is a location's id, null is outside. */
export interface Entry {
  readonly day: CalendarDay
  readonly from: number | null
  readonly to: number | null
  readonly units: number
}

export type KindOf = (location: number) => LocationKind

/**
 * What one day changed, in both measures: balances first, then the classes that explain them. Everything that is shown
 * of a programme, a division or a team is a sum of these, so the roll-ups hold exactly these columns.
 */
export const factNames = [
  'onPremUnits',
  'privateCloudUnits',
  'publicCloudUnits',
  'onPremServices',
  'privateCloudServices',
  'publicCloudServices',
  'cloudServices',
  'totalServices',
  'migratedUnits',
  'rolledBackUnits',
  'bornUnits',
  'grownInCloudUnits',
  'retiredInCloudUnits',
  'shrunkInCloudUnits',
  'discoveredUnits',
  'grownOnPremUnits',
  'retiredOnPremUnits',
  'shrunkOnPremUnits',
  'relocatedUnits',
  'migratedServices',
  'rolledBackServices',
  'bornServices',
  'retiredInCloudServices',
  'discoveredServices',
  'returnedOnPremServices',
  'emptiedOnPremServices',
  'retiredOnPremServices',
] as const
export type FactName = (typeof factNames)[number]
export type Facts = Record<FactName, number>

/** The facts that balances are made of. */
export const balanceNames = factNames.slice(0, 8) as readonly BalanceName[]
export type BalanceName =
  | 'onPremUnits'
  | 'privateCloudUnits'
  | 'publicCloudUnits'
  | 'onPremServices'
  | 'privateCloudServices'
  | 'publicCloudServices'
  | 'cloudServices'
  | 'totalServices'
export type BalanceFacts = Pick<Facts, BalanceName>

const zeroes = Object.freeze(Object.fromEntries(factNames.map((name) => [name, 0]))) as Facts
/** The columns that hold units by class: each entry stands in one of them, so together they say all that moved. */
export const movedNames = factNames.filter(
  (name) => name.endsWith('Units') && !['onPremUnits', 'privateCloudUnits', 'publicCloudUnits'].includes(name),
)

export const noFacts = (): Facts => ({ ...zeroes })

export interface LocationFacts {
  units: number
  services: number
}

/** One day of one service. */
export interface ServiceDay {
  readonly day: CalendarDay
  readonly facts: Facts
  readonly locations: ReadonlyMap<number, LocationFacts>
  /** Class of each of the day's entries, in the order given. */
  readonly classes: readonly MoveClass[]
  /** Balances at the end of the day, locations without workload left out. */
  readonly balances: ReadonlyMap<number, number>
}

const unitsOfClass: Record<MoveClass, FactName> = {
  discovered: 'discoveredUnits',
  grown_on_prem: 'grownOnPremUnits',
  born: 'bornUnits',
  grown_in_cloud: 'grownInCloudUnits',
  migrated: 'migratedUnits',
  rolled_back: 'rolledBackUnits',
  retired_on_prem: 'retiredOnPremUnits',
  shrunk_on_prem: 'shrunkOnPremUnits',
  retired_in_cloud: 'retiredInCloudUnits',
  shrunk_in_cloud: 'shrunkInCloudUnits',
  relocated: 'relocatedUnits',
}

/**
 * Everything one service's standing entries say, day by day, classes derived from end-of-day balances. Linear in the
 * entries, which come sorted by day. Balances may come out negative: `conservation.ts` says where that is refused.
 * Throws Refusal 'amount-too-large' past 2^53 − 1.
 */
export function serviceDays(entries: readonly Entry[], kindOf: KindOf): ServiceDay[] {
  const days: ServiceDay[] = []
  const balances = new Map<number, number>()
  let start = 0
  while (start < entries.length) {
    const day = (entries[start] as Entry).day
    let end = start
    while (end < entries.length && entries[end]?.day === day) end++
    days.push(serviceDay(day, entries.slice(start, end), balances, kindOf))
    start = end
  }
  return days
}

function serviceDay(day: CalendarDay, entries: Entry[], balances: Map<number, number>, kindOf: KindOf): ServiceDay {
  const before = presence(balances, kindOf)
  const touched = new Map<number, number>()
  for (const { from, to, units } of entries) {
    for (const [place, change] of [
      [from, -units],
      [to, units],
    ] as const) {
      if (place === null) continue
      if (!touched.has(place)) touched.set(place, balances.get(place) ?? 0)
      balances.set(place, sumUnits(balances.get(place) ?? 0, change))
    }
  }
  const facts = noFacts()
  const locations = new Map<number, LocationFacts>()
  for (const [place, was] of touched) {
    const is = balances.get(place) ?? 0
    if (is === 0) balances.delete(place)
    if (is === was) continue
    locations.set(place, { units: is - was, services: step(was, is) })
    facts[unitsOfKind[kindOf(place)]] += is - was
  }
  const after = presence(balances, kindOf)
  const classes = entries.map((entry) => classOf(entry, before.total, after.total, kindOf))
  let netMigrated = 0
  entries.forEach(({ units }, at) => {
    const its = classes[at] as MoveClass
    facts[unitsOfClass[its]] = sumUnits(facts[unitsOfClass[its]], units)
    if (its === 'migrated') netMigrated += units
    if (its === 'rolled_back') netMigrated -= units
  })
  countServices(facts, before, after, netMigrated)
  return { day, facts, locations, classes, balances: new Map(balances) }
}

const unitsOfKind = {
  on_prem: 'onPremUnits',
  private_cloud: 'privateCloudUnits',
  public_cloud: 'publicCloudUnits',
} as const satisfies Record<LocationKind, FactName>

interface Presence {
  onPrem: boolean
  privateCloud: boolean
  publicCloud: boolean
  cloud: boolean
  total: boolean
}

function presence(balances: ReadonlyMap<number, number>, kindOf: KindOf): Presence {
  const has = { on_prem: false, private_cloud: false, public_cloud: false }
  for (const [place, units] of balances) if (units > 0) has[kindOf(place)] = true
  const cloud = has.private_cloud || has.public_cloud
  return {
    onPrem: has.on_prem,
    privateCloud: has.private_cloud,
    publicCloud: has.public_cloud,
    cloud,
    total: cloud || has.on_prem,
  }
}

/** An entry from outside is new only if nothing ran at the end of the day before; one to outside ends it only if nothing is left. */
function classOf(entry: Entry, ranBefore: boolean, runsAfter: boolean, kindOf: KindOf): MoveClass {
  const from = entry.from === null ? null : isCloud(kindOf(entry.from))
  const to = entry.to === null ? null : isCloud(kindOf(entry.to))
  if (from === null) return to ? (ranBefore ? 'grown_in_cloud' : 'born') : ranBefore ? 'grown_on_prem' : 'discovered'
  if (to === null) {
    if (from) return runsAfter ? 'shrunk_in_cloud' : 'retired_in_cloud'
    return runsAfter ? 'shrunk_on_prem' : 'retired_on_prem'
  }
  if (from === to) return 'relocated'
  return to ? 'migrated' : 'rolled_back'
}

const step = (was: number, is: number): number => (is > 0 ? 1 : 0) - (was > 0 ? 1 : 0)
const change = (was: boolean, is: boolean): number => Number(is) - Number(was)

/**
 * By services the day's change goes to one class: the net on-prem to cloud units decide, where they point the same way
 * as the change. So the classes add up to the change exactly, every day, in cloud and on-premises each.
 */
function countServices(facts: Facts, before: Presence, after: Presence, netMigrated: number): void {
  facts.onPremServices = change(before.onPrem, after.onPrem)
  facts.privateCloudServices = change(before.privateCloud, after.privateCloud)
  facts.publicCloudServices = change(before.publicCloud, after.publicCloud)
  facts.cloudServices = change(before.cloud, after.cloud)
  facts.totalServices = change(before.total, after.total)
  if (facts.cloudServices > 0) facts[netMigrated > 0 ? 'migratedServices' : 'bornServices'] = 1
  if (facts.cloudServices < 0) facts[netMigrated < 0 ? 'rolledBackServices' : 'retiredInCloudServices'] = 1
  if (facts.onPremServices > 0) facts[netMigrated < 0 ? 'returnedOnPremServices' : 'discoveredServices'] = 1
  if (facts.onPremServices < 0) facts[netMigrated > 0 ? 'emptiedOnPremServices' : 'retiredOnPremServices'] = 1
}

/** What one day did to a service in cloud: by how much it changed there, and what of that came from on-premises on balance. */
export interface CloudDay {
  readonly change: number
  readonly net: number
}

/**
 * Days on which a service began to run in cloud by migration, less those on which it ended there by rolling back: the same as
 * `serviceDays` counts, from sums of its days alone. `start` is what it had in cloud before them.
 */
export function migratedServicesOver(start: number, days: readonly CloudDay[]): number {
  let count = 0
  let held = start
  for (const { change: by, net } of days) {
    const stepped = step(held, held + by)
    if (stepped !== 0 && Math.sign(net) === stepped) count += stepped
    held += by
  }
  return count
}
