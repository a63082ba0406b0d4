import startSqlite, { type Database as WasmSqlite } from '@sqlite.org/sqlite-wasm'
import type { Database } from './database.ts'
import { inlineDatabase } from './inline-database.ts'
import type { SqliteStatement, SqliteValue } from './sqlite-statements.ts'

/** A throw-away database in the browser's memory, for the demo: the same tables and queries, no server at all. */
export async function openWasmDatabase(): Promise<Database> {
  const { oo1, capi, config } = await startSqlite()
  // It tells the console of every statement that fails, a name taken twice included; the error itself is enough.
  config.warn = () => {}
  const database = new oo1.DB(':memory:', 'c')
  return inlineDatabase(
    {
      prepare: (text) => withErrorCode(() => wasmStatement(database, text)),
      get inTransaction() {
        return database.pointer !== undefined && capi.sqlite3_get_autocommit(database.pointer) === 0
      },
    },
    () => database.close(),
  )
}

function wasmStatement(database: WasmSqlite, text: string): SqliteStatement {
  const statement = database.prepare(text)
  const columns = statement.columnCount > 0 ? statement.getColumnNames() : []

  function withValues<T>(values: readonly SqliteValue[], work: () => T): T {
    return withErrorCode(() => {
      try {
        if (values.length > 0) statement.bind([...values])
        return work()
      } finally {
        // A failed step says its error a second time on reset, which would hide the first.
        statement.resetNoThrow(true)
      }
    })
  }

  return {
    columns,
    all: (values) =>
      withValues(values, () => {
        const rows: unknown[][] = []
        while (statement.step()) rows.push(exactly(statement.get([])))
        return rows
      }),
    run: (values) =>
      withValues(values, () => {
        const before = database.changes(true)
        statement.step()
        return database.changes(true) - before
      }),
    forget: () => void statement.finalize(),
  }
}

function exactly(row: unknown[]): unknown[] {
  const rounded = row.find((value) => typeof value === 'bigint')
  if (rounded !== undefined) throw new RangeError(`${rounded} is larger than can be counted exactly.`)
  return row
}

/** Errors carry SQLite's own code under the name that Node's carry it under. */
function withErrorCode<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    const { resultCode } = error as { resultCode?: number }
    throw resultCode === undefined ? error : Object.assign(error as Error, { errcode: resultCode })
  }
}
