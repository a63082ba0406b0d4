import { describe, expect, test } from 'vitest'
import type { Database } from '../../src/server/database/database.ts'
import { heardAndSince } from '../../src/server/database/schema-steps/003-heard-and-since.ts'
import { bringUp } from '../../src/server/storage/bring-up.ts'
import { compareProjections } from '../../src/server/storage/rebuild.ts'
import { apiOver, importForm } from '../set-up/api.ts'
import { engines } from '../set-up/databases.ts'

const moves = `occurred_on,service,team,division,units,from,to
2026-01-05,payments-api,payments,retail,400,,On-premises
2026-02-02,payments-api,payments,retail,100,On-premises,Cloud
2026-02-09,payments-api,payments,retail,30,,On-premises
2026-01-05,search,discovery,retail,50,,On-premises
`

describe.each(engines)('a database of the version before, on $name', ({ name, freshDatabase }) => {
  /** The rows as the step before this one left them: the day of the latest move, and nothing of who spoke when. */
  const asBefore = async (): Promise<Database> => {
    const database = await freshDatabase()
    const api = apiOver(database, '2026-11-22T10:00:00Z')
    await api.send('imports', importForm(moves))
    await api.send('moves', { service: 'search', units: 10, occurredOn: '2026-11-02' })
    await database.write(async (queries) => {
      await queries.deleteFrom('team_heard').execute()
      for (const statement of heardAndSince.statements(name as 'sqlite').slice(1)) {
        const { sql } = await import('kysely')
        await sql.raw(statement).execute(queries)
      }
    })
    return database
  }
  const sinceOf = (database: Database) =>
    database.read((queries) => queries.selectFrom('service').select(['name', 'since']).orderBy('name').execute())

  test('the start works out since when each service is where it is, and the sums are right', async () => {
    const database = await asBefore()
    expect(await sinceOf(database)).toEqual([
      { name: 'payments-api', since: null },
      { name: 'search', since: null },
    ])
    await bringUp(database)
    expect(await sinceOf(database)).toEqual([
      { name: 'payments-api', since: '2026-02-02' },
      { name: 'search', since: '2026-11-02' },
    ])
    expect((await database.read((queries) => compareProjections(queries, { mend: false }))).differences).toEqual([])
    await bringUp(database)
  })

  test('rebuild ends with the same, where no server was started before it', async () => {
    const database = await asBefore()
    await database.write((queries) => compareProjections(queries, { mend: true }))
    expect((await sinceOf(database)).map(({ since }) => since)).toEqual(['2026-02-02', '2026-11-02'])
  })
})
