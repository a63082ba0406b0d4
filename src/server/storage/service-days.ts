import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { ServiceState } from '../../domain/service.ts'
import type { StandingDay } from '../../domain/service-state.ts'
import { isPostgres } from '../database/connection.ts'
import { insertMany, insertsOf, replacementsOf, type Write } from '../database/insert-many.ts'
import type { Queries, ServiceDayRow } from '../database/tables.ts'
import { inChunks } from './ledgers.ts'

/** Past every day that can be written: the last row of a service stands until then. */
export const noDay = '9999-99-99'

/** Where a service stood before a change and where it stands after it, at the end of each of its days. */
export interface StandingChange {
  readonly service: number
  readonly before: readonly StandingDay[]
  readonly after: readonly StandingDay[]
}

/** One row for each day on which it came to stand otherwise. */
export function serviceDayRows(service: number, days: readonly StandingDay[]): ServiceDayRow[] {
  const rows: ServiceDayRow[] = []
  for (const { day, onPrem, privateCloud, publicCloud, cloudLevel, state, since } of days) {
    const row: ServiceDayRow = {
      service_id: service,
      day,
      until: noDay,
      on_prem_units: onPrem,
      private_cloud_units: privateCloud,
      public_cloud_units: publicCloud,
      cloud_level: cloudLevel,
      state,
      since,
    }
    const last = rows.at(-1)
    if (last && standsAlike(last, row)) continue
    if (last) last.until = day
    rows.push(row)
  }
  return rows
}

const standsAlike = (one: ServiceDayRow, other: ServiceDayRow): boolean =>
  one.on_prem_units === other.on_prem_units &&
  one.private_cloud_units === other.private_cloud_units &&
  one.public_cloud_units === other.public_cloud_units &&
  one.cloud_level === other.cloud_level &&
  one.state === other.state &&
  one.since === other.since

export const sameServiceDay = (one: ServiceDayRow | undefined, other: ServiceDayRow | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.day === other.day &&
  one.until === other.until &&
  standsAlike(one, other)

/**
 * The writes of what changed, from the first day that is another one: a service of a thousand days that moves today changes
 * two rows.
 */
export function* serviceDayWrites(queries: Queries, changes: readonly StandingChange[]): Generator<Write> {
  const gone: ServiceDayRow[] = []
  const come: ServiceDayRow[] = []
  let isAnyAnew = false
  for (const { service, before, after } of changes) {
    const were = serviceDayRows(service, before)
    const are = serviceDayRows(service, after)
    let same = 0
    while (sameServiceDay(were[same], are[same])) same++
    const former = new Map(were.slice(same).map((row) => [row.day, row]))
    for (const row of are.slice(same)) {
      isAnyAnew = former.delete(row.day) || isAnyAnew
      come.push(row)
    }
    gone.push(...former.values())
  }
  for (const some of inChunks(gone, 5000)) yield removalOf(queries, some)
  // Where no row is there yet, as in a first import, nothing is looked for that could be replaced.
  if (isAnyAnew) yield* replacementsOf(queries, 'service_day', ['service_id', 'day'], come)
  else yield* insertsOf(queries, 'service_day', come)
}

/** Takes what is stored of some services away and writes what their moves say. */
export async function rewriteServiceDays(
  queries: Queries,
  books: readonly { readonly service: number; readonly days: readonly StandingDay[] }[],
): Promise<void> {
  if (books.length === 0) return
  await queries
    .deleteFrom('service_day')
    .where(
      'service_id',
      'in',
      books.map(({ service }) => service),
    )
    .execute()
  const rows = books.flatMap(({ service, days }) => serviceDayRows(service, days))
  if (rows.length > 0) await insertMany(queries, 'service_day', rows)
}

function removalOf(queries: Queries, rows: readonly ServiceDayRow[]): Write {
  const keys = JSON.stringify(rows.map(({ service_id, day }) => [service_id, day]))
  const [service, source] = isPostgres(queries)
    ? [sql.raw('(row.value ->> 0)::bigint'), sql`json_array_elements(${keys}::json)`]
    : [sql.raw('row.value ->> 0'), sql`json_each(${keys})`]
  return sql`delete from service_day where (service_id, day) in (select ${service}, row.value ->> 1 from ${source} as row)`
}

/** What is stored of some services, in the order of their days. */
export async function storedServiceDays(
  queries: Queries,
  services: readonly number[],
): Promise<Map<number, ServiceDayRow[]>> {
  const rows = await queries
    .selectFrom('service_day')
    .selectAll()
    .where('service_id', 'in', services.length > 0 ? [...services] : [-1])
    .orderBy('service_id')
    .orderBy('day')
    .execute()
  return Map.groupBy(rows, ({ service_id }) => service_id)
}

/** Where services stood, as statements name it. */
export interface StandingColumns {
  readonly onPrem: RawBuilder<number>
  readonly privateCloud: RawBuilder<number>
  readonly publicCloud: RawBuilder<number>
  readonly level: RawBuilder<number | null>
  readonly state: RawBuilder<ServiceState>
  readonly since: RawBuilder<CalendarDay | null>
}

/** The columns of a table of standings, under the names that `service` and `service_day` share. */
export const standingColumnsOf = (table: 'service' | 'standing'): StandingColumns => ({
  onPrem: sql.raw(`${table}.on_prem_units`),
  privateCloud: sql.raw(`${table}.private_cloud_units`),
  publicCloud: sql.raw(`${table}.public_cloud_units`),
  level: sql.raw(`${table}.cloud_level`),
  state: sql.raw(`${table}.state`),
  since: sql.raw(`${table}.since`),
})
