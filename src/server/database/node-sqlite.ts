import { DatabaseSync } from 'node:sqlite'
import type { SqliteStore } from './sqlite-statements.ts'

/** Node's built-in SQLite behind our own small door, which is the only one that has to change if its API does. */
export function nodeSqlite(database: DatabaseSync): SqliteStore {
  return {
    prepare(text) {
      const statement = database.prepare(text)
      statement.setReturnArrays(true)
      return {
        columns: statement.columns().map(({ name }) => name),
        all: (parameters) => statement.all(...parameters) as unknown as unknown[][],
        run: (parameters) => Number(statement.run(...parameters).changes),
        // Finalised with the object: Node offers no call for it.
        forget: () => {},
      }
    },
    get inTransaction() {
      return database.isTransaction
    },
  }
}

export type SqliteAccess = 'write' | 'read'

// Sorting in memory lets reads go on when the disk is full. No memory-mapped file: there a bad sector kills the process
// instead of giving an error.
const pragmas = ['temp_store = memory', 'cache_size = -65536', 'trusted_schema = off']

// Without WAL a reader would wait for the writer; without FULL a power cut would lose what was acknowledged; without
// fullfsync a Mac's drive keeps it in its own cache.
const writerPragmas = [
  'journal_mode = wal',
  'synchronous = full',
  'fullfsync = on',
  'checkpoint_fullfsync = on',
  'journal_size_limit = 67108864',
]

const promised = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1 }

/** Opens the file and asserts what durability rests on, rather than trusting that a pragma was obeyed. */
export function openSqliteFile(file: string, access: SqliteAccess): DatabaseSync {
  const database = new DatabaseSync(file, {
    readOnly: access === 'read',
    timeout: 5_000,
    enableForeignKeyConstraints: true,
    enableDoubleQuotedStringLiterals: false,
  })
  for (const pragma of pragmas) database.exec(`pragma ${pragma}`)
  if (access === 'read') return database
  for (const pragma of writerPragmas) database.exec(`pragma ${pragma}`)
  for (const [name, wanted] of Object.entries(promised)) {
    const found = database.prepare(`pragma ${name}`).get()?.[name]
    if (found === wanted) continue
    database.close()
    throw new Error(
      `SQLite answers ${name} = ${found} where durability needs ${wanted}. Put the data folder on a local disk.`,
    )
  }
  return database
}
