import type { AnswerOf } from '../../contract/endpoint.ts'
import type { explainEntries, FigureName } from '../../contract/explanations.ts'
import { addDays, daysBetween } from '../../domain/calendar-day.ts'
import { exitWeeks, locationExit } from '../../domain/location-exit.ts'
import type { Queries } from '../database/tables.ts'
import { BadInput } from '../problems.ts'
import { locationDaysKnownAt } from '../storage/known-at.ts'
import { locationsByName } from '../storage/organisation.ts'
import { findNamed } from '../storage/places.ts'
import { type ServiceAt, servicesAt } from '../storage/services-at.ts'
import type { View } from '../view.ts'
import type { ExitAsked, Explainer, Subject } from './explanation-parts.ts'
import { line } from './explanation-parts.ts'

const exits: ReadonlySet<FigureName> = new Set(['exit-left', 'exit-required', 'exit-pace'])
export const isExit = (figure: FigureName): boolean => exits.has(figure)

/** The roll-up of the location at both days, and the services counted from their moves. */
export async function exitAsked(queries: Queries, view: View, named: string | undefined): Promise<ExitAsked> {
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

const lookedBack = ({ growth: { asOf } }: Subject) => addDays(asOf, -7 * exitWeeks)

/** What was there before, less what left since, is what is there. */
const exitParts = (subject: Subject) => {
  const { now = 0, before = 0 } = subject.exit ?? {}
  return [
    line('', 'exit-before', before, { day: lookedBack(subject) }),
    line('-', 'exit-went', before - now),
    line('=', 'exit-now', now, { day: subject.growth.asOf }),
  ]
}

export const exitLeftExplained: Explainer = (subject) => {
  const now = subject.exit?.now ?? 0
  return {
    value: now,
    formula: [line('=', 'exit-now', now, { day: subject.growth.asOf })],
    parts: exitParts(subject),
  }
}

export const exitRequiredExplained: Explainer = (subject) => {
  const { now = 0, before = 0, exitDay = null } = subject.exit ?? {}
  const { asOf } = subject.growth
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
    parts: exitParts(subject),
  }
}

export const exitPaceExplained: Explainer = (subject) => {
  const { now = 0, before = 0 } = subject.exit ?? {}
  const { asOf } = subject.growth
  const value = locationExit(now, before, asOf, asOf).present
  return {
    value,
    formula: [
      line('', 'exit-before', before, { day: lookedBack(subject) }),
      line('-', 'exit-now', now, { day: asOf, figure: 'exit-left' }),
      line('/', 'exit-weeks', exitWeeks, { kind: 'count' }),
      line('=', 'exit-pace', value, { kind: 'change' }),
    ],
    parts: exitParts(subject),
  }
}

/** Services, the latest first: their amounts add up to the figure. */
export function pageOfServices(
  services: readonly ServiceAt[],
  page: { readonly limit: number; readonly cursor?: string | undefined },
): AnswerOf<typeof explainEntries> {
  const [day, after] = page.cursor?.split('.') ?? []
  const rest = services.filter(
    (one) => day === undefined || one.day < day || (one.day === day && one.service.id < Number(after)),
  )
  const shown = rest.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    next: rest.length > shown.length && last ? `${last.day}.${last.service.id}` : null,
    entries: shown.map((one) => ({ ...one, class: null, evidence: '', moves: [] })),
  }
}
