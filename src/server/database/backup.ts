import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { asUnusableFolder, prepareFolder } from './data-folder.ts'
import { asDiskFault, DiskFault } from './disk-fault.ts'
import { lockFolder } from './folder-lock.ts'
import { databaseFile, ownVersion } from './open-database.ts'
import { refuseNewerSchema, type SchemaState } from './schema.ts'
import { inspectSqliteFile } from './sqlite-file.ts'
import { StartRefusal } from './start-refusal.ts'

/**
 * Copies the embedded database into one file, while a server writes. The file appears under its name only when it is
 * whole, checked and on the disk. It holds every write acknowledged before the copy began. On PostgreSQL use its own
 * tools, or the export.
 */
export async function backupTo(folder: string, file: string): Promise<void> {
  const source = databaseFile(folder)
  const found = inspectSqliteFile(source)
  if (!found?.step)
    throw new StartRefusal(
      'no-database',
      `There is no data in ${folder} yet, so there is nothing to back up. Name the right folder with TENFOLD_DATA.`,
    )
  refuseNewerSchema(found, ownVersion(), source)
  refuseToOverwrite(file, 'Choose another name for the backup.')
  // SQLite would only say that it cannot open something; this names the folder that is missing or closed to us.
  accessSync(dirname(file), constants.W_OK | constants.X_OK)
  const words =
    'The copy came out damaged and was thrown away, so the database file itself is damaged or the disk fails. Run npm run tenfold -- doctor, and keep every older backup.'
  await inPlaceWhenWhole(file, words, async (partial) => {
    const database = openToRead(source, folder)
    try {
      // All pages in one step: between steps a writer would make the copy start again, for ever under steady writes.
      await backup(database, partial, { rate: 2_147_483_647 })
    } finally {
      database.close()
    }
  })
}

/** A folder that we may not write is of no use even to read: a log has its index beside it. */
function openToRead(source: string, folder: string): DatabaseSync {
  const database = new DatabaseSync(source, { readOnly: true, timeout: 5_000 })
  try {
    database.prepare('select 1 from sqlite_schema').get()
    return database
  } catch (error) {
    database.close()
    throw asUnusableFolder(error, folder)
  }
}

/** Puts a backup where no data is. Never overwrites: what is there may be all that somebody has. */
export async function restoreFrom(file: string, folder: string): Promise<void> {
  const target = databaseFile(folder)
  if (!existsSync(file)) throw new StartRefusal('no-database', `There is no file ${file} to restore from.`)
  const damaged = `${file} is damaged, so nothing was restored. Take another backup.`
  const found = inspectBackup(file, damaged)
  refuseNewerSchema(found, ownVersion(), file)
  prepareFolder(folder)
  const unlock = await lockFolder(folder)
  try {
    const advice = 'Move it away first, or restore into another folder with TENFOLD_DATA.'
    for (const part of [target, `${target}-wal`]) refuseToOverwrite(part, advice)
    await inPlaceWhenWhole(target, damaged, async (partial) => copyFileSync(file, partial))
  } finally {
    await unlock()
  }
}

function inspectBackup(file: string, damaged: string): SchemaState {
  let found: SchemaState | undefined
  try {
    found = inspectSqliteFile(file)
  } catch (error) {
    if (asDiskFault(error)?.kind === 'damaged') throw new DiskFault('damaged', { cause: error }, damaged)
    if (!(error instanceof StartRefusal && error.code === 'not-our-database')) throw error
  }
  if (found?.step) return found
  throw new StartRefusal(
    'not-our-database',
    `${file} is not a backup of Tenfold, or its beginning is damaged. Nothing was restored. Name a file that backup made.`,
  )
}

function refuseToOverwrite(file: string, advice: string): void {
  if (existsSync(file))
    throw new StartRefusal('already-exists', `${file} is already there and is not overwritten. ${advice}`)
}

async function inPlaceWhenWhole(
  file: string,
  damaged: string,
  make: (partial: string) => Promise<void>,
): Promise<void> {
  const partial = `${file}.partial`
  const removePartial = () => {
    for (const rest of [partial, `${partial}-journal`, `${partial}-wal`, `${partial}-shm`])
      rmSync(rest, { force: true })
  }
  removePartial()
  try {
    await make(partial)
    refuseDamaged(partial)
    flush(partial)
    renameSync(partial, file)
    // Without this the new name itself may be gone after a power cut.
    flush(dirname(file))
  } catch (error) {
    removePartial()
    const fault = asDiskFault(error)
    if (fault?.kind === 'damaged') throw new DiskFault('damaged', { cause: error }, damaged)
    if (fault?.kind !== 'full') throw fault ?? error
    throw new DiskFault('full', { cause: error }, `The disk of ${dirname(file)} is full, so nothing was written there.`)
  }
}

function refuseDamaged(file: string): void {
  const database = new DatabaseSync(file)
  try {
    // One file is what a person copies away; the server goes back to its log when it opens it.
    database.exec('pragma journal_mode = delete')
    const [answer] = database.prepare('pragma integrity_check(1)').all()
    const verdict = answer?.['integrity_check']
    if (verdict !== 'ok') throw new DiskFault('damaged', { cause: verdict })
  } finally {
    database.close()
  }
}

function flush(path: string): void {
  // Windows opens no folders; there the file system keeps the name with the file.
  if (process.platform === 'win32') return
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
