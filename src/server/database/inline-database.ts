import { type Connection, inOneStatement, inTransaction } from './connection.ts'
import type { Database } from './database.ts'
import { takeSchemaSteps } from './schema.ts'
import { type SqliteStore, sqliteStatements, withNames } from './sqlite-statements.ts'
import { turns } from './turns.ts'
import { wakeUps } from './wake-ups.ts'

/**
 * The whole product over one SQLite in this very thread, for journeys and for the demo. One connection holds one
 * transaction, so reads and writes take turns: a read inside a write would wait for itself.
 */
export async function inlineDatabase(store: SqliteStore, closeStore: () => void): Promise<Database> {
  const statements = sqliteStatements(store)
  const connection: Connection = {
    run: async (statement, parameters) => withNames(statements.run(statement, parameters)),
    rollBack: async () => statements.rollBack(),
  }
  statements.run('pragma foreign_keys = on', [])
  await takeSchemaSteps(connection, 'sqlite', 'begin', 'in memory')

  const inTurn = turns()
  const written = wakeUps()
  let closing: Promise<void> | undefined
  const refuseWhenClosed = () => {
    if (closing !== undefined) throw new Error('The database is closed.')
  }

  return {
    engine: 'sqlite',
    async read(work) {
      refuseWhenClosed()
      return inTurn(async () => {
        statements.run('pragma query_only = on', [])
        try {
          return await inTransaction(connection, 'sqlite', 'begin', work)
        } finally {
          statements.run('pragma query_only = off', [])
        }
      })
    },
    async look(work) {
      refuseWhenClosed()
      return inTurn(() => inOneStatement(connection, 'sqlite', work))
    },
    async write(work) {
      refuseWhenClosed()
      const done = await inTurn(() => inTransaction(connection, 'sqlite', 'begin', work))
      written.wakeAll()
      return done
    },
    onWritten: written.add,
    close() {
      closing ??= inTurn(async () => {
        statements.forget()
        closeStore()
      })
      return closing
    },
  }
}
