import type { Delivery } from '../../domain/commitment.ts'
import type { MilestonePace } from '../../domain/growth.ts'
import type { Measure } from '../../domain/units.ts'
import { insertMany } from '../database/insert-many.ts'
import type { Queries } from '../database/tables.ts'
import type { ClosedItemRow, ClosedTeamRow } from '../database/train-tables.ts'
import type { View } from '../view.ts'
import { recordedSums } from './closed-teams.ts'
import type { MovesCounted } from './cycle-moves.ts'
import { scopes } from './rollups.ts'

/** What of the record is of the whole programme, and cannot be added up from the teams. */
export interface Snapshot {
  readonly source: 'plan' | 'on-premises' | 'nothing'
  readonly growth: Readonly<
    Record<
      Measure,
      {
        readonly multiple: number | null
        readonly before: number | null
        readonly requiredPace: number | null
        /** Not of records from before it was told of. */
        readonly nextMilestone?: MilestonePace
      }
    >
  >
}

export type RecordedFigures = Delivery & {
  readonly rolledBack: number
  readonly moves: MovesCounted
  readonly multiple: number | null
  readonly retired: number
  readonly left: number
  readonly movedBefore: number
  readonly scope: { readonly added: number; readonly removed: number; readonly now: number }
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
  view: Pick<View, 'scope' | 'measure'>,
): Promise<RecordedFigures> {
  const sums = await recordedSums(queries, number, view)
  const { committed, kept, delivered, rolledBack, toCloud, back } = sums
  const snapshot = view.scope.scope === scopes.programme ? await snapshotOf(queries, number) : null
  return {
    committed,
    kept,
    delivered,
    rolledBack,
    moves: { toCloud, back },
    unplanned: delivered - kept,
    sayDo: committed === 0 ? null : kept / committed,
    multiple: snapshot?.growth[view.measure].multiple ?? null,
    retired: sums.retired,
    left: sums.left,
    movedBefore: committed - kept - sums.retired - sums.left,
    scope: { added: sums.added, removed: sums.removed, now: sums.scope },
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
