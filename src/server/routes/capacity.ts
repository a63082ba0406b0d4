import { type CalendarDay, earlier } from '../../domain/calendar-day.ts'
import { capacityOf } from '../../domain/commitment.ts'
import { type DayFacts, partsOf } from '../../domain/growth.ts'
import type { Measure } from '../../domain/units.ts'
import type { Queries } from '../database/tables.ts'
import { type StoredCycle, trainOf } from '../storage/release-cycles.ts'
import { type CycleView, daysWithin } from './cycle-view.ts'

/** Cycles before one from which its capacity is said. */
const capacityCycles = 6

/** Net migrated: what came from on-premises to cloud, less what went back. */
export function migratedOn(days: readonly DayFacts[], measure: Measure): number {
  const { migrated, rolledBack } = partsOf(days, measure)
  return migrated - rolledBack
}

/** The cycles that the capacity of one is told from: those before it, as far as anything ran by then. */
export const cyclesBefore = (
  cycles: readonly StoredCycle[],
  number: number,
  { asOf, first }: { readonly asOf: CalendarDay; readonly first: CalendarDay | undefined },
): StoredCycle[] =>
  cycles
    .filter((one) => one.number < number && one.lastDay <= asOf && first !== undefined && one.lastDay >= first)
    .slice(-capacityCycles)

/** What the cycles before delivered. */
export async function capacityBefore(
  queries: Queries,
  view: Pick<CycleView, 'programme' | 'asOf' | 'measure'> & { readonly cycle: Pick<StoredCycle, 'number'> },
  days: readonly DayFacts[],
) {
  const { cycles } = await trainOf(queries, view.programme)
  const past = cyclesBefore(cycles, view.cycle.number, { asOf: view.asOf, first: days[0]?.day })
  const delivered = past.map((cycle) =>
    migratedOn(daysWithin(days, { cycle, upTo: earlier(cycle.lastDay, view.asOf) }), view.measure),
  )
  const capacity = capacityOf(delivered)
  return capacity && { ...capacity, cycles: delivered.length }
}
