import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { asUnusableFolder } from './data-folder.ts'
import { StartRefusal } from './start-refusal.ts'

export interface LockHolder {
  pid: number
  host: string
  startedAt: string
}

const sqliteBusy = 5

/**
 * One programme, one process. The lock is the operating system's own, taken through SQLite on a file beside the data, so
 * it ends with the process even when that was killed, and a process number that came round again cannot hold it. The
 * second file only says who holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const holderFile = join(folder, 'tenfold.lock.json')
  const lock = openLock(folder)
  try {
    lock.exec('pragma locking_mode = exclusive')
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if ((error as { errcode?: number }).errcode !== sqliteBusy) throw asUnusableFolder(error, folder)
    throw refusalNaming(readHolder(holderFile), folder)
  }
  const holder: LockHolder = {
    pid: process.pid,
    host: hostname(),
    startedAt: Temporal.Now.instant()
      .subtract({ milliseconds: Math.round(process.uptime() * 1000) })
      .toString({ smallestUnit: 'second' }),
  }
  try {
    writeFileSync(holderFile, `${JSON.stringify(holder)}\n`)
  } catch (error) {
    lock.close()
    throw asUnusableFolder(error, folder)
  }
  return async () => {
    rmSync(holderFile, { force: true })
    lock.close()
  }
}

function openLock(folder: string): DatabaseSync {
  try {
    return new DatabaseSync(join(folder, 'tenfold.lock'))
  } catch (error) {
    throw asUnusableFolder(error, folder)
  }
}

function readHolder(file: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LockHolder
  } catch {
    // Not written yet, or just gone: the lock itself has already answered, only the name is missing.
    return undefined
  }
}

function refusalNaming(holder: LockHolder | undefined, folder: string): StartRefusal {
  const who = holder
    ? `process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`}, running since ${holder.startedAt}`
    : 'another process'
  return new StartRefusal('locked', `The data folder ${folder} is in use by ${who}.`)
}
