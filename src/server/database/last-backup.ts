import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Beside the database, not in it: a backup reads only, and what a backup restores was not backed up by itself. */
const noteIn = (folder: string): string => join(folder, 'last-backup')

/** Notes when this folder was last backed up whole, in milliseconds since 1970. */
export function noteBackup(folder: string, at: number): void {
  writeFileSync(noteIn(folder), `${new Date(at).toISOString()}\n`)
}

/** When this folder was last backed up; null where it never was, or the note cannot be read. */
export function lastBackup(folder: string): number | null {
  try {
    const at = Date.parse(readFileSync(noteIn(folder), 'utf8').trim())
    return Number.isNaN(at) ? null : at
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
