import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import type { Queries } from '../../src/server/database/tables.ts'
import { recordedAfter } from '../../src/server/storage/ledgers.ts'
import { programmeApi } from '../api/set-up/programme-api.ts'
import { afterwards } from '../set-up/databases.ts'

interface Compilable {
  compile(): { readonly sql: string; readonly parameters: readonly unknown[] }
}

/** As after an import of a million moves, which bear one instant. */
async function tellOfOneLargeImport(queries: Queries): Promise<void> {
  await sql`analyze`.execute(queries)
  await sql`delete from sqlite_stat1 where tbl in ('move', 'service')`.execute(queries)
  for (const [table, index, numbers] of [
    ['move', 'move_by_recorded', '1000000 1000000'],
    ['move', 'move_by_day', '1000000 1000 1'],
    ['move', 'move_by_service', '1000000 10 1 1 1 1 1 1'],
    ['service', 'service_by_team', '100000 20'],
  ])
    await sql`insert into sqlite_stat1 (tbl, idx, stat) values (${table}, ${index}, ${numbers})`.execute(queries)
  await sql`analyze sqlite_schema`.execute(queries)
}

test('what was recorded after an instant is found by the instant, though one import holds all the rest', async () => {
  const database = await openMemoryDatabase()
  afterwards(() => database.close())
  const p = programmeApi(database, '2026-03-02')
  await p.division('Retail')
  await p.team('Web', 'Retail')
  await p.service('shop', 'Web', 10, '2026-01-10')
  await database.write(tellOfOneLargeImport)
  const planOf = (query: (queries: Queries) => Compilable) =>
    database.read(async (queries) => {
      const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(
        query(queries).compile().sql.replaceAll('?', '1'),
      )}`.execute(queries)
      return rows.map(({ detail }) => detail).join('; ')
    })
  const byInstant = 'SEARCH move USING INDEX move_by_recorded (recorded_at>?)'
  expect(
    await planOf((queries) =>
      queries
        .selectFrom('service')
        .innerJoin('team', 'team.id', 'service.team_id')
        .select(['service.id', 'team.division_id'])
        .where('service.id', 'in', recordedAfter(queries, 1)),
    ),
  ).toContain(byInstant)
  // What it is there against: were this found by the instant too, the statistics above would show nothing.
  expect(
    await planOf((queries) => queries.selectFrom('move').select('service_id').distinct().where('recorded_at', '>', 1)),
  ).not.toContain(byInstant)
})
