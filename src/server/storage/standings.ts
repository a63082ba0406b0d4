import { sql } from 'kysely'
import type { ServiceStanding } from '../../domain/service-state.ts'
import { standingDays, standingOf } from '../../domain/service-state.ts'
import type { Entry, KindOf } from '../../domain/workload-facts.ts'
import { isPostgres } from '../database/connection.ts'
import { type Write, writeInTurn } from '../database/insert-many.ts'
import type { Queries } from '../database/tables.ts'
import { inChunks } from './ledgers.ts'
import { serviceDayWrites } from './service-days.ts'

export interface StandingRow extends ServiceStanding {
  readonly service: number
}

/** Team and division that a service's figures belong to. */
export async function homesOf(queries: Queries, services: readonly number[]) {
  const homes = new Map<number, { team: number; teamName: string; division: number }>()
  for (const some of inChunks(services, 5000)) {
    const rows = await queries
      .selectFrom('service')
      .innerJoin('team', 'team.id', 'service.team_id')
      .select(['service.id', 'service.team_id as team', 'team.name as teamName', 'team.division_id as division'])
      .where('service.id', 'in', some)
      .execute()
    for (const { id, ...home } of rows) homes.set(id, home)
  }
  return homes
}

/** Writes since when services are where they are, and nothing else of them. */
export async function writeSince(
  queries: Queries,
  rows: readonly Pick<StandingRow, 'service' | 'since'>[],
): Promise<void> {
  const values = JSON.stringify(rows.map(({ service, since }) => [service, since]))
  const service = isPostgres(queries) ? sql.raw('(row.value ->> 0)::bigint') : sql.raw('row.value ->> 0')
  const source = isPostgres(queries) ? sql`json_array_elements(${values}::json)` : sql`json_each(${values})`
  await sql`update service set since = row.value ->> 1 from ${source} as row where service.id = ${service}`.execute(
    queries,
  )
}

/** One service's entries before and after a change. */
export interface BookChange {
  readonly service: number
  readonly before: readonly Entry[]
  readonly after: readonly Entry[]
}

/** What brings services' rows, and where they stood on each day, from one state of their books to the other. */
export function* standingWrites(queries: Queries, changes: readonly BookChange[], kindOf: KindOf): Generator<Write> {
  yield* rowWrites(
    queries,
    changes.map(({ service, after }) => ({ service, ...standingOf(after, kindOf) })),
  )
  yield* serviceDayWrites(
    queries,
    changes.map(({ service, before, after }) => ({
      service,
      before: standingDays(before, kindOf),
      after: standingDays(after, kindOf),
    })),
  )
}

/** Writes where services stand now. */
export const writeStandings = (queries: Queries, standings: readonly StandingRow[]): Promise<void> =>
  writeInTurn(queries, rowWrites(queries, standings))

/** Many in one statement: the rows travel as one JSON parameter. */
function* rowWrites(queries: Queries, standings: readonly StandingRow[]): Generator<Write> {
  for (const some of inChunks(standings, 5000)) {
    const rows = JSON.stringify(
      some.map((row) => [
        row.service,
        row.onPrem,
        row.privateCloud,
        row.publicCloud,
        row.cloudLevel,
        row.state,
        row.since,
      ]),
    )
    const whole = (at: number) =>
      isPostgres(queries) ? sql.raw(`(row.value ->> ${at})::bigint`) : sql.raw(`row.value ->> ${at}`)
    const text = (at: number) => sql.raw(`row.value ->> ${at}`)
    const source = isPostgres(queries) ? sql`json_array_elements(${rows}::json)` : sql`json_each(${rows})`
    yield sql`
      update service set
        on_prem_units = ${whole(1)}, private_cloud_units = ${whole(2)}, public_cloud_units = ${whole(3)},
        cloud_level = ${whole(4)}, state = ${text(5)}, since = ${text(6)}
      from ${source} as row where service.id = ${whole(0)}`
  }
}
