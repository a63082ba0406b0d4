import { deliveryOf } from '../domain/commitment.ts'
import type { CycleFigures, EventCycle } from '../domain/event.ts'
import type { Queries } from './database/tables.ts'
import { migratedOn } from './routes/capacity.ts'
import { committedServices, cycleView, daysWithin } from './routes/cycle-view.ts'
import { recordedFigures } from './storage/closed-cycles.ts'
import { scopeDaysKnownAt } from './storage/known-at.ts'
import type { StoredCycle } from './storage/release-cycles.ts'
import { programmeScope } from './storage/rollups.ts'

/** What an event says of a cycle that runs or is late, of the whole programme. Without a plan nothing was committed. */
export async function figuresSoFar(queries: Queries, number: number, now: number): Promise<CycleFigures> {
  const view = await cycleView(queries, {}, number, {}, now)
  const within = daysWithin(await scopeDaysKnownAt(queries, view.scope, view.upTo, null), view)
  const promised = await committedServices(queries, view)
  const isPromised = view.isCommitted && view.source === 'plan'
  const units = deliveryOf(promised, migratedOn(within, 'units'), 'units')
  const services = deliveryOf(promised, migratedOn(within, 'services'), 'services')
  return {
    committed: isPromised ? { units: units.committed, services: services.committed } : null,
    delivered: { units: units.delivered, services: services.delivered },
    sayDo: isPromised ? perMille(units.sayDo) : null,
  }
}

/** What an event says of a cycle that was closed: its record. */
export async function figuresOnRecord(queries: Queries, number: number): Promise<CycleFigures> {
  const [units, services] = [
    await recordedFigures(queries, number, { scope: programmeScope, measure: 'units' }),
    await recordedFigures(queries, number, { scope: programmeScope, measure: 'services' }),
  ]
  return {
    committed: units.sayDo === null ? null : { units: units.committed, services: services.committed },
    delivered: { units: units.delivered, services: services.delivered },
    sayDo: perMille(units.sayDo),
  }
}

export const inEvent = ({ number, name, firstDay, lastDay }: StoredCycle, figures: CycleFigures): EventCycle => ({
  number,
  name,
  firstDay,
  lastDay,
  ...figures,
})

const perMille = (share: number | null): number | null => (share === null ? null : Math.round(share * 1000))
