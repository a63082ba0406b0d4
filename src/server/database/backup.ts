import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { prepareFolder } from './data-folder.ts'
import { asDiskFault } from './disk-fault.ts'
import { lockFolder } from './folder-lock.ts'
import { databaseFile, ownVersion } from './open-database.ts'
import { refuseNewerSchema } from './schema.ts'
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
  await inPlaceWhenWhole(file, async (partial) => {
    const database = new DatabaseSync(source, { readOnly: true, timeout: 5_000 })
    try {
      // All pages in one step: between steps a writer would make the copy start again, for ever under steady writes.
      await backup(database, partial, { rate: 2_147_483_647 })
    } finally {
      database.close()
    }
  })
}

/** Puts a backup where no data is. Never overwrites: what is there may be all that somebody has. */
export async function restoreFrom(file: string, folder: string): Promise<void> {
  const target = databaseFile(folder)
  if (!existsSync(file)) throw new StartRefusal('no-database', `There is no file ${file} to restore from.`)
  const found = inspectSqliteFile(file)
  if (!found?.step) throw new StartRefusal('not-our-database', `${file} is not a backup of Tenfold.`)
  refuseNewerSchema(found, ownVersion(), file)
  prepareFolder(folder)
  const unlock = await lockFolder(folder)
  try {
    const advice = 'Move it away first, or restore into another folder with TENFOLD_DATA.'
    for (const part of [target, `${target}-wal`]) refuseToOverwrite(part, advice)
    await inPlaceWhenWhole(target, async (partial) => copyFileSync(file, partial))
  } finally {
    await unlock()
  }
}

function refuseToOverwrite(file: string, advice: string): void {
  if (existsSync(file))
    throw new StartRefusal('already-exists', `${file} is already there and is not overwritten. ${advice}`)
}

async function inPlaceWhenWhole(file: string, make: (partial: string) => Promise<void>): Promise<void> {
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
    throw asDiskFault(error) ?? error
  }
}

function refuseDamaged(file: string): void {
  const database = new DatabaseSync(file)
  try {
    // One file is what a person copies away; the server goes back to its log when it opens it.
    database.exec('pragma journal_mode = delete')
    const [answer] = database.prepare('pragma integrity_check(1)').all()
    const verdict = answer?.['integrity_check']
    if (verdict !== 'ok')
      throw new Error(`The copy is damaged and was thrown away: ${verdict}. Check the disk, then try again.`)
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
