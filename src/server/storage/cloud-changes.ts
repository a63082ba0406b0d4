import type { CalendarDay } from '../../domain/calendar-day.ts'
import { isCloud } from '../../domain/location.ts'
import type { MoveClass } from '../../domain/move.ts'
import type { Entry, KindOf, ServiceDay } from '../../domain/workload-facts.ts'
import { cloudClassByServices, serviceDays } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks, kindsOfLocations, stands, standingMoves } from './ledgers.ts'
import { scopes } from './rollups.ts'

export interface CloudChange {
  readonly day: CalendarDay
  readonly service: { readonly id: number; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly class: MoveClass
  /** Change of the amount in cloud, signed, in the view's measure. */
  readonly amount: number
  readonly evidence: string
}

/**
 * What each service changed in cloud from a day up to the as-of day, latest first. Costs the moves of those days and
 * the books of the services they touch.
 */
export async function cloudChanges(queries: Queries, view: View, from: CalendarDay): Promise<CloudChange[]> {
  const rows = await touchedDays(queries, view, { from })
  return (await changesOf(queries, view, rows, cloudChangesOfDay)).flat()
}

/** A service's day on which something happened, with the evidence of its last entry that day. */
export interface TouchedDay {
  readonly service: { readonly id: number; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly day: CalendarDay
  readonly evidence: string
}

interface Range {
  readonly from: CalendarDay
  /** Continue below this service's day, for pages. */
  readonly below?: { readonly day: CalendarDay; readonly service: number }
  readonly limit?: number
}

/** The days of the view on which moves of its services stand, latest day and highest service first. */
export async function touchedDays(queries: Queries, view: View, { from, below, limit }: Range): Promise<TouchedDay[]> {
  let wanted = queries
    .selectFrom('move')
    .innerJoin('service', 'service.id', 'move.service_id')
    .innerJoin('team', 'team.id', 'service.team_id')
    .select(['move.occurred_on as day', 'service.id as service', 'service.name as serviceName', 'team.id as team', 'team.name as teamName'])
    .select(({ fn }) => fn.max('move.evidence').as('evidence'))
    .where('move.occurred_on', '>=', from)
    .where('move.occurred_on', '<=', view.asOf)
    .where(stands(view.knownAt))
  if (view.scope.scope === scopes.team) wanted = wanted.where('team.id', '=', view.scope.id)
  if (view.scope.scope === scopes.division) wanted = wanted.where('team.division_id', '=', view.scope.id)
  if (below) {
    wanted = wanted.where(({ or, and, eb }) =>
      or([eb('move.occurred_on', '<', below.day), and([eb('move.occurred_on', '=', below.day), eb('service.id', '<', below.service)])]),
    )
  }
  let ordered = wanted
    .groupBy(['move.occurred_on', 'service.id', 'service.name', 'team.id', 'team.name'])
    .orderBy('move.occurred_on', 'desc')
    .orderBy('service.id', 'desc')
  if (limit !== undefined) ordered = ordered.limit(limit)
  return (await ordered.execute()).map((row) => ({
    service: { id: row.service, name: row.serviceName },
    team: { id: row.team, name: row.teamName },
    day: row.day as CalendarDay,
    evidence: row.evidence ?? '',
  }))
}

export type DayReader = (touched: TouchedDay, serviceDay: ServiceDay, entries: readonly Entry[], view: View, kindOf: KindOf) => CloudChange[]

/** Reads each touched day through the service's whole book, so that classes are derived as everywhere. */
export async function changesOf(queries: Queries, view: View, touched: readonly TouchedDay[], read: DayReader): Promise<CloudChange[][]> {
  const kindOf = await kindsOfLocations(queries)
  const changes = new Map<TouchedDay, CloudChange[]>()
  const byService = Map.groupBy(touched, ({ service }) => service.id)
  for (const ids of inChunks([...byService.keys()], 5000)) {
    const books = await standingMoves(queries, ids, view.knownAt, view.asOf)
    for (const id of ids) {
      const book = books.get(id) ?? []
      const days = new Map(serviceDays(book, kindOf).map((serviceDay) => [serviceDay.day, serviceDay]))
      const entries = Map.groupBy(book, ({ day }) => day)
      for (const one of byService.get(id) ?? []) {
        const its = days.get(one.day)
        if (its) changes.set(one, read(one, its, entries.get(one.day) ?? [], view, kindOf))
      }
    }
  }
  return touched.map((one) => changes.get(one) ?? [])
}

/** By services at most one change of the day; by units one for each class that changed cloud. */
export const cloudChangesOfDay: DayReader = (touched, serviceDay, entries, view, kindOf) => {
  const change = (its: MoveClass, amount: number): CloudChange => ({ ...touched, class: its, amount })
  if (view.measure === 'services') {
    const counted = cloudClassByServices(serviceDay.facts)
    return counted ? [change(counted.class, counted.amount)] : []
  }
  const amounts = new Map<MoveClass, number>()
  entries.forEach(({ from, to, units }, at) => {
    const its = serviceDay.classes[at] as MoveClass
    const inCloud = (place: number | null) => place !== null && isCloud(kindOf(place))
    const amount = (inCloud(to) ? units : 0) - (inCloud(from) ? units : 0)
    if (amount !== 0) amounts.set(its, (amounts.get(its) ?? 0) + amount)
  })
  return [...amounts].map(([its, amount]) => change(its, amount))
}
