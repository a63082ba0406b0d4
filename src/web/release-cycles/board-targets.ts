import type { ReleaseCycle } from '../../contract/release-cycles.ts'

/** Only a cycle that runs or is ahead takes services in: what is left of a late one goes on when it is closed. */
export const takesIn = ({ state }: Pick<ReleaseCycle, 'state'>): boolean => state === 'planned' || state === 'running'

/** Cards that are chosen, each with the column it stands in: a cycle, or null for what is not planned. */
export type ChosenCards = ReadonlyMap<number, number | null>
