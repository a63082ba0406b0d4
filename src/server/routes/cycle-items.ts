import type { Hono } from 'hono'
import {
  type CycleItem,
  listCycleItems,
  listCycleTeams,
  listStuckServices,
  readCycleStraddle,
} from '../../contract/release-cycles.ts'
import { type CalendarDay, daysBetween } from '../../domain/calendar-day.ts'
import { deliveryOf, leftOf, outcomeOf } from '../../domain/commitment.ts'
import { whatWouldStraddle } from '../../domain/straddle.ts'
import type { Measure } from '../../domain/units.ts'
import type { Queries } from '../database/tables.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import {
  lastMoves,
  migratedByTeam,
  namesOfServices,
  servicesLike,
  type TeamMigrated,
  teamsWithDivisions,
} from '../storage/cycle-items.ts'
import {
  dependencyGraph,
  type GraphDependency,
  inOrderOfNames,
  onPremNeeds,
  tiedServices,
} from '../storage/dependencies.ts'
import { planDetails } from '../storage/plan.ts'
import type { PromisedService } from '../storage/promises.ts'
import { programmeScope, scopes } from '../storage/rollups.ts'
import { type CycleView, committedServices, cycleView, promisesOf } from './cycle-view.ts'

const mostStraddlingShown = 200

export function cycleItemRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listCycleTeams, { action: 'read' }, async ({ params, query, queries, now }) => {
    const view = await cycleView(queries, surroundings, params.number, query, now)
    const rows = await teamRows(queries, view)
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
      rows: shown.flatMap(({ team, ...figures }) => {
        const named = names.get(team)
        return named ? [{ team: { id: named.id, name: named.name }, division: named.division, ...figures }] : []
      }),
    }
  })

  serve(api, surroundings, listCycleItems, { action: 'read' }, async ({ params, query, queries, now }) => {
    const view = await cycleView(queries, surroundings, params.number, query, now)
    const wanted = query.outcome && new Set(query.outcome)
    const like = query.q ? await servicesLike(queries, query.q) : null
    const all = (await itemsOf(queries, view)).filter(
      ({ one, outcome }) => (!wanted || wanted.has(outcome)) && (!like || like.has(one.service)),
    )
    return {
      unit: view.programme.unitName,
      total: all.length,
      items: await named(queries, view, all.slice(query.offset, query.offset + query.limit)),
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
    ).slice(0, mostStraddlingShown)
    return {
      total: found.length,
      straddling: (await tiedServices(queries, graph, shown)).map((one, at) => ({
        ...one,
        straddlesNow: nowOf.get(shown[at] as GraphDependency) === true,
      })),
    }
  })

  serve(api, surroundings, listStuckServices, { action: 'read' }, async ({ params, query, queries, now }) => {
    const view = await cycleView(queries, surroundings, params.number, query, now)
    const like = query.q ? await servicesLike(queries, query.q) : null
    const open = (await itemsOf(queries, view)).filter(
      ({ one, left, scope }) => left > 0 && scope !== 'removed' && (!like || like.has(one.service)),
    )
    const moved = await lastMoves(
      queries,
      open.map(({ one }) => one.service),
      view.upTo,
      view.knownAt,
    )
    const needs = await onPremNeeds(
      queries,
      open.map(({ one }) => one.service),
    )
    const stuck = open
      .map((item) => {
        const lastMoveOn = moved.get(item.one.service) ?? null
        const since: CalendarDay =
          lastMoveOn !== null && lastMoveOn > view.cycle.firstDay ? lastMoveOn : view.cycle.firstDay
        const daysWithout = Math.max(0, daysBetween(since, view.upTo))
        const reasons = [
          ...(daysWithout >= query.days ? (['no-move'] as const) : []),
          ...(item.outcome === 'rolled-back' ? (['rolled-back'] as const) : []),
          ...(needs.has(item.one.service) ? (['dependency'] as const) : []),
        ]
        const waitsFor = (needs.get(item.one.service) ?? []).slice(0, 3)
        return { item, lastMoveOn, daysWithout, reasons, waitsFor }
      })
      .filter(({ reasons }) => reasons.length > 0)
      .sort(
        (one, other) =>
          other.daysWithout - one.daysWithout ||
          other.item.left - one.item.left ||
          one.item.one.service - other.item.one.service,
      )
    const shown = stuck.slice(query.offset, query.offset + query.limit)
    const items = await named(
      queries,
      view,
      shown.map(({ item }) => item),
    )
    return {
      unit: view.programme.unitName,
      days: query.days,
      total: stuck.length,
      items: items.map((item, at) => {
        const { lastMoveOn, daysWithout, reasons, waitsFor } = shown[at] as (typeof shown)[number]
        return { ...item, lastMoveOn, daysWithout, reasons, waitsFor }
      }),
    }
  })
}

interface Item {
  readonly one: PromisedService
  /** What stands in the plan of it now; undefined where it was taken out. */
  readonly standing: PromisedService | undefined
  readonly left: number
  readonly outcome: CycleItem['outcome']
  readonly scope: CycleItem['scope']
}

/** The committed services with what came in and went out since, most left first. */
export async function itemsOf(queries: Queries, view: CycleView): Promise<Item[]> {
  const { committed, standing } = await promisesOf(queries, view)
  // What left on-premises is no less promised for that.
  const isPlanned = view.source !== 'on-premises'
  const now = new Map(standing.map((one) => [one.service, one]))
  const before = new Set(committed.map(({ service }) => service))
  const itemOf = (one: PromisedService, scope: Item['scope']): Item => {
    // Of what was planned anew, the amount of now is what is left to do; the outcome is of what was promised.
    const its = isPlanned ? (now.get(one.service) ?? one) : one
    return {
      one,
      standing: scope === 'removed' ? undefined : its,
      left: leftOf(its, its.onPrem),
      outcome: outcomeOf(one, one),
      scope,
    }
  }
  return [
    ...committed.map((one) => itemOf(one, !isPlanned || now.has(one.service) ? 'committed' : 'removed')),
    ...standing.filter(({ service }) => !before.has(service)).map((one) => itemOf(one, 'added')),
  ].sort((one, other) => other.left - one.left || one.one.service - other.one.service)
}

async function named(queries: Queries, view: CycleView, items: readonly Item[]): Promise<CycleItem[]> {
  const ids = items.map(({ one }) => one.service)
  const names = await namesOfServices(queries, ids)
  const details = await planDetails(queries, view.cycle.number, ids)
  return items.map(({ one, standing, left, outcome, scope }) => {
    const service = names.get(one.service)
    if (!service) throw new Error(`Service ${one.service} is promised but has no row.`)
    const detail = details.get(one.service)
    return {
      service: { id: service.id, name: service.name },
      team: service.team,
      units: one.units,
      // The level is of what was planned last.
      level: standing?.units === one.units ? (detail?.level ?? null) : null,
      net: one.net,
      onPrem: one.onPrem,
      left,
      toCarry: Math.min(left, service.onPrem),
      outcome,
      scope,
      carriedFrom: detail?.carried_from ?? null,
    }
  })
}

/** Figures of every team that promised or moved something, largest commitment first. */
export async function teamRows(queries: Queries, view: CycleView) {
  const promised = Map.groupBy(await committedServices(queries, view), ({ team }) => team)
  const moved = new Map(
    (await migratedByTeam(queries, view.cycle.firstDay, view.upTo, view)).map((one) => [one.team, one]),
  )
  const teams = new Set([...promised.keys(), ...[...moved.values()].filter(anythingMoved).map(({ team }) => team)])
  return [...teams]
    .map((team) => ({ team, ...teamFigures(promised.get(team) ?? [], moved.get(team), view.measure) }))
    .sort((one, other) => other.committed - one.committed || other.delivered - one.delivered || one.team - other.team)
}

const anythingMoved = (one: TeamMigrated): boolean => one.migratedUnits > 0 || one.rolledBackUnits > 0

export function teamFigures(promised: readonly PromisedService[], moved: TeamMigrated | undefined, measure: Measure) {
  const migrated = (measure === 'units' ? moved?.migratedUnits : moved?.migratedServices) ?? 0
  const rolledBack = (measure === 'units' ? moved?.rolledBackUnits : moved?.rolledBackServices) ?? 0
  let left = 0
  let retired = 0
  for (const one of promised) {
    const amount = measure === 'units' ? one.units : 1
    if (outcomeOf(one, one) === 'retired') retired += amount
    const its = leftOf(one, one.onPrem)
    left += measure === 'units' ? its : Math.min(1, its)
  }
  return { ...deliveryOf(promised, migrated - rolledBack, measure), rolledBack, retired, left }
}
