import type { PlanPreview } from '../../contract/release-cycles.ts'
import { capacityOf } from '../../domain/commitment.ts'
import { whatWouldStraddle } from '../../domain/straddle.ts'
import type { Queries } from '../database/tables.ts'
import { deliveredByTeam, teamsWithDivisions } from '../storage/cycle-items.ts'
import { dependencyGraph, type GraphDependency, inOrderOfNames, tiedServices } from '../storage/dependencies.ts'
import { scopeDaysKnownAt } from '../storage/known-at.ts'
import { scopeByTeam, standingItems } from '../storage/plan.ts'
import { plannedServices } from '../storage/promises.ts'
import { trainOf } from '../storage/release-cycles.ts'
import { viewOf } from '../view.ts'
import { capacityBefore, cyclesBefore } from './capacity.ts'
import { itemsFrom } from './cycle-rows.ts'
import type { Planning } from './plan.ts'

const mostShown = 20

/** What a plan would come to, for whoever is about to make it: reads the plan as it stands, and writes nothing. */
export async function previewOf(
  queries: Queries,
  { cycle, services, wished, now }: Pick<Planning, 'cycle' | 'services' | 'wished' | 'now'>,
): Promise<PlanPreview> {
  const view = await viewOf(queries, { measure: 'units' }, now)
  const ids = wished.map(({ service }) => service)
  const standing = await standingItems(queries, cycle.number, ids)
  const teamOf = new Map(services.map(({ id, team }) => [id, team]))
  const added = new Map<number, number>()
  for (const { service, units } of wished) {
    const team = teamOf.get(service) as number
    added.set(team, (added.get(team) ?? 0) + units - (standing.get(service)?.units ?? 0))
  }
  const before = await scopeByTeam(queries, cycle.number, cycle.commitsAt)
  const planned = (team: number): number => (before.get(team)?.now.units ?? 0) + (added.get(team) ?? 0)
  const touched = [...added.keys()].sort((one, other) => planned(other) - planned(one) || one - other)
  const shown = touched.slice(0, mostShown)
  const names = await teamsWithDivisions(queries, shown)
  const capacityOfTeam = await teamCapacities(queries, shown)
  const days = await scopeDaysKnownAt(queries, view.scope, view.asOf, null)
  return {
    planned: [...new Set([...before.keys(), ...touched])].reduce((sum, team) => sum + planned(team), 0),
    capacity: await capacityBefore(queries, { ...view, cycle }, days),
    teams: shown.flatMap((team) => {
      const named = names.get(team)
      return named
        ? [
            {
              team: { id: team, name: named.name },
              added: added.get(team) ?? 0,
              planned: planned(team),
              capacity: capacityOfTeam(team),
            },
          ]
        : []
    }),
    teamsTouched: touched.length,
    straddling: await wouldStraddle(),
  }

  /** The same for each of some teams: told as their own report of the cycle tells it. */
  async function teamCapacities(reading: Queries, teams: readonly number[]) {
    const { cycles } = await trainOf(reading, view.programme)
    const books = await deliveredByTeam(reading, teams, cycles)
    return (team: number) => {
      const book = books.get(team)
      const past = cyclesBefore(cycles, cycle.number, { asOf: view.asOf, first: book?.first })
      const capacity = capacityOf(past.map(({ number }) => book?.delivered[number - 1] ?? 0))
      return capacity && { ...capacity, cycles: past.length }
    }
  }

  /** Dependencies of what is named, once the whole plan is carried out. */
  async function wouldStraddle(): Promise<PlanPreview['straddling']> {
    const graph = await dependencyGraph(queries, view)
    const always = Number.MAX_SAFE_INTEGER
    const [now] = await plannedServices(queries, cycle, view, [always])
    const moved = new Map(
      itemsFrom({ committed: now, standing: now }, { source: 'plan' })
        .filter(({ left }) => left > 0)
        .map(({ one, left }) => [one.service, left >= one.onPrem ? ('whole' as const) : ('share' as const)]),
    )
    const onPrem = new Map(services.map((service) => [service.id, service.onPrem]))
    for (const { service, units } of wished) moved.set(service, units >= (onPrem.get(service) ?? 0) ? 'whole' : 'share')
    const found = whatWouldStraddle(graph.dependencies, graph.sideOf, moved).filter(
      ({ dependency }) => onPrem.has(dependency.service) || onPrem.has(dependency.dependsOn),
    )
    const nowOf = new Map(found.map(({ dependency, straddlesNow }) => [dependency, straddlesNow]))
    const first = inOrderOfNames(
      graph,
      found.map(({ dependency }) => dependency),
    ).slice(0, mostShown)
    return {
      total: found.length,
      begin: found.filter(({ straddlesNow }) => !straddlesNow).length,
      first: (await tiedServices(queries, graph, first)).map((one, at) => ({
        ...one,
        straddlesNow: nowOf.get(first[at] as GraphDependency) === true,
      })),
    }
  }
}
