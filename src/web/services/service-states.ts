import { ServiceState } from '../../domain/service.ts'

/** Everything that was ever there, retired or not. */
export const everyState = ServiceState.options

export const countOf = (states: Readonly<Record<string, number>>, among: readonly ServiceState[]): number =>
  among.reduce((sum, state) => sum + (states[state] ?? 0), 0)
