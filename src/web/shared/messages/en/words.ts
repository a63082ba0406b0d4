import type { LocationKind } from '../../../../domain/location.ts'
import type { MoveClass, MoveSource } from '../../../../domain/move.ts'
import type { Criticality, ServiceState, Strategy } from '../../../../domain/service.ts'

/** The words of the domain, the same on every screen. */
export const words = {
  locationKind: {
    on_prem: 'On-premises',
    private_cloud: 'Private cloud',
    public_cloud: 'Public cloud',
  } satisfies Record<LocationKind, string>,
  cloud: 'Cloud',
  outside: 'outside',
  state: {
    on_prem: 'On-premises',
    split: 'Split',
    in_cloud: 'In cloud',
    rolled_back: 'Rolled back',
    retired: 'Retired',
    empty: 'No workload',
  } satisfies Record<ServiceState, string>,
  strategy: {
    undecided: 'Undecided',
    retire: 'Retire',
    retain: 'Retain',
    relocate: 'Relocate',
    rehost: 'Rehost',
    repurchase: 'Repurchase',
    replatform: 'Replatform',
    refactor: 'Refactor',
  } satisfies Record<Strategy, string>,
  criticality: {
    unknown: 'Unknown',
    low: 'Low',
    medium: 'Medium',
    high: 'High',
    critical: 'Critical',
  } satisfies Record<Criticality, string>,
  moveClass: {
    discovered: 'Discovered',
    grown_on_prem: 'Grown on-premises',
    born: 'Born in cloud',
    grown_in_cloud: 'Grown in cloud',
    migrated: 'Moved',
    rolled_back: 'Rolled back',
    retired_on_prem: 'Retired',
    shrunk_on_prem: 'Shrunk on-premises',
    retired_in_cloud: 'Retired in cloud',
    shrunk_in_cloud: 'Shrunk in cloud',
    relocated: 'Relocated',
  } satisfies Record<MoveClass, string>,
  moveSource: {
    web: 'this page',
    api: 'API',
    import: 'import',
    stand_up: 'stand-up',
  } satisfies Record<MoveSource, string>,
}
