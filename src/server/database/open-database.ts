import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { asUnusableFolder, prepareFolder } from './data-folder.ts'
import type { Database } from './database.ts'
import { type DiskFaultKind, rethrow } from './disk-fault.ts'
import { lockFolder } from './folder-lock.ts'
import { openPostgres } from './postgres.ts'
import { newestStep, refuseNewerSchema, takeSchemaSteps, writeNothing } from './schema.ts'
import { beginWrite, sqliteDatabase } from './sqlite-database.ts'
import { applicationId, inspectSqliteFile, refuseOldSqlite } from './sqlite-file.ts'
import { openSqliteWorker, type SqliteWorker } from './sqlite-worker.ts'
import { StartRefusal } from './start-refusal.ts'

/**
 * `exclusive` for whoever writes; `existing` the same where data must be there already, and nothing is made; `alongside` reads while a server may be running, and takes no lock; `beside` writes a row
 * or two while a server may be running: alone where none is, else by SQLite's own write lock, in turn with the server.
 */
export type FolderAccess = 'exclusive' | 'existing' | 'alongside' | 'beside'

/** `named` is how the person gave the address: an option, or the variable where nothing is said. */
export type Whereabouts = { folder: string; access?: FolderAccess } | { url: string; named?: string }

export const databaseFile = (folder: string): string => join(folder, 'tenfold.db')

const readerThreads = 2

/** Opens the stored programme, making or upgrading its tables first. Throws a StartRefusal where it must not be touched. */
export async function openDatabase(where: Whereabouts, version: string = ownVersion()): Promise<Database> {
  if ('url' in where) return openPostgres(where.url, version, where.named)
  refuseOldSqlite()
  if (where.access === 'alongside') return openAlongside(where.folder, version)
  if (where.access === 'existing') refuseWithoutData(where.folder)
  return openExclusively(where.folder, version).catch((error: unknown) => {
    if (where.access === 'beside' && error instanceof StartRefusal && error.code === 'locked')
      return openAlongside(where.folder, version, true)
    throw error
  })
}

export function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return version
}

function refuseWithoutData(folder: string): void {
  const isThere = existsSync(folder)
  if (isThere) prepareFolder(folder)
  if (!isThere || !existsSync(databaseFile(folder))) throw noData(folder)
}

const noData = (folder: string): StartRefusal =>
  new StartRefusal(
    'no-database',
    `There is no data in ${folder} yet. Start the server there once, or name the right folder with TENFOLD_DATA.`,
  )

async function openExclusively(folder: string, version: string): Promise<Database> {
  const file = databaseFile(folder)
  prepareFolder(folder)
  const unlock = await lockFolder(folder)
  const opened: SqliteWorker[] = []
  try {
    const found = inspectSqliteFile(file)
    if (found) refuseNewerSchema(found, version, file)
    const writer = await openSqliteWorker({ file, access: 'write' })
    opened.push(writer)
    if (!found || found.step === 0) await writer.run(`pragma application_id = ${applicationId}`, [])
    await takeSchemaSteps(writer, 'sqlite', beginWrite, version)
    const readers = await openReaders(file, opened)
    const writeOver = () => writeNothing(writer, 'sqlite', beginWrite)
    // A full disk says so at once, and again at the next write: whether the log itself takes one is all there is to
    // know. A log that a refused import made large holds all the room there is, so a probe beside it would never pass.
    const testDisk = async (kind: DiskFaultKind) => {
      if (kind !== 'full') writeAndReadBack(folder)
      await writeOver()
    }
    return sqliteDatabase({ writer, readers, testDisk, writeOver, released: unlock })
  } catch (error) {
    // What went wrong first is what a person needs to read: a close that fails too, as on a full disk, adds nothing to it.
    await Promise.allSettled(opened.reverse().map((worker) => worker.close()))
    await unlock()
    rethrow(error)
  }
}

async function openAlongside(folder: string, version: string, writes = false): Promise<Database> {
  const file = databaseFile(folder)
  const found = existsSync(folder) ? inspectSqliteFile(file) : undefined
  if (!found || found.step === 0) throw noData(folder)
  refuseNewerSchema(found, version, file)
  if (found.step < newestStep)
    throw new StartRefusal(
      'older-schema',
      `${file} was last written by Tenfold ${found.writtenBy}. Start the server of this version (${version}) on it once: that upgrades it.`,
    )
  const opened: SqliteWorker[] = []
  try {
    const writer = writes ? await openSqliteWorker({ file, access: 'write' }) : undefined
    if (writer) opened.push(writer)
    const readers = await openReaders(file, opened)
    return sqliteDatabase({
      writer,
      readers,
      testDisk: async () => {},
      writeOver: async () => {},
      released: async () => {},
    })
  } catch (error) {
    for (const worker of opened) await worker.close()
    throw asUnusableFolder(error, folder)
  }
}

async function openReaders(file: string, opened: SqliteWorker[]): Promise<SqliteWorker[]> {
  const readers = await Promise.all(
    Array.from({ length: readerThreads }, () => openSqliteWorker({ file, access: 'read' })),
  )
  opened.push(...readers)
  return readers
}

/** As much as a day of logging needs, written through to the disk and removed again. */
function writeAndReadBack(folder: string): void {
  const probe = join(folder, 'tenfold.probe')
  try {
    const handle = openSync(probe, 'w')
    try {
      const block = Buffer.alloc(65_536, 'tenfold ')
      writeSync(handle, block)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    rethrow(error)
  } finally {
    rmSync(probe, { force: true })
  }
}
