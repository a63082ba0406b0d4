import { statSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import type { Database } from '../database/database.ts'
import { type FolderAccess, openDatabase } from '../database/open-database.ts'
import { whereHeld } from '../database/start-refusal.ts'
import { bringUp } from '../storage/bring-up.ts'
import { CommandRefusal, exitCodes, type Surroundings } from './command.ts'

export const dataFolder = ({ settings, project }: Surroundings): string =>
  isAbsolute(settings.dataFolder) ? settings.dataFolder : join(project, settings.dataFolder)

export const fileOf = (name: string, { here }: Surroundings): string => resolve(here, name)

/** A file that is to be read, found before anything is opened. */
export function readableFile(name: string, surroundings: Surroundings): string {
  const file = fileOf(name, surroundings)
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isFile()) return file
  throw new CommandRefusal(
    exitCodes.notUnderstood,
    found ? `${file} is a folder; name the CSV file in it.` : `There is no file ${file}. Check its name.`,
  )
}

/** Where the data lies, in words that hold no password. */
export function whereInWords(surroundings: Surroundings): string {
  const { databaseUrl } = surroundings.settings
  if (databaseUrl === undefined) return dataFolder(surroundings)
  const url = new URL(databaseUrl)
  return `PostgreSQL at ${url.host}${url.pathname}`
}

/** Opens the data, does the work and closes it, whatever happens. `held` says what helps while a server holds it. */
export async function withDatabase<T>(
  surroundings: Surroundings,
  access: FolderAccess,
  work: (database: Database) => Promise<T>,
  held = '',
): Promise<T> {
  const { databaseUrl } = surroundings.settings
  const database = await openDatabase(
    databaseUrl === undefined ? { folder: dataFolder(surroundings), access } : { url: databaseUrl },
  ).catch((error: unknown) => {
    throw whereHeld(error, held)
  })
  try {
    if (access === 'exclusive') await bringUp(database)
    return await work(database)
  } finally {
    await database.close()
  }
}

/** Commands that copy or replace the embedded file have nothing to do with a database server. */
export function refusePostgres({ settings }: Surroundings, what: string, instead: string): void {
  if (settings.databaseUrl === undefined) return
  throw new CommandRefusal(
    exitCodes.configuration,
    `${what} works on the embedded database, and DATABASE_URL names PostgreSQL. ${instead}`,
  )
}
