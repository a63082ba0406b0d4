import type { CalendarDay } from './calendar-day.ts'
import { balancesOn } from './conservation.ts'
import type { LocationKind } from './location.ts'
import { isCloud } from './location.ts'
import { Refusal } from './refusal.ts'
import type { ServiceLedger } from './service-ledger.ts'

/** A location the programme has. */
interface KnownLocation {
  readonly id: number
  readonly name: string
  readonly kind: LocationKind
}

/** What planning a move needs of the programme. */
export interface Book {
  readonly locations: readonly KnownLocation[]
  /** Gives the next negative id, one for each planned row. */
  readonly nextId: () => number
}

type Side = 'from' | 'to'

/** A place must be named because several would do: answered as 400 with the candidates beside the field. */
export class PlaceNeeded extends Error {
  override readonly name = 'PlaceNeeded'
  readonly side: Side
  readonly candidates: readonly string[]

  constructor(side: Side, candidates: readonly string[]) {
    super(`Say where the workload ${side === 'from' ? 'comes from' : 'goes to'}: ${candidates.join(', ')}.`)
    this.side = side
    this.candidates = candidates
  }
}

/** Where a level is reached from and to: undefined where the service's only location has to be found. */
interface GivenPlaces {
  readonly from: number | null | undefined
  readonly to: number | null | undefined
}

/**
 * A level goes between on-premises and cloud, in the direction that reaches it. What was given for the other direction
 * is taken the other way round: what would have gone to AWS comes from there, where AWS has anything to give.
 */
export function placesOfLevel(
  { from, to }: GivenPlaces,
  intoCloud: boolean,
  balances: ReadonlyMap<number, number>,
  book: Book,
): { from: number | undefined; to: number | undefined } {
  const suiting = (place: number | null | undefined, cloudy: boolean): number | undefined =>
    place === undefined || place === null || isCloud(kindIn(book, place)) !== cloudy ? undefined : place
  const reversed = suiting(to, !intoCloud)
  return {
    from:
      suiting(from, !intoCloud) ?? (reversed !== undefined && (balances.get(reversed) ?? 0) > 0 ? reversed : undefined),
    to: suiting(to, intoCloud) ?? suiting(from, intoCloud),
  }
}

/** Two places on the same side reach no level, in whichever direction. Throws Refusal 'level-on-one-side'. */
export function refuseOneSide({ from, to }: GivenPlaces, book: Book): void {
  if (from === undefined || from === null || to === undefined || to === null) return
  const cloudy = isCloud(kindIn(book, from))
  if (isCloud(kindIn(book, to)) !== cloudy) return
  const places = { from: nameIn(book, from), to: nameIn(book, to) }
  throw new Refusal(
    'level-on-one-side',
    `${places.from === places.to ? `${places.from} is` : `${places.from} and ${places.to} are both`} ${cloudy ? 'in cloud' : 'on-premises'}, and a level goes between on-premises and cloud. Name one place of each side, leave one out, or log an amount instead.`,
    { ...places, side: cloudy ? 'cloud' : 'on-premises' },
  )
}

/**
 * The service's only location that will do: where it has workload at the end of that day, else (for `to`) where it ever
 * ran, else what the programme has. Throws PlaceNeeded with the candidates where several would do.
 */
export function onlyPlace(
  ledger: ServiceLedger,
  day: CalendarDay,
  side: Side,
  suits: (kind: LocationKind) => boolean,
  book: Book,
): number {
  const fitting = (places: Iterable<number>) => [...new Set(places)].filter((place) => suits(kindIn(book, place)))
  const held = fitting(balancesOn(ledger.moves, day).keys())
  const ever = fitting(ledger.moves.flatMap(({ from, to }) => [from, to]).filter((place) => place !== null))
  const all = fitting(book.locations.map(({ id }) => id))
  const choices = side === 'from' ? [held] : [held, ever, all]
  const choice = choices.find((places) => places.length > 0) ?? []
  if (choice.length === 1) return choice[0] as number
  if (choice.length > 1)
    throw new PlaceNeeded(
      side,
      choice.map((place) => nameIn(book, place)),
    )
  if (side === 'to')
    throw new Refusal(
      'no-location',
      'The programme has no location of that kind yet. Add one under Settings, Locations.',
    )
  refuseNothingThere(ledger, day, balancesOn(ledger.moves, day))
  throw new Refusal(
    'nothing-there',
    `${ledger.service.name} has no workload on that side on ${day}. Choose another day, or say where it comes from.`,
    {
      service: ledger.service.name,
      day,
    },
  )
}

export function refuseNothingThere(
  ledger: ServiceLedger,
  day: CalendarDay,
  balances: ReadonlyMap<number, number>,
): void {
  if (balances.size > 0) return
  const first = ledger.moves[0]?.day
  const service = ledger.service.name
  if (first !== undefined && first > day) {
    throw new Refusal(
      'before-first-day-of-service',
      `On ${day} ${service} carried no workload: its first day is ${first}. Choose that day or later.`,
      { day, service, first },
    )
  }
  throw new Refusal(
    'no-workload',
    `On ${day} ${service} carried no workload anywhere. Log the amount that entered first, from outside.`,
    { day, service },
  )
}

const found = (book: Book, place: number): KnownLocation => {
  const location = book.locations.find(({ id }) => id === place)
  if (!location) throw new Error(`The ledger names location ${place}, which does not exist.`)
  return location
}
export const kindIn = (book: Book, place: number): LocationKind => found(book, place).kind
export const nameIn = (book: Book, place: number): string => found(book, place).name

export const samePlace = (place: number | null): Refusal =>
  new Refusal(
    'same-place',
    place === null
      ? 'From and to are both outside the programme, so nothing would move. Name the location it came from or went to.'
      : 'From and to are the same place, so nothing would move. Choose another one for one of them.',
  )
