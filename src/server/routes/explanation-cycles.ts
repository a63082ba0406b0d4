import type { FigureName } from '../../contract/explanations.ts'
import { partsOf } from '../../domain/growth.ts'
import { cycleOn } from '../../domain/release-cycles.ts'
import type { Queries } from '../database/tables.ts'
import { trainOf } from '../storage/release-cycles.ts'
import type { View } from '../view.ts'
import { type CycleView, isOnRecord, type Publishing, withCommitment } from './cycle-view.ts'
import { cloudOn, daysAfter, windowLines } from './explanation-changes.ts'
import type { Explainer } from './explanation-parts.ts'
import { line } from './explanation-parts.ts'

const ofCycles: ReadonlySet<FigureName> = new Set(['cycle-delivered', 'cycle-unplanned', 'say-do'])
export const isOfCycle = (figure: FigureName): boolean => ofCycles.has(figure)

/** What stands behind a figure is read with: of one release cycle, where it is not that of the day shown. */
export interface FigureView extends View {
  readonly ofCycle?: number
}

/**
 * The cycle of the day shown, or the one that is named, up to that day, and the view that what stands behind its figures is read with: what is on
 * record was counted as the cycle was closed, so it is read as it was known then.
 */
export async function cycleAsked(
  queries: Queries,
  surroundings: Publishing,
  view: View,
  now: number,
  number?: number,
): Promise<{ readonly cycle: CycleView | null; readonly view: FigureView }> {
  const train = await trainOf(queries, view.programme)
  const stored = train.cycles[(number ?? cycleOn(train, view.asOf)?.number ?? 0) - 1]
  if (!stored) return { cycle: null, view }
  const cycle = await withCommitment(queries, surroundings, { ...view, cycle: stored }, now)
  const { closedAt } = cycle.cycle
  const seen = { ...view, asOf: cycle.upTo, ofCycle: stored.number }
  if (!isOnRecord(cycle) || closedAt === null) return { cycle, view: seen }
  const knownAt = Math.min(view.knownAt ?? closedAt, closedAt)
  return { cycle, view: { ...seen, knownAt, knownAtText: new Date(knownAt).toISOString() } }
}

/** By how much what runs in cloud grew since the cycle began. */
export const cycleGrowthExplained: Explainer = (subject) => {
  const { growth, since, measure } = subject
  const { asOf, baselineDay, now } = growth
  const before = cloudOn(subject, since)
  // As the cycle began there was no multiple yet, or nothing to grow from.
  const value = since < asOf && since >= baselineDay && before > 0 ? now.cloud / before - 1 : null
  return {
    value,
    formula: [
      line('', 'cloud', now.cloud, { day: asOf, figure: 'cloud' }),
      line('/', 'cloud', before, { day: since }),
      line('=', 'cycle-growth', value, { kind: 'pace' }),
    ],
    parts: [
      line('', 'cloud', before, { day: since }),
      ...windowLines(partsOf(daysAfter(subject, since), measure)),
      line('=', 'cloud', now.cloud, { day: asOf }),
    ],
  }
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
