import type { CalendarDay } from '../../domain/calendar-day.ts'
import { later } from '../../domain/calendar-day.ts'
import type { DayFacts } from '../../domain/growth.ts'
import type { BalanceFacts, Facts, ServiceDay } from '../../domain/workload-facts.ts'
import { balanceNames, factNames, noFacts, serviceDays } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks, kindsOfLocations, standingMoves } from './ledgers.ts'
import type { LocationDay, Scope } from './rollups.ts'
import { balancesOfEach, daysOfEach, locationDays, scopeDays, scopes } from './rollups.ts'

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
  return sorted(sum)
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
  await unlearn(queries, { scope: scopes.programme, id: 0 }, to, knownAt, (serviceDay, sign, home) => {
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
  await unlearn(
    queries,
    { scope: scopes.programme, id: 0 },
    days.reduce(later),
    knownAt,
    ({ day, facts }, sign, home) => {
      const id = scope === scopes.team ? home.team : home.division
      const amounts = sums.get(id) ?? days.map(() => noFacts())
      sums.set(id, amounts)
      days.forEach((asked, at) => {
        if (day <= asked) for (const name of balanceNames) (amounts[at] as BalanceFacts)[name] += sign * facts[name]
      })
    },
  )
  return sums
}

/** The same by location: for the programme, or for each of some divisions or teams. */
export async function locationDaysKnownAt(
  queries: Queries,
  scope: 0 | 1 | 2,
  ids: readonly number[],
  to: CalendarDay,
  knownAt: number | null,
  location?: number,
) {
  const known: (LocationDay & { scopeId: number })[] = await locationDays(queries, scope, ids, to, location)
  if (knownAt === null) return known
  await unlearn(queries, { scope: scopes.programme, id: 0 }, to, knownAt, (serviceDay, sign, home) => {
    const scopeId = scope === scopes.programme ? 0 : scope === scopes.division ? home.division : home.team
    if (!ids.includes(scopeId)) return
    for (const [id, change] of serviceDay.locations) {
      if (location !== undefined && id !== location) continue
      known.push({
        scopeId,
        location: id,
        day: serviceDay.day,
        units: sign * change.units,
        services: sign * change.services,
      })
    }
  })
  return known.sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
}

/** Takes away the days of every service learned about since, and puts back its days as they were known. */
async function unlearn(
  queries: Queries,
  scope: Scope,
  to: CalendarDay,
  knownAt: number,
  change: (serviceDay: ServiceDay, sign: 1 | -1, home: { team: number; division: number }) => void,
): Promise<void> {
  let wanted = queries
    .selectFrom('move')
    .innerJoin('service', 'service.id', 'move.service_id')
    .innerJoin('team', 'team.id', 'service.team_id')
    .select(['service.id', 'service.team_id as team', 'team.division_id as division'])
    .distinct()
    .where('move.recorded_at', '>', knownAt)
  if (scope.scope === scopes.team) wanted = wanted.where('service.team_id', '=', scope.id)
  if (scope.scope === scopes.division) wanted = wanted.where('team.division_id', '=', scope.id)
  const kindOf = await kindsOfLocations(queries)
  for (const some of inChunks(await wanted.execute(), 5000)) {
    const ids = some.map(({ id }) => id)
    const now = await standingMoves(queries, ids)
    const then = await standingMoves(queries, ids, knownAt)
    for (const { id, team, division } of some) {
      for (const day of serviceDays(now.get(id) ?? [], kindOf)) if (day.day <= to) change(day, -1, { team, division })
      for (const day of serviceDays(then.get(id) ?? [], kindOf)) if (day.day <= to) change(day, 1, { team, division })
    }
  }
}

function addFacts(sum: Map<CalendarDay, Facts>, { day, facts }: ServiceDay, sign: 1 | -1): void {
  const found = sum.get(day) ?? noFacts()
  sum.set(day, found)
  for (const name of factNames) found[name] += sign * facts[name]
}

const sorted = (sum: ReadonlyMap<CalendarDay, Facts>): DayFacts[] =>
  [...sum].map(([day, facts]) => ({ day, facts })).sort((one, other) => (one.day < other.day ? -1 : 1))
