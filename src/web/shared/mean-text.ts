import type { Measure } from '../../domain/units.ts'
import { type Format, grouped } from '../../drawing/format.ts'

/** A mean is no amount of the ledger: rounded to what is read, one decimal by services. */
export const meanText = (format: Pick<Format, 'amountNumber'>, measure: Measure, mean: number): string =>
  measure === 'units' ? format.amountNumber(Math.round(mean)) : grouped(mean, 1)
