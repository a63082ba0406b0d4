import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import type { Database, Engine } from '../../src/server/database/database.ts'
import { databaseFile, openDatabase, type Whereabouts } from '../../src/server/database/open-database.ts'
import { ledger } from '../../src/server/database/schema-steps/001-ledger.ts'
import { applicationId } from '../../src/server/database/sqlite-file.ts'
import type { Queries } from '../../src/server/database/tables.ts'
import { type Act, audit, byCommandLine, chainHash, checkChain } from '../../src/server/storage/audit.ts'
import { engines } from '../set-up/databases.ts'

const act = (subject: string): Act => ({
  recordedAt: 1_000,
  action: 'change-team',
  subject,
  teams: [2, 1, 2],
  before: { name: 'a' },
  after: {},
})

async function threeEntries(database: Database): Promise<void> {
  for (const subject of ['one', 'two — 둘', 'three'])
    await database.write((queries) => audit(queries, { ...byCommandLine, address: '127.0.0.1' }, act(subject)))
}

/** What somebody does who can write to the database past the product. */
const pastTheProduct = (database: Database, engine: Engine, statement: string) =>
  database.write(async (queries: Queries) => {
    const off =
      engine === 'sqlite'
        ? ['drop trigger audit_no_update', 'drop trigger audit_no_delete']
        : ['alter table audit disable trigger user']
    for (const one of [...off, statement]) await sql.raw(one).execute(queries)
  })

const check = (database: Database) => database.read((queries) => checkChain(queries))

describe.each(engines)('the audit on $name', ({ name, freshDatabase, freshPlace }) => {
  test('an empty one is whole, and each entry follows from the one before it', async () => {
    const database = await freshDatabase()
    expect(await check(database)).toEqual({ entries: 0, head: '', brokenAt: null })
    await threeEntries(database)
    const rows = await database.read((queries) => queries.selectFrom('audit').selectAll().orderBy('id').execute())
    let head = ''
    for (const { hash, ...row } of rows) {
      expect(hash).toBe(chainHash(head, row))
      head = hash
    }
    expect(await check(database)).toEqual({ entries: 3, head, brokenAt: null })
  })

  test('the tables themselves refuse to change an entry or to take it out', async () => {
    const database = await freshDatabase()
    await threeEntries(database)
    for (const statement of ["update audit set actor = 'nobody'", 'delete from audit where id = 2'])
      await expect(database.write((queries) => sql.raw(statement).execute(queries))).rejects.toThrow(
        'The audit is never changed or deleted',
      )
    expect(await check(database)).toMatchObject({ entries: 3, brokenAt: null })
  })

  test.each([
    ['changed', "update audit set subject = 'nothing' where id = 2", 2],
    ['given to somebody else', "update audit set actor_id = 'person:9' where id = 1", 1],
    ['moved in time', 'update audit set recorded_at = 999 where id = 3', 3],
    ['taken out', 'delete from audit where id = 2', 3],
    ['taken out at the beginning', 'delete from audit where id = 1', 2],
    ['stripped of its hash', "update audit set hash = '' where id = 2", 2],
    [
      'put in',
      "insert into audit (id, recorded_at, actor, actor_id, means, address, action, subject, hash) values (4, 1, 'a', 'a', 'web', '', 'x', 'y', 'made up')",
      4,
    ],
  ])('an entry that was %s past the product is found', async (_, statement, brokenAt) => {
    const database = await freshDatabase()
    await threeEntries(database)
    await pastTheProduct(database, name, statement)
    expect((await check(database)).brokenAt).toBe(brokenAt)
  })

  test('a database from before the chain keeps its entries, and new ones are chained behind them', async () => {
    const place = await freshPlace()
    await writeStepOne(place, name)
    const database = await openDatabase(place)
    try {
      await threeEntries(database)
      expect(await check(database)).toMatchObject({ entries: 4, brokenAt: null })
      const rows = await database.read((queries) =>
        queries.selectFrom('audit').select(['id', 'subject']).orderBy('id').execute(),
      )
      expect(rows.map(({ id, subject }) => [id, subject])).toEqual([
        [1, 'from before'],
        [2, 'one'],
        [3, 'two — 둘'],
        [4, 'three'],
      ])
    } finally {
      await database.close()
    }
  })
})

/** The tables as the first schema step left them, with an entry in the audit. */
async function writeStepOne(place: Whereabouts, engine: Engine): Promise<void> {
  const statements = [
    'create table schema_step (number bigint primary key, name text not null, written_by text not null)',
    ...ledger.statements(engine),
    "insert into schema_step (number, name, written_by) values (1, 'ledger', '0.1.0')",
    "insert into audit (id, recorded_at, actor, means, action, subject) values (1, 5, 'local administrator', 'web', 'create-team', 'from before')",
  ]
  if ('folder' in place) {
    const file = new DatabaseSync(databaseFile(place.folder))
    // As the product marks its own files.
    file.exec(`pragma application_id = ${applicationId}`)
    for (const statement of statements) file.exec(statement.replace('number bigint', 'number integer'))
    file.close()
    return
  }
  const client = new pg.Client({ connectionString: place.url })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}
