import { dayIn } from '../../domain/calendar-day.ts'
import { effortOf, effortPoints, isCritical, pointsOf } from '../../domain/effort.ts'
import { cycleOn } from '../../domain/release-cycles.ts'
import { Strategy } from '../../domain/service.ts'
import { keptOf } from '../../domain/stand-up.ts'
import type { Queries } from '../database/tables.ts'
import { trainOf } from '../storage/release-cycles.ts'
import { scopes } from '../storage/rollups.ts'
import { promisesOfDays } from '../storage/stand-up-lines.ts'
import type { View } from '../view.ts'
import { servicesUsing } from './cloud-services.ts'
import { byServices, factsOfServices, type Lister } from './explanation-listed.ts'
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

export const cloudServiceUse: Lister = async ({ queries, view, query }) => {
  const using = await servicesUsing(queries, view, query.cloudService)
  const value = using.reduce((sum, { amount }) => sum + amount, 0)
  return {
    facts: factsOfServices(using),
    explained: ({ now, asOf }) => ({
      value,
      formula: [
        line('', 'cloud', now.cloud, { day: asOf, figure: 'cloud' }),
        line('-', 'cloud-service-none', now.cloud - value),
        line('=', 'cloud-service-use', value),
      ],
      parts: [],
    }),
  }
}

/** Each promise that was due is a fact; its amount is 1 where it was kept. */
export const promisesKept: Lister = async ({ queries, view, now }) => {
  const due = await promisesDue(queries, view, now)
  const { kept, partly, notToday, blocked, unanswered, promised } = keptOf(due)
  const value = promised === 0 ? null : kept / promised
  return {
    view: byServices(view),
    facts: due.map(({ id, day, service, serviceName, team, teamName, answer }) => ({
      key: id,
      day,
      service: service === null || serviceName === null ? null : { id: service, name: serviceName },
      team: { id: team, name: teamName },
      class: null,
      outcome: null,
      amount: answer === 'kept' ? 1 : 0,
      evidence: '',
      moves: [],
    })),
    explained: () => ({
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
    }),
  }
}

/** Promises of the view for days of its cycle up to its day that are answered, or whose day is over where their team works. */
async function promisesDue(queries: Queries, view: View, now: number) {
  const cycle = cycleOn(await trainOf(queries, view.programme), view.asOf)
  if (!cycle) return []
  const { scope, id } = view.scope
  const said = await promisesOfDays(queries, { from: cycle.firstDay, to: view.asOf })
  return said
    .filter(({ team, division }) => scope === scopes.programme || id === (scope === scopes.team ? team : division))
    .map((promise) => ({ ...promise, isOver: promise.day < dayIn(promise.zone ?? view.programme.zone, now) }))
    .filter(({ answer, isOver }) => answer !== null || isOver)
}
