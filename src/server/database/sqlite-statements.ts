import type { StatementAnswer } from './connection.ts'

/** The little that we use of an SQLite: Node's own and the browser's both fit behind it. */
export interface SqliteStatement {
  /** None where the statement answers no rows. */
  readonly columns: readonly string[]
  all(parameters: readonly SqliteValue[]): unknown[][]
  /** How many rows were changed. */
  run(parameters: readonly SqliteValue[]): number
  forget(): void
}

/** Rows as the engine gives them: the names once, not in every row, which halves what is copied between threads. */
export interface SqliteAnswer {
  columns: readonly string[]
  values: unknown[][]
  affected: number
}

export type SqliteValue = string | number | bigint | null | Uint8Array

export interface SqliteStore {
  prepare(statement: string): SqliteStatement
  readonly inTransaction: boolean
}

const kept = 500

/** Runs statements and keeps the prepared ones, the most recently used last. */
export function sqliteStatements(store: SqliteStore) {
  const prepared = new Map<string, SqliteStatement>()

  function statementFor(text: string): SqliteStatement {
    const known = prepared.get(text)
    if (known) prepared.delete(text)
    const statement = known ?? store.prepare(text)
    prepared.set(text, statement)
    if (prepared.size > kept) {
      const [oldest] = prepared
      if (oldest) {
        prepared.delete(oldest[0])
        oldest[1].forget()
      }
    }
    return statement
  }

  return {
    run(text: string, parameters: readonly unknown[]): SqliteAnswer {
      const statement = statementFor(text)
      const values = parameters.map(asSqliteValue)
      const { columns } = statement
      if (columns.length === 0) return { columns, values: [], affected: statement.run(values) }
      const answer = statement.all(values)
      return { columns, values: answer, affected: answer.length }
    },
    rollBack(): void {
      // After a full or failing disk SQLite may have rolled back by itself.
      if (store.inTransaction) statementFor('rollback').run([])
    },
    forget(): void {
      for (const statement of prepared.values()) statement.forget()
      prepared.clear()
    },
  }
}

export function withNames({ columns, values, affected }: SqliteAnswer): StatementAnswer {
  const rows = values.map((row) => {
    const named: Record<string, unknown> = {}
    for (let i = 0; i < columns.length; i += 1) named[columns[i] as string] = row[i]
    return named
  })
  return { rows, affected }
}

function asSqliteValue(value: unknown): SqliteValue {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value === null || typeof value === 'string' || typeof value === 'bigint') return value
  if (typeof value === 'number' || value instanceof Uint8Array) return value
  throw new TypeError(`A query was given ${typeof value} as a parameter, which no database can hold.`)
}
