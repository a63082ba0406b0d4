import { sql } from 'kysely'
import type { Delivery } from '../../domain/commitment.ts'
import type { Measure } from '../../domain/units.ts'
import { insertMany } from '../database/insert-many.ts'
import type { Queries } from '../database/tables.ts'
import type { ClosedItemRow, ClosedTeamRow } from '../database/train-tables.ts'
import type { View } from '../view.ts'
import type { MovesCounted } from './cycle-moves.ts'
import { scopes } from './rollups.ts'
import { wholeSum } from './team-standings.ts'

/** What of the record is of the whole programme, and cannot be added up from the teams. */
export interface Snapshot {
  readonly source: 'plan' | 'on-premises' | 'nothing'
  readonly growth: Readonly<
    Record<
      Measure,
      { readonly multiple: number | null; readonly before: number | null; readonly requiredPace: number | null }
    >
  >
}

export type RecordedFigures = Delivery & {
  readonly rolledBack: number
  readonly moves: MovesCounted
  readonly multiple: number | null
}

interface Closing {
  readonly number: number
  readonly by: string
  readonly now: number
  readonly notes: string
  readonly snapshot: Snapshot
  readonly items: readonly ClosedItemRow[]
  readonly teams: readonly ClosedTeamRow[]
}

/** Writes the record of a cycle, once. Nothing here is ever changed again. */
export async function recordClosing(queries: Queries, closing: Closing): Promise<void> {
  const { numUpdatedRows } = await queries
    .updateTable('release_cycle')
    .set((row) => ({
      closed_at: closing.now,
      closed_by: closing.by,
      version: row('version', '+', 1),
    }))
    .where('number', '=', closing.number)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Error(`Cycle ${closing.number} was closed already.`)
  await insertMany(queries, 'closed_cycle', [
    { cycle_number: closing.number, figures: JSON.stringify(closing.snapshot), notes: closing.notes },
  ])
  if (closing.items.length > 0) await insertMany(queries, 'closed_item', closing.items)
  if (closing.teams.length > 0) await insertMany(queries, 'closed_team', closing.teams)
}

/** The record of a closed cycle for the programme, a division or a team: the sum of its teams as they were then. */
export async function recordedFigures(
  queries: Queries,
  number: number,
  { scope, measure }: Pick<View, 'scope' | 'measure'>,
): Promise<RecordedFigures> {
  const column = (figure: 'committed' | 'kept' | 'delivered' | 'rolled_back') =>
    wholeSum(sql.ref(`closed_team.${figure}_${measure}`))
  let wanted = queries
    .selectFrom('closed_team')
    .select([
      column('committed').as('committed'),
      column('kept').as('kept'),
      column('delivered').as('delivered'),
      column('rolled_back').as('rolledBack'),
      wholeSum(sql.ref('closed_team.moves_to_cloud')).as('toCloud'),
      wholeSum(sql.ref('closed_team.moves_back')).as('back'),
    ])
    .where('cycle_number', '=', number)
  if (scope.scope === scopes.team) wanted = wanted.where('team_id', '=', scope.id)
  if (scope.scope === scopes.division) wanted = wanted.where('division_id', '=', scope.id)
  const { committed, kept, delivered, rolledBack, toCloud, back } = await wanted.executeTakeFirstOrThrow()
  const snapshot = await snapshotOf(queries, number)
  return {
    committed,
    kept,
    delivered,
    rolledBack,
    moves: { toCloud, back },
    unplanned: delivered - kept,
    sayDo: committed === 0 ? null : kept / committed,
    multiple: scope.scope === scopes.programme ? (snapshot?.growth[measure].multiple ?? null) : null,
  }
}

/** '' for whoever reads but a part of the programme. */
export async function reviewNotes(queries: Queries, number: number): Promise<string> {
  const row = await queries
    .selectFrom('closed_cycle')
    .select('notes')
    .where('cycle_number', '=', number)
    .executeTakeFirst()
  return row?.notes ?? ''
}

/** null for whoever reads but a part of the programme. */
export async function snapshotOf(queries: Queries, number: number): Promise<Snapshot | null> {
  const row = await queries
    .selectFrom('closed_cycle')
    .select('figures')
    .where('cycle_number', '=', number)
    .executeTakeFirst()
  return row ? (JSON.parse(row.figures) as Snapshot) : null
}
