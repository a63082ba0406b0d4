import type { Growth } from '../../contract/growth.ts'
import { addDays, type CalendarDay, daysBetween } from '../../domain/calendar-day.ts'
import { exitWeeks, locationExit } from '../../domain/location-exit.ts'
import type { Queries } from '../database/tables.ts'
import { BadInput } from '../problems.ts'
import { locationDaysKnownAt } from '../storage/known-at.ts'
import { locationsByName } from '../storage/organisation.ts'
import { findNamed } from '../storage/places.ts'
import { type ServiceAt, servicesAt } from '../storage/services-at.ts'
import type { View } from '../view.ts'
import { factsOfServices, type Lister } from './explanation-listed.ts'
import type { Explained } from './explanation-parts.ts'
import { line } from './explanation-parts.ts'

/** A location that is to be empty: what runs there, what did so many weeks before, and which services it is. */
interface ExitAsked {
  readonly exitDay: CalendarDay | null
  readonly now: number
  readonly before: number
  readonly services: readonly ServiceAt[]
}

/** Each of its figures opens to the services that are there still; the roll-up must come to as much as their moves. */
const listed =
  (explained: (exit: ExitAsked, growth: Growth) => Explained): Lister =>
  async ({ queries, view, query }) => {
    const exit = await exitAsked(queries, view, query.location)
    return {
      facts: factsOfServices(exit.services),
      checked: exit.services.reduce((sum, { amount }) => sum + amount, 0) === exit.now,
      explained: (growth) => explained(exit, growth),
    }
  }

/** The roll-up of the location at both days, and the services counted from their moves. */
async function exitAsked(queries: Queries, view: View, named: string | undefined): Promise<ExitAsked> {
  if (named === undefined) throw new BadInput({ location: 'Say whose exit: name a location.' })
  const { id } = await findNamed(queries, 'location', named)
  const { scope, id: of } = view.scope
  const since = addDays(view.asOf, -7 * exitWeeks)
  const sums = { now: 0, before: 0 }
  for (const { day, units, services } of await locationDaysKnownAt(queries, scope, [of], view.asOf, view.knownAt, id)) {
    const amount = view.measure === 'services' ? services : units
    sums.now += amount
    if (day <= since) sums.before += amount
  }
  const location = (await locationsByName(queries)).find((one) => one.id === id)
  return { ...sums, exitDay: location?.exitDay ?? null, services: await servicesAt(queries, view, id) }
}

const lookedBack = ({ asOf }: Growth) => addDays(asOf, -7 * exitWeeks)

/** What was there before, less what left since, is what is there. */
const exitParts = ({ now, before }: ExitAsked, growth: Growth) => [
  line('', 'exit-before', before, { day: lookedBack(growth) }),
  line('-', 'exit-went', before - now),
  line('=', 'exit-now', now, { day: growth.asOf }),
]

export const exitLeft = listed((exit, growth) => ({
  value: exit.now,
  formula: [line('=', 'exit-now', exit.now, { day: growth.asOf })],
  parts: exitParts(exit, growth),
}))

export const exitRequired = listed((exit, growth) => {
  const { now, before, exitDay } = exit
  const { asOf } = growth
  const value = exitDay === null ? null : locationExit(now, before, asOf, exitDay).required
  return {
    value,
    formula: [
      line('', 'exit-now', now, { day: asOf, figure: 'exit-left' }),
      ...(exitDay === null
        ? []
        : [line('/', 'exit-weeks-left', daysBetween(asOf, exitDay) / 7, { kind: 'count', day: exitDay })]),
      line('=', 'exit-required', value),
    ],
    parts: exitParts(exit, growth),
  }
})

export const exitPace = listed((exit, growth) => {
  const { now, before } = exit
  const { asOf } = growth
  const value = locationExit(now, before, asOf, asOf).present
  return {
    value,
    formula: [
      line('', 'exit-before', before, { day: lookedBack(growth) }),
      line('-', 'exit-now', now, { day: asOf, figure: 'exit-left' }),
      line('/', 'exit-weeks', exitWeeks, { kind: 'count' }),
      line('=', 'exit-pace', value, { kind: 'change' }),
    ],
    parts: exitParts(exit, growth),
  }
})
