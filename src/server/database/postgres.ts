import pg from 'pg'
import { type Connection, inOneStatement, inTransaction } from './connection.ts'
import type { Database } from './database.ts'
import { asDatabaseAway, knownAsAway, reasonOf } from './database-away.ts'
import { asDiskFault } from './disk-fault.ts'
import { notify, postgresWakeUps } from './postgres-wake-ups.ts'
import {
  noSchema,
  refuseNewerSchema,
  type SchemaState,
  schemaStateQuery,
  takeSchemaSteps,
  writeNothing,
} from './schema.ts'
import { StartRefusal } from './start-refusal.ts'
import { turns } from './turns.ts'
import { writeGuard } from './write-guard.ts'

const oldestServer = 150_000
const connections = 10

const beginRead = 'begin isolation level repeatable read read only'
// The letters "10x!", so that the number is nobody else's.
const writeLock = 0x31307821
// One writer over all servers of the programme: an instant given under this lock follows the order of the commits. A
// server set to acknowledge before the disk has it is told otherwise for our writes.
const beginWrite = `begin;
  select case when current_setting('synchronous_commit') in ('off', 'local') then set_config('synchronous_commit', 'on', true) end;
  select pg_advisory_xact_lock(${writeLock})`
const beginWriteAndTell = `${beginWrite};
  ${notify}`

const int8 = 20
const numeric = 1700

/** Amounts and sums as numbers, and never a quietly rounded one. */
function asExactNumber(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && !Number.isSafeInteger(number))
    throw new RangeError(`${text} is larger than can be counted exactly.`)
  return number
}

export async function openPostgres(url: string, version: string, named = 'DATABASE_URL'): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: 'tenfold',
    connectionTimeoutMillis: 10_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 || oid === numeric ? asExactNumber : pg.types.getTypeParser(oid, format),
    },
  })
  // A server that goes away while a connection rests must not end this program: the next query says it to who asked.
  pool.on('error', () => {})
  try {
    await refuseUnfitServer(pool, version, named)
    await withConnection(pool, (connection) => takeSchemaSteps(connection, 'postgres', beginWrite, version))
  } catch (error) {
    await pool.end()
    throw error
  }

  // Writers wait here, not in the pool, or fifty of them would hold every connection and no page could be read.
  const inTurn = turns()
  const guarded = writeGuard(() =>
    withConnection(pool, (connection) => writeNothing(connection, 'postgres', beginWrite)),
  )
  const wakeUps = postgresWakeUps(url)
  let closing: Promise<void> | undefined
  const refuseWhenClosed = () => {
    if (closing !== undefined) throw new Error('The database is closed.')
  }

  return {
    engine: 'postgres',
    async read(work) {
      refuseWhenClosed()
      return withConnection(pool, (connection) => inTransaction(connection, 'postgres', beginRead, work))
    },
    async look(work) {
      refuseWhenClosed()
      return withConnection(pool, (connection) => inOneStatement(connection, 'postgres', work))
    },
    async write(work) {
      refuseWhenClosed()
      return inTurn(() =>
        guarded(() =>
          withConnection(pool, (connection) => inTransaction(connection, 'postgres', beginWriteAndTell, work)),
        ),
      )
    },
    onWritten: wakeUps.add,
    close() {
      closing ??= inTurn(async () => {
        await wakeUps.close()
        await pool.end()
      })
      return closing
    },
  }
}

async function withConnection<T>(pool: pg.Pool, work: (connection: Connection) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asDatabaseAway(error)
  })
  let broken: Error | undefined
  // A server that goes away while we hold a connection says so here. Without a listener that would end this program; the
  // query that was running, or the next one, says it to who asked.
  const remember = (error: Error): void => {
    broken = error
  }
  client.on('error', remember)
  const connection: Connection = {
    async run(statement, parameters) {
      try {
        const { rows, rowCount } = await client.query(statement, parameters as unknown[])
        return { rows: rows as Record<string, unknown>[], affected: rowCount ?? 0 }
      } catch (error) {
        throw asDiskFault(error) ?? (broken ? asDatabaseAway(error) : knownAsAway(error))
      }
    },
    async rollBack() {
      try {
        await client.query('rollback')
      } catch (error) {
        // The server rolls back by itself when it loses us; this connection is never lent again.
        broken = error as Error
      }
    },
  }
  try {
    return await work(connection)
  } finally {
    client.removeListener('error', remember)
    client.release(broken)
  }
}

async function refuseUnfitServer(pool: pg.Pool, version: string, named: string): Promise<void> {
  const { rows } = await pool
    .query(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
              current_setting('server_encoding') as encoding, to_regclass('schema_step') is not null as stepped`,
    )
    .catch((error: Error) => {
      throw new StartRefusal(
        'engine-unreachable',
        `PostgreSQL at ${named} does not answer: ${reasonOf(error)}. Check that the server runs and that the address, user and password are right.`,
        { cause: error },
      )
    })
  const server = rows[0] as { number: number; version: string; encoding: string; stepped: boolean }
  if (server.number < oldestServer)
    throw new StartRefusal(
      'engine-too-old',
      `The server at ${named} is PostgreSQL ${server.version}; Tenfold needs 15 or newer.`,
    )
  if (server.encoding !== 'UTF8')
    throw new StartRefusal(
      'engine-set-up',
      `The database at ${named} is encoded in ${server.encoding}. Create one with: create database tenfold encoding 'UTF8' template template0.`,
    )
  if (!server.stepped) return
  const state = (await pool.query<SchemaState & pg.QueryResultRow>(schemaStateQuery)).rows[0] ?? noSchema
  refuseNewerSchema(state, version, `The database at ${named}`)
}
