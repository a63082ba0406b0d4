import { within } from './forecast-weeks.ts'

/** For each amount by how much its band is wider than the runs alone, per mille: 1000 is not at all. */
export interface Widening {
  readonly cloud: number
  readonly onPrem: number
  readonly migrated: number
}

/**
 * An amount of the runs drawn away from their median, cut to a whole number. The median stays where it is, and nothing that
 * the runs hold above nothing falls below it: a band that is too narrow is no sign of roll-backs.
 */
export function drawnFrom(median: number, amount: number, perMille: number): number {
  if (perMille === 1000 || amount === median) return amount
  const drawn = within(median + partOf(within(amount - median), perMille))
  return Math.max(Math.min(0, amount), drawn)
}

/** change × perMille ‰, cut to a whole number, without leaving those that are countable. */
function partOf(change: number, perMille: number): number {
  const rest = change % 1000
  return ((change - rest) / 1000) * perMille + Math.trunc((rest * perMille) / 1000)
}

/** Weeks drawn away from the median week in the same way, up to a whole week. */
export const weeksDrawnFrom = (median: number, weeks: number, perMille: number): number =>
  median + Math.ceil(((weeks - median) * perMille) / 1000)
