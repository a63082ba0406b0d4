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

type SideOf = (service: number) => Side

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
  const running = dependencies.filter(
    (dependency) => runs(services.get(dependency.service)) && runs(services.get(dependency.dependsOn)),
  )
  const neighbours = neighboursOf(running)
  const sides = new Map<number, Side>([...neighbours.keys()].map((id) => [id, services.get(id) ?? nowhere]))
  const sideOf = (service: number): Side => sides.get(service) ?? nowhere
  const gains = new Map<number, number>()
  const waiting = earliestFirst<Candidate & { service: number; gain: number }>(
    (one, other) =>
      other.gain - one.gain ||
      one.units - other.units ||
      (one.name < other.name ? -1 : one.name > other.name ? 1 : one.service - other.service),
  )
  const consider = (service: number, gain: number): void => {
    const its = services.get(service)
    if (!its) return
    gains.set(service, gain)
    waiting.put({ ...its, service, gain })
  }
  for (const service of tiedToCloud(neighbours, sideOf)) {
    const side = sideOf(service)
    if (!side.onPrem) continue
    let gain = 0
    for (const neighbour of neighbours.get(service) ?? []) gain += gainBetween(side, sideOf(neighbour))
    consider(service, gain)
  }

  let debt = straddleDebt(running, sideOf)
  const order: PayingMove[] = []
  while (debt > 0) {
    const best = waiting.take()
    if (!best) throw new Error('There is debt left and nothing to move.')
    const { service, gain } = best
    const before = sideOf(service)
    // What a neighbour's move changed was put in anew; the older entry is passed over.
    if (!before.onPrem || gains.get(service) !== gain) continue
    const after = sideAfter(before, 'whole')
    sides.set(service, after)
    debt -= gain
    order.push({ service, gain, debt })
    for (const neighbour of neighbours.get(service) ?? []) {
      const side = sideOf(neighbour)
      const change = gainBetween(side, after) - gainBetween(side, before)
      // By what this pair changes, not anew: a service that everything depends on has too many neighbours for that.
      if (side.onPrem && change !== 0) consider(neighbour, (gains.get(neighbour) ?? 0) + change)
    }
  }
  return order
}

const runs = (side: Side | undefined): boolean => side !== undefined && (side.onPrem || side.cloud)

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
