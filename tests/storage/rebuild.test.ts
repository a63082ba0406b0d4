import { beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../../src/server/database/database.ts'
import { compareProjections } from '../../src/server/storage/rebuild.ts'
import { apiOver, importForm } from '../set-up/api.ts'
import { engines } from '../set-up/databases.ts'

const moves = `occurred_on,service,team,division,units,from,to,note,evidence
2026-01-05,payments-api,payments,retail,400,,On-premises,,
2026-01-05,search,discovery,retail,50,,On-premises,,
2026-02-02,payments-api,payments,retail,100,On-premises,Cloud,,
2026-02-03,ledger,books,finance,70,,Cloud,,
`

describe.each(engines)('sums against the moves on $name', ({ freshDatabase }) => {
  let database: Database

  beforeEach(async () => {
    database = await freshDatabase()
    await apiOver(database, '2026-11-22T10:00:00Z').send('imports', importForm(moves))
  })

  const compare = () => database.read((queries) => compareProjections(queries, { mend: false }))
  const rebuild = () => database.write((queries) => compareProjections(queries, { mend: true }))

  test('after an import all is right, and a rebuild changes nothing', async () => {
    const right = { services: 3, moves: 4, differences: [], differing: 0, broken: [], brokenServices: 0 }
    expect(await compare()).toEqual(right)
    expect(await rebuild()).toEqual(right)
  })

  test('a wrong sum, a lost one, a strayed one and a wrong standing are each found and mended', async () => {
    await database.write(async (queries) => {
      await queries
        .updateTable('rollup_day')
        .set({ migrated_units: 99 })
        .where('scope', '=', 0)
        .where('day', '=', '2026-02-02')
        .execute()
      await queries.deleteFrom('rollup_location').where('scope', '=', 1).execute()
      const row = await queries
        .selectFrom('rollup_day')
        .selectAll()
        .where('scope', '=', 0)
        .where('day', '=', '2026-01-05')
        .executeTakeFirstOrThrow()
      await queries
        .insertInto('rollup_day')
        .values({ ...row, scope: 2, scope_id: 77 })
        .execute()
      await queries
        .updateTable('service')
        .set({ on_prem_units: 1, state: 'split' })
        .where('name', '=', 'search')
        .execute()
    })
    const found = await compare()
    expect(found.differing).toBe(5)
    expect(found.differences).toContain('The roll-up of the programme differs on 1 row.')
    expect(found.differences).toContain('The roll-up of team 77, which is no more differs on 1 row.')
    expect(found.differences).toContain(
      'Where search stands is stored as split since 2026-01-05 with 1 on-premises and 0 in cloud, its moves say on_prem since 2026-01-05 with 50 on-premises and 0 in cloud.',
    )
    expect((await compare()).differing).toBe(5)
    expect((await rebuild()).differing).toBe(5)
    expect((await compare()).differing).toBe(0)
  })

  test('a service that gives away more than it has is named, and no sum hides it', async () => {
    await database.write(async (queries) => {
      const move = await queries.selectFrom('move').selectAll().where('id', '=', 3).executeTakeFirstOrThrow()
      await queries
        .insertInto('move')
        .values({ ...move, id: 5, units: 1000 })
        .execute()
    })
    const found = await rebuild()
    expect(found).toMatchObject({ brokenServices: 1 })
    expect(found.broken[0]).toContain('At the end of 2026-02-02 payments-api would have -700 units in On-premises')
  })
})
