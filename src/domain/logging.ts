import type { CalendarDay } from './calendar-day.ts'
import { balancesOn } from './conservation.ts'
import { isCloud } from './location.ts'
import type { Book } from './places.ts'
import { fits, kindIn, nameIn, onlyPlace, PlaceNeeded, refuseNothingThere } from './places.ts'
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

const samePlace = (place: number | null) =>
  new Refusal(
    'same-place',
    place === null
      ? 'From and to are both outside the programme, so nothing would move. Name the location it came from or went to.'
      : 'From and to are the same place, so nothing would move. Choose another one for one of them.',
  )

/** Everything the service runs on-premises (or in the one location given) goes to cloud, or to the place given. */
function cutover(ledger: ServiceLedger, { day, from, to }: LoggedMove, book: Book): StandingMove[] {
  const balances = balancesOn(ledger.moves, day)
  refuseNothingThere(ledger, day, balances)
  if (from === null)
    throw new PlaceNeeded(
      'from',
      [...balances.keys()].map((place) => nameIn(book, place)),
    )
  if (from !== undefined && from === to) throw samePlace(from)
  // The entries of one request are checked after all of them, so a balance may be below zero here: nothing moves there.
  const sources = [...balances].filter(
    ([place, units]) =>
      units > 0 && place !== to && (from === undefined ? !isCloud(kindIn(book, place)) : place === from),
  )
  if (sources.length === 0) {
    throw new Refusal(
      'nothing-on-prem',
      `${ledger.service.name} has nothing left on-premises on ${day}. Nothing needs to be logged.`,
      {
        service: ledger.service.name,
        day,
      },
    )
  }
  const target = to === undefined ? onlyPlace(ledger, day, 'to', isCloud, book) : to
  return sources.map(([place, units]) => ({ id: book.nextId(), day, from: place, to: target, units, levelEntry: null }))
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
  refuseNothingThere(ledger, day, balancesOn(ledger.moves, day))
  const standing = lastOfEachDay(ledger.levels)
  const later = standing.filter((entry) => entry.day > day)
  const laterIds = new Set(ledger.levels.filter((entry) => entry.day > day).map(({ id }) => id))
  const derived = ledger.moves.filter((move) => move.levelEntry !== null && laterIds.has(move.levelEntry))
  let working = withoutMoves(ledger, new Set(derived.map(({ id }) => id)))

  const entry: LevelEntry = { id: book.nextId(), day, level, from: logged.from ?? null, to: logged.to ?? null }
  const moves = movesToLevel(working, entry, logged, book)
  const alreadySaid = moves.length === 0 && standing.some((said) => said.day === day && said.level === level)
  if (alreadySaid) return { planned: [], ledger }
  working = withMoves(working, moves)
  const planned: Planned[] = [
    { kind: 'level', level: entry },
    ...moves.map((move): Planned => ({ kind: 'move', move, level, keepsLevel: false })),
  ]

  const kept = new Set<number>()
  for (const said of later) {
    const its = derived.filter((move) => move.levelEntry === said.id)
    const again = movesToLevel(
      working,
      said,
      { from: said.from ?? its[0]?.from ?? undefined, to: said.to ?? its[0]?.to ?? undefined },
      book,
    )
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

const sameMove = (one: StandingMove, other: StandingMove): boolean =>
  one.day === other.day && one.from === other.from && one.to === other.to && one.units === other.units

/** Of several levels said for one day the last one holds. */
function lastOfEachDay(levels: readonly LevelEntry[]): LevelEntry[] {
  const byDay = new Map<CalendarDay, LevelEntry>()
  for (const entry of [...levels].sort(inSaidOrder)) byDay.set(entry.day, entry)
  return [...byDay.values()].sort((one, other) => (one.day < other.day ? -1 : 1))
}

/** Planned entries (negative ids, counting down) were said after all written ones. */
const inSaidOrder = (one: LevelEntry, other: LevelEntry): number =>
  one.id > 0 !== other.id > 0 ? (one.id > 0 ? -1 : 1) : Math.abs(one.id) - Math.abs(other.id)

function movesToLevel(
  ledger: ServiceLedger,
  entry: LevelEntry,
  places: Pick<LoggedMove, 'from' | 'to'>,
  book: Book,
): StandingMove[] {
  const balances = balancesOn(ledger.moves, entry.day)
  const onPrem = [...balances].filter(([place]) => !isCloud(kindIn(book, place)))
  const cloud = [...balances].filter(([place]) => isCloud(kindIn(book, place)))
  const sum = (held: typeof onPrem) => held.reduce((total, [, units]) => total + units, 0)
  const rise = unitsAtLevel(sum(onPrem) + sum(cloud), entry.level) - sum(cloud)
  if (rise === 0) return []
  const sources = rise > 0 ? onPrem : cloud
  const intoCloud = rise > 0
  const target =
    fits(places.to, intoCloud, book) ?? onlyPlace(ledger, entry.day, 'to', (kind) => isCloud(kind) === intoCloud, book)
  const make = (from: number, units: number): StandingMove => ({
    id: book.nextId(),
    day: entry.day,
    from,
    to: target,
    units,
    levelEntry: entry.id,
  })
  const units = Math.abs(rise)
  // All of one side leaves: no need to ask which part, however many locations it is spread over.
  if (places.from === undefined && units === sum(sources) && sources.every(([, held]) => held > 0))
    return sources.map(([place, held]) => make(place, held))
  const source =
    fits(places.from, !intoCloud, book) ??
    onlyPlace(ledger, entry.day, 'from', (kind) => isCloud(kind) !== intoCloud, book)
  return [make(source, units)]
}

/** Nobody ran workload before the clock of computers began: an earlier day is a slip of the finger, and would stretch every chart. */
export const earliestDay = '1970-01-01' as CalendarDay

/** No day that has not happened, and none before the programme's first day if it has one. */
export function refuseDay(day: CalendarDay, today: CalendarDay, firstDay: CalendarDay | null): void {
  if (day > today) {
    throw new Refusal(
      'moved-in-future',
      `${day} has not happened yet; today is ${today}. Choose today or an earlier day.`,
      { day, today },
    )
  }
  if (day < earliestDay) {
    throw new Refusal(
      'day-too-early',
      `${day} lies before ${earliestDay}, the earliest day that can be logged. Check the year.`,
      {
        day,
        earliest: earliestDay,
      },
    )
  }
  if (firstDay !== null && day < firstDay) {
    throw new Refusal(
      'before-first-day',
      `${day} lies before the programme’s first day, ${firstDay}. Choose that day or later, or change the first day under Settings.`,
      { day, firstDay },
    )
  }
}
