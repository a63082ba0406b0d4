import type { Hono } from 'hono'
import { type CycleItem, listCycleItems, listCycleTeams, readCycleStraddle } from '../../contract/release-cycles.ts'
import { carriesInto } from '../../domain/release-cycles.ts'
import { whatWouldStraddle } from '../../domain/straddle.ts'
import type { Queries } from '../database/tables.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { namesOfServices, servicesLike, teamsWithDivisions } from '../storage/cycle-items.ts'
import { dependencyGraph, type GraphDependency, inOrderOfNames, tiedServices } from '../storage/dependencies.ts'
import { planDetails, standingItems } from '../storage/plan.ts'
import { trainOf } from '../storage/release-cycles.ts'
import { programmeScope, scopes } from '../storage/rollups.ts'
import { recordedItemList, recordedTeamList } from './closed-lists.ts'
import { detailOf, type Item, itemsOf, teamRows } from './cycle-rows.ts'
import { type CycleView, cycleView, isOnRecord } from './cycle-view.ts'

export function cycleItemRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listCycleTeams, { action: 'read' }, async ({ params, query, queries, now }) => {
    const view = await cycleView(queries, surroundings, params.number, query, now)
    if (isOnRecord(view)) return recordedTeamList(queries, view, query, now)
    const rows = await teamRows(queries, view, now)
    const shown = rows.slice(query.offset, query.offset + query.limit)
    const names = await teamsWithDivisions(
      queries,
      shown.map(({ team }) => team),
    )
    return {
      measure: view.measure,
      unit: view.unit,
      total: rows.length,
      idle: rows.filter(({ committed, kept, retired }) => committed > 0 && kept === 0 && retired === 0).length,
      isRecord: false,
      notOnRecord: 0,
      rows: shown.flatMap(({ team, ...figures }) => {
        const named = names.get(team)
        return named
          ? [{ team: { id: named.id, name: named.name }, division: named.division, ...figures, now: null }]
          : []
      }),
    }
  })

  serve(api, surroundings, listCycleItems, { action: 'read' }, async ({ params, query, queries, now }) => {
    const view = await cycleView(queries, surroundings, params.number, query, now)
    if (isOnRecord(view)) return recordedItemList(queries, view, query)
    const wanted = query.outcome && new Set(query.outcome)
    const like = query.q ? await servicesLike(queries, query.q) : null
    const all = (await itemsOf(queries, view)).filter(
      ({ one, outcome }) => (!wanted || wanted.has(outcome)) && (!like || like.has(one.service)),
    )
    return {
      unit: view.programme.unitName,
      total: all.length,
      isRecord: false,
      version: view.cycle.version,
      items: await shownItems(queries, view, all.slice(query.offset, query.offset + query.limit)),
    }
  })

  serve(api, surroundings, readCycleStraddle, { action: 'read' }, async ({ params, query, queries, now }) => {
    const view = await cycleView(queries, surroundings, params.number, query, now)
    const graph = await dependencyGraph(queries, { ...view, scope: programmeScope })
    // What is left of the plan; what it has moved already stands on its side.
    const whole = { ...view, scope: programmeScope }
    const moved = new Map(
      (await itemsOf(queries, whole))
        .filter(({ left, scope }) => left > 0 && scope !== 'removed')
        .map(({ one, left }) => [one.service, left >= one.onPrem ? ('whole' as const) : ('share' as const)]),
    )
    // The whole plan is carried out, whoever looks at a part of it: that part's dependencies are shown.
    const own =
      view.scope.scope === scopes.programme
        ? null
        : new Set((await itemsOf(queries, view)).map(({ one }) => one.service))
    const found = whatWouldStraddle(graph.dependencies, graph.sideOf, moved).filter(
      ({ dependency }) => own === null || own.has(dependency.service) || own.has(dependency.dependsOn),
    )
    const nowOf = new Map(found.map(({ dependency, straddlesNow }) => [dependency, straddlesNow]))
    const shown = inOrderOfNames(
      graph,
      found.map(({ dependency }) => dependency),
    ).slice(query.offset, query.offset + query.limit)
    return {
      total: found.length,
      straddling: (await tiedServices(queries, graph, shown)).map((one, at) => ({
        ...one,
        straddlesNow: nowOf.get(shown[at] as GraphDependency) === true,
      })),
    }
  })
}

/** Items as they are answered, with the names of now. */
export async function shownItems(queries: Queries, view: CycleView, items: readonly Item[]): Promise<CycleItem[]> {
  const ids = items.map(({ one }) => one.service)
  const names = await namesOfServices(queries, ids)
  const before = Math.min(view.cycle.commitsAt, view.plannedBefore)
  const details = await planDetails(queries, view.cycle.number, ids, before)
  const inNext = await plannedNext(queries, view, ids)
  return items.map(({ one, left, outcome, scope }) => {
    const service = names.get(one.service)
    if (!service) throw new Error(`Service ${one.service} is promised but has no row.`)
    const detail = detailOf(details, scope, view)(one.service)
    return {
      service: { id: service.id, name: service.name },
      team: service.team,
      units: one.units,
      level: detail?.level ?? null,
      net: one.net,
      onPrem: one.onPrem,
      left,
      toCarry: Math.min(left, service.onPrem),
      outcome,
      scope,
      carriedFrom: detail?.carried_from ?? null,
      inNext: inNext.get(one.service)?.units ?? null,
      choice: null,
      now: null,
    }
  })
}

/** What stands in the plan of the cycle into which closing would carry over; nothing while this one is not over. */
async function plannedNext(queries: Queries, { cycle, today, programme }: CycleView, services: readonly number[]) {
  if (cycle.closedAt !== null || today <= cycle.lastDay) return new Map<number, { readonly units: number }>()
  const { cycles } = await trainOf(queries, programme)
  return standingItems(queries, carriesInto(cycles, cycle.number, today), services)
}
