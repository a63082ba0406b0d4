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
  const { ids, sides, starts, neighbours, debt: debtAtFirst } = numbered(dependencies, services)
  const isAtHome = (one: number): boolean => allSides[sides[one] as number]?.onPrem === true
  const candidates = tiedToCloud(sides, starts, neighbours).filter(isAtHome)
  const its = (one: number) => services.get(ids[one] as number) as Candidate
  candidates.sort((one, other) => firstOfEquals(its(one), its(other)) || one - other)
  const rankOf = new Int32Array(ids.length)
  for (const [rank, one] of candidates.entries()) rankOf[one] = rank
  const gains = new Int32Array(ids.length)
  // Greatest gain first, then rank, as one number: a gain is never greater than all dependencies.
  const waiting = earliestFirst<number>((one, other) => one - other)
  const consider = (one: number, gain: number): void => {
    gains[one] = gain
    waiting.put((dependencies.length - gain) * candidates.length + (rankOf[one] as number))
  }
  for (const one of candidates) {
    let gain = 0
    for (let at = starts[one] as number; at < (starts[one + 1] as number); at++)
      gain += gainOf(sides[one] as number, sides[neighbours[at] as number] as number)
    consider(one, gain)
  }

  let debt = debtAtFirst
  const order: PayingMove[] = []
  while (debt > 0) {
    const best = waiting.take()
    if (best === undefined) throw new Error('There is debt left and nothing to move.')
    const one = candidates[best % candidates.length] as number
    const gain = dependencies.length - Math.floor(best / candidates.length)
    // What a neighbour's move changed was put in anew; the older entry is passed over.
    if (!isAtHome(one) || gains[one] !== gain) continue
    const before = sides[one] as number
    sides[one] = moved[before] as number
    debt -= gain
    order.push({ service: ids[one] as number, gain, debt })
    for (let at = starts[one] as number; at < (starts[one + 1] as number); at++) {
      const neighbour = neighbours[at] as number
      if (!isAtHome(neighbour)) continue
      // By what this pair changes, not anew: a service that everything depends on has too many neighbours for that.
      const side = sides[neighbour] as number
      const change = gainOf(side, sides[one] as number) - gainOf(side, before)
      if (change !== 0) consider(neighbour, (gains[neighbour] as number) + change)
    }
  }
  return order
}

/** Each side there is, and its place here, so that the order of moves works on plain numbers. */
const allSides: readonly Side[] = [
  nowhere,
  { onPrem: true, cloud: false },
  { onPrem: false, cloud: true },
  { onPrem: true, cloud: true },
]
const placeOf = ({ onPrem, cloud }: Side): number => Number(onPrem) + 2 * Number(cloud)
const moved: readonly number[] = allSides.map((side) => placeOf(sideAfter(side, 'whole')))
/** What a service's move to cloud pays off with one neighbour: 1 stops straddling, -1 starts, 0 stays as it is. */
const gainBetween: readonly number[] = allSides.flatMap((side) =>
  allSides.map(
    (neighbour) => Number(straddles(side, neighbour)) - Number(straddles(sideAfter(side, 'whole'), neighbour)),
  ),
)
const gainOf = (side: number, neighbour: number): number => gainBetween[side * allSides.length + neighbour] as number

/** Running services that have dependencies, numbered from 0, each with its neighbours: those of `one` from starts[one] on. */
function numbered(dependencies: readonly Dependency[], services: ReadonlyMap<number, Candidate>) {
  const ids: number[] = []
  const sides: number[] = []
  const numberOf = new Map<number, number>()
  const number = (id: number): number => {
    const known = numberOf.get(id)
    if (known !== undefined) return known
    const given = ids.push(id) - 1
    sides.push(placeOf(services.get(id) ?? nowhere))
    numberOf.set(id, given)
    return given
  }
  const pairs: (readonly [number, number])[] = []
  // What runs nowhere straddles with nothing, and ties nothing together: its dependencies are left out, with their other end.
  const runs = (id: number): boolean => placeOf(services.get(id) ?? nowhere) !== 0
  for (const { service, dependsOn } of dependencies)
    if (runs(service) && runs(dependsOn)) pairs.push([number(service), number(dependsOn)])
  const starts = new Int32Array(ids.length + 1)
  for (const [one, other] of pairs) {
    starts[one + 1] = (starts[one + 1] as number) + 1
    starts[other + 1] = (starts[other + 1] as number) + 1
  }
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] as number) + (starts[at - 1] as number)
  const free = starts.slice()
  const neighbours = new Int32Array(2 * pairs.length)
  const tie = (from: number, to: number): void => {
    const at = free[from] as number
    neighbours[at] = to
    free[from] = at + 1
  }
  let debt = 0
  for (const [one, other] of pairs) {
    tie(one, other)
    tie(other, one)
    if (straddles(allSides[sides[one] as number] as Side, allSides[sides[other] as number] as Side)) debt++
  }
  return { ids, sides, starts, neighbours, debt }
}

/** The one with fewer units left, then by name. */
const firstOfEquals = (one: Candidate, other: Candidate): number =>
  one.units - other.units || (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)

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
function tiedToCloud(sides: readonly number[], starts: Int32Array, neighbours: Int32Array): number[] {
  const found = [...sides.keys()].filter((one) => allSides[sides[one] as number]?.cloud === true)
  const isFound = new Uint8Array(sides.length)
  for (const one of found) isFound[one] = 1
  for (let next = 0; next < found.length; next++) {
    const one = found[next] as number
    for (let at = starts[one] as number; at < (starts[one + 1] as number); at++) {
      const neighbour = neighbours[at] as number
      if (isFound[neighbour] === 1) continue
      isFound[neighbour] = 1
      found.push(neighbour)
    }
  }
  return found
}
