import { sql } from 'kysely'
import { searchable } from '../../domain/names.ts'
import { type SideOf, sideAfter, straddles, whatWouldStraddle } from '../../domain/straddle.ts'
import { levelOf } from '../../domain/units.ts'
import type { Wave } from '../../domain/wave.ts'
import { insertMany } from '../database/insert-many.ts'
import type { Queries } from '../database/tables.ts'
import type { WaveRow } from '../database/train-tables.ts'
import type { DependencyGraph, GraphDependency } from './dependencies.ts'
import { dependencyGraph } from './dependencies.ts'
import { inChunks, nextId } from './ledgers.ts'
import { escapeLike } from './places.ts'
import { programmeScope } from './rollups.ts'
import type { StandingView } from './service-filters.ts'
import { filteredServices } from './service-filters.ts'
import { wholeSum } from './team-standings.ts'

export interface WaveWords {
  readonly q?: string | undefined
  /** The one that holds this service. */
  readonly service?: number | undefined
}

interface WaveSearch extends WaveWords {
  readonly limit: number
  readonly offset: number
}

function found(queries: Queries, { q, service }: WaveWords) {
  let wanted = queries.selectFrom('wave')
  if (service !== undefined)
    wanted = wanted.where('id', 'in', (waves) =>
      waves.selectFrom('wave_service').select('wave_id').where('service_id', '=', service),
    )
  for (const word of q ? searchable(q).split(/\s+/) : [])
    wanted = wanted.where(sql<boolean>`name_search like ${`%${escapeLike(word)}%`} escape '\\'`)
  return wanted
}

export async function countWaves(queries: Queries, words: WaveWords = {}): Promise<number> {
  const { count } = await found(queries, words)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** One page by name, with what each carries at the view's day and what would straddle after it. */
export async function pageOfWaves(
  queries: Queries,
  view: StandingView,
  { limit, offset, ...words }: WaveSearch,
): Promise<Wave[]> {
  const rows = await found(queries, words).selectAll().orderBy('name_search').limit(limit).offset(offset).execute()
  return wavesOf(queries, view, rows)
}

export async function waveInView(queries: Queries, view: StandingView, id: number): Promise<Wave | null> {
  const rows = await queries.selectFrom('wave').selectAll().where('id', '=', id).execute()
  return (await wavesOf(queries, view, rows))[0] ?? null
}

export async function waveRow(queries: Queries, id: number): Promise<WaveRow | undefined> {
  return queries.selectFrom('wave').selectAll().where('id', '=', id).executeTakeFirst()
}

async function wavesOf(queries: Queries, view: StandingView, rows: readonly WaveRow[]): Promise<Wave[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const { columns } = view
  const sums = await filteredServices(queries, { ...view, scope: programmeScope }, {})
    .innerJoin('wave_service', 'wave_service.service_id', 'service.id')
    .where('wave_service.wave_id', 'in', ids)
    .select([
      'wave_service.wave_id as wave',
      sql<number>`count(*)`.as('services'),
      wholeSum(sql`case when ${columns.onPrem} > 0 then 1 else 0 end`).as('remaining'),
      wholeSum(columns.onPrem).as('onPrem'),
      wholeSum(sql`${columns.privateCloud} + ${columns.publicCloud}`).as('cloud'),
    ])
    .groupBy('wave_service.wave_id')
    .execute()
  const byWave = new Map(sums.map((row) => [row.wave, row]))
  const straddling = await straddlingAfter(queries, view, ids)
  return rows.map(({ id, name, description, version }) => {
    const { services, remaining, onPrem, cloud } = byWave.get(id) ?? { services: 0, remaining: 0, onPrem: 0, cloud: 0 }
    return {
      id,
      name,
      description,
      version,
      services: Number(services),
      remaining,
      units: { onPrem, cloud, total: onPrem + cloud },
      cloudLevel: levelOf(cloud, onPrem + cloud),
      wouldStraddle: straddling.get(id) ?? 0,
    }
  })
}

/** How many dependencies of each wave's services would straddle after it. */
async function straddlingAfter(
  queries: Queries,
  view: StandingView,
  waves: readonly number[],
): Promise<Map<number, number>> {
  const graph = await dependencyGraph(queries, { ...view, scope: programmeScope })
  if (graph.dependencies.length === 0) return new Map()
  const waveOf = await wavesOfServices(queries, [...graph.services.keys()])
  const asked = new Set(waves)
  const count = new Map<number, number>()
  const afterOf =
    (wave: number): SideOf =>
    (service) => {
      const side = graph.sideOf(service)
      return waveOf.get(service)?.id === wave ? sideAfter(side, 'whole') : side
    }
  for (const { service, dependsOn } of graph.dependencies) {
    for (const wave of new Set([waveOf.get(service)?.id, waveOf.get(dependsOn)?.id])) {
      if (wave === undefined || !asked.has(wave)) continue
      const after = afterOf(wave)
      if (straddles(after(service), after(dependsOn))) count.set(wave, (count.get(wave) ?? 0) + 1)
    }
  }
  return count
}

/** Which dependencies would straddle once all services of a wave are in cloud, and whether they do now. */
export async function wouldStraddleAfter(
  queries: Queries,
  view: StandingView,
  wave: number,
): Promise<{ graph: DependencyGraph; left: { dependency: GraphDependency; straddlesNow: boolean }[] }> {
  const graph = await dependencyGraph(queries, { ...view, scope: programmeScope })
  const services = await queries.selectFrom('wave_service').select('service_id').where('wave_id', '=', wave).execute()
  const moved = new Map(services.map(({ service_id }) => [service_id, 'whole' as const]))
  return { graph, left: whatWouldStraddle(graph.dependencies, graph.sideOf, moved) }
}

/** The wave each of some services is in. */
export async function wavesOfServices(
  queries: Queries,
  services: readonly number[],
): Promise<Map<number, { id: number; name: string }>> {
  const waves = new Map<number, { id: number; name: string }>()
  for (const some of inChunks(services, 5000)) {
    const rows = await queries
      .selectFrom('wave_service')
      .innerJoin('wave', 'wave.id', 'wave_service.wave_id')
      .select(['wave_service.service_id', 'wave.id', 'wave.name'])
      .where('wave_service.service_id', 'in', some)
      .execute()
    for (const { service_id, id, name } of rows) waves.set(service_id, { id, name })
  }
  return waves
}

/** Services of a wave with their teams, also those that the asker does not see. */
export async function servicesOfWave(queries: Queries, wave: number): Promise<{ name: string; team: number }[]> {
  return queries
    .selectFrom('wave_service')
    .innerJoin('service', 'service.id', 'wave_service.service_id')
    .select(['service.name', 'service.team_id as team'])
    .where('wave_service.wave_id', '=', wave)
    .orderBy('service.name_search')
    .execute()
}

export async function insertWave(queries: Queries, wave: Pick<WaveRow, 'name' | 'description'>): Promise<WaveRow> {
  const row = { id: await nextId(queries, 'wave'), ...wave, name_search: searchable(wave.name), version: 1 }
  await queries.insertInto('wave').values(row).execute()
  return row
}

export async function updateWave(queries: Queries, wave: WaveRow): Promise<void> {
  await queries
    .updateTable('wave')
    .set({
      name: wave.name,
      name_search: searchable(wave.name),
      description: wave.description,
      version: wave.version,
    })
    .where('id', '=', wave.id)
    .execute()
}

export async function deleteWave(queries: Queries, id: number): Promise<void> {
  await queries.deleteFrom('wave_service').where('wave_id', '=', id).execute()
  await queries.deleteFrom('wave').where('id', '=', id).execute()
}

export async function putIntoWave(queries: Queries, wave: number, services: readonly number[]): Promise<void> {
  await takeOutOfWaves(queries, services)
  const rows = services.map((service_id) => ({ service_id, wave_id: wave }))
  if (rows.length > 0) await insertMany(queries, 'wave_service', rows)
}

export async function takeOutOfWaves(queries: Queries, services: readonly number[]): Promise<void> {
  for (const some of inChunks(services, 5000))
    await queries.deleteFrom('wave_service').where('service_id', 'in', some).execute()
}
