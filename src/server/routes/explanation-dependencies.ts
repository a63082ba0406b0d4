import type { TiedServices } from '../../domain/dependency.ts'
import { orderOfMoves, sideAfter, straddleDebt, straddles } from '../../domain/straddle.ts'
import { BadInput } from '../problems.ts'
import { candidatesOf, dependencyGraph, type GraphDependency, tiedServices } from '../storage/dependencies.ts'
import { type Asked, byServices, type Fact, type Lister } from './explanation-listed.ts'
import { line } from './explanation-parts.ts'

const count = { kind: 'count' as const }

/** A dependency has no day of its own; the first of a list comes first. */
export const factOfTie = (
  { service, dependsOn }: TiedServices,
  at: number,
  outcome: NonNullable<Fact['outcome']>,
  amount: number,
): Fact => ({
  key: Number.MAX_SAFE_INTEGER - at,
  day: null,
  service: { id: service.id, name: service.name },
  team: service.team,
  dependsOn: { id: dependsOn.id, name: dependsOn.name },
  class: null,
  outcome,
  amount,
  evidence: '',
  moves: [],
})

/** The move of one service in the order that pays the debt down fastest, with the sides just before it and just after. */
async function moveAsked({ queries, view, query }: Asked) {
  if (query.service === undefined) throw new BadInput({ service: 'Say the move of which service: give its number.' })
  const graph = await dependencyGraph(queries, view)
  const order = orderOfMoves(graph.dependencies, candidatesOf(graph))
  const at = order.findIndex(({ service }) => service === query.service)
  const movedBy = (moves: number) => {
    const moved = new Set(order.slice(0, moves).map(({ service }) => service))
    const sideOf = (service: number) =>
      moved.has(service) ? sideAfter(graph.sideOf(service), 'whole') : graph.sideOf(service)
    return ({ service, dependsOn }: GraphDependency) => straddles(sideOf(service), sideOf(dependsOn))
  }
  return { graph, move: order[at] ?? null, before: movedBy(at), after: movedBy(at + 1) }
}

/** What stops straddling counts for one, what begins to for one less. */
export const moveGain: Lister = async (asked) => {
  const { graph, move, before, after } = await moveAsked(asked)
  const changed = move === null ? [] : graph.dependencies.filter((one) => before(one) !== after(one))
  const ties = await tiedServices(asked.queries, graph, changed)
  const ends = changed.filter(before).length
  const begins = changed.length - ends
  const value = move?.gain ?? null
  return {
    view: byServices(asked.view),
    facts: ties.map((tie, at) => {
      const stops = before(changed[at] as GraphDependency)
      return factOfTie(tie, at, stops ? 'stops-straddling' : 'straddles-anew', stops ? 1 : -1)
    }),
    checked: ends - begins === (value ?? 0),
    explained: () => ({
      value,
      formula: [
        line('', 'straddle-ends', ends, count),
        line('-', 'straddle-anew', begins, count),
        line('=', 'move-gain', value, count),
      ],
      parts: [],
    }),
  }
}

export const moveDebt: Lister = async (asked) => {
  const { graph, move, after } = await moveAsked(asked)
  const left = move === null ? [] : graph.dependencies.filter(after)
  const debt = straddleDebt(graph.dependencies, graph.sideOf)
  const value = move?.debt ?? null
  return {
    view: byServices(asked.view),
    facts: (await tiedServices(asked.queries, graph, left)).map((tie, at) =>
      factOfTie(tie, at, tie.straddles ? 'straddles-now' : 'straddles-anew', 1),
    ),
    checked: left.length === (value ?? 0),
    explained: () => ({
      value,
      formula: [
        line('', 'straddle-now', debt, count),
        line('-', 'straddle-paid', move && debt - move.debt - move.gain, count),
        line('-', 'move-gain', move?.gain ?? null, { ...count, figure: 'move-gain' }),
        line('=', 'move-debt', value, count),
      ],
      parts: [],
    }),
  }
}
