import type { Hono } from 'hono'
import type { ParsedQuery } from '../../contract/endpoint.ts'
import type { WorkloadPoint } from '../../contract/workload.ts'
import { readWorkload } from '../../contract/workload.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { earlier } from '../../domain/calendar-day.ts'
import type { Balance, DayBalance } from '../../domain/growth.ts'
import { balanceOn, nothing, runningBalances } from '../../domain/growth.ts'
import type { LocationKind } from '../../domain/location.ts'
import { isCloud } from '../../domain/location.ts'
import type { Period } from '../../domain/periods.ts'
import { periods } from '../../domain/periods.ts'
import type { Measure } from '../../domain/units.ts'
import type { Queries } from '../database/tables.ts'
import { BadInput } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { daysOfEachKnownAt, locationDaysKnownAt, scopeDaysKnownAt } from '../storage/known-at.ts'
import { divisionsIn, earliestDay, locationsByName, teamsIn } from '../storage/organisation.ts'
import { findNamed } from '../storage/places.ts'
import { trainOf } from '../storage/release-cycles.ts'
import type { LocationDay } from '../storage/rollups.ts'
import { scopes } from '../storage/rollups.ts'
import type { View } from '../view.ts'
import { refuseLongSpan, viewOf } from '../view.ts'

/** Points of one answer, all groups together: past it, one request would hold the server for seconds. */
const mostPoints = 2_000_000

export function workloadRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readWorkload, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const asked = await periodsAsked(queries, query, view)
    const head = { interval: query.interval, measure: view.measure, unit: view.unit }
    const location = query.location === undefined ? null : await findNamed(queries, 'location', query.location)
    if (query.groupBy === 'none') {
      const running = location
        ? (await locationRunning(queries, view, location.id)).get(location.id)
        : runningBalances(await scopeDaysKnownAt(queries, view.scope, view.asOf, view.knownAt), view.measure)
      return { ...head, points: pointsOf(running ?? [], asked) }
    }
    const groups = await runningOfGroups(queries, view, query.groupBy, location?.id)
    if (groups.length * asked.length > mostPoints) {
      throw new BadInput({
        interval: `This asks for ${groups.length} groups of ${asked.length} points. Choose a longer interval, fewer days, or one division.`,
      })
    }
    return { ...head, groups: groups.map(({ id, name, running }) => ({ id, name, points: pointsOf(running, asked) })) }
  })
}

async function periodsAsked(queries: Queries, query: ParsedQuery<typeof readWorkload>, view: View): Promise<Period[]> {
  const to = earlier(query.to ?? view.asOf, view.asOf)
  const from = query.from ?? (await earliestDay(queries, view.knownAt)) ?? to
  refuseLongSpan(query, from, to)
  return from > to ? [] : periods(query.interval, await trainOf(queries, view.programme), from, to)
}

interface Group {
  readonly id: number
  readonly name: string
  readonly running: readonly DayBalance[]
}

async function runningOfGroups(
  queries: Queries,
  view: View,
  by: 'division' | 'team' | 'location',
  location?: number,
): Promise<Group[]> {
  if (by === 'location') {
    const running = await locationRunning(queries, view, location)
    const locations = await locationsByName(queries)
    return locations
      .filter(({ id }) => location === undefined || id === location)
      .map(({ id, name }) => ({ id, name, running: running.get(id) ?? [] }))
  }
  const members = by === 'team' ? await teamsIn(queries, view) : await divisionsIn(queries, view)
  const ids = members.map(({ id }) => id)
  const running = await membersRunning(queries, view, by, ids, location)
  return members.map(({ id, name }) => ({ id, name, running: running.get(id) ?? [] }))
}

/** Running amounts of each team, or of each division; of a division seen through a team filter, that team's. */
async function membersRunning(
  queries: Queries,
  view: View,
  by: 'division' | 'team',
  ids: readonly number[],
  location?: number,
) {
  const throughTeam = by === 'division' && view.team !== null
  const scope = by === 'team' || throughTeam ? scopes.team : scopes.division
  const wanted = throughTeam && view.team ? [view.team.id] : ids
  const groupOf = (id: number) => (throughTeam && view.team ? view.team.division : id)
  if (location === undefined) {
    const days = await daysOfEachKnownAt(queries, scope, view.asOf, view.knownAt, wanted)
    return new Map([...days].map(([id, list]) => [groupOf(id), runningBalances(list, view.measure)]))
  }
  const changes = await locationDaysKnownAt(queries, scope, wanted, view.asOf, view.knownAt, location)
  const kinds = new Map((await locationsByName(queries)).map(({ id, kind }) => [id, kind]))
  const running = new Map<number, DayBalance[]>()
  for (const change of changes)
    accumulate(running, groupOf(change.scopeId), change, view.measure, kinds.get(change.location) ?? 'on_prem')
  return running
}

/** Running amounts of each location in the view's scope. */
async function locationRunning(queries: Queries, view: View, location?: number): Promise<Map<number, DayBalance[]>> {
  const changes = await locationDaysKnownAt(
    queries,
    view.scope.scope,
    [view.scope.id],
    view.asOf,
    view.knownAt,
    location,
  )
  const kinds = new Map((await locationsByName(queries)).map(({ id, kind }) => [id, kind]))
  const running = new Map<number, DayBalance[]>()
  for (const change of changes)
    accumulate(running, change.location, change, view.measure, kinds.get(change.location) ?? 'on_prem')
  return running
}

function accumulate(
  running: Map<number, DayBalance[]>,
  key: number,
  change: LocationDay,
  measure: Measure,
  kind: LocationKind,
): void {
  const list = running.get(key) ?? []
  if (list.length === 0) running.set(key, list)
  const last = list.at(-1)
  const amount = (last?.balance.total ?? 0) + (measure === 'services' ? change.services : change.units)
  const point = { day: change.day, balance: balanceOf(amount, kind) }
  if (last?.day === change.day) list[list.length - 1] = point
  else list.push(point)
}

const balanceOf = (amount: number, kind: LocationKind): Balance => ({
  ...nothing,
  onPrem: kind === 'on_prem' ? amount : 0,
  privateCloud: kind === 'private_cloud' ? amount : 0,
  publicCloud: kind === 'public_cloud' ? amount : 0,
  cloud: isCloud(kind) ? amount : 0,
  total: amount,
})

function pointsOf(running: readonly DayBalance[], asked: readonly Period[]): WorkloadPoint[] {
  return asked.map(({ lastDay, partial }) => pointOn(running, lastDay, partial))
}

const pointOn = (running: readonly DayBalance[], day: CalendarDay, partial: boolean): WorkloadPoint => ({
  day,
  ...balanceOn(running, day),
  ...(partial ? { partial: true as const } : {}),
})
