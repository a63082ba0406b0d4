import type { CalendarDay } from './calendar-day.ts'
import { balancesOn } from './conservation.ts'
import { isCloud } from './location.ts'
import type { LoggedMove } from './logging.ts'
import type { Book } from './places.ts'
import { kindIn, nameIn, onlyPlace, PlaceNeeded, refuseNothingThere, samePlace } from './places.ts'
import { Refusal } from './refusal.ts'
import type { ServiceLedger, StandingMove } from './service-ledger.ts'

/** Everything the service runs on-premises (or in the one location given) goes to cloud, or to the place given. */
export function cutover(ledger: ServiceLedger, { day, from, to }: LoggedMove, book: Book): StandingMove[] {
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
  if (sources.length === 0) throw nothingToCutOver(ledger, day, balances, from, book)
  const target = to === undefined ? onlyPlace(ledger, day, 'to', isCloud, book) : to
  return sources.map(([place, units]) => ({ id: book.nextId(), day, from: place, to: target, units, levelEntry: null }))
}

/** Three ways to have nothing to move; only of the last may a pipeline take it that all is done. */
function nothingToCutOver(
  { service: { name: service } }: ServiceLedger,
  day: CalendarDay,
  balances: ReadonlyMap<number, number>,
  from: number | undefined,
  book: Book,
): Refusal {
  if (from !== undefined) {
    const location = nameIn(book, from)
    return new Refusal(
      'nothing-in-place',
      `${service} has nothing in ${location} on ${day}. Choose another day, or another place that it leaves.`,
      { service, day, location },
    )
  }
  const [at] = [...balances].filter(([place, units]) => units > 0 && !isCloud(kindIn(book, place)))
  if (at) {
    const location = nameIn(book, at[0])
    return new Refusal(
      'already-in-target',
      `All that ${service} runs on-premises on ${day} is in ${location} already. Choose another place to go to.`,
      { service, day, location },
    )
  }
  return new Refusal(
    'nothing-on-prem',
    `${service} has nothing left on-premises on ${day}. Nothing needs to be logged.`,
    { service, day },
  )
}
