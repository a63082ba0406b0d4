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
 * some on both sides, *retired* had workload once, *empty* never had any.
 *
 * `since` is the last day that brought it where it is: on which workload went between on-premises and cloud, in
 * whichever direction and also where both directions cancel out, or on which it entered or left so that its state
 * became another one. Growing and shrinking where it runs never counts. One pass over the entries, sorted by day.
 */
export function standingOf(entries: readonly Entry[], kindOf: KindOf): ServiceStanding {
  return standingDays(entries, kindOf).at(-1) ?? nowhere
}

const nowhere: ServiceStanding = {
  onPrem: 0,
  privateCloud: 0,
  publicCloud: 0,
  cloudLevel: null,
  state: 'empty',
  since: null,
}

/** Where a service stood at the end of a day with entries. */
export interface StandingDay extends ServiceStanding {
  readonly day: CalendarDay
}

/** The same at the end of each day on which something happened to it. */
export function standingDays(entries: readonly Entry[], kindOf: KindOf): StandingDay[] {
  const days: StandingDay[] = []
  const amounts: Record<LocationKind, number> = { on_prem: 0, private_cloud: 0, public_cloud: 0 }
  let state: ServiceState = 'empty'
  let since: CalendarDay | null = null
  let cameBack = false
  let netOfDay = 0
  let crossed = false
  entries.forEach(({ day, from, to, units }, at) => {
    const left = from === null ? null : kindOf(from)
    const reached = to === null ? null : kindOf(to)
    if (left !== null) amounts[left] -= units
    if (reached !== null) amounts[reached] = sumUnits(amounts[reached], units)
    if (left !== null && reached !== null && isCloud(left) !== isCloud(reached)) {
      netOfDay += isCloud(reached) ? units : -units
      crossed = true
    }
    if (entries[at + 1]?.day === day) return
    if (netOfDay !== 0) cameBack = netOfDay < 0
    const before = state
    state = stateOf(amounts, cameBack)
    if (crossed || state !== before) since = day
    // What came back and was then switched off or moved is no longer there: what enters later never came back.
    if (amounts.on_prem === 0) cameBack = false
    netOfDay = 0
    crossed = false
    const cloud = amounts.private_cloud + amounts.public_cloud
    days.push({
      day,
      onPrem: amounts.on_prem,
      privateCloud: amounts.private_cloud,
      publicCloud: amounts.public_cloud,
      cloudLevel: levelOf(cloud, amounts.on_prem + cloud),
      state,
      since,
    })
  })
  return days
}

function stateOf(amounts: Readonly<Record<LocationKind, number>>, cameBack: boolean): ServiceState {
  const cloud = amounts.private_cloud + amounts.public_cloud
  if (amounts.on_prem === 0) return cloud === 0 ? 'retired' : 'in_cloud'
  if (cameBack) return 'rolled_back'
  return cloud > 0 ? 'split' : 'on_prem'
}
