import { standingDays, standingOf } from '../../domain/service-state.ts'
import type { Database } from '../database/database.ts'
import type { Queries } from '../database/tables.ts'
import { kindsOfLocations, standingMoves } from './ledgers.ts'
import { rewriteServiceDays } from './service-days.ts'
import { writeSince } from './standings.ts'

const servicesAtOnce = 2_000

/**
 * Works out what a schema step left open because only the domain can say it: since when each service is where it is, and
 * where it stood on each of its days. So many services at a time that a kill leaves the rest to the next start. One look at
 * an index for each where nothing is open.
 */
export async function bringUp(database: Database): Promise<void> {
  await inTurn(database, openServices, async (queries, services) => {
    const kindOf = await kindsOfLocations(queries)
    const books = await standingMoves(queries, services)
    await writeSince(
      queries,
      [...books].map(([service, book]) => ({ service, since: standingOf(book, kindOf).since })),
    )
  })
  if (!(await database.read(lacksDays))) return
  await inTurn(database, withoutDays, async (queries, services) => {
    const kindOf = await kindsOfLocations(queries)
    const books = await standingMoves(queries, services)
    await rewriteServiceDays(
      queries,
      [...books].map(([service, book]) => ({ service, days: standingDays(book, kindOf) })),
    )
  })
}

async function inTurn(
  database: Database,
  open: (queries: Queries, after: number) => Promise<number[]>,
  settle: (queries: Queries, services: number[]) => Promise<void>,
): Promise<void> {
  for (let last = 0; (await database.read((queries) => open(queries, last))).length > 0; ) {
    last = await database.write(async (queries) => {
      const services = await open(queries, last)
      await settle(queries, services)
      return services.at(-1) ?? Number.MAX_SAFE_INTEGER
    })
  }
}

/** They are filled in the order of services, and every write keeps them: where the last service has its days, all have. */
async function lacksDays(queries: Queries): Promise<boolean> {
  const last = await queries
    .selectFrom('service')
    .select('id')
    .where('state', '!=', 'empty')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return false
  const day = await queries
    .selectFrom('service_day')
    .select('day')
    .where('service_id', '=', last.id)
    .limit(1)
    .executeTakeFirst()
  return day === undefined
}

async function withoutDays(queries: Queries, after: number): Promise<number[]> {
  const rows = await queries
    .selectFrom('service')
    .select('id')
    .where('state', '!=', 'empty')
    .where('id', '>', after)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('service_day').select('day').whereRef('service_day.service_id', '=', 'service.id'))),
    )
    .orderBy('id')
    .limit(servicesAtOnce)
    .execute()
  return rows.map(({ id }) => id)
}

async function openServices(queries: Queries, after: number): Promise<number[]> {
  const rows = await queries
    .selectFrom('service')
    .select('id')
    .where('since', 'is', null)
    .where('state', '!=', 'empty')
    .where('id', '>', after)
    .orderBy('id')
    .limit(servicesAtOnce)
    .execute()
  return rows.map(({ id }) => id)
}
