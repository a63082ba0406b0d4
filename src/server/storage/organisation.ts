import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Location, LocationKind, NewLocation } from '../../domain/location.ts'
import { searchable } from '../../domain/names.ts'
import type { Division } from '../../domain/team.ts'
import type { TeamTime } from '../../domain/team-time.ts'
import type { KindOf } from '../../domain/workload-facts.ts'
import type { LocationRow, Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { kindsAmong, nextId, stands } from './ledgers.ts'
import { unitsMoved } from './rollups.ts'

/** The first day on which anything that stands happened, as known now or at an instant. */
export async function earliestDay(queries: Queries, knownAt: number | null): Promise<CalendarDay | null> {
  if (knownAt !== null) {
    const first = await queries
      .selectFrom('move')
      .select('occurred_on')
      .where(stands(knownAt))
      .orderBy('occurred_on')
      .limit(1)
      .executeTakeFirst()
    return (first?.occurred_on ?? null) as CalendarDay | null
  }
  const row = await queries
    .selectFrom('rollup_day')
    .select(({ fn }) => fn.min('day').as('day'))
    .where('scope', '=', 0)
    .where('scope_id', '=', 0)
    .where(unitsMoved, '>', 0)
    .executeTakeFirst()
  return (row?.day ?? null) as CalendarDay | null
}

const locationOf = (row: LocationRow): Location => ({
  id: row.id,
  name: row.name,
  kind: row.kind as LocationKind,
  provider: row.provider,
  region: row.region,
  exitDay: row.exit_day as CalendarDay | null,
  version: row.version,
})

export async function locationsByName(queries: Queries): Promise<Location[]> {
  const rows = await queries.selectFrom('location').selectAll().orderBy('name_search').execute()
  return rows.map(locationOf)
}

/** The locations as a write found them: read once, and asked for their kinds and names as often as needed. */
export interface Places {
  readonly locations: readonly Location[]
  readonly kindOf: KindOf
  readonly nameOf: (id: number) => string
}

export async function readPlaces(queries: Queries): Promise<Places> {
  const locations = await locationsByName(queries)
  const names = new Map(locations.map(({ id, name }) => [id, name]))
  return { locations, kindOf: kindsAmong(locations), nameOf: (id) => names.get(id) ?? `location ${id}` }
}

export async function insertLocation(queries: Queries, location: NewLocation): Promise<Location> {
  const row = {
    id: await nextId(queries, 'location'),
    name: location.name,
    name_search: searchable(location.name),
    kind: location.kind,
    provider: location.provider,
    region: location.region,
    exit_day: location.exitDay,
    version: 1,
  }
  await queries.insertInto('location').values(row).execute()
  return locationOf(row)
}

export async function updateLocation(queries: Queries, location: Location): Promise<void> {
  const { id, name, kind, provider, region, exitDay, version } = location
  await queries
    .updateTable('location')
    .set({ name, name_search: searchable(name), kind, provider, region, exit_day: exitDay, version })
    .where('id', '=', id)
    .execute()
}

export async function isLocationUsed(queries: Queries, id: number): Promise<boolean> {
  const row = await queries
    .selectFrom('move')
    .select('id')
    .where(({ or, eb }) => or([eb('from_id', '=', id), eb('to_id', '=', id)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function divisionsByName(queries: Queries): Promise<Division[]> {
  return queries
    .selectFrom('division')
    .leftJoin('team', 'team.division_id', 'division.id')
    .select(['division.id', 'division.name', 'division.version'])
    .select(({ fn }) => fn.count<number>('team.id').as('teams'))
    .groupBy(['division.id', 'division.name', 'division.version', 'division.name_search'])
    .orderBy('division.name_search')
    .execute()
}

export async function insertDivision(queries: Queries, name: string): Promise<Division> {
  const id = await nextId(queries, 'division')
  await queries
    .insertInto('division')
    .values({ id, name, name_search: searchable(name), version: 1 })
    .execute()
  return { id, name, version: 1, teams: 0 }
}

export async function updateDivision(queries: Queries, { id, name, version }: Division): Promise<void> {
  await queries
    .updateTable('division')
    .set({ name, name_search: searchable(name), version })
    .where('id', '=', id)
    .execute()
}

/** Divisions that the view's filters leave. */
export async function divisionsIn(queries: Queries, { division, team }: Pick<View, 'division' | 'team'>) {
  let wanted = queries.selectFrom('division').select(['id', 'name'])
  if (division) wanted = wanted.where('id', '=', division.id)
  if (team) wanted = wanted.where('id', '=', team.division)
  return wanted.orderBy('name_search').execute()
}

/** Teams that the view's filters leave. */
export async function teamsIn(queries: Queries, { division, team }: Pick<View, 'division' | 'team'>) {
  let wanted = queries.selectFrom('team').select(['id', 'name', 'division_id as division'])
  if (division) wanted = wanted.where('division_id', '=', division.id)
  if (team) wanted = wanted.where('id', '=', team.id)
  return wanted.orderBy('name_search').execute()
}

export async function insertTeam(
  queries: Queries,
  team: TeamTime & {
    readonly name: string
    readonly division: number
    readonly zone?: string | null
    readonly region?: string
  },
): Promise<number> {
  const { name, division, formedOn, dissolvedOn, zone = null, region = '' } = team
  const id = await nextId(queries, 'team')
  await queries
    .insertInto('team')
    .values({
      id,
      division_id: division,
      name,
      name_search: searchable(name),
      version: 1,
      formed_on: formedOn,
      dissolved_on: dissolvedOn,
      zone,
      region,
      morning_at: null,
      evening_at: null,
    })
    .execute()
  return id
}

export async function insertConfirmation(
  queries: Queries,
  row: { team_id: number; day: CalendarDay; recorded_at: number; actor: string },
): Promise<void> {
  await queries
    .insertInto('confirmation')
    .values({ id: await nextId(queries, 'confirmation'), ...row })
    .execute()
}
