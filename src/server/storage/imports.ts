import type { ImportRun } from '../../contract/imports.ts'
import type { NewLocation } from '../../domain/location.ts'
import { searchable } from '../../domain/names.ts'
import type { Entry, KindOf } from '../../domain/workload-facts.ts'
import { serviceDays } from '../../domain/workload-facts.ts'
import { insertMany, writeInTurn } from '../database/insert-many.ts'
import type { ImportRunRow, MoveRow, Queries, ServiceRow } from '../database/tables.ts'
import { turnsOfTheLoop } from '../imports/turns-of-the-loop.ts'
import { inChunks, stands } from './ledgers.ts'
import { markReviewsOf } from './release-cycles.ts'
import { rollupChanges } from './rollups.ts'
import { standingWrites } from './standings.ts'

export interface KnownService {
  readonly id: number
  readonly key: string
  readonly team: number
  readonly division: number
  readonly custom: string
  readonly version: number
}

/** Services of the programme among those names, by the name as compared. */
export async function servicesByKey(queries: Queries, keys: readonly string[]): Promise<Map<string, KnownService>> {
  const found = new Map<string, KnownService>()
  for (const some of inChunks(keys, 5000)) {
    const rows = await queries
      .selectFrom('service')
      .innerJoin('team', 'team.id', 'service.team_id')
      .select([
        'service.id',
        'service.name_search as key',
        'service.team_id as team',
        'team.division_id as division',
        'service.custom',
        'service.version',
      ])
      .where('service.name_search', 'in', some)
      .execute()
    for (const row of rows) found.set(row.key, row)
  }
  return found
}

export interface KnownTeam {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly division: number
  readonly version: number
}

export async function teamsByKey(queries: Queries, keys: readonly string[]): Promise<Map<string, KnownTeam>> {
  const found = new Map<string, KnownTeam>()
  for (const some of inChunks(keys, 5000)) {
    const rows = await queries
      .selectFrom('team')
      .select(['id', 'name_search as key', 'name', 'division_id as division', 'version'])
      .where('name_search', 'in', some)
      .execute()
    for (const row of rows) found.set(row.key, row)
  }
  return found
}

export async function divisionsByKey(queries: Queries, keys: readonly string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const some of inChunks(keys, 5000)) {
    const rows = await queries
      .selectFrom('division')
      .select(['id', 'name_search as key'])
      .where('name_search', 'in', some)
      .execute()
    for (const { id, key } of rows) found.set(key, id)
  }
  return found
}

export async function hasMoves(queries: Queries): Promise<boolean> {
  return (await queries.selectFrom('move').select('id').limit(1).executeTakeFirst()) !== undefined
}

export async function insertDivisions(
  queries: Queries,
  divisions: readonly { id: number; name: string }[],
): Promise<void> {
  await insertMany(
    queries,
    'division',
    divisions.map(({ id, name }) => ({ id, name, name_search: searchable(name), version: 1 })),
  )
}

export async function insertTeams(
  queries: Queries,
  teams: readonly { id: number; name: string; division: number }[],
): Promise<void> {
  await insertMany(
    queries,
    'team',
    teams.map(({ id, name, division }) => ({
      id,
      division_id: division,
      name,
      name_search: searchable(name),
      version: 1,
      formed_on: null,
      dissolved_on: null,
      zone: null,
      region: '',
      morning_at: null,
      evening_at: null,
    })),
  )
}

export async function insertLocations(
  queries: Queries,
  locations: readonly (NewLocation & { id: number })[],
): Promise<void> {
  const rows = locations.map(({ id, name, kind, provider, region, exitDay }) => ({
    id,
    name,
    name_search: searchable(name),
    kind,
    provider,
    region,
    exit_day: exitDay,
    version: 1,
  }))
  await insertMany(queries, 'location', rows)
}

/** New services, with nothing known of them but what the file says. Where they stand is written with their moves. */
export async function insertServices(
  queries: Queries,
  services: readonly { id: number; name: string; team: number; custom: string }[],
): Promise<void> {
  const rows = services.map(
    ({ id, name, team, custom }): ServiceRow => ({
      id,
      team_id: team,
      name,
      name_search: searchable(name),
      strategy: 'undecided',
      criticality: 'unknown',
      owner: '',
      description: '',
      tags: '[]',
      custom,
      cloud_services: '[]',
      problem: '',
      solution: '',
      version: 1,
      on_prem_units: 0,
      private_cloud_units: 0,
      public_cloud_units: 0,
      cloud_level: null,
      state: 'empty',
      since: null,
    }),
  )
  await insertMany(queries, 'service', rows)
}

export async function updateImportedService(
  queries: Queries,
  id: number,
  change: { custom: string; version: number },
): Promise<void> {
  await queries.updateTable('service').set(change).where('id', '=', id).execute()
}

export async function insertImportRun(queries: Queries, run: ImportRunRow): Promise<void> {
  await queries.insertInto('import_run').values(run).execute()
}

export async function insertMoves(queries: Queries, rows: readonly MoveRow[]): Promise<void> {
  await insertMany(queries, 'move', rows)
  if (rows[0] !== undefined) await markReviewsOf(queries, rows, rows[0].recorded_at)
}

interface Home {
  readonly team: number
  readonly division: number
}

/** What an import did to one service: its book, and whose figures it belonged to before and belongs to now. */
export interface ImportedBook {
  readonly service: number
  readonly before: readonly Entry[]
  readonly after: readonly Entry[]
  readonly home: { readonly before: Home; readonly after: Home }
}

/** Brings roll-ups and services' standings along, some thousand services at a time. */
export function importedProjections(queries: Queries, kindOf: KindOf) {
  const rollups = rollupChanges(queries)
  const others = turnsOfTheLoop()
  return {
    async add(books: readonly ImportedBook[]): Promise<void> {
      for (const { before, after, home } of books) {
        if (before.length > 0)
          await rollups.add(serviceDays(before, kindOf), home.before.team, home.before.division, -1)
        const days = serviceDays(after, kindOf)
        await rollups.add(days, home.after.team, home.after.division, 1)
        await others()
      }
      await writeInTurn(queries, standingWrites(queries, books, kindOf))
    },
    finish: () => rollups.write(),
  }
}

const importRunOf = (row: ImportRunRow): ImportRun => ({
  id: row.id,
  fileName: row.file_name,
  recordedAt: new Date(row.recorded_at).toISOString(),
  actor: row.actor,
  rows: row.rows,
  created: row.created,
  same: row.same,
  refused: row.refused,
  undoneAt: row.undone_at === null ? null : new Date(row.undone_at).toISOString(),
})

export async function latestImports(queries: Queries): Promise<ImportRun[]> {
  const rows = await queries.selectFrom('import_run').selectAll().orderBy('id', 'desc').limit(1000).execute()
  return rows.map(importRunOf)
}

export async function findImport(queries: Queries, id: number): Promise<ImportRun | undefined> {
  const row = await queries.selectFrom('import_run').selectAll().where('id', '=', id).executeTakeFirst()
  return row && importRunOf(row)
}

export async function markUndone(queries: Queries, id: number, undoneAt: number): Promise<void> {
  await queries.updateTable('import_run').set({ undone_at: undoneAt }).where('id', '=', id).execute()
}

/** Services that have moves of that import which still stand. */
export async function servicesOfImport(queries: Queries, id: number): Promise<number[]> {
  const rows = await queries
    .selectFrom('move')
    .select('service_id')
    .distinct()
    .where('import_id', '=', id)
    .where(stands(null))
    .orderBy('service_id')
    .execute()
  return rows.map(({ service_id }) => service_id)
}

/** Ids of the moves of that import which still stand, in the order in which they were written. */
export async function standingMovesOfImport(
  queries: Queries,
  id: number,
  services: readonly number[],
): Promise<MoveRow[]> {
  return queries
    .selectFrom('move')
    .selectAll()
    .where('import_id', '=', id)
    .where('service_id', 'in', services.length > 0 ? [...services] : [-1])
    .where(stands(null))
    .orderBy('id')
    .execute()
}

export async function locationNames(queries: Queries): Promise<Map<number, string>> {
  const rows = await queries.selectFrom('location').select(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function namesOfServices(queries: Queries, ids: readonly number[]): Promise<Map<number, string>> {
  const names = new Map<number, string>()
  for (const some of inChunks(ids, 5000)) {
    for (const { id, name } of await queries
      .selectFrom('service')
      .select(['id', 'name'])
      .where('id', 'in', some)
      .execute())
      names.set(id, name)
  }
  return names
}
