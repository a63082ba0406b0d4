import { type Outcome, outcomeOf, outcomes, promisedOf } from '../../domain/commitment.ts'
import type { Queries } from '../database/tables.ts'
import type { ClosedItemRow } from '../database/train-tables.ts'
import { recordedCarried, recordedStanding } from '../storage/closed-items.ts'
import { namesOfServices } from '../storage/cycle-items.ts'
import type { PromisedService } from '../storage/promises.ts'
import type { View } from '../view.ts'
import { itemsOf } from './cycle-rows.ts'
import { type CycleView, committedServices, isOnRecord } from './cycle-view.ts'
import { cycleAsked } from './explanation-cycles.ts'
import type { Fact, Lister } from './explanation-listed.ts'
import type { Line } from './explanation-parts.ts'
import { line } from './explanation-parts.ts'
import { carriedServices, reportOf } from './release-cycles.ts'

interface Promised {
  readonly service: { readonly id: number; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  /** As many as were promised of it. */
  readonly units: number
  readonly outcome: Outcome
}

const sumOf = (some: readonly Promised[], { measure }: View): number =>
  some.reduce((total, one) => total + promisedOf(one, measure), 0)

/** Each is of the cycle from its first day on. */
const factsOf = (some: readonly Promised[], view: View, cycle: CycleView | null): Fact[] =>
  some.map(({ service, team, outcome, ...one }) => ({
    key: service.id,
    day: cycle?.cycle.firstDay ?? null,
    service,
    team,
    class: null,
    outcome,
    amount: promisedOf(one, view.measure),
    evidence: '',
    moves: [],
  }))

/** What it comes to by what became of each. */
const outcomeLines = (some: readonly Promised[], view: View): Line[] =>
  outcomes
    .map((outcome) => ({
      outcome,
      amount: sumOf(
        some.filter((one) => one.outcome === outcome),
        view,
      ),
    }))
    .filter(({ amount }) => amount > 0)
    .map(({ outcome, amount }) => line('+', `outcome-${outcome}`, amount))

/** What came over from the cycle before is what was promised again, each service with what became of it. */
export const cycleCarried: Lister = async ({ queries, surroundings, view, query, now }) => {
  const { cycle, view: seen } = await cycleAsked(queries, surroundings, view, now, query.cycle)
  const report = cycle && (await reportOf(queries, cycle))
  const carried = cycle === null ? [] : await carriedInto(queries, cycle)
  const value = report?.carriedOver ?? null
  return {
    view: seen,
    facts: factsOf(carried, view, cycle),
    checked: sumOf(carried, view) === (value ?? 0),
    explained: () => ({
      value,
      formula: [
        line('', 'cycle-committed', report?.committed ?? null),
        line('-', 'cycle-anew', report && report.committed - report.carriedOver),
        line('=', 'cycle-carried', value),
      ],
      parts: report === null ? [] : [...outcomeLines(carried, view), line('=', 'cycle-carried', value)],
    }),
  }
}

/** What stands in the plan, service by service. */
export const cycleScope: Lister = async ({ queries, surroundings, view, query, now }) => {
  const { cycle, view: seen } = await cycleAsked(queries, surroundings, view, now, query.cycle)
  const report = cycle && (await reportOf(queries, cycle))
  const standing = cycle === null ? [] : await standingIn(queries, cycle)
  const value = report?.scope.now ?? null
  return {
    view: seen,
    facts: factsOf(standing, view, cycle),
    checked: sumOf(standing, view) === (value ?? 0),
    explained: () => ({
      value,
      formula: [
        line('', 'cycle-committed', report && report.scope.now - report.scope.added + report.scope.removed),
        line('+', 'scope-added', report?.scope.added ?? null),
        line('-', 'scope-removed', report?.scope.removed ?? null),
        line('=', 'cycle-scope', value),
      ],
      parts: report === null ? [] : [...outcomeLines(standing, view), line('=', 'cycle-scope', value)],
    }),
  }
}

/** On record with the names and teams of then. */
const onRecord = (row: ClosedItemRow, units: number): Promised => ({
  service: { id: row.service_id, name: row.service_name },
  team: { id: row.team_id, name: row.team_name },
  units,
  outcome: row.outcome as Outcome,
})

async function named(queries: Queries, some: readonly PromisedService[]): Promise<Promised[]> {
  const names = await namesOfServices(
    queries,
    some.map(({ service }) => service),
  )
  return some.flatMap((one) => {
    const its = names.get(one.service)
    return its
      ? [{ service: { id: its.id, name: its.name }, team: its.team, units: one.units, outcome: outcomeOf(one, one) }]
      : []
  })
}

async function carriedInto(queries: Queries, view: CycleView): Promise<Promised[]> {
  if (isOnRecord(view))
    return (await recordedCarried(queries, view.cycle.number, view)).map((row) => onRecord(row, row.committed_units))
  const ids = await carriedServices(queries, view)
  return named(
    queries,
    (await committedServices(queries, view)).filter(({ service }) => ids.has(service)),
  )
}

async function standingIn(queries: Queries, view: CycleView): Promise<Promised[]> {
  if (isOnRecord(view))
    return (await recordedStanding(queries, view.cycle.number, view)).map((row) => onRecord(row, row.standing_units))
  return named(
    queries,
    (await itemsOf(queries, view)).flatMap(({ standing }) => standing ?? []),
  )
}
