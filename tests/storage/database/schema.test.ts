import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { insertMany } from '../../../src/server/database/insert-many.ts'
import { openSqliteFile } from '../../../src/server/database/node-sqlite.ts'
import { databaseFile, openDatabase, type Whereabouts } from '../../../src/server/database/open-database.ts'
import { refuseOldSqlite } from '../../../src/server/database/sqlite-file.ts'
import { StartRefusal } from '../../../src/server/database/start-refusal.ts'
import { engines, temporaryFolder } from '../../set-up/databases.ts'
import { move, withOneService } from './ledger-rows.ts'

const fromTheFuture = `insert into schema_step (number, name, written_by) values (999, 'tomorrow', '9.8.7')`

async function makeNewer(place: Whereabouts): Promise<void> {
  await (await openDatabase(place)).close()
  if ('folder' in place) {
    const database = new DatabaseSync(databaseFile(place.folder))
    database.exec(fromTheFuture)
    database.close()
    return
  }
  const client = new pg.Client({ connectionString: place.url })
  await client.connect()
  await client.query(fromTheFuture)
  await client.end()
}

const refusalOf = async (opening: Promise<unknown>): Promise<StartRefusal> => {
  const error: unknown = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(StartRefusal)
  return error as StartRefusal
}

const fingerprints = (folder: string) =>
  readdirSync(folder).map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex'),
  ])

describe.each(engines)('on $name', ({ freshDatabase, freshPlace }) => {
  test('a database written by a newer version is refused, and the sentence names both', async () => {
    const place = await freshPlace()
    await makeNewer(place)
    const refusal = await refusalOf(openDatabase(place, '0.1.0'))
    expect(refusal.code).toBe('newer-schema')
    expect(refusal.message).toContain('written by Tenfold 9.8.7')
    expect(refusal.message).toContain('this is Tenfold 0.1.0')
  })

  test('opening a second time takes no step twice and keeps what is there', async () => {
    const place = await freshPlace()
    const first = await openDatabase(place)
    await first.write((queries) => insertMany(queries, 'setting', [{ key: 'colour', value: 'green' }]))
    await first.close()
    const second = await openDatabase(place)
    expect(await second.read((queries) => queries.selectFrom('setting').selectAll().execute())).toEqual([
      { key: 'colour', value: 'green' },
    ])
    await second.close()
  })

  test('a stored move cannot be changed or deleted, only reversed once', async () => {
    const database = await withOneService(await freshDatabase())
    await database.write((queries) =>
      insertMany(queries, 'move', [move(1), move(2, { from_id: 1, to_id: null, reverses: 1 })]),
    )
    const change = database.write((queries) =>
      queries.updateTable('move').set({ units: 5 }).where('id', '=', 1).execute(),
    )
    await expect(change).rejects.toThrow('never changed or deleted')
    await expect(database.write((queries) => queries.deleteFrom('move').where('id', '=', 1).execute())).rejects.toThrow(
      'never changed or deleted',
    )
    await expect(database.write((queries) => insertMany(queries, 'move', [move(3, { reverses: 1 })]))).rejects.toThrow(
      /unique/i,
    )
    expect(
      await database.read((queries) => queries.selectFrom('move').select('units').orderBy('id').execute()),
    ).toEqual([{ units: 1 }, { units: 2 }])
  })

  test.each([
    ['nothing', { units: 0 }],
    ['less than nothing', { units: -1 }],
    ['more than can be counted exactly', { units: 9_007_199_254_740_992 }],
    ['half of one', { units: 0.5 }],
    ['from a place to itself', { from_id: 1, to_id: 1 }],
    ['from nowhere to nowhere', { from_id: null, to_id: null }],
    ['a service that does not exist', { service_id: 99 }],
    ['a place that does not exist', { to_id: 99 }],
  ])('the tables themselves refuse a move of %s', async (_, facts) => {
    const database = await withOneService(await freshDatabase())
    await expect(database.write((queries) => insertMany(queries, 'move', [move(1, facts)]))).rejects.toThrow()
    expect(await database.read((queries) => queries.selectFrom('move').select('id').execute())).toEqual([])
  })
})

test('a refused file is left as it was, byte for byte, with nothing beside it but the lock', async () => {
  const folder = temporaryFolder()
  await makeNewer({ folder })
  const before = fingerprints(folder)
  for (const access of ['exclusive', 'alongside'] as const) await refusalOf(openDatabase({ folder, access }))
  expect(fingerprints(folder)).toEqual(before)
})

test('a file that is not ours is refused and left as it was', async () => {
  const folder = temporaryFolder()
  writeFileSync(databaseFile(folder), 'Dear diary, today I migrated nothing at all. '.repeat(100))
  const before = readFileSync(databaseFile(folder))
  expect((await refusalOf(openDatabase({ folder }))).code).toBe('not-our-database')
  expect(readFileSync(databaseFile(folder))).toEqual(before)

  const others = temporaryFolder()
  const database = new DatabaseSync(databaseFile(others))
  database.exec('create table recipe (name text)')
  database.close()
  expect((await refusalOf(openDatabase({ folder: others }))).code).toBe('not-our-database')
})

test('an SQLite with the log-reset fault is refused, a newer one is not', () => {
  expect(() => refuseOldSqlite('3.51.2')).toThrow(StartRefusal)
  for (const version of ['3.51.3', '3.53.4', '3.100.0', '4.0.0']) refuseOldSqlite(version)
})

test('the embedded writer syncs every commit, keeps a log and checks references', () => {
  const database = openSqliteFile(join(temporaryFolder(), 'any.db'), 'write')
  const pragma = (name: string) => Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0]
  expect({
    journal_mode: pragma('journal_mode'),
    synchronous: pragma('synchronous'),
    foreign_keys: pragma('foreign_keys'),
    busy_timeout: pragma('busy_timeout'),
    journal_size_limit: pragma('journal_size_limit'),
  }).toEqual({
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    busy_timeout: 5_000,
    journal_size_limit: 67_108_864,
  })
  database.close()
})

test('where a file cannot keep a log, durability is not pretended', () => {
  expect(() => openSqliteFile(':memory:', 'write')).toThrow('durability needs wal')
})

test('a PostgreSQL told to acknowledge early still waits for the disk when we write', async () => {
  const postgres = engines.find(({ name }) => name === 'postgres')
  const place = (await postgres?.freshPlace()) as { url: string }
  const client = new pg.Client({ connectionString: place.url })
  await client.connect()
  await client.query(`alter database ${new URL(place.url).pathname.slice(1)} set synchronous_commit = off`)
  await client.end()
  const database = await openDatabase(place)
  const { rows } = await database.write((queries) =>
    sql<{ now: string }>`select current_setting('synchronous_commit') as now`.execute(queries),
  )
  expect(rows).toEqual([{ now: 'on' }])
  await database.close()
})

test('a server that does not answer is said in a sentence, not in a stack', async () => {
  const refusal = await refusalOf(openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing' }))
  expect(refusal.code).toBe('engine-unreachable')
  expect(refusal.message).toContain('DATABASE_URL')
})
