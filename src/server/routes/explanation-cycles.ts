import type { FigureName } from '../../contract/explanations.ts'
import type { CycleReport } from '../../contract/release-cycles.ts'
import { cycleOn } from '../../domain/release-cycles.ts'
import type { Queries } from '../database/tables.ts'
import { trainOf } from '../storage/release-cycles.ts'
import type { View } from '../view.ts'
import { type Publishing, withCommitment } from './cycle-view.ts'
import type { Explainer } from './explanation-parts.ts'
import { line } from './explanation-parts.ts'
import { reportOf } from './release-cycles.ts'

const ofCycles: ReadonlySet<FigureName> = new Set(['cycle-delivered', 'cycle-unplanned', 'say-do'])
export const isOfCycle = (figure: FigureName): boolean => ofCycles.has(figure)

/**
 * The cycle of the day shown, up to that day, as its own page tells it. What is on record was counted as the cycle was
 * closed, so what stands behind it is read as it was known then.
 */
export async function cycleAsked(
  queries: Queries,
  surroundings: Publishing,
  view: View,
  now: number,
): Promise<{ readonly report: CycleReport | null; readonly view: View }> {
  const train = await trainOf(queries, view.programme)
  const cycle = train.cycles[(cycleOn(train, view.asOf)?.number ?? 0) - 1]
  if (!cycle) return { report: null, view }
  const report = await reportOf(queries, await withCommitment(queries, surroundings, { ...view, cycle }, now))
  if (!report.isRecord || report.closedAt === null) return { report, view }
  const knownAt = Math.min(view.knownAt ?? Number.MAX_SAFE_INTEGER, Date.parse(report.closedAt))
  return { report, view: { ...view, knownAt, knownAtText: new Date(knownAt).toISOString() } }
}

const change = { kind: 'change' as const }

export const cycleDeliveredExplained: Explainer = ({ cycle }) => {
  const { delivered = null, kept = null, unplanned = null, rolledBack = 0 } = cycle ?? {}
  return {
    value: delivered,
    formula: [
      line('', 'cycle-kept', kept),
      line('+', 'cycle-unplanned', unplanned, { ...change, figure: 'cycle-unplanned' }),
      line('=', 'cycle-delivered', delivered),
    ],
    parts:
      delivered === null
        ? []
        : [
            line('+', 'migrated', delivered + rolledBack),
            line('-', 'rolled-back', rolledBack),
            line('=', 'cycle-delivered', delivered),
          ],
  }
}

export const cycleUnplannedExplained: Explainer = ({ cycle }) => {
  const { delivered = null, kept = null, unplanned = null, rolledBack = 0 } = cycle ?? {}
  return {
    value: unplanned,
    formula: [
      line('', 'cycle-delivered', delivered, { figure: 'cycle-delivered' }),
      line('-', 'cycle-kept', kept),
      line('=', 'cycle-unplanned', unplanned),
    ],
    parts:
      delivered === null
        ? []
        : [
            line('+', 'migrated', delivered + rolledBack),
            line('-', 'rolled-back', rolledBack),
            line('-', 'cycle-kept', kept),
            line('=', 'cycle-unplanned', unplanned),
          ],
  }
}

/** What was promised falls into four parts, exactly and in both measures. */
export const sayDoExplained: Explainer = ({ cycle }) => ({
  value: cycle?.sayDo ?? null,
  formula: [
    line('', 'cycle-kept', cycle?.kept ?? null),
    line('/', 'cycle-committed', cycle?.committed ?? null),
    line('=', 'say-do', cycle?.sayDo ?? null, { kind: 'share' }),
  ],
  parts:
    cycle === null
      ? []
      : [
          line('+', 'cycle-kept', cycle.kept),
          line('+', 'cycle-left', cycle.left),
          line('+', 'cycle-retired', cycle.retired),
          line('+', 'cycle-moved-before', cycle.movedBefore),
          line('=', 'cycle-committed', cycle.committed),
        ],
})
