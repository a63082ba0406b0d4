import type { CalendarDay } from './calendar-day.ts'
import { balancesOn } from './conservation.ts'
import { cutover } from './cutover.ts'
import { isCloud } from './location.ts'
import type { Book } from './places.ts'
import {
  kindIn,
  onlyPlace,
  PlaceNeeded,
  placesOfLevel,
  refuseNothingThere,
  refuseOneSide,
  samePlace,
} from './places.ts'
import { Refusal } from './refusal.ts'
import type { LevelEntry, Planned, ServiceLedger, StandingMove } from './service-ledger.ts'
import { withMoves, withoutMoves } from './service-ledger.ts'
import { unitsAtLevel } from './units.ts'

/** What was logged, its places found: undefined where left out, null for outside. */
export interface LoggedMove {
  readonly day: CalendarDay
  readonly amount: { readonly level: number } | { readonly units: number } | { readonly cutover: true }
  readonly from: number | null | undefined
  readonly to: number | null | undefined
}

/**
 * Turns what was logged into the rows that say it, and the book with them in it. Conservation is checked by the caller,
 * after all moves of the request. Throws Refusal, or PlaceNeeded.
 */
export function planMove(
  ledger: ServiceLedger,
  logged: LoggedMove,
  book: Book,
): { planned: Planned[]; ledger: ServiceLedger } {
  if ('level' in logged.amount) return planLevel(ledger, logged, logged.amount.level, book)
  const moves =
    'units' in logged.amount ? [unitsMove(ledger, logged, logged.amount.units, book)] : cutover(ledger, logged, book)
  return {
    planned: moves.map((move) => ({ kind: 'move', move, level: null, keepsLevel: false })),
    ledger: withMoves(ledger, moves),
  }
}

function unitsMove(ledger: ServiceLedger, { day, from, to }: LoggedMove, units: number, book: Book): StandingMove {
  const places = placesOfUnits(ledger, day, from, to, book)
  if (places.from === places.to) {
    throw samePlace(places.from)
  }
  return { id: book.nextId(), day, ...places, units, levelEntry: null }
}

/** Left out, an amount goes from on-premises to cloud; one place given, the other is the service's only one on the other side. */
function placesOfUnits(
  ledger: ServiceLedger,
  day: CalendarDay,
  from: LoggedMove['from'],
  to: LoggedMove['to'],
  book: Book,
) {
  const cloudy = (place: number) => isCloud(kindIn(book, place))
  if (from !== undefined && to !== undefined) return { from, to }
  if (from === null)
    throw new PlaceNeeded(
      'to',
      book.locations.map(({ name }) => name),
    )
  if (to === null) return { from: onlyPlace(ledger, day, 'from', () => true, book), to }
  if (from !== undefined) {
    const toCloud = !cloudy(from)
    return { from, to: onlyPlace(ledger, day, 'to', (kind) => isCloud(kind) === toCloud, book) }
  }
  const fromCloud = to !== undefined && !cloudy(to)
  const source = onlyPlace(ledger, day, 'from', (kind) => isCloud(kind) === fromCloud, book)
  return { from: source, to: to ?? onlyPlace(ledger, day, 'to', isCloud, book) }
}

/**
 * The move that reaches the level, and, for a day before levels logged later, those reversed and logged again so that
 * they still hold. A level already held plans nothing but the statement itself.
 */
function planLevel(
  ledger: ServiceLedger,
  logged: LoggedMove,
  level: number,
  book: Book,
): { planned: Planned[]; ledger: ServiceLedger } {
  const { day } = logged
  refuseOneSide(logged, book)
  refuseNothingThere(ledger, day, balancesOn(ledger.moves, day))
  const standing = lastOfEachDay(ledger.levels)
  const later = standing.filter((entry) => entry.day > day)
  const laterIds = new Set(ledger.levels.filter((entry) => entry.day > day).map(({ id }) => id))
  const derived = ledger.moves.filter((move) => move.levelEntry !== null && laterIds.has(move.levelEntry))
  let working = withoutMoves(ledger, new Set(derived.map(({ id }) => id)))

  const entry: LevelEntry = { id: book.nextId(), day, level, from: logged.from ?? null, to: logged.to ?? null }
  const moves = movesToLevel(working, entry, logged, book)
  const alreadySaid = moves.length === 0 && standing.some((said) => said.day === day && saysAsMuch(said, entry))
  if (alreadySaid) return { planned: [], ledger }
  working = withMoves(working, moves)
  const planned: Planned[] = [
    { kind: 'level', level: entry },
    ...moves.map((move): Planned => ({ kind: 'move', move, level, keepsLevel: false })),
  ]

  const kept = new Set<number>()
  for (const said of later) {
    const its = derived.filter((move) => move.day === said.day)
    const again = movesToKeep(working, said, its, [...placesOf(moves), logged.from, logged.to], book)
    const unchanged = again.length === its.length && again.every((move, at) => sameMove(move, its[at] as StandingMove))
    working = withMoves(working, unchanged ? its : again)
    if (unchanged) {
      for (const move of its) kept.add(move.id)
      continue
    }
    planned.push(...again.map((move): Planned => ({ kind: 'move', move, level: said.level, keepsLevel: true })))
  }
  const reversals = derived
    .filter((move) => !kept.has(move.id))
    .map((of): Planned => ({ kind: 'reversal', of, keepsLevel: true }))
  return {
    planned: [...reversals, ...planned],
    ledger: { ...working, levels: [...ledger.levels, entry] },
  }
}

/** Said again with places that it did not name before, a level tells more: where from and to it may be reached anew. */
const saysAsMuch = (said: LevelEntry, again: LevelEntry): boolean =>
  said.level === again.level &&
  (again.from === null || again.from === said.from) &&
  (again.to === null || again.to === said.to)

const sameMove = (one: StandingMove, other: StandingMove): boolean =>
  one.day === other.day && one.from === other.from && one.to === other.to && one.units === other.units

const placesOf = (moves: readonly StandingMove[]) => moves.flatMap(({ from, to }) => [from, to])

/**
 * The moves by which a level said for a later day still holds. Nobody can be asked for its places now, so they are those
 * it named, else those it moved between, else the only ones that will do, else those of the request that disturbs it.
 * The direction may have turned, so either place of a pair may stand on either side; a source must hold the amount.
 */
function movesToKeep(
  ledger: ServiceLedger,
  said: LevelEntry,
  its: readonly StandingMove[],
  requested: readonly (number | null | undefined)[],
  book: Book,
): StandingMove[] {
  const balances = balancesOn(ledger.moves, said.day)
  return movesToLevel(ledger, said, { from: undefined, to: undefined }, book, (side, cloudy, units) => {
    const onlyOf = (places: typeof requested): number | undefined => {
      const fitting = new Set(
        places
          .filter((place) => place !== null && place !== undefined)
          .filter((place) => isCloud(kindIn(book, place)) === cloudy)
          .filter((place) => side === 'to' || (balances.get(place) ?? 0) >= units),
      )
      return fitting.size === 1 ? [...fitting][0] : undefined
    }
    const known = onlyOf([said.from, said.to]) ?? onlyOf(placesOf(its))
    if (known !== undefined) return known
    try {
      return onlyPlace(ledger, said.day, side, (kind) => isCloud(kind) === cloudy, book)
    } catch (error) {
      if (!(error instanceof PlaceNeeded)) throw error
      return onlyOf(requested) ?? refuseOpenLevel(ledger, said, side, error.candidates)
    }
  })
}

/** A place of the later level is asked for under its own day: whoever logs this one may have given all its places. */
function refuseOpenLevel(
  { service }: ServiceLedger,
  { day, level }: LevelEntry,
  side: 'from' | 'to',
  places: readonly string[],
): never {
  throw new Refusal(
    'later-level-open',
    `${service.name} was logged at ${level / 10} % in cloud for ${day}. To keep that, workload would have to ${side === 'to' ? 'go to' : 'come from'} one of several places: ${places.join(', ')}. Log that level for ${day} again with its from and to, then log this one; or log amounts.`,
    { service: service.name, day, level, places },
  )
}

/** Of several levels said for one day the last one holds. */
function lastOfEachDay(levels: readonly LevelEntry[]): LevelEntry[] {
  const byDay = new Map<CalendarDay, LevelEntry>()
  for (const entry of [...levels].sort(inSaidOrder)) byDay.set(entry.day, entry)
  return [...byDay.values()].sort((one, other) => (one.day < other.day ? -1 : 1))
}

/** Planned entries (negative ids, counting down) were said after all written ones. */
const inSaidOrder = (one: LevelEntry, other: LevelEntry): number =>
  one.id > 0 !== other.id > 0 ? (one.id > 0 ? -1 : 1) : Math.abs(one.id) - Math.abs(other.id)

type PlaceChoice = (side: 'from' | 'to', cloudy: boolean, units: number) => number

function movesToLevel(
  ledger: ServiceLedger,
  entry: LevelEntry,
  places: Pick<LoggedMove, 'from' | 'to'>,
  book: Book,
  choose: PlaceChoice = (side, cloudy) => onlyPlace(ledger, entry.day, side, (kind) => isCloud(kind) === cloudy, book),
): StandingMove[] {
  const balances = balancesOn(ledger.moves, entry.day)
  const onPrem = [...balances].filter(([place]) => !isCloud(kindIn(book, place)))
  const cloud = [...balances].filter(([place]) => isCloud(kindIn(book, place)))
  const sum = (held: typeof onPrem) => held.reduce((total, [, units]) => total + units, 0)
  const rise = unitsAtLevel(sum(onPrem) + sum(cloud), entry.level) - sum(cloud)
  if (rise === 0) return []
  const sources = rise > 0 ? onPrem : cloud
  const intoCloud = rise > 0
  const units = Math.abs(rise)
  const given = placesOfLevel(places, intoCloud, balances, book)
  const target = given.to ?? choose('to', intoCloud, units)
  const make = (from: number, units: number): StandingMove => ({
    id: book.nextId(),
    day: entry.day,
    from,
    to: target,
    units,
    levelEntry: entry.id,
  })
  // All of one side leaves: no need to ask which part, however many locations it is spread over.
  if (given.from === undefined && units === sum(sources) && sources.every(([, held]) => held > 0))
    return sources.map(([place, held]) => make(place, held))
  const source = given.from ?? choose('from', !intoCloud, units)
  return [make(source, units)]
}
