import type { Queries } from './database/tables.ts'
import type { Surroundings } from './serve.ts'
import { noonOf, sampleDay } from './storage/sample-clock.ts'

/** The sample's clock lies in its own ledger and stands until an administrator advances it. */
export async function nowIn({ sample, clock }: Surroundings, queries: Queries): Promise<number> {
  const day = sample ? await sampleDay(queries) : null
  return day === null ? clock.now() : noonOf(day)
}
