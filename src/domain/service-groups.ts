import { cloudShare, nothing } from './growth.ts'
import type { ServiceState } from './service.ts'
import { leftStates, runningStates } from './service.ts'
import type { Measure } from './units.ts'

/** Services counted together: those of a team, a division, a strategy or a state. */
export interface ServiceGroup {
  readonly key: string
  readonly name: string
  readonly services: number
  /** In units. */
  readonly onPrem: number
  readonly cloud: number
  readonly states: Readonly<Partial<Record<ServiceState, number>>>
}

export const emptyGroup = { services: 0, onPrem: 0, cloud: 0 }

/** What comes first: most left on-premises, the name, the lowest share in cloud, most workload, most services. */
type Order = 'left' | 'name' | 'share' | 'workload' | 'services'

/** Groups with their total and their cloud share in the measure, in an order that breaks every tie by name. */
export function inOrder(groups: Iterable<ServiceGroup>, measure: Measure, order: Order) {
  const measured = [...groups].map((group) => {
    const balance = balanceIn(measure, group)
    return {
      group: { ...group, total: group.onPrem + group.cloud, share: cloudShare({ ...nothing, ...balance }) },
      left: balance.onPrem,
    }
  })
  type One = (typeof measured)[number]
  const firstBy: Record<Order, (one: One) => number> = {
    left: ({ left }) => -left,
    name: () => 0,
    // Where nothing runs there is no share; it comes last.
    share: ({ group }) => group.share ?? 2,
    workload: ({ group }) => -group.total,
    services: ({ group }) => -group.services,
  }
  const rank = firstBy[order]
  return measured
    .sort(
      (one, other) =>
        rank(one) - rank(other) ||
        (order === 'left' ? other.group.services - one.group.services : 0) ||
        one.group.name.localeCompare(other.group.name, 'en'),
    )
    .map(({ group }) => group)
}

/** What is left on-premises and what there is, in the measure; a split service is left, as it is not fully moved. */
function balanceIn(measure: Measure, { onPrem, cloud, states }: ServiceGroup) {
  if (measure === 'units') return { onPrem, total: onPrem + cloud }
  const count = (of: readonly ServiceState[]) => of.reduce((sum, state) => sum + (states[state] ?? 0), 0)
  return { onPrem: count(leftStates), total: count(runningStates) }
}
