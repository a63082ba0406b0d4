import type { Hono } from 'hono'
import {
  importDependencies,
  listDependencies,
  readOrderOfMoves,
  readStraddleDebt,
  readStraddleSeries,
  removeDependencies,
  setDependencies,
} from '../../contract/dependencies.ts'
import { earlier } from '../../domain/calendar-day.ts'
import type { NameOrId } from '../../domain/names.ts'
import { searchable } from '../../domain/names.ts'
import { periods } from '../../domain/periods.ts'
import { Refusal } from '../../domain/refusal.ts'
import { debtOverTime, orderOfMoves, straddleDebt, straddles } from '../../domain/straddle.ts'
import type { Queries } from '../database/tables.ts'
import { importDependencies as importFile } from '../imports/import-dependencies.ts'
import { type Surroundings, serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import {
  candidatesOf,
  type DependencyGraph,
  deleteDependencies,
  dependencyGraph,
  endsOf,
  type GraphDependency,
  inOrderOfNames,
  kindsByPair,
  pairKey,
  sideChanges,
  tiedServices,
  writeDependencies,
} from '../storage/dependencies.ts'
import { findNamed } from '../storage/places.ts'
import { trainOf } from '../storage/release-cycles.ts'
import { type ServiceToPlan, serviceFinder } from '../storage/services-named.ts'
import { refuseLongSpan, viewOf } from '../view.ts'
import { piecesOf } from './imports.ts'

const plan = { action: 'plan', perTeam: true } as const

/** Room for the form's own words around the file. */
const formAround = 64 * 1024

/** Which service depends on which, and what straddles cloud and on-premises because of it. */
export function dependencyRoutes(api: Hono, surroundings: Surroundings): void {
  readingRoutes(api, surroundings)

  serve(api, surroundings, setDependencies, plan, async ({ body, queries, seen, now, by, permit }) => {
    const pairs = await pairsOf(seen, body.dependencies)
    for (const { service } of pairs) permit(service.team)
    const stored = await kindsByPair(
      queries,
      pairs.map(({ service }) => service.id),
    )
    const created = new Map<string, GraphDependency>()
    const changed = new Map<string, GraphDependency>()
    for (const { service, dependsOn, said } of pairs) {
      const key = pairKey(service.id, dependsOn.id)
      const was = stored.get(key)
      // Said twice in one request, the last one holds.
      const kind = said.kind ?? created.get(key)?.kind ?? changed.get(key)?.kind ?? was ?? ''
      const dependency = { service: service.id, dependsOn: dependsOn.id, kind }
      if (was === undefined) created.set(key, dependency)
      else if (kind !== was) changed.set(key, dependency)
      else changed.delete(key)
    }
    await writeDependencies(queries, [...created.values()], [...changed.values()])
    const nameOf = new Map(
      pairs.flatMap(({ service, dependsOn }) => [service, dependsOn]).map(({ id, name }) => [id, name]),
    )
    const named = ({ service, dependsOn, kind }: GraphDependency) => ({
      service: nameOf.get(service),
      dependsOn: nameOf.get(dependsOn),
      kind,
    })
    if (created.size + changed.size > 0) {
      await audit(queries, by, {
        recordedAt: now,
        action: 'set-dependencies',
        teams: pairs.map(({ service }) => service.team),
        subject: subjectOf([...created.values(), ...changed.values()].map(named)),
        before: [...changed.entries()].map(([key, one]) => named({ ...one, kind: stored.get(key) ?? '' })),
        after: [...created.values(), ...changed.values()].map(named),
      })
    }
    const distinct = new Set(pairs.map(({ service, dependsOn }) => pairKey(service.id, dependsOn.id))).size
    return { created: created.size, changed: changed.size, same: distinct - created.size - changed.size }
  })

  serve(api, surroundings, removeDependencies, plan, async ({ body, queries, seen, now, by, permit }) => {
    const pairs = await pairsOf(seen, body.dependencies)
    for (const { service } of pairs) permit(service.team)
    const stored = await kindsByPair(
      queries,
      pairs.map(({ service }) => service.id),
    )
    const there = new Map(
      pairs.flatMap(({ service, dependsOn }) => {
        const key = pairKey(service.id, dependsOn.id)
        const kind = stored.get(key)
        return kind === undefined ? [] : [[key, { service, dependsOn, kind }] as const]
      }),
    )
    const gone = [...there.values()]
    await deleteDependencies(
      queries,
      gone.map(({ service, dependsOn }) => ({ service: service.id, dependsOn: dependsOn.id })),
    )
    const named = gone.map(({ service, dependsOn, kind }) => ({
      service: service.name,
      dependsOn: dependsOn.name,
      kind,
    }))
    if (gone.length > 0)
      await audit(queries, by, {
        recordedAt: now,
        action: 'remove-dependencies',
        teams: gone.map(({ service }) => service.team),
        subject: subjectOf(named),
        before: named,
      })
    return { removed: gone.length }
  })

  const { importLimits } = surroundings
  serve(
    api,
    surroundings,
    { ...importDependencies, bodyLimit: importLimits.bytes + formAround },
    { ...plan, looksOnly: ({ dryRun }) => dryRun },
    async ({ body, query, queries, seen, by, now, permit, permitNone }) => {
      // Of rows that name no service nobody is asked, and nothing is written.
      permitNone()
      return importFile(queries, seen, {
        fileName: body.dependencies.name,
        file: piecesOf(body.dependencies),
        ...query,
        mostRows: importLimits.rows,
        permit,
        by,
        now,
      })
    },
  )
}

function readingRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listDependencies, { action: 'read' }, async ({ query, queries, now }) => {
    const graph = await dependencyGraph(queries, await viewOf(queries, query, now))
    const service = query.service === undefined ? undefined : (await findNamed(queries, 'service', query.service)).id
    const straddling = ({ service: one, dependsOn }: GraphDependency) =>
      straddles(graph.sideOf(one), graph.sideOf(dependsOn))
    const matching = graph.dependencies
      .filter((one) => service === undefined || one.service === service || one.dependsOn === service)
      .filter((one) => matches(graph, one, query.q))
    const asked = query.straddling ? matching.filter(straddling) : matching
    return {
      dependencies: await tiedServices(
        queries,
        graph,
        inOrderOfNames(graph, asked).slice(query.offset, query.offset + query.limit),
      ),
      total: asked.length,
      straddling: matching.filter(straddling).length,
      all: graph.dependencies.length,
    }
  })

  serve(api, surroundings, readStraddleDebt, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const graph = await dependencyGraph(queries, view)
    return {
      asOf: view.asOf,
      knownAt: view.knownAtText,
      debt: straddleDebt(graph.dependencies, graph.sideOf),
      dependencies: graph.dependencies.length,
      services: new Set(graph.dependencies.flatMap(({ service, dependsOn }) => [service, dependsOn])).size,
    }
  })

  serve(api, surroundings, readStraddleSeries, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const { dependencies } = await dependencyGraph(queries, view)
    const changes = await sideChanges(queries, view)
    const to = earlier(query.to ?? view.asOf, view.asOf)
    const first = [...changes.values()].map(([earliest]) => earliest?.day).filter((day) => day !== undefined)
    const from = query.from ?? first.reduce((one, other) => earlier(one, other), to)
    refuseLongSpan(query, from, to)
    const asked = from > to ? [] : periods(query.interval, await trainOf(queries, view.programme), from, to)
    const debts = debtOverTime(
      dependencies,
      changes,
      asked.map(({ lastDay }) => lastDay),
    )
    return {
      interval: query.interval,
      points: asked.map(({ lastDay, cycle, partial }, at) => ({ day: lastDay, debt: debts[at] ?? 0, cycle, partial })),
    }
  })

  serve(api, surroundings, readOrderOfMoves, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const graph = await dependencyGraph(queries, view)
    const order = orderOfMoves(graph.dependencies, candidatesOf(graph))
    const page = order.slice(query.offset, query.offset + query.limit)
    const endOf = await endsOf(
      queries,
      graph,
      page.map(({ service }) => service),
    )
    return {
      asOf: view.asOf,
      debt: straddleDebt(graph.dependencies, graph.sideOf),
      moves: page.map(({ service, gain, debt }) => {
        const { id, name, team, onPrem } = endOf(service)
        return { service: { id, name }, team, units: onPrem, gain, debt }
      }),
      total: order.length,
    }
  })
}

function matches(
  graph: DependencyGraph,
  { service, dependsOn, kind }: GraphDependency,
  q: string | undefined,
): boolean {
  if (!q) return true
  const texts = [graph.services.get(service)?.key ?? '', graph.services.get(dependsOn)?.key ?? '', searchable(kind)]
  return searchable(q)
    .split(/\s+/)
    .every((word) => texts.some((text) => text.includes(word)))
}

interface Said {
  readonly service: NameOrId
  readonly dependsOn: NameOrId
  readonly kind?: string | undefined
}

/** The services that pairs of names or numbers mean, found in what the asker may read. */
async function pairsOf(
  seen: Queries,
  all: readonly Said[],
): Promise<{ service: ServiceToPlan; dependsOn: ServiceToPlan; said: Said }[]> {
  const serviceOf = await serviceFinder(
    seen,
    all.flatMap(({ service, dependsOn }) => [service, dependsOn]),
  )
  return all.map((said) => {
    const [service, dependsOn] = [serviceOf(said.service), serviceOf(said.dependsOn)]
    if (service.id === dependsOn.id)
      throw new Refusal('depends-on-itself', `${service.name} cannot depend on itself. Name another service.`, {
        service: service.name,
      })
    return { service, dependsOn, said }
  })
}

const subjectOf = (
  named: readonly { readonly service: string | undefined; readonly dependsOn: string | undefined }[],
) => (named.length === 1 ? `${named[0]?.service} → ${named[0]?.dependsOn}` : `${named.length} dependencies`)
