import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { asUnusableFolder } from './data-folder.ts'
import { noSchema, type SchemaState, schemaStateQuery } from './schema.ts'
import { StartRefusal } from './start-refusal.ts'

/** Written in the file's head, so that any tool and we ourselves know whose file it is: the letters "10x!". */
export const applicationId = 0x31307821

const oldestSqlite = '3.51.3'

/** Older ones can damage a log that is being reset while another process opens it. */
export function refuseOldSqlite(version: string = process.versions['sqlite'] ?? '0'): void {
  const [found, oldest] = [version, oldestSqlite].map((text) =>
    text.split('.').reduce((sum, part) => sum * 1_000 + Number(part), 0),
  ) as [number, number]
  if (found >= oldest) return
  throw new StartRefusal(
    'engine-too-old',
    `This Node brings SQLite ${version}; Tenfold needs ${oldestSqlite} or newer. Start it with npm start, which brings the right Node.`,
  )
}

/**
 * What the file is, read without changing a byte of it. A file that was closed well is opened as unchangeable: an
 * ordinary reader would leave a log and an index beside it.
 */
export function inspectSqliteFile(file: string): SchemaState | undefined {
  if (!existsSync(file)) return undefined
  if (!statSync(file).isFile()) throw notOurs(file)
  if (statSync(file).size === 0) return undefined
  const log = `${file}-wal`
  const closedWell = !existsSync(log) || statSync(log).size === 0
  const url = pathToFileURL(file)
  if (closedWell) url.searchParams.set('immutable', '1')
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(url, { readOnly: true, timeout: 5_000 })
    const ours = database.prepare('pragma application_id').get()?.['application_id'] === applicationId
    const tables = Number(database.prepare('select count(*) as n from sqlite_schema').get()?.['n'])
    if (!ours && tables > 0) throw notOurs(file)
    const stepped = database.prepare(`select 1 from sqlite_schema where name = 'schema_step'`).get()
    return (stepped && (database.prepare(schemaStateQuery).get() as SchemaState | undefined)) ?? noSchema
  } catch (error) {
    const sqliteNotADatabase = 26
    // Nothing tells a letter under our name from a database of ours whose first page is gone.
    if ((error as { errcode?: number }).errcode === sqliteNotADatabase)
      throw notOurs(file, error, ' If it was one, it is damaged: keep a copy and restore the latest backup.')
    throw asUnusableFolder(error, dirname(file))
  } finally {
    database?.close()
  }
}

function notOurs(file: string, cause?: unknown, more = ''): StartRefusal {
  return new StartRefusal(
    'not-our-database',
    `${file} is not a database of Tenfold. Nothing was changed. Move it away, or choose another folder with TENFOLD_DATA.${more}`,
    { cause },
  )
}
