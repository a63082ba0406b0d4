import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { insertMany } from '../database/insert-many.ts'
import type { Queries } from '../database/tables.ts'
import type { PlanItemRow } from '../database/train-tables.ts'
import type { View } from '../view.ts'
import { inChunks, nextId } from './ledgers.ts'
import { scopes } from './rollups.ts'
import { wholeSum } from './team-standings.ts'

/** An item as somebody puts it into the plan of a cycle. */
export interface NewPlanItem {
  readonly service: number
  readonly units: number
  /** The level that was said, per mille; null where units were. */
  readonly level: number | null
  /** The number of the cycle that it was carried over from. */
  readonly carriedFrom: number | null
}

interface Hand {
  readonly cycle: number
  readonly actor: string
  readonly now: number
}

/**
 * What of the plan stands just before an instant, in milliseconds since 1970: a commitment is what stands before its first
 * day is over, and midnight is of the next.
 */
export const plannedBefore = (instant: number): RawBuilder<boolean> =>
  sql<boolean>`(plan_item.added_at < ${instant} and (plan_item.removed_at is null or plan_item.removed_at >= ${instant}))`

/** Items of some services that stand in the plan of a cycle now, by service. */
export async function standingItems(
  queries: Queries,
  cycle: number,
  services: readonly number[],
): Promise<Map<number, PlanItemRow>> {
  const found = new Map<number, PlanItemRow>()
  for (const some of inChunks(services, 5000)) {
    const rows = await queries
      .selectFrom('plan_item')
      .selectAll()
      .where('cycle_number', '=', cycle)
      .where('service_id', 'in', some)
      .where('removed_at', 'is', null)
      .execute()
    for (const row of rows) found.set(row.service_id, row)
  }
  return found
}

export async function addItems(
  queries: Queries,
  items: readonly NewPlanItem[],
  { cycle, actor, now }: Hand,
): Promise<void> {
  if (items.length === 0) return
  const first = await nextId(queries, 'plan_item')
  await insertMany(
    queries,
    'plan_item',
    items.map(({ service, units, level, carriedFrom }, at) => ({
      id: first + at,
      cycle_number: cycle,
      service_id: service,
      units,
      level,
      carried_from: carriedFrom,
      added_at: now,
      added_by: actor,
      removed_at: null,
      removed_by: null,
    })),
  )
}

/** From now on they stand in the plan no more; that they did can be read for ever. */
export async function endItems(
  queries: Queries,
  ids: readonly number[],
  { actor, now }: Omit<Hand, 'cycle'>,
): Promise<void> {
  for (const some of inChunks(ids, 5000))
    await queries
      .updateTable('plan_item')
      .set({ removed_at: now, removed_by: actor })
      .where('id', 'in', some)
      .where('removed_at', 'is', null)
      .execute()
}

/** Whether anything stood in the plan of a cycle, of whatever team, when its commitment began to stand. */
export async function wasPlanned(queries: Queries, cycle: number, instant: number): Promise<boolean> {
  const row = await queries
    .selectFrom('plan_item')
    .select('id')
    .where('cycle_number', '=', cycle)
    .where(plannedBefore(instant))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export interface ScopeChange {
  readonly at: number
  readonly units: number
  readonly services: number
}

/**
 * What came into the plan of a cycle and what went out, by instant: whole plans are made in few strokes, so there are few
 * instants, however many services. Narrowed to a division or team.
 */
export async function scopeChanges(
  queries: Queries,
  cycle: number,
  view: Pick<View, 'scope' | 'knownAt'>,
): Promise<{ added: ScopeChange[]; removed: ScopeChange[] }> {
  const changes = async (column: 'added_at' | 'removed_at') => {
    let wanted = queries
      .selectFrom('plan_item')
      .select([
        sql<number>`${sql.ref(`plan_item.${column}`)}`.as('at'),
        wholeSum(sql`plan_item.units`).as('units'),
        sql<number>`cast(count(*) as bigint)`.as('services'),
      ])
      .where('cycle_number', '=', cycle)
      .where(sql.ref(`plan_item.${column}`), 'is not', null)
    if (view.knownAt !== null) wanted = wanted.where(sql.ref(`plan_item.${column}`), '<=', view.knownAt)
    if (view.scope.scope !== scopes.programme)
      wanted = wanted.where('service_id', 'in', (services) =>
        services.selectFrom('service').select('service.id').where(inScope(view)),
      )
    return wanted
      .groupBy(sql.ref(`plan_item.${column}`))
      .orderBy(sql.ref(`plan_item.${column}`))
      .execute()
  }
  return { added: await changes('added_at'), removed: await changes('removed_at') }
}

/** A service of the division or team that is looked at. */
export const inScope = ({ scope }: Pick<View, 'scope'>): RawBuilder<boolean> =>
  scope.scope === scopes.team
    ? sql<boolean>`service.team_id = ${scope.id}`
    : scope.scope === scopes.division
      ? sql<boolean>`service.team_id in (select id from team where division_id = ${scope.id})`
      : sql<boolean>`1 = 1`

/** Services that were promised as carried over: by the plan as it stood just before an instant, whatever was planned anew since. */
export async function carriedInto(queries: Queries, cycle: number, before: number): Promise<Set<number>> {
  const rows = await queries
    .selectFrom('plan_item')
    .select('service_id')
    .where('cycle_number', '=', cycle)
    .where('carried_from', 'is not', null)
    .where(plannedBefore(before))
    .execute()
  return new Set(rows.map(({ service_id }) => service_id))
}

type PlanDetail = Pick<PlanItemRow, 'level' | 'carried_from'>

/** The level and the origin of what was planned for some services: as it stood just before an instant, and as planned last. */
export async function planDetails(
  queries: Queries,
  cycle: number,
  services: readonly number[],
  before: number,
): Promise<{ promised: Map<number, PlanDetail>; last: Map<number, PlanDetail> }> {
  const promised = new Map<number, PlanDetail>()
  const last = new Map<number, PlanDetail>()
  for (const some of inChunks(services, 5000)) {
    const rows = await queries
      .selectFrom('plan_item')
      .select(['service_id', 'level', 'carried_from', 'added_at', 'removed_at'])
      .where('cycle_number', '=', cycle)
      .where('service_id', 'in', some)
      .orderBy('id')
      .execute()
    for (const { service_id, added_at, removed_at, ...detail } of rows) {
      if (added_at < before && (removed_at === null || removed_at >= before)) promised.set(service_id, detail)
      last.set(service_id, detail)
    }
  }
  return { promised, last }
}

export interface TeamScope {
  readonly team: number
  readonly added: { readonly units: number; readonly services: number }
  readonly removed: { readonly units: number; readonly services: number }
  readonly now: { readonly units: number; readonly services: number }
}

/** By team, what came into the plan of a cycle and what went out since its commitment stands, and what stands in it. */
export async function scopeByTeam(queries: Queries, cycle: number, commitsAt: number): Promise<Map<number, TeamScope>> {
  const amounts = (condition: RawBuilder<unknown>, name: string) => [
    wholeSum(sql`case when ${condition} then plan_item.units else 0 end`).as(`${name}_units` as const),
    wholeSum(sql`case when ${condition} then 1 else 0 end`).as(`${name}_services` as const),
  ]
  const rows = (await queries
    .selectFrom('plan_item')
    .innerJoin('service', 'service.id', 'plan_item.service_id')
    .select('service.team_id as team')
    .select([
      ...amounts(sql`plan_item.added_at >= ${commitsAt}`, 'added'),
      ...amounts(sql`plan_item.removed_at >= ${commitsAt}`, 'removed'),
      ...amounts(sql`plan_item.removed_at is null`, 'now'),
    ])
    .where('plan_item.cycle_number', '=', cycle)
    .groupBy('service.team_id')
    .execute()) as unknown as Record<string, number>[]
  const both = (row: Record<string, number>, name: string) => ({
    units: row[`${name}_units`] ?? 0,
    services: row[`${name}_services`] ?? 0,
  })
  return new Map(
    rows.map((row) => {
      const team = row['team'] ?? 0
      return [team, { team, added: both(row, 'added'), removed: both(row, 'removed'), now: both(row, 'now') }]
    }),
  )
}
