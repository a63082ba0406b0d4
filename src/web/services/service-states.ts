import { ServiceState } from '../../domain/service.ts'

/** States of a service that has workload on-premises, in the order of the domain, as the address has them. */
export const leftStates = ['on_prem', 'split', 'rolled_back'] as const satisfies readonly ServiceState[]

/** Everything that was ever there, retired or not. */
export const everyState = ServiceState.options

export const countOf = (states: Readonly<Record<string, number>>, among: readonly ServiceState[]): number =>
  among.reduce((sum, state) => sum + (states[state] ?? 0), 0)
