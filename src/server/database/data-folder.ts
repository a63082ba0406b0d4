import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { asDiskFault } from './disk-fault.ts'
import { StartRefusal } from './start-refusal.ts'

/** Makes the folder where it is missing, and refuses in one sentence one that cannot be worked in. */
export function prepareFolder(folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw asUnusableFolder(error, folder)
  }
}

/**
 * Makes a folder with those above it, and says which it made, the outermost first. Node's own recursive call never ends
 * where a file system takes no folders but says that the one above is missing, as /proc does.
 */
export function makeFolder(folder: string): string[] {
  const missing: string[] = []
  for (let at = folder; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at)
  for (const one of missing) makeOne(one)
  // What is there may be a file, and the call that makes is the one that says so.
  if (missing.length === 0) makeOne(folder)
  return missing
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another start of ours may have made it in between.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}

/** What a file system says about a folder that was named wrongly, in words that say what to do. Everything else as it is. */
export function asUnusableFolder(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return new StartRefusal(
      'folder-unusable',
      `The data folder ${folder} is a file, or lies in one. Name a folder with TENFOLD_DATA.`,
      { cause: error },
    )
  }
  // Only a disk that is full or fails is one that can be mended by waiting or by clearing up.
  const isFault = asDiskFault(error)?.kind ?? 'read-only'
  if (isFault !== 'read-only') return asDiskFault(error)
  const isCannotOpen = isSqliteCannotOpen(error)
  if (!isCannotOpen && !['EACCES', 'EPERM', 'EROFS', 'ENOENT'].includes(code ?? '')) return error
  return new StartRefusal(
    'folder-unusable',
    `The data folder ${folder} cannot be written. Give it to the user that runs Tenfold, or name another with TENFOLD_DATA.`,
    { cause: error },
  )
}

function isSqliteCannotOpen(error: unknown): boolean {
  const { errcode } = error as { errcode?: unknown }
  const primary = typeof errcode === 'number' ? errcode & 0xff : 0
  const [readOnly, cannotOpen] = [8, 14]
  return primary === readOnly || primary === cannotOpen
}
