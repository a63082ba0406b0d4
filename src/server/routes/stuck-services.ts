import type { Hono } from 'hono'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { type CycleItem, listStuckServices, type StuckReason, stuckReasons } from '../../contract/release-cycles.ts'
import { daysBetween } from '../../domain/calendar-day.ts'
import { daysWithoutMove } from '../../domain/cycle-changes.ts'
import type { Queries } from '../database/tables.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { blockersOfServices } from '../storage/blockers.ts'
import { recordedLeft } from '../storage/closed-items.ts'
import { type LastMove, lastDayOf, lastMoves, namesOfServices, servicesLike } from '../storage/cycle-items.ts'
import { onPremNeeds } from '../storage/dependencies.ts'
import { itemsOnRecord } from './closed-lists.ts'
import { shownItems } from './cycle-items.ts'
import { itemsOf } from './cycle-rows.ts'
import { type CycleView, cycleView, isOnRecord } from './cycle-view.ts'

/** A service that is promised and not done, and how it is shown once it is known which are. */
interface Open<Shown> {
  readonly service: number
  readonly left: number
  readonly shown: Shown
}

export function stuckServiceRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listStuckServices, { action: 'read' }, async ({ params, query, queries, now }) => {
    const view = await cycleView(queries, surroundings, params.number, query, now)
    return stuckIn(queries, view, query)
  })
}

/** What does not get on of a cycle: of its record, once it is closed. */
export async function stuckIn(
  queries: Queries,
  view: CycleView,
  asked: Asked,
): Promise<AnswerOf<typeof listStuckServices>> {
  if (isOnRecord(view)) {
    const open = (await recordedLeft(queries, view.cycle.number, view, asked.q)).map((row) => ({
      service: row.service_id,
      left: row.left_units,
      shown: row,
    }))
    return stuckOf(queries, view, asked, open, (rows) => itemsOnRecord(queries, view, rows))
  }
  const like = asked.q ? await servicesLike(queries, asked.q) : null
  const open = (await itemsOf(queries, view))
    .filter(({ one, left, scope }) => left > 0 && scope !== 'removed' && (!like || like.has(one.service)))
    .map((item) => ({ service: item.one.service, left: item.left, shown: item }))
  return stuckOf(queries, view, asked, open, (items) => shownItems(queries, view, items))
}

interface Asked {
  readonly days: number
  readonly q?: string | undefined
  readonly reason?: StuckReason | undefined
  readonly limit: number
  readonly offset: number
}

/** Those of the open that do not get on, each with why, longest without a move first. */
async function stuckOf<Shown>(
  queries: Queries,
  view: CycleView,
  { days, reason, limit, offset }: Asked,
  open: readonly Open<Shown>[],
  show: (some: readonly Shown[]) => Promise<CycleItem[]>,
): Promise<AnswerOf<typeof listStuckServices>> {
  const { cycle, upTo } = view
  const isRecord = isOnRecord(view)
  const ids = open.map(({ service }) => service)
  // What is logged or taken back after the closing does not make anything stuck, or not stuck, in the record.
  const knownAt = isRecord ? cycle.closedAt : view.knownAt
  const moved = await lastMoves(queries, ids, upTo, knownAt)
  const needs = await onPremNeeds(queries, ids, upTo, knownAt)
  const blocked = await blockersOfServices(queries, ids, upTo)
  const cameBack = (last: LastMove | undefined) => (last?.cameBack ?? '') >= cycle.firstDay
  const isStill = (last: LastMove | undefined) => daysWithoutMove(lastDayOf(last), cycle.firstDay, upTo) >= days
  const stuck = open
    .map((one) => {
      const last = moved.get(one.service)
      const lastMoveOn = last?.moved ?? null
      const reasons: StuckReason[] = [
        ...(isStill(last) ? (['no-move'] as const) : []),
        ...(cameBack(last) ? (['rolled-back'] as const) : []),
        ...(needs.has(one.service) ? (['dependency'] as const) : []),
        ...(blocked.has(one.service) ? (['blocker'] as const) : []),
      ]
      return {
        ...one,
        reasons,
        lastMoveOn,
        daysWithout: lastMoveOn === null ? null : daysBetween(lastMoveOn, upTo),
        waitsFor: (needs.get(one.service) ?? []).slice(0, 3),
      }
    })
    .filter(({ reasons }) => reasons.length > 0)
    .sort((one, other) => longest(other) - longest(one) || other.left - one.left || one.service - other.service)
  const found = reason === undefined ? stuck : stuck.filter(({ reasons }) => reasons.includes(reason))
  const page = found.slice(offset, offset + limit)
  const items = await show(page.map(({ shown }) => shown))
  return {
    unit: view.programme.unitName,
    days,
    asOf: upTo,
    isRecord,
    total: found.length,
    all: stuck.length,
    counts: stuckReasons.flatMap((one) => {
      const services = stuck.filter(({ reasons }) => reasons.includes(one)).length
      return services === 0 ? [] : [{ reason: one, services }]
    }),
    goneSince: await goneSince(queries, view, stuck),
    items: items.map((item, at) => {
      const { lastMoveOn, daysWithout, reasons, waitsFor } = page[at] as (typeof page)[number]
      return { ...item, lastMoveOn, daysWithout, reasons, waitsFor }
    }),
  }
}

/** What never moved has stood still longest. */
const longest = ({ daysWithout }: { readonly daysWithout: number | null }): number =>
  daysWithout ?? Number.MAX_SAFE_INTEGER

/** Of a cycle that is over and waits to be closed, those that have nothing on-premises now. */
async function goneSince(
  queries: Queries,
  { cycle, upTo, today }: CycleView,
  stuck: readonly { readonly service: number }[],
): Promise<number> {
  if (cycle.closedAt !== null || today <= cycle.lastDay || upTo < cycle.lastDay) return 0
  const names = await namesOfServices(
    queries,
    stuck.map(({ service }) => service),
  )
  return [...names.values()].filter(({ onPrem }) => onPrem === 0).length
}
