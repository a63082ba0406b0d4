import type { CalendarDay } from '../../domain/calendar-day.ts'
import { later } from '../../domain/calendar-day.ts'
import type { DayFacts } from '../../domain/growth.ts'
import type { BalanceFacts, Facts, ServiceDay } from '../../domain/workload-facts.ts'
import { balanceNames, factNames, movedNames, noFacts, serviceDays } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { balancesOfEach } from './balances.ts'
import { inChunks, kindsOfLocations, recordedAfter, standingMoves } from './ledgers.ts'
import type { LocationDay, Scope } from './rollups.ts'
import { daysOfEach, locationDays, programmeScope, scopeDays, scopes } from './rollups.ts'

/**
 * What changed day by day in a scope as known at an instant: the roll-up of today less what was learned since. Costs
 * the roll-up plus the books of the services about which something was recorded later.
 */
export async function scopeDaysKnownAt(
  queries: Queries,
  scope: Scope,
  to: CalendarDay,
  knownAt: number | null,
): Promise<DayFacts[]> {
  const known = await scopeDays(queries, scope, to)
  if (knownAt === null) return known
  const sum = new Map(known.map(({ day, facts }) => [day, facts]))
  await unlearn(queries, scope, to, knownAt, (serviceDay, sign) => addFacts(sum, serviceDay, sign))
  return sorted(sum).filter(anythingMoved)
}

/** Balances of every division (1) or team (2), or of some. */
export async function daysOfEachKnownAt(
  queries: Queries,
  scope: 1 | 2,
  to: CalendarDay,
  knownAt: number | null,
  only?: readonly number[],
) {
  const known = await daysOfEach(queries, scope, to, only)
  if (knownAt === null) return known
  const sums = new Map(
    [...known].map(([id, days]) => [id, new Map(days.map(({ day, facts }) => [day, { ...noFacts(), ...facts }]))]),
  )
  const wanted = only && new Set(only)
  await unlearn(queries, programmeScope, to, knownAt, (serviceDay, sign, home) => {
    const id = scope === scopes.team ? home.team : home.division
    if (wanted && !wanted.has(id)) return
    const sum = sums.get(id) ?? new Map<CalendarDay, Facts>()
    sums.set(id, sum)
    addFacts(sum, serviceDay, sign)
  })
  return new Map([...sums].map(([id, sum]) => [id, sorted(sum)]))
}

/** Balances of every division or team at the ends of some days. */
export async function balancesOfEachKnownAt(
  queries: Queries,
  scope: 1 | 2,
  days: readonly CalendarDay[],
  view: Pick<View, 'knownAt' | 'measure'>,
): Promise<Map<number, BalanceFacts[]>> {
  const { knownAt, measure } = view
  const sums = await balancesOfEach(queries, scope, days, measure)
  if (knownAt === null) return sums
  await unlearn(queries, programmeScope, days.reduce(later), knownAt, ({ day, facts }, sign, home) => {
    const id = scope === scopes.team ? home.team : home.division
    const amounts = sums.get(id) ?? days.map(() => noFacts())
    sums.set(id, amounts)
    days.forEach((asked, at) => {
      if (day <= asked) for (const name of balanceNames) (amounts[at] as BalanceFacts)[name] += sign * facts[name]
    })
  })
  return sums
}

/** What changed in each location, day by day: in the programme, or in each of some divisions or teams. */
export async function locationDaysKnownAt(
  queries: Queries,
  scope: 0 | 1 | 2,
  ids: readonly number[],
  to: CalendarDay,
  knownAt: number | null,
  location?: number,
): Promise<(LocationDay & { readonly scopeId: number })[]> {
  if (scope === scopes.team) return teamLocationDays(queries, ids, to, knownAt, location)
  const known = await locationDays(queries, scope, ids, to, location)
  if (knownAt === null) return known
  // One row for each day and location: a running sum of single changes would mix what was known then with what is now.
  const sums = new Map(known.map((row) => [keyOf(row), { ...row }]))
  await unlearn(queries, programmeScope, to, knownAt, (serviceDay, sign, home) => {
    const scopeId = scope === scopes.programme ? 0 : home.division
    if (!ids.includes(scopeId)) return
    for (const change of locationChanges(serviceDay, scopeId, sign, location)) {
      const sum = sums.get(keyOf(change))
      if (!sum) sums.set(keyOf(change), change)
      else {
        sum.units += change.units
        sum.services += change.services
      }
    }
  })
  return inOrderOfDays([...sums.values()])
}

const keyOf = (row: LocationDay & { readonly scopeId: number }): string => `${row.scopeId}.${row.location}.${row.day}`

/** A team's locations are not in the roll-up: read from the books of its services. */
async function teamLocationDays(
  queries: Queries,
  teams: readonly number[],
  to: CalendarDay,
  knownAt: number | null,
  location?: number,
): Promise<(LocationDay & { readonly scopeId: number })[]> {
  const kindOf = await kindsOfLocations(queries)
  const found: (LocationDay & { readonly scopeId: number })[] = []
  const services = await queries
    .selectFrom('service')
    .select(['id', 'team_id as team'])
    .where('team_id', 'in', teams.length > 0 ? [...teams] : [-1])
    .execute()
  const teamOf = new Map(services.map(({ id, team }) => [id, team]))
  for (const some of inChunks([...teamOf.keys()], 5000)) {
    for (const [id, moves] of await standingMoves(queries, some, knownAt, to)) {
      for (const day of serviceDays(moves, kindOf))
        found.push(...locationChanges(day, teamOf.get(id) as number, 1, location))
    }
  }
  return inOrderOfDays(found)
}

const locationChanges = ({ day, locations }: ServiceDay, scopeId: number, sign: 1 | -1, only?: number) =>
  [...locations]
    .filter(([id]) => only === undefined || id === only)
    .map(([location, change]) => ({
      scopeId,
      location,
      day,
      units: sign * change.units,
      services: sign * change.services,
    }))

const inOrderOfDays = <Row extends { readonly day: CalendarDay }>(rows: Row[]): Row[] =>
  rows.sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))

/**
 * Takes away the days of every service learned about since, and puts back its days as they were known. All are taken away
 * before any is put back: what stands now and what stood then are each countable in whole numbers, together they are not.
 */
async function unlearn(
  queries: Queries,
  scope: Scope,
  to: CalendarDay,
  knownAt: number,
  change: (serviceDay: ServiceDay, sign: 1 | -1, home: { team: number; division: number }) => void,
): Promise<void> {
  let wanted = queries
    .selectFrom('service')
    .innerJoin('team', 'team.id', 'service.team_id')
    .select(['service.id', 'service.team_id as team', 'team.division_id as division'])
    .where('service.id', 'in', recordedAfter(queries, knownAt))
  if (scope.scope === scopes.team) wanted = wanted.where('service.team_id', '=', scope.id)
  if (scope.scope === scopes.division) wanted = wanted.where('team.division_id', '=', scope.id)
  const kindOf = await kindsOfLocations(queries)
  const chunks = [...inChunks(await wanted.execute(), 5000)]
  for (const [sign, instant] of [
    [-1, null],
    [1, knownAt],
  ] as const) {
    for (const some of chunks) {
      const books = await standingMoves(
        queries,
        some.map(({ id }) => id),
        instant,
      )
      for (const { id, team, division } of some)
        for (const day of serviceDays(books.get(id) ?? [], kindOf))
          if (day.day <= to) change(day, sign, { team, division })
    }
  }
}

function addFacts(sum: Map<CalendarDay, Facts>, { day, facts }: ServiceDay, sign: 1 | -1): void {
  const found = sum.get(day) ?? noFacts()
  sum.set(day, found)
  for (const name of factNames) found[name] += sign * facts[name]
}

/** An entry adds to one of these at least: a day without any is one on which nothing stood yet. */
const anythingMoved = ({ facts }: DayFacts): boolean => movedNames.some((name) => facts[name] !== 0)

const sorted = (sum: ReadonlyMap<CalendarDay, Facts>): DayFacts[] =>
  [...sum].map(([day, facts]) => ({ day, facts })).sort((one, other) => (one.day < other.day ? -1 : 1))
