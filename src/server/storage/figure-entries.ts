import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { WorkloadChange, WorkloadSide } from '../../domain/workload-changes.ts'
import { changesOfDay } from '../../domain/workload-changes.ts'
import { serviceDays } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks, kindsOfLocations, standingMoves, stands } from './ledgers.ts'
import { scopes } from './rollups.ts'

/** One entry behind a figure: what a service's day added to it. */
export interface FigureEntry extends WorkloadChange {
  readonly day: CalendarDay
  readonly service: { readonly id: number; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly evidence: string
  /** Ids of the moves that made it. */
  readonly moves: readonly number[]
}

/** Days after `from` (exclusive) up to and with `to`, of the services in the view. */
export interface Window {
  readonly from: CalendarDay | null
  readonly to: CalendarDay
}

interface Cursor {
  readonly day: CalendarDay
  readonly service: number
}

/** Everything that changed one side in the window, latest first. Costs its moves and the books of the services they touch. */
export async function entriesIn(
  queries: Queries,
  view: View,
  side: WorkloadSide,
  window: Window,
): Promise<FigureEntry[]> {
  return readEntries(queries, view, side, await touchedDays(queries, view, window))
}

/**
 * One page of them, latest first. Reads backwards in stretches of days that grow until the page is full, so the cost is
 * that of the page and not of the ledger.
 */
export async function pageOfEntries(
  queries: Queries,
  view: View,
  side: WorkloadSide,
  window: Window,
  page: { limit: number; below: Cursor | undefined; fits: (entry: FigureEntry) => boolean },
): Promise<{ entries: FigureEntry[]; next: string | null }> {
  const found: FigureEntry[] = []
  let below = page.below
  for (let stretch = page.limit * 3; ; stretch *= 4) {
    const upTo = below?.day ?? window.to
    const start = await dayOfMoveBack(queries, upTo, stretch)
    const reachesStart = start === null || (window.from !== null && start <= window.from)
    const from = reachesStart ? window.from : justBefore(start)
    const touched = await touchedDays(queries, view, { from, to: upTo }, below)
    for (const entry of await readEntries(queries, view, side, touched)) if (page.fits(entry)) found.push(entry)
    // More than a page, and not all of it one service's day, which is never parted: else the next page would be lost.
    if (endOfPage(found, page.limit) < found.length || reachesStart) break
    below = { day: start, service: 0 }
  }
  const cut = endOfPage(found, page.limit)
  const last = found[cut - 1]
  return { entries: found.slice(0, cut), next: cut < found.length && last ? `${last.day}.${last.service.id}` : null }
}

/** A page never ends between two entries of one service's day: the cursor could not tell them apart. */
function endOfPage(found: readonly FigureEntry[], limit: number): number {
  let cut = Math.min(limit, found.length)
  while (
    cut > 0 &&
    cut < found.length &&
    found[cut]?.day === found[cut - 1]?.day &&
    found[cut]?.service.id === found[cut - 1]?.service.id
  )
    cut++
  return cut
}

const justBefore = (day: CalendarDay): CalendarDay =>
  Temporal.PlainDate.from(day).subtract({ days: 1 }).toString() as CalendarDay

async function dayOfMoveBack(queries: Queries, from: CalendarDay, moves: number): Promise<CalendarDay | null> {
  const row = await queries
    .selectFrom('move')
    .select('occurred_on')
    .where('occurred_on', '<=', from)
    .orderBy('occurred_on', 'desc')
    .offset(moves)
    .limit(1)
    .executeTakeFirst()
  return (row?.occurred_on ?? null) as CalendarDay | null
}

export async function hasMoreMoves(queries: Queries, than: number): Promise<boolean> {
  return (
    (await queries.selectFrom('move').select('id').orderBy('id').offset(than).limit(1).executeTakeFirst()) !== undefined
  )
}

interface TouchedDay extends Pick<FigureEntry, 'day' | 'service' | 'team' | 'evidence'> {}

/** The days of the view on which moves of its services stand, latest day and highest service first. */
async function touchedDays(queries: Queries, view: View, window: Window, below?: Cursor): Promise<TouchedDay[]> {
  let wanted = queries
    .selectFrom('move')
    .innerJoin('service', 'service.id', 'move.service_id')
    .innerJoin('team', 'team.id', 'service.team_id')
    .select([
      'move.occurred_on as day',
      'service.id as service',
      'service.name as serviceName',
      'team.id as team',
      'team.name as teamName',
    ])
    .select(({ fn }) => fn.max('move.evidence').as('evidence'))
    .where('move.occurred_on', '<=', window.to)
    .where(stands(view.knownAt))
  if (window.from !== null) wanted = wanted.where('move.occurred_on', '>', window.from)
  if (view.scope.scope === scopes.team) wanted = wanted.where('team.id', '=', view.scope.id)
  if (view.scope.scope === scopes.division) wanted = wanted.where('team.division_id', '=', view.scope.id)
  if (below) wanted = wanted.where(sql<boolean>`(move.occurred_on, service.id) < (${below.day}, ${below.service})`)
  const rows = await wanted
    .groupBy(['move.occurred_on', 'service.id', 'service.name', 'team.id', 'team.name'])
    .orderBy('move.occurred_on', 'desc')
    .orderBy('service.id', 'desc')
    .execute()
  return rows.map((row) => ({
    service: { id: row.service, name: row.serviceName },
    team: { id: row.team, name: row.teamName },
    day: row.day as CalendarDay,
    evidence: row.evidence ?? '',
  }))
}

/** Reads each touched day through the service's whole book, so that classes are derived as everywhere. */
async function readEntries(
  queries: Queries,
  view: View,
  side: WorkloadSide,
  touched: readonly TouchedDay[],
): Promise<FigureEntry[]> {
  const kindOf = await kindsOfLocations(queries)
  const found = new Map<TouchedDay, (WorkloadChange & Pick<FigureEntry, 'moves'>)[]>()
  const byService = Map.groupBy(touched, ({ service }) => service.id)
  for (const ids of inChunks([...byService.keys()], 5000)) {
    for (const [id, book] of await standingMoves(queries, ids, view.knownAt, view.asOf)) {
      const days = new Map(serviceDays(book, kindOf).map((serviceDay) => [serviceDay.day, serviceDay]))
      const entries = Map.groupBy(book, ({ day }) => day)
      for (const one of byService.get(id) ?? []) {
        const its = days.get(one.day)
        const ofDay = entries.get(one.day) ?? []
        const changes = its ? changesOfDay(its, ofDay, side, view.measure, kindOf) : []
        found.set(
          one,
          changes.map((change) => ({ ...change, moves: change.of.map((at) => ofDay[at]?.id as number) })),
        )
      }
    }
  }
  return touched.flatMap((one) => (found.get(one) ?? []).map((change) => ({ ...one, ...change })))
}
