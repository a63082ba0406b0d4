import type { CycleItem } from '../../contract/release-cycles.ts'
import { deliveryOf, leftOf, outcomeOf, partsOfPromises } from '../../domain/commitment.ts'
import type { KeptFigures } from '../../domain/stand-up.ts'
import type { Measure } from '../../domain/units.ts'
import type { Queries } from '../database/tables.ts'
import { migratedByTeam, type TeamMigrated } from '../storage/cycle-items.ts'
import type { planDetails } from '../storage/plan.ts'
import type { PromisedService } from '../storage/promises.ts'
import { keptByTeam } from '../storage/stand-up-digest.ts'
import { type CycleView, committedServices, promisesOf } from './cycle-view.ts'

export interface Item {
  readonly one: PromisedService
  /** What stands in the plan of it now; undefined where it was taken out. */
  readonly standing: PromisedService | undefined
  readonly left: number
  readonly outcome: CycleItem['outcome']
  readonly scope: CycleItem['scope']
}

/** The committed services with what came in and went out since, most left first. */
export const itemsOf = async (queries: Queries, view: CycleView): Promise<Item[]> =>
  itemsFrom(await promisesOf(queries, view), view)

/** The same of promises that were read already. */
export function itemsFrom(
  { committed, standing }: Awaited<ReturnType<typeof promisesOf>>,
  view: Pick<CycleView, 'source'>,
): Item[] {
  // What left on-premises is no less promised for that.
  const isPlanned = view.source !== 'on-premises'
  const now = new Map(standing.map((one) => [one.service, one]))
  const before = new Set(committed.map(({ service }) => service))
  const itemOf = (one: PromisedService, scope: Item['scope']): Item => {
    // Of what was planned anew, the amount of now is what is left to do; the outcome is of what was promised.
    const its = isPlanned ? (now.get(one.service) ?? one) : one
    return {
      one,
      standing: scope === 'removed' ? undefined : its,
      left: leftOf(its, its.onPrem),
      outcome: outcomeOf(one, one),
      scope,
    }
  }
  return [
    ...committed.map((one) => itemOf(one, !isPlanned || now.has(one.service) ? 'committed' : 'removed')),
    ...standing.filter(({ service }) => !before.has(service)).map((one) => itemOf(one, 'added')),
  ].sort((one, other) => other.left - one.left || one.one.service - other.one.service)
}

/**
 * Of what was promised, as it was promised; of what came later, and where no plan was promised, as it was planned last.
 */
export const detailOf = (
  details: Awaited<ReturnType<typeof planDetails>>,
  scope: Item['scope'],
  { source }: Pick<CycleView, 'source'>,
) => {
  const its = scope === 'added' || source === 'on-premises' ? details.last : details.promised
  return (service: number) => its.get(service)
}

/** Figures of every team that promised or moved something, in its plan or its stand-ups, largest commitment first. */
export async function teamRows(queries: Queries, view: CycleView, now: number) {
  const promised = Map.groupBy(await committedServices(queries, view), ({ team }) => team)
  const moved = new Map(
    (await migratedByTeam(queries, view.cycle.firstDay, view.upTo, view)).map((one) => [one.team, one]),
  )
  const spoken = await keptByTeam(queries, { from: view.cycle.firstDay, to: view.upTo }, view, now)
  const teams = new Set([
    ...promised.keys(),
    ...[...moved.values()].filter(anythingMoved).map(({ team }) => team),
    ...[...spoken].filter(([, kept]) => kept.promised > 0).map(([team]) => team),
  ])
  return [...teams]
    .map((team) => ({
      team,
      ...teamFigures(promised.get(team) ?? [], moved.get(team), view.measure),
      ...promiseFigures(spoken.get(team)),
    }))
    .sort((one, other) => other.committed - one.committed || other.delivered - one.delivered || one.team - other.team)
}

export const promiseFigures = (kept: KeptFigures | undefined) => ({
  promisesDue: kept?.promised ?? 0,
  promisesKept: kept?.kept ?? 0,
})

const anythingMoved = (one: TeamMigrated): boolean => one.migratedUnits > 0 || one.rolledBackUnits > 0

export function teamFigures(promised: readonly PromisedService[], moved: TeamMigrated | undefined, measure: Measure) {
  const migrated = (measure === 'units' ? moved?.migratedUnits : moved?.migratedServices) ?? 0
  const rolledBack = (measure === 'units' ? moved?.rolledBackUnits : moved?.rolledBackServices) ?? 0
  const { retired, left, movedBefore } = partsOfPromises(promised, measure)
  return { ...deliveryOf(promised, migrated - rolledBack, measure), rolledBack, retired, left, movedBefore }
}
