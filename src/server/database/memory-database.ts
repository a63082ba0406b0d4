import { DatabaseSync } from 'node:sqlite'
import type { Database } from './database.ts'
import { inlineDatabase } from './inline-database.ts'
import { nodeSqlite } from './node-sqlite.ts'

/** A throw-away database in Node's memory, for journeys: open in a few milliseconds, gone when closed. */
export async function openMemoryDatabase(): Promise<Database> {
  const database = new DatabaseSync(':memory:')
  return inlineDatabase(nodeSqlite(database), () => database.close())
}
