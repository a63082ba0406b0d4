import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { standingDays, standingOf } from '../../src/domain/service-state.ts'
import { writeTogether } from '../../src/server/database/insert-many.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import { noDay, serviceDayRows, serviceDayWrites, storedServiceDays } from '../../src/server/storage/service-days.ts'
import { programmeApi } from '../api/set-up/programme-api.ts'
import { kindOf, on, soundEntries } from '../domain/book.ts'
import { afterwards } from '../set-up/databases.ts'

test('on every day one row says where a service stood, as its entries up to that day do', () => {
  fc.assert(
    fc.property(soundEntries, (entries) => {
      const rows = serviceDayRows(1, standingDays(entries, kindOf))
      for (let at = 0; at <= 31; at++) {
        const found = rows.filter(({ day, until }) => day <= on(at) && until > on(at))
        const then = entries.filter(({ day }) => day <= on(at))
        expect(found).toHaveLength(then.length === 0 ? 0 : 1)
        if (!found[0]) continue
        const { onPrem, privateCloud, publicCloud, cloudLevel, state, since } = standingOf(then, kindOf)
        expect(found[0]).toMatchObject({ on_prem_units: onPrem, private_cloud_units: privateCloud })
        expect(found[0]).toMatchObject({ public_cloud_units: publicCloud, cloud_level: cloudLevel, state, since })
      }
    }),
  )
})

test('a change rewrites from the first day that is another one, and what is stored is what the new book says', async () => {
  const database = await openMemoryDatabase()
  afterwards(() => database.close())
  const p = programmeApi(database, '2026-03-02')
  await p.division('Retail')
  await p.team('Web', 'Retail')
  await p.service('shop', 'Web', 10, '2026-01-10')
  await fc.assert(
    fc.asyncProperty(soundEntries, soundEntries, async (one, other) => {
      const [before, after] = [standingDays(one, kindOf), standingDays(other, kindOf)]
      await database.write(async (queries) => {
        await queries.deleteFrom('service_day').execute()
        await writeTogether(queries, serviceDayWrites(queries, [{ service: 1, before: [], after: before }]))
        await writeTogether(queries, serviceDayWrites(queries, [{ service: 1, before, after }]))
      })
      const stored = await database.read((queries) => storedServiceDays(queries, [1]))
      expect(stored.get(1) ?? []).toEqual(serviceDayRows(1, after))
    }),
    { numRuns: 60 },
  )
})

test('services of a past day are counted from one index, and a page by name ends with its last row', async () => {
  const database = await openMemoryDatabase()
  afterwards(() => database.close())
  const day = '2025-06-01'
  const plan = (statement: string) =>
    database.read(async (queries) => {
      const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(statement)}`.execute(queries)
      return rows.map(({ detail }) => detail)
    })
  const standing = `(select * from service_day where day <= '${day}' and until > '${day}' and until <= '${noDay}')`
  expect(await plan(`select state, count(*), sum(on_prem_units) from ${standing} group by state`)).toContainEqual(
    expect.stringContaining('USING COVERING INDEX service_day_until (until>? AND until<?)'),
  )
  const page = await plan(
    `select service.id, standing.state from service cross join ${standing} as standing where standing.service_id = service.id order by service.name_search limit 100`,
  )
  expect(page.join()).not.toContain('TEMP B-TREE')
})
