import { standingOf } from '../../domain/service-state.ts'
import type { Database } from '../database/database.ts'
import type { Queries } from '../database/tables.ts'
import { kindsOfLocations, standingMoves } from './ledgers.ts'
import { writeSince } from './standings.ts'

const servicesAtOnce = 2_000

/**
 * Works out what a schema step left open because only the domain can say it: since when each service is where it is. So
 * many services at a time that a kill leaves the rest to the next start. One look at an index where nothing is open.
 */
export async function bringUp(database: Database): Promise<void> {
  for (let last = 0; (await database.read((queries) => openServices(queries, last))).length > 0; ) {
    last = await database.write(async (queries) => {
      const services = await openServices(queries, last)
      const kindOf = await kindsOfLocations(queries)
      const books = await standingMoves(queries, services)
      await writeSince(
        queries,
        [...books].map(([service, book]) => ({ service, since: standingOf(book, kindOf).since })),
      )
      return services.at(-1) ?? Number.MAX_SAFE_INTEGER
    })
  }
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
