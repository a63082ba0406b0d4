import type { AnswerOf } from '../../contract/endpoint.ts'
import type { readService } from '../../contract/services.ts'
import { isCloud, type LocationKind } from '../../domain/location.ts'

/** On which side the workload will run. */
export type Side = 'cloud' | 'onPrem'

export const sideOf = (kind: LocationKind): Side => (isCloud(kind) ? 'cloud' : 'onPrem')

/** A lower level than the one held sends workload back on-premises. */
export const sideFor = (level: number, held: number | null): Side => (level < (held ?? 0) ? 'onPrem' : 'cloud')

interface Asked {
  readonly side: Side
  readonly locations: readonly { readonly id: number; readonly kind: LocationKind }[]
  /** Undefined where several services are logged at once: each may have places of its own. */
  readonly likely: AnswerOf<typeof readService>['likely'] | undefined
  /** Where this person logged a move to last. */
  readonly last: number | null
}

/**
 * The place that a form fills in, the same wherever a move is logged: where this service was last, else where this
 * person logged to last, else where most services of its team run, else most of all. undefined where nothing tells: then
 * the form asks.
 */
export function likelyPlace({ side, locations, likely, last }: Asked): number | undefined {
  const there = new Set(locations.filter(({ kind }) => sideOf(kind) === side).map(({ id }) => id))
  const known = likely?.[side]
  return [known?.last, last, known?.usual].find((id): id is number => id !== undefined && id !== null && there.has(id))
}
