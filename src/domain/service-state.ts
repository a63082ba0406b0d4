import type { CalendarDay } from './calendar-day.ts'
import type { LocationKind } from './location.ts'
import { isCloud } from './location.ts'
import type { ServiceState } from './service.ts'
import { levelOf, sumUnits } from './units.ts'
import type { Entry, KindOf } from './workload-facts.ts'

/** Where a service stands after its moves: what its row in the services table shows. */
export interface ServiceStanding {
  readonly onPrem: number
  readonly privateCloud: number
  readonly publicCloud: number
  readonly cloudLevel: number | null
  readonly state: ServiceState
  readonly since: CalendarDay | null
}

/**
 * *rolled_back*: workload came back from cloud and has not gone there again since. Else by where it runs: *split* has
 * some on both sides, *retired* had workload once, *empty* never had any. One pass over the entries, sorted by day.
 */
export function standingOf(entries: readonly Entry[], kindOf: KindOf): ServiceStanding {
  const amounts: Record<LocationKind, number> = { on_prem: 0, private_cloud: 0, public_cloud: 0 }
  let cameBack = false
  let netOfDay = 0
  entries.forEach(({ day, from, to, units }, at) => {
    const left = from === null ? null : kindOf(from)
    const reached = to === null ? null : kindOf(to)
    if (left !== null) amounts[left] -= units
    if (reached !== null) amounts[reached] = sumUnits(amounts[reached], units)
    if (left !== null && reached !== null && isCloud(left) !== isCloud(reached))
      netOfDay += isCloud(reached) ? units : -units
    if (entries[at + 1]?.day === day) return
    if (netOfDay !== 0) cameBack = netOfDay < 0
    netOfDay = 0
  })
  const onPrem = amounts.on_prem
  const cloud = amounts.private_cloud + amounts.public_cloud
  const state = ((): ServiceState => {
    if (entries.length === 0) return 'empty'
    if (onPrem === 0) return cloud === 0 ? 'retired' : 'in_cloud'
    if (cameBack) return 'rolled_back'
    return cloud > 0 ? 'split' : 'on_prem'
  })()
  return {
    onPrem,
    privateCloud: amounts.private_cloud,
    publicCloud: amounts.public_cloud,
    cloudLevel: levelOf(cloud, onPrem + cloud),
    state,
    since: entries.at(-1)?.day ?? null,
  }
}
