import type { CalendarDay } from './calendar-day.ts'
import type { LocationKind } from './location.ts'
import type { ServiceState } from './service.ts'
import { levelOf } from './units.ts'
import type { Entry, KindOf, ServiceDay } from './workload-facts.ts'
import { serviceDays } from './workload-facts.ts'

/** Where a service stands after its moves: what its row in the services table shows. */
export interface ServiceStanding {
  readonly onPrem: number
  readonly privateCloud: number
  readonly publicCloud: number
  readonly cloudLevel: number | null
  readonly state: ServiceState
  readonly since: CalendarDay | null
}

/** Linear in the entries, which come sorted by day. */
export const standingOf = (entries: readonly Entry[], kindOf: KindOf): ServiceStanding =>
  standingAfter(serviceDays(entries, kindOf), kindOf)

/**
 * *rolled_back*: workload came back from cloud and has not gone there again since. Else by where it runs: *split* has
 * some on both sides, *retired* had workload once, *empty* never had any.
 */
export function standingAfter(days: readonly ServiceDay[], kindOf: KindOf): ServiceStanding {
  const amounts: Record<LocationKind, number> = { on_prem: 0, private_cloud: 0, public_cloud: 0 }
  const last = days.at(-1)
  for (const [place, units] of last?.balances ?? []) amounts[kindOf(place)] += units
  const onPrem = amounts.on_prem
  const cloud = amounts.private_cloud + amounts.public_cloud
  const crossing = days.findLast(({ facts }) => facts.migratedUnits !== facts.rolledBackUnits)?.facts
  const cameBack = crossing !== undefined && crossing.rolledBackUnits > crossing.migratedUnits
  const state = ((): ServiceState => {
    if (!last) return 'empty'
    if (onPrem === 0 && cloud === 0) return 'retired'
    if (onPrem === 0) return 'in_cloud'
    if (cameBack) return 'rolled_back'
    return cloud > 0 ? 'split' : 'on_prem'
  })()
  return {
    onPrem,
    privateCloud: amounts.private_cloud,
    publicCloud: amounts.public_cloud,
    cloudLevel: levelOf(cloud, onPrem + cloud),
    state,
    since: last?.day ?? null,
  }
}
