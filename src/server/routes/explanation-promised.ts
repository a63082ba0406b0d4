import { type Outcome, outcomeOf, outcomes, promisedOf } from '../../domain/commitment.ts'
import type { Queries } from '../database/tables.ts'
import { recordedCarried } from '../storage/closed-items.ts'
import { namesOfServices } from '../storage/cycle-items.ts'
import { type CycleView, committedServices, isOnRecord } from './cycle-view.ts'
import { cycleAsked } from './explanation-cycles.ts'
import type { Lister } from './explanation-listed.ts'
import { line } from './explanation-parts.ts'
import { carriedServices, reportOf } from './release-cycles.ts'

interface Carried {
  readonly service: { readonly id: number; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  /** As many as were promised of it. */
  readonly units: number
  readonly outcome: Outcome
}

/** What came over from the cycle before is what was promised again, each service with what became of it. */
export const cycleCarried: Lister = async ({ queries, surroundings, view, query, now }) => {
  const { cycle, view: seen } = await cycleAsked(queries, surroundings, view, now, query.cycle)
  const report = cycle && (await reportOf(queries, cycle))
  const carried = cycle === null ? [] : await carriedInto(queries, cycle)
  const sum = (some: readonly Carried[]) => some.reduce((total, one) => total + promisedOf(one, view.measure), 0)
  const value = report?.carriedOver ?? null
  return {
    view: { ...seen, asOf: cycle?.upTo ?? seen.asOf },
    facts: carried.map(({ service, team, outcome, ...one }) => ({
      key: service.id,
      day: cycle?.cycle.firstDay ?? null,
      service,
      team,
      class: null,
      outcome,
      amount: promisedOf(one, view.measure),
      evidence: '',
      moves: [],
    })),
    checked: sum(carried) === (value ?? 0),
    explained: () => ({
      value,
      formula: [
        line('', 'cycle-committed', report?.committed ?? null),
        line('-', 'cycle-anew', report && report.committed - report.carriedOver),
        line('=', 'cycle-carried', value),
      ],
      parts:
        report === null
          ? []
          : [
              ...outcomes
                .map((outcome) => ({ outcome, amount: sum(carried.filter((one) => one.outcome === outcome)) }))
                .filter(({ amount }) => amount > 0)
                .map(({ outcome, amount }) => line('+', `outcome-${outcome}`, amount)),
              line('=', 'cycle-carried', value),
            ],
    }),
  }
}

/** On record with the names and teams of then. */
async function carriedInto(queries: Queries, view: CycleView): Promise<Carried[]> {
  if (isOnRecord(view))
    return (await recordedCarried(queries, view.cycle.number, view)).map((row) => ({
      service: { id: row.service_id, name: row.service_name },
      team: { id: row.team_id, name: row.team_name },
      units: row.committed_units,
      outcome: row.outcome as Outcome,
    }))
  const ids = await carriedServices(queries, view)
  const its = (await committedServices(queries, view)).filter(({ service }) => ids.has(service))
  const names = await namesOfServices(
    queries,
    its.map(({ service }) => service),
  )
  return its.flatMap((one) => {
    const named = names.get(one.service)
    return named
      ? [
          {
            service: { id: named.id, name: named.name },
            team: named.team,
            units: one.units,
            outcome: outcomeOf(one, one),
          },
        ]
      : []
  })
}
