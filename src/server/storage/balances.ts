import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Measure } from '../../domain/units.ts'
import type { BalanceFacts } from '../../domain/workload-facts.ts'
import { balanceNames, noFacts } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import { balanceColumns, columnOf, scopes } from './rollups.ts'

/** True where no move lies after the day: the services' rows then say how things stood at its end. */
export async function isLatest(queries: Queries, day: CalendarDay): Promise<boolean> {
  const row = await queries.selectFrom('move').select('id').where('occurred_on', '>', day).limit(1).executeTakeFirst()
  return row === undefined
}

/** The months, years and days whose sum is what stood at the end of a day; of the latest day the sum of all. */
interface Reach {
  readonly spans: readonly string[]
  readonly days: { readonly from: CalendarDay; readonly to: CalendarDay } | null
}

export async function reachTo(queries: Queries, day: CalendarDay): Promise<Reach> {
  if (await isLatest(queries, day)) return { spans: [''], days: null }
  const first = await queries
    .selectFrom('rollup_span')
    .select(({ fn }) => fn.min('span').as('first'))
    .where('scope', '=', scopes.division)
    .where('span', '>', '')
    .executeTakeFirst()
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  const years = Array.from({ length: Math.max(0, year - Number((first?.first ?? day).slice(0, 4))) }, (_, at) =>
    String(year - 1 - at).padStart(4, '0'),
  )
  const ofMonth = (at: number) => `${day.slice(0, 4)}-${String(at).padStart(2, '0')}`
  const months = Array.from({ length: month - 1 }, (_, at) => ofMonth(at + 1))
  return { spans: [...years, ...months], days: { from: `${ofMonth(month)}-01` as CalendarDay, to: day } }
}

/**
 * A row for each division or team, or several, whose sum is its balances: some sums of years and months, and the days of
 * one month. Its days are looked up division by division, or the engine would read the whole roll-up for them.
 */
export function balanceRows(scope: 1 | 2, { spans, days }: Reach): RawBuilder<unknown> {
  const columns = sql.raw(balanceColumns.join(', '))
  const ofSpans = sql`select scope_id, ${columns} from rollup_span
    where scope = ${scope} and span in (${sql.join(spans.length > 0 ? [...spans] : ['none'])})`
  if (days === null) return ofSpans
  return sql`${ofSpans} union all select scope_id, ${columns} from ${sql.raw(scope === 2 ? 'team' : 'division')} as its
    cross join rollup_day where rollup_day.scope = ${scope} and rollup_day.scope_id = its.id
      and rollup_day.day >= ${days.from} and rollup_day.day <= ${days.to}`
}

/** Balances of every division or team at the ends of some days, in one measure. */
export async function balancesOfEach(
  queries: Queries,
  scope: 1 | 2,
  days: readonly CalendarDay[],
  measure: Measure,
): Promise<Map<number, BalanceFacts[]>> {
  const names = balanceNames.filter((name) => name.endsWith(measure === 'units' ? 'Units' : 'Services'))
  const sums = sql.join(names.map((name) => sql`cast(sum(${sql.ref(columnOf[name])}) as bigint) as ${sql.ref(name)}`))
  const found = new Map<number, BalanceFacts[]>()
  for (const [at, day] of days.entries()) {
    const { rows } = await sql<BalanceFacts & { readonly id: number }>`
      select scope_id as id, ${sums} from (${balanceRows(scope, await reachTo(queries, day))}) as change
      group by scope_id`.execute(queries)
    for (const { id, ...facts } of rows) {
      const its = found.get(id) ?? days.map(() => noFacts())
      its[at] = { ...noFacts(), ...facts }
      found.set(id, its)
    }
  }
  return found
}
