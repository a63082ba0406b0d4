import type { CalendarDay } from './calendar-day.ts'
import { earliestFirst } from './earliest-first.ts'

/** `service` needs `dependsOn`. Which of the two depends on the other matters to people, not to what straddles. */
export interface Dependency {
  readonly service: number
  readonly dependsOn: number
}

/** Where a service runs at the end of a day; both are true for one that is partly moved, none for one without workload. */
export interface Side {
  readonly onPrem: boolean
  readonly cloud: boolean
}

export type SideOf = (service: number) => Side

export const nowhere: Side = { onPrem: false, cloud: false }

/** A service that a plan moves whole is in cloud afterwards; one of which a share moves runs on both sides. */
export const sideAfter = (side: Side, moved: 'whole' | 'share'): Side =>
  side.onPrem ? { onPrem: moved === 'share', cloud: true } : side

/** One of the two runs in cloud, wholly or partly, and the other on-premises, wholly or partly. */
export const straddles = (one: Side, other: Side): boolean => (one.cloud && other.onPrem) || (one.onPrem && other.cloud)

/** How many dependencies straddle. */
export function straddleDebt(dependencies: readonly Dependency[], sideOf: SideOf): number {
  let debt = 0
  for (const { service, dependsOn } of dependencies) if (straddles(sideOf(service), sideOf(dependsOn))) debt++
  return debt
}

/** From that day's end on a service runs there. */
export interface SideChange extends Side {
  readonly day: CalendarDay
}

/**
 * Straddle debt at the end of each of some days, which come sorted. Each service brings the days on which its side changed,
 * sorted. A change costs as much as its service has dependencies, whatever the number of days is.
 */
export function debtOverTime(
  dependencies: readonly Dependency[],
  changesOf: ReadonlyMap<number, readonly SideChange[]>,
  days: readonly CalendarDay[],
): number[] {
  const neighbours = neighboursOf(dependencies)
  const sides = new Map<number, Side>()
  const changes = [...changesOf]
    .filter(([service]) => neighbours.has(service))
    .flatMap(([service, its]) => its.map((change) => ({ service, change })))
    .sort((one, other) => (one.change.day < other.change.day ? -1 : one.change.day > other.change.day ? 1 : 0))
  let debt = 0
  let next = 0
  return days.map((day) => {
    for (let entry = changes[next]; entry && entry.change.day <= day; entry = changes[++next]) {
      const { service, change } = entry
      const before = sides.get(service) ?? nowhere
      sides.set(service, change)
      for (const neighbour of neighbours.get(service) ?? []) {
        const its = sides.get(neighbour) ?? nowhere
        debt += Number(straddles(change, its)) - Number(straddles(before, its))
      }
    }
    return debt
  })
}

/** The dependencies of services that a plan moves which straddle once it is carried out, and whether they do so already. */
export function whatWouldStraddle<D extends Dependency>(
  dependencies: readonly D[],
  sideOf: SideOf,
  moved: ReadonlyMap<number, 'whole' | 'share'>,
): { readonly dependency: D; readonly straddlesNow: boolean }[] {
  const after = (service: number): Side => {
    const share = moved.get(service)
    return share === undefined ? sideOf(service) : sideAfter(sideOf(service), share)
  }
  return dependencies
    .filter(({ service, dependsOn }) => moved.has(service) || moved.has(dependsOn))
    .filter(({ service, dependsOn }) => straddles(after(service), after(dependsOn)))
    .map((dependency) => ({
      dependency,
      straddlesNow: straddles(sideOf(dependency.service), sideOf(dependency.dependsOn)),
    }))
}

/** A service as the order of moves sees it. */
export interface Candidate extends Side {
  /** Units it still has on-premises. */
  readonly units: number
  readonly name: string
}

export interface PayingMove {
  readonly service: number
  /** Dependencies that stop straddling with this move, less those that start. */
  readonly gain: number
  /** Straddle debt once this move and all before it are done. */
  readonly debt: number
}

/**
 * The order of moves that pays the debt down fastest, each moving what one service still has on-premises: always the one
 * with the greatest gain next; of equals the one with fewer units left, then by name. It ends without debt. A service that is
 * tied to nothing in cloud, not even by others between, straddles with nothing and need not move.
 *
 * Greedy: a group that only pays together may come later than it could. O((s + d) log d) for s services and d dependencies.
 */
export function orderOfMoves(
  dependencies: readonly Dependency[],
  services: ReadonlyMap<number, Candidate>,
): PayingMove[] {
  const sides = new Map<number, Side>()
  const sideOf = (service: number): Side => sides.get(service) ?? nowhere
  const running = dependencies.filter(({ service, dependsOn }) => {
    const [one, other] = [services.get(service), services.get(dependsOn)]
    if (!one || !other || !runs(one) || !runs(other)) return false
    sides.set(service, one).set(dependsOn, other)
    return true
  })
  const neighbours = neighboursOf(running)
  const candidates = [...tiedToCloud(neighbours, sideOf)].filter((service) => sideOf(service).onPrem)
  candidates.sort((one, other) => firstOfEquals(services.get(one), services.get(other)) || one - other)
  const rankOf = new Map(candidates.map((service, rank) => [service, rank]))
  const gains = new Map<number, number>()
  // Greatest gain first, then rank, as one number: a gain is never greater than all dependencies.
  const waiting = earliestFirst<number>((one, other) => one - other)
  const consider = (service: number, gain: number): void => {
    gains.set(service, gain)
    waiting.put((running.length - gain) * candidates.length + (rankOf.get(service) ?? 0))
  }
  for (const service of candidates) {
    const side = sideOf(service)
    let gain = 0
    for (const neighbour of neighbours.get(service) ?? []) gain += gainBetween(side, sideOf(neighbour))
    consider(service, gain)
  }

  let debt = straddleDebt(running, sideOf)
  const order: PayingMove[] = []
  while (debt > 0) {
    const best = waiting.take()
    if (best === undefined) throw new Error('There is debt left and nothing to move.')
    const service = candidates[best % candidates.length] as number
    const gain = running.length - Math.floor(best / candidates.length)
    const before = sideOf(service)
    // What a neighbour's move changed was put in anew; the older entry is passed over.
    if (!before.onPrem || gains.get(service) !== gain) continue
    const after = sideAfter(before, 'whole')
    sides.set(service, after)
    debt -= gain
    order.push({ service, gain, debt })
    for (const neighbour of neighbours.get(service) ?? []) {
      const side = sideOf(neighbour)
      if (!side.onPrem) continue
      // By what this pair changes, not anew: a service that everything depends on has too many neighbours for that.
      const change = gainBetween(side, after) - gainBetween(side, before)
      if (change !== 0) consider(neighbour, (gains.get(neighbour) ?? 0) + change)
    }
  }
  return order
}

const runs = ({ onPrem, cloud }: Side): boolean => onPrem || cloud

/** The one with fewer units left, then by name. */
function firstOfEquals(one: Candidate | undefined, other: Candidate | undefined): number {
  if (!one || !other) return 0
  return one.units - other.units || (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)
}

/** What a service's move to cloud pays off with one neighbour: 1 stops straddling, -1 starts, 0 stays as it is. */
const gainBetween = (side: Side, neighbour: Side): number =>
  Number(straddles(side, neighbour)) - Number(straddles(sideAfter(side, 'whole'), neighbour))

/** Both ends of each dependency, as often as they are tied. */
function neighboursOf(dependencies: readonly Dependency[]): Map<number, number[]> {
  const neighbours = new Map<number, number[]>()
  const tie = (from: number, to: number): void => {
    const its = neighbours.get(from)
    if (its) its.push(to)
    else neighbours.set(from, [to])
  }
  for (const { service, dependsOn } of dependencies) {
    tie(service, dependsOn)
    tie(dependsOn, service)
  }
  return neighbours
}

/** Services that are tied to one in cloud, by however many others between. */
function tiedToCloud(neighbours: ReadonlyMap<number, readonly number[]>, sideOf: SideOf): Set<number> {
  const open = [...neighbours.keys()].filter((service) => sideOf(service).cloud)
  const found = new Set(open)
  for (let service = open.pop(); service !== undefined; service = open.pop()) {
    for (const neighbour of neighbours.get(service) ?? []) {
      if (found.has(neighbour)) continue
      found.add(neighbour)
      open.push(neighbour)
    }
  }
  return found
}
