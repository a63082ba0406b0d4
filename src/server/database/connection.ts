import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Engine } from './database.ts'
import type { Queries } from './tables.ts'

export interface StatementAnswer {
  rows: Record<string, unknown>[]
  affected: number
}

/** One conversation with an engine. What an engine must be able to do, and all that the rest of this room knows of it. */
export interface Connection {
  run(statement: string, parameters: readonly unknown[]): Promise<StatementAnswer>
  /** Back to no transaction, whatever state a failed statement left behind. */
  rollBack(): Promise<void>
}

/**
 * Everything `work` asks goes through one transaction, which ends with it. A query that comes after the end was not
 * awaited: it is refused, or it would run outside the snapshot and a write would be kept without its siblings.
 */
export async function inTransaction<T>(
  connection: Connection,
  engine: Engine,
  begin: string,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  const lease = { open: true }
  try {
    await connection.run(begin, [])
    const result = await work(queriesOver(connection, engine, lease))
    lease.open = false
    await connection.run('commit', [])
    return result
  } catch (error) {
    lease.open = false
    await connection.rollBack()
    throw error
  }
}

/** Everything `work` asks is one statement that reads: the engine gives it a snapshot of its own. */
export async function inOneStatement<T>(
  connection: Connection,
  engine: Engine,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  let isAsked = false
  return work(
    queriesBy(engine, async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      if (isAsked || !/^\s*select\b/i.test(sql)) throw new Error(`One statement that reads was said, not this: ${sql}`)
      isAsked = true
      const { rows, affected } = await connection.run(sql, parameters)
      return { rows: rows as R[], numAffectedRows: BigInt(affected) }
    }),
  )
}

export const isPostgres = (queries: Queries): boolean => queries.getExecutor().adapter instanceof PostgresAdapter

const languages = {
  sqlite: {
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (queries: Kysely<unknown>) => new SqliteIntrospector(queries),
  },
  postgres: {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (queries: Kysely<unknown>) => new PostgresIntrospector(queries),
  },
} satisfies Record<Engine, Omit<Dialect, 'createDriver'>>

function queriesOver(connection: Connection, engine: Engine, lease: { open: boolean }): Queries {
  return queriesBy(engine, async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
    if (!lease.open) throw new Error(`A query came after its transaction had ended; await it inside: ${sql}`)
    const { rows, affected } = await connection.run(sql, parameters)
    return { rows: rows as R[], numAffectedRows: BigInt(affected) }
  })
}

/** The same snapshot or transaction, with every statement written anew before the engine sees it. */
export function rewritten(queries: Queries, rewrite: (statement: string) => string): Queries {
  const executor = queries.getExecutor()
  return queriesBy(isPostgres(queries) ? 'postgres' : 'sqlite', <R>(query: CompiledQuery) =>
    executor.executeQuery<R>({ ...query, sql: rewrite(query.sql) } as CompiledQuery<R>),
  )
}

function queriesBy(engine: Engine, executeQuery: <R>(query: CompiledQuery) => Promise<QueryResult<R>>): Queries {
  const leased: DatabaseConnection = {
    executeQuery,
    streamQuery() {
      throw new Error(
        'Read long lists by keyset pages: a stream would hold its snapshot open for as long as its reader likes.',
      )
    },
  }
  const nested = async (): Promise<never> => {
    throw new Error('This already is a transaction, and it is all or nothing: use the queries that were handed in.')
  }
  return new Kysely({
    dialect: {
      ...languages[engine],
      createDriver: () => ({
        init: async () => {},
        acquireConnection: async () => leased,
        releaseConnection: async () => {},
        beginTransaction: nested,
        commitTransaction: nested,
        rollbackTransaction: nested,
        destroy: async () => {},
      }),
    },
  })
}
