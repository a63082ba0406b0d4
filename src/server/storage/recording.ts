import type { Planned, ServiceLedger } from '../../domain/service-ledger.ts'
import type { KindOf } from '../../domain/workload-facts.ts'
import { serviceDays } from '../../domain/workload-facts.ts'
import { insertMany } from '../database/insert-many.ts'
import type { LevelEntryRow, MoveRow, Queries } from '../database/tables.ts'
import { addHearings } from './hearings.ts'
import { nextId } from './ledgers.ts'
import { markReviewsOf } from './release-cycles.ts'
import { rollupChanges } from './rollups.ts'
import type { BookChange } from './standings.ts'
import { homesOf, keepStandings } from './standings.ts'

/** Who writes, when and by which means. One transaction has one instant. */
export interface Writing {
  readonly actor: string
  readonly source: 'web' | 'api' | 'import' | 'stand_up'
  readonly recordedAt: number
}

/** One service's book before and after a request, and the rows that lead from one to the other. */
export interface LedgerChange {
  readonly before: ServiceLedger
  readonly after: ServiceLedger
  readonly planned: readonly Planned[]
  readonly note: string
  readonly evidence: string
}

/** Writes the rows, only ever inserting, and keeps roll-ups and the services' standings with them. Returns the moves' ids. */
export async function recordChanges(
  queries: Queries,
  changes: readonly LedgerChange[],
  writing: Writing,
  kindOf: KindOf,
): Promise<number[]> {
  const rows = rowsOf(changes, writing, await nextId(queries, 'move'), await nextId(queries, 'level_entry'))
  if (rows.levels.length > 0) await insertMany(queries, 'level_entry', rows.levels)
  if (rows.moves.length > 0) await insertMany(queries, 'move', rows.moves)
  await markReviewsOf(queries, rows.moves, writing.recordedAt)
  await keepHearings(queries, rows.moves, writing.recordedAt)
  await keepProjections(
    queries,
    changes.map(({ before, after }) => ({ service: after.service.id, before: before.moves, after: after.moves })),
    kindOf,
  )
  return rows.moves.map(({ id }) => id)
}

/** A move that was logged and corrected in one request was never said. */
async function keepHearings(queries: Queries, moves: readonly MoveRow[], recordedAt: number): Promise<void> {
  const corrected = new Set(moves.map(({ reverses }) => reverses).filter((id) => id !== null))
  const written = new Set(moves.map(({ id }) => id))
  const logged = moves.filter(({ id, reverses }) => reverses === null && !corrected.has(id))
  const homes = await homesOf(queries, [...new Set(moves.map(({ service_id }) => service_id))])
  await addHearings(
    queries,
    logged.map(({ service_id }) => ({ service: service_id })),
    [...corrected].filter((id) => !written.has(id)),
    recordedAt,
    (service) => homes.get(service)?.team as number,
  )
}

function rowsOf(changes: readonly LedgerChange[], writing: Writing, firstMove: number, firstLevel: number) {
  const moves: MoveRow[] = []
  const levels: LevelEntryRow[] = []
  // Planned rows name each other by negative ids, also across entries of one request; the numbers they get stand here.
  const numbers = new Map<number, number>()
  const written = (id: number | null) => (id === null || id > 0 ? id : (numbers.get(id) ?? null))
  for (const { after, planned, note, evidence } of changes) {
    for (const row of planned) {
      if (row.kind !== 'level') continue
      const id = firstLevel + levels.length
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
      const id = firstMove + moves.length
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

/** Brings roll-ups and service rows from one state of the books to the other. */
export async function keepProjections(queries: Queries, changes: readonly BookChange[], kindOf: KindOf): Promise<void> {
  const rollups = rollupChanges(queries)
  const lasting = new Map<number, BookChange>()
  const homes = await homesOf(
    queries,
    changes.map(({ service }) => service),
  )
  for (const { service, before, after } of changes) {
    const home = homes.get(service)
    if (!home) throw new Error(`Service ${service} has no team.`)
    const days = serviceDays(after, kindOf)
    await rollups.add(serviceDays(before, kindOf), home.team, home.division, -1)
    await rollups.add(days, home.team, home.division, 1)
    lasting.set(service, { service, before: lasting.get(service)?.before ?? before, after })
  }
  await rollups.write()
  await keepStandings(queries, [...lasting.values()], kindOf)
}
