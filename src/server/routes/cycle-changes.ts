import type { Hono } from 'hono'
import { readCycleChanges } from '../../contract/cycle-changes.ts'
import { type CalendarDay, dayIn, earlier } from '../../domain/calendar-day.ts'
import { deliveryOf, leftOf } from '../../domain/commitment.ts'
import {
  type CycleChange,
  changeKinds,
  changesSince,
  gotStuck,
  netThen,
  type ServiceSince,
} from '../../domain/cycle-changes.ts'
import type { Queries } from '../database/tables.ts'
import { type Surroundings, serve } from '../serve.ts'
import { servicesSince } from '../storage/cycle-changes.ts'
import { lastDayOf, lastMoves, namesOfServices } from '../storage/cycle-items.ts'
import { servicesLearnedSince } from '../storage/learned-since.ts'
import { lastRecordedAt } from '../storage/ledgers.ts'
import type { PromisedService } from '../storage/promises.ts'
import { scopeDays } from '../storage/rollups.ts'
import { migratedOn } from './capacity.ts'
import { type CycleView, committedServices, cycleView, daysWithin, promisesOf } from './cycle-view.ts'
import { scopeOf } from './release-cycles.ts'

/** So long without a move is stuck, as the list of what is stuck has it. */
const stuckDays = 14

export function cycleChangeRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readCycleChanges, { action: 'read' }, async ({ params, query, queries, now }) => {
    const { since, limit, offset, ...looking } = query
    const view = await cycleView(queries, surroundings, params.number, looking, now)
    const sinceDay = dayIn(view.programme.zone, since)
    const latest = Math.max(now, await lastRecordedAt(queries))
    // A plan is written a moment after what was recorded last, which may be a moment ahead of a clock that stands still.
    const knownAt = since === latest + 1 ? latest : since
    const asThen = { ...looking, asOf: earlier(sinceDay, view.today), knownAt }
    const known = await cycleView(queries, surroundings, params.number, asThen, now)
    const then = knownAt === since ? known : { ...known, knownAt: since, plannedBefore: since + 1 }
    const { committed, standing } = await promisesOf(queries, view)
    const services = await servicesSince(queries, view.cycle, view, since)
    const changes = [
      ...changesSince(promisedSince(services, view, committed), { instant: since, day: sinceDay }),
      ...(await stuckSince(queries, view, standing, sinceDay)),
    ]
    changes.sort(
      (one, other) => (other.at ?? 0) - (one.at ?? 0) || one.service - other.service || kindOf(one) - kindOf(other),
    )
    const shown = changes.slice(offset, offset + limit)
    const names = await namesOfServices(
      queries,
      shown.map(({ service }) => service),
    )
    return {
      number: view.cycle.number,
      since: new Date(since).toISOString(),
      sinceDay,
      upTo: new Date(changes.reduce((last, { at }) => Math.max(last, at ?? 0), latest)).toISOString(),
      measure: view.measure,
      unit: view.unit,
      before: await headlineOf(
        queries,
        then,
        await committedThen(queries, { view, then, committed, services, since }),
        await learnedSince(queries, then, services, since),
      ),
      now: await headlineOf(queries, view, committed, 0),
      counts: countsOf(changes),
      total: changes.length,
      changes: shown.flatMap(({ service, at, ...change }) => {
        const named = names.get(service)
        return named
          ? [
              {
                ...change,
                service: { id: named.id, name: named.name },
                team: named.team,
                at: at === null ? null : new Date(at).toISOString(),
              },
            ]
          : []
      }),
    }
  })
}

const kindOf = ({ kind }: CycleChange): number => changeKinds.indexOf(kind)

/** `learned` is what of the amount delivered was recorded later than the view is told of. */
async function headlineOf(queries: Queries, view: CycleView, committed: readonly PromisedService[], learned: number) {
  const days = daysWithin(await scopeDays(queries, view.scope, view.upTo), view)
  const { delivered, kept, sayDo, ...figures } = deliveryOf(
    committed,
    migratedOn(days, view.measure) - learned,
    view.measure,
  )
  const scope = await scopeOf(queries, view, committed)
  return { committed: figures.committed, scope: scope.now, delivered, kept, sayDo }
}

interface Looking {
  readonly view: CycleView
  readonly then: CycleView
  readonly committed: readonly PromisedService[]
  readonly services: readonly ServiceSince[]
  readonly since: number
}

/**
 * What of the net migrated amount up to the day of then is known now and was not then. Known amounts of then are those of now
 * less this: the books of all services about which something was recorded since would be the whole ledger after an import.
 */
async function learnedSince(
  queries: Queries,
  { cycle, measure, scope, upTo }: CycleView,
  services: readonly ServiceSince[],
  since: number,
): Promise<number> {
  if (measure === 'services') return servicesLearnedSince(queries, { scope }, { firstDay: cycle.firstDay, upTo, since })
  const fresh = services.flatMap(({ moves }) =>
    moves.filter(({ recordedAt, day }) => recordedAt > since && day <= upTo),
  )
  return fresh.reduce((sum, { way, units }) => sum + way * units, 0)
}

/**
 * What it was committed to as known then. Entries that were recorded since are taken off what is known now, since there
 * are few of them; only where no plan is published the whole ledger of then has to be read.
 */
async function committedThen(
  queries: Queries,
  { view, then, committed, services, since }: Looking,
): Promise<PromisedService[]> {
  if (then.source === 'on-premises') return committedServices(queries, then)
  const before = new Map(services.map((one) => [one.service, netThen(one, since)]))
  // A commitment that stood then is the one of now.
  const its = then.isCommitted
    ? committed
    : await committedServices(queries, { ...then, asOf: view.asOf, knownAt: null })
  return its.map((one) => ({ ...one, net: before.get(one.service) ?? one.net }))
}

/** How many of each kind, in the order in which they are told, of those that there are. */
function countsOf(changes: readonly CycleChange[]) {
  const count = new Map<string, number>()
  for (const { kind } of changes) count.set(kind, (count.get(kind) ?? 0) + 1)
  return changeKinds.flatMap((kind) => {
    const services = count.get(kind)
    return services === undefined ? [] : [{ kind, services }]
  })
}

/** Where no plan is published, what is committed is what was planned, then as now. */
function promisedSince(
  services: readonly ServiceSince[],
  view: CycleView,
  committed: readonly PromisedService[],
): readonly ServiceSince[] {
  if (view.source !== 'on-premises') return services
  const promised = new Map(committed.map(({ service, units }) => [service, units]))
  return services.map((one) => {
    const units = promised.get(one.service) ?? null
    return { ...one, plannedThen: units, plannedNow: units, planChangedAt: null }
  })
}

/** Promised services that have stood still for so long only since then. */
async function stuckSince(
  queries: Queries,
  view: CycleView,
  standing: readonly PromisedService[],
  since: CalendarDay,
): Promise<CycleChange[]> {
  const { cycle, upTo, asOf } = view
  if (cycle.closedAt !== null || asOf < cycle.firstDay) return []
  const open = standing
    .map((one) => ({ service: one.service, left: leftOf(one, one.onPrem) }))
    .filter(({ left }) => left > 0)
  const moved = await lastMoves(
    queries,
    open.map(({ service }) => service),
    upTo,
    null,
  )
  const spell = { since: earlier(since, upTo), on: upTo, days: stuckDays }
  return open
    .filter(({ service }) => gotStuck(lastDayOf(moved.get(service)), cycle.firstDay, spell))
    .map(({ service, left }) => ({ kind: 'stuck', service, units: left, isLate: false, at: null }))
}
