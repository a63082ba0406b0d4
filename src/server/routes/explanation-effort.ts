import type { AnswerOf } from '../../contract/endpoint.ts'
import type { explainEntries } from '../../contract/explanations.ts'
import { dayIn } from '../../domain/calendar-day.ts'
import { effortOf, effortPoints, isCritical, pointsOf } from '../../domain/effort.ts'
import { cycleOn } from '../../domain/release-cycles.ts'
import { Strategy } from '../../domain/service.ts'
import type { Queries } from '../database/tables.ts'
import { trainOf } from '../storage/release-cycles.ts'
import { scopes } from '../storage/rollups.ts'
import { promisesOfDays } from '../storage/stand-up-lines.ts'
import type { View } from '../view.ts'
import type { Explainer } from './explanation-parts.ts'
import { line } from './explanation-parts.ts'

/** Of the undecided there is a count, beside the points of their way. */
const codeOf = (strategy: Strategy): string => `effort-${strategy}${strategy === 'undecided' ? '-way' : ''}`

const count = { kind: 'count' as const }

export const effortExplained: Explainer = ({ left }) => {
  const { points, services, critical, undecided } = effortOf(left)
  const ways = Strategy.options.map((strategy) => {
    const its = left.filter((one) => one.strategy === strategy)
    return { strategy, points: its.reduce((sum, one) => sum + one.services * effortPoints[strategy], 0) }
  })
  const doubled = left
    .filter(({ criticality }) => isCritical(criticality))
    .reduce((sum, one) => sum + one.services * (pointsOf(one) - effortPoints[one.strategy]), 0)
  return {
    value: points,
    formula: [
      line('', 'effort-undecided', undecided, count),
      line('', 'effort-critical', critical, count),
      line('', 'effort-services', services, count),
      line('*', 'effort-average', services === 0 ? null : points / services, count),
      line('=', 'effort', points, count),
    ],
    parts: [
      ...ways.filter((way) => way.points > 0).map((way) => line('+', codeOf(way.strategy), way.points, count)),
      ...(doubled > 0 ? [line('+', 'effort-doubled', doubled, count)] : []),
      line('=', 'effort', points, count),
    ],
  }
}

export const cloudServiceExplained: Explainer = ({ using, growth }) => {
  const value = using.reduce((sum, { amount }) => sum + amount, 0)
  return {
    value,
    formula: [
      line('', 'cloud', growth.now.cloud, { day: growth.asOf, figure: 'cloud' }),
      line('-', 'cloud-service-none', growth.now.cloud - value),
      line('=', 'cloud-service-use', value),
    ],
    parts: [],
  }
}

export const promisesExplained: Explainer = ({ promises }) => {
  const { kept, partly, notToday, blocked, unanswered, promised } = promises
  const value = promised === 0 ? null : kept / promised
  return {
    value,
    formula: [
      line('', 'promises-kept-count', kept, count),
      line('/', 'promises-due', promised, count),
      line('=', 'promises-kept', value, { kind: 'share' }),
    ],
    parts: [
      line('', 'promises-kept-count', kept, count),
      line('+', 'promises-partly', partly, count),
      line('+', 'promises-not-today', notToday, count),
      line('+', 'promises-blocked', blocked, count),
      line('+', 'promises-unanswered', unanswered, count),
      line('=', 'promises-due', promised, count),
    ],
  }
}

/** Promises of the view for days of its cycle up to its day that are answered, or whose day is over where their team works. */
export async function promisesDue(queries: Queries, view: View, now: number) {
  const cycle = cycleOn(await trainOf(queries, view.programme), view.asOf)
  if (!cycle) return []
  const { scope, id } = view.scope
  const said = await promisesOfDays(queries, { from: cycle.firstDay, to: view.asOf })
  return said
    .filter(({ team, division }) => scope === scopes.programme || id === (scope === scopes.team ? team : division))
    .map((promise) => ({ ...promise, isOver: promise.day < dayIn(promise.zone ?? view.programme.zone, now) }))
    .filter(({ answer, isOver }) => answer !== null || isOver)
}

/** Each promise that was due, the latest first; its amount is 1 where it was kept. */
export async function promiseEntries(
  queries: Queries,
  view: View,
  page: { readonly limit: number; readonly cursor?: string | undefined },
  now: number,
): Promise<AnswerOf<typeof explainEntries>> {
  const [day, after] = page.cursor?.split('.') ?? []
  const rest = (await promisesDue(queries, view, now))
    .filter((one) => day === undefined || one.day < day || (one.day === day && one.id < Number(after)))
    .sort((one, other) => (one.day === other.day ? other.id - one.id : one.day < other.day ? 1 : -1))
  const shown = rest.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    next: rest.length > shown.length && last ? `${last.day}.${last.id}` : null,
    entries: shown.map(({ day: on, service, serviceName, team, teamName, answer }) => ({
      day: on,
      service: service === null || serviceName === null ? null : { id: service, name: serviceName },
      team: { id: team, name: teamName },
      class: null,
      amount: answer === 'kept' ? 1 : 0,
      evidence: '',
      moves: [],
    })),
  }
}
