import type { Planned, ServiceLedger } from '../../domain/service-ledger.ts'
import type { KindOf } from '../../domain/workload-facts.ts'
import { serviceDays } from '../../domain/workload-facts.ts'
import { insertsOf, writeTogether } from '../database/insert-many.ts'
import type { LevelEntryRow, MoveRow, Queries } from '../database/tables.ts'
import { hearingWrites } from './hearings.ts'
import type { LedgerHead } from './ledgers.ts'
import { markReviewsOf } from './release-cycles.ts'
import { rollupChanges } from './rollups.ts'
import type { BookChange } from './standings.ts'
import { homesOf, standingWrites } from './standings.ts'

/** Who writes, by which means, when and under which numbers. One transaction has one instant. */
export interface Writing extends LedgerHead {
  readonly actor: string
  readonly source: 'web' | 'api' | 'import' | 'stand_up'
}

/** One service's book before and after a request, and the rows that lead from one to the other. */
export interface LedgerChange {
  readonly before: ServiceLedger
  readonly after: ServiceLedger
  readonly planned: readonly Planned[]
  readonly note: string
  readonly evidence: string
}

/** Numbers of what was written. */
interface Recorded {
  readonly moves: number[]
  readonly levels: number[]
}

/** Writes the rows, only ever inserting, and keeps roll-ups and the services' standings with them. */
export async function recordChanges(
  queries: Queries,
  changes: readonly LedgerChange[],
  writing: Writing,
  kindOf: KindOf,
): Promise<Recorded> {
  const { moves, levels } = rowsOf(changes, writing)
  const homes = await homesOf(queries, [...new Set(changes.map(({ after }) => after.service.id))])
  await writeTogether(queries, [
    ...insertsOf(queries, 'level_entry', levels),
    ...insertsOf(queries, 'move', moves),
    ...(await hearings(queries, moves, homes, writing)),
    ...(await projections(queries, changes, homes, kindOf)),
  ])
  await markReviewsOf(queries, moves, writing.recordedAt)
  return { moves: moves.map(({ id }) => id), levels: levels.map(({ id }) => id) }
}

type Homes = Awaited<ReturnType<typeof homesOf>>

/** A move that was logged and corrected in one request was never said. */
async function hearings(queries: Queries, moves: readonly MoveRow[], homes: Homes, { recordedAt }: Writing) {
  const corrected = new Set(moves.map(({ reverses }) => reverses).filter((id) => id !== null))
  const written = new Set(moves.map(({ id }) => id))
  const logged = moves.filter(({ id, reverses }) => reverses === null && !corrected.has(id))
  return hearingWrites(
    queries,
    logged.map(({ service_id }) => ({ service: service_id })),
    [...corrected].filter((id) => !written.has(id)),
    recordedAt,
    (service) => homes.get(service)?.team as number,
  )
}

function rowsOf(changes: readonly LedgerChange[], writing: Writing) {
  const moves: MoveRow[] = []
  const levels: LevelEntryRow[] = []
  // Planned rows name each other by negative ids, also across entries of one request; the numbers they get stand here.
  const numbers = new Map<number, number>()
  const written = (id: number | null) => (id === null || id > 0 ? id : (numbers.get(id) ?? null))
  for (const { after, planned, note, evidence } of changes) {
    for (const row of planned) {
      if (row.kind !== 'level') continue
      const id = writing.nextLevel + levels.length
      numbers.set(row.level.id, id)
      levels.push({
        id,
        service_id: after.service.id,
        occurred_on: row.level.day,
        recorded_at: writing.recordedAt,
        actor: writing.actor,
        level: row.level.level,
        from_id: row.level.from,
        to_id: row.level.to,
        withdrawn_at: null,
      })
    }
    for (const row of planned) {
      if (row.kind === 'level') continue
      const { move, reverses } =
        row.kind === 'move'
          ? { move: row.move, reverses: null }
          : { move: opposite(row.of), reverses: written(row.of.id) }
      const id = writing.nextMove + moves.length
      if (row.kind === 'move') numbers.set(row.move.id, id)
      moves.push({
        id,
        service_id: after.service.id,
        occurred_on: move.day,
        recorded_at: writing.recordedAt,
        actor: writing.actor,
        source: writing.source,
        from_id: move.from,
        to_id: move.to,
        units: move.units,
        level: row.kind === 'move' ? row.level : null,
        level_entry_id: reverses === null ? written(move.levelEntry) : null,
        note: row.keepsLevel ? '' : note,
        evidence: row.keepsLevel ? '' : evidence,
        import_id: null,
        import_line: null,
        reverses,
      })
    }
  }
  return { moves, levels }
}

const opposite = <M extends { from: number | null; to: number | null }>(move: M): M => ({
  ...move,
  from: move.to,
  to: move.from,
})

/** What brings roll-ups and service rows from one state of the books to the other. */
async function projections(queries: Queries, changes: readonly LedgerChange[], homes: Homes, kindOf: KindOf) {
  const rollups = rollupChanges(queries)
  const lasting = new Map<number, BookChange>()
  for (const { before, after } of changes) {
    const service = after.service.id
    const home = homes.get(service)
    if (!home) throw new Error(`Service ${service} has no team.`)
    await rollups.add(serviceDays(before.moves, kindOf), home.team, home.division, -1)
    await rollups.add(serviceDays(after.moves, kindOf), home.team, home.division, 1)
    lasting.set(service, { service, before: lasting.get(service)?.before ?? before.moves, after: after.moves })
  }
  return [...rollups.writes(), ...standingWrites(queries, [...lasting.values()], kindOf)]
}
