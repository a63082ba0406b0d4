import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { DayBalanceFacts, DayFacts } from '../../domain/growth.ts'
import type { BalanceFacts, FactName, Facts, ServiceDay } from '../../domain/workload-facts.ts'
import { balanceNames, factNames, movedNames } from '../../domain/workload-facts.ts'
import { additionsTo, type Write, writeInTurn } from '../database/insert-many.ts'
import type { Queries, RollupDayRow, RollupLocationRow, RollupSpanRow, WorkloadColumns } from '../database/tables.ts'

/** Whose sum a roll-up row is. */
export const scopes = { programme: 0, division: 1, team: 2 } as const
export interface Scope {
  readonly scope: 0 | 1 | 2
  /** Id of the division or team; 0 for the programme. */
  readonly id: number
}
export const programmeScope: Scope = { scope: scopes.programme, id: 0 }

type FactColumn = keyof WorkloadColumns
export const columnOf = Object.fromEntries(
  factNames.map((name) => [name, name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]),
) as Record<FactName, FactColumn>
const factColumns = factNames.map((name) => [name, columnOf[name]] as const)
/** The columns of a roll-up row that hold amounts, for statements that copy whole rows. */
export const factColumnNames: readonly FactColumn[] = factNames.map((name) => columnOf[name])

/** Units of all entries of a day. More than nothing wherever an entry stands, whatever it did to the balances. */
export const unitsMoved = sql.raw<number>(movedNames.map((name) => columnOf[name]).join(' + '))

type BalanceColumn = keyof Omit<RollupSpanRow, 'scope' | 'span' | 'scope_id'>
/** The columns that hold balances: all that a span of days keeps. */
export const balanceColumns = balanceNames.map((name) => columnOf[name] as BalanceColumn)
const noBalance = Object.fromEntries(balanceColumns.map((column) => [column, 0])) as Record<BalanceColumn, number>

const emptyColumns = Object.fromEntries(factColumns.map(([, column]) => [column, 0])) as unknown as WorkloadColumns

/** Rows kept in memory before they are added to the tables: bounds an import of any length. */
const mostPending = 60_000

/**
 * Adds services' days to the roll-ups of their team, their division and the programme, or takes them away again. One
 * write costs three rows a changed day, whatever the size of the ledger.
 */
export function rollupChanges(queries: Queries) {
  const days = new Map<string, RollupDayRow>()
  const locations = new Map<string, RollupLocationRow>()

  async function add(serviceDays: readonly ServiceDay[], team: number, division: number, sign: 1 | -1): Promise<void> {
    await addTo(
      [programmeScope, { scope: scopes.division, id: division }, { scope: scopes.team, id: team }],
      serviceDays,
      sign,
    )
  }

  async function addTo(wanted: readonly Scope[], serviceDays: readonly ServiceDay[], sign: 1 | -1): Promise<void> {
    for (const { scope, id } of wanted) for (const serviceDay of serviceDays) addDay(serviceDay, scope, id, sign)
    if (days.size + locations.size > mostPending) await write()
  }

  function addDay(serviceDay: ServiceDay, scope: number, scopeId: number, sign: number): void {
    const { day, facts } = serviceDay
    const key = `${scope}.${scopeId}.${day}`
    let row = days.get(key)
    if (!row) {
      row = { scope, scope_id: scopeId, day, ...emptyColumns }

      days.set(key, row)
    }
    for (const [name, column] of factColumns) if (facts[name] !== 0) row[column] += sign * facts[name]
    if (scope === scopes.team) return
    for (const [location, change] of serviceDay.locations) {
      const locationKey = `${key}.${location}`
      const found = locations.get(locationKey)
      if (found) {
        found.units += sign * change.units
        found.services += sign * change.services
      } else {
        locations.set(locationKey, {
          scope,
          scope_id: scopeId,
          location_id: location,
          day,
          units: sign * change.units,
          services: sign * change.services,
        })
      }
    }
  }

  /** The writes of what was added since the last time, to different tables. */
  function* writes(): Generator<Write> {
    const changedDays = [...days.values()].filter((row) => factColumns.some(([, column]) => row[column] !== 0))
    const changedLocations = [...locations.values()].filter(({ units, services }) => units !== 0 || services !== 0)
    days.clear()
    locations.clear()
    yield* additionsTo(queries, 'rollup_day', changedDays)
    yield* additionsTo(queries, 'rollup_span', spansOf(changedDays))
    yield* additionsTo(queries, 'rollup_location', changedLocations)
  }

  const write = (): Promise<void> => writeInTurn(queries, writes())

  return { add, addTo, write, writes }
}

/** Month, year and the whole ledger of each day: what stands of all divisions and teams on a day is a sum of few of them. */
export function spansOf(days: Iterable<RollupDayRow>): RollupSpanRow[] {
  const spans = new Map<string, RollupSpanRow>()
  for (const row of days) {
    if (row.scope === scopes.programme) continue
    for (const span of ['', row.day.slice(0, 4), row.day.slice(0, 7)]) {
      const key = `${row.scope}.${row.scope_id}.${span}`
      let sum = spans.get(key)
      if (!sum) {
        sum = { scope: row.scope, span, scope_id: row.scope_id, ...noBalance }
        spans.set(key, sum)
      }
      for (const column of balanceColumns) sum[column] += row[column]
    }
  }
  return [...spans.values()].filter((row) => balanceColumns.some((column) => row[column] !== 0))
}

/**
 * What changed day by day in a scope, up to and with a day. One range of the primary key. Days on which nothing stands
 * any more, as everything was reversed or went to another team, are left out, as if they had never been.
 */
export async function scopeDays(queries: Queries, { scope, id }: Scope, to: CalendarDay): Promise<DayFacts[]> {
  const rows = await queries
    .selectFrom('rollup_day')
    .selectAll()
    .where('scope', '=', scope)
    .where('scope_id', '=', id)
    .where('day', '<=', to)
    .where(unitsMoved, '>', 0)
    .orderBy('day')
    .execute()
  return rows.map((row) => ({ day: row.day as CalendarDay, facts: factsOf(row) }))
}

/** Balances of every division (1) or team (2), or of some, by id in the order of days. Reads only what balances need. */
export async function daysOfEach(
  queries: Queries,
  scope: 1 | 2,
  to: CalendarDay,
  only?: readonly number[],
): Promise<Map<number, DayBalanceFacts[]>> {
  const columns = balanceNames.map((name) => `${columnOf[name]} as ${name}` as const)
  let wanted = queries
    .selectFrom('rollup_day')
    .select(['scope_id', 'day', ...columns])
    .where('scope', '=', scope)
    .where('day', '<=', to)
    .where(unitsMoved, '>', 0)
  if (only) wanted = wanted.where('scope_id', 'in', only.length > 0 ? [...only] : [-1])
  const rows = (await wanted.orderBy('scope_id').orderBy('day').execute()) as unknown as (BalanceFacts & {
    scope_id: number
    day: CalendarDay
  })[]
  const byScope = new Map<number, DayBalanceFacts[]>()
  for (const { scope_id, day, ...facts } of rows) {
    const days = byScope.get(scope_id)
    if (days) days.push({ day, facts })
    else byScope.set(scope_id, [{ day, facts }])
  }
  return byScope
}

/** Balances of the whole programme now: one sum over a row a day. */
export async function programmeBalance(queries: Queries): Promise<BalanceFacts & { readonly moved: number }> {
  const sums = balanceNames.map((name) =>
    sql<number>`cast(coalesce(sum(${sql.ref(columnOf[name])}), 0) as bigint)`.as(name),
  )
  const row = await queries
    .selectFrom('rollup_day')
    .select([...sums, sql<number>`cast(coalesce(sum(${unitsMoved}), 0) as bigint)`.as('moved')])
    .where('scope', '=', 0)
    .where('scope_id', '=', 0)
    .executeTakeFirstOrThrow()
  return row as unknown as BalanceFacts & { readonly moved: number }
}

function factsOf(row: RollupDayRow): Facts {
  const facts = {} as Facts
  for (const [name, column] of factColumns) facts[name] = row[column]
  return facts
}

export interface LocationDay {
  readonly location: number
  readonly day: CalendarDay
  readonly units: number
  readonly services: number
}

/** What changed in each location, day by day, in the programme or in some divisions. Teams' are read from their books. */
export async function locationDays(
  queries: Queries,
  scope: 0 | 1,
  ids: readonly number[],
  to: CalendarDay,
  location?: number,
): Promise<(LocationDay & { readonly scopeId: number })[]> {
  let wanted = queries
    .selectFrom('rollup_location')
    .select(['scope_id as scopeId', 'location_id as location', 'day', 'units', 'services'])
    .where('scope', '=', scope)
    .where('scope_id', 'in', ids.length > 0 ? [...ids] : [-1])
    .where('day', '<=', to)
  if (location !== undefined) wanted = wanted.where('location_id', '=', location)
  const rows = await wanted.orderBy('day').execute()
  return rows as (LocationDay & { readonly scopeId: number })[]
}
