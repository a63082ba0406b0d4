import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject, onTestFinished } from 'vitest'
import type { Database, Engine } from '../../src/server/database/database.ts'
import { openDatabase, type Whereabouts } from '../../src/server/database/open-database.ts'

type CleanUp = () => Promise<void> | void

/** Both engines that people run. `describe.each(engines)('… on $name', ({ freshDatabase }) => { … })`. */
export const engines: readonly TestEngine[] = [
  testEngine('sqlite', async () => ({ folder: temporaryFolder() })),
  testEngine('postgres', async () => ({ url: await emptyPostgres() })),
]

export interface TestEngine {
  name: Engine
  /** A database with all tables and no rows, gone when the test (or the file, if asked for outside one) has ended. */
  freshDatabase(): Promise<Database>
  /** Where such a database can be opened, for tests that open and close it themselves. */
  freshPlace(): Promise<Whereabouts>
}

function testEngine(name: Engine, freshPlace: () => Promise<Whereabouts>): TestEngine {
  return {
    name,
    freshPlace,
    async freshDatabase() {
      const database = await openDatabase(await freshPlace())
      afterwards(() => database.close())
      return database
    },
  }
}

/** An empty folder of its own for this test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tenfold-test-'))
  afterwards(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function emptyPostgres(): Promise<string> {
  const server = inject('postgresUrl')
  const name = `tenfold_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name}`)
  afterwards(() => onServer(server, `drop database ${name} with (force)`))
  const url = new URL(server)
  url.pathname = name
  return url.href
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const afterFile: CleanUp[] = []
afterAll(async () => {
  for (const cleanUp of afterFile.splice(0).reverse()) await cleanUp()
})

/** At the end of the running test, the latest first; asked for outside a test, at the end of its file. */
export function afterwards(cleanUp: CleanUp): void {
  try {
    onTestFinished(async () => {
      await cleanUp()
    })
  } catch {
    afterFile.push(cleanUp)
  }
}
