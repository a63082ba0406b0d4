import * as z from 'zod/mini'
import { Refusal } from './refusal.ts'

const atLeastOne = 'Give an amount of at least 1.'
const mostUnits = Number.MAX_SAFE_INTEGER.toLocaleString('en-GB')

/** A positive amount of workload in the unit's smallest part. */
export const Units = z
  .int({
    error: ({ code, input }) =>
      code === 'too_big' || input === Number.POSITIVE_INFINITY
        ? `Give at most ${mostUnits} units, the most that can be counted exactly, or choose a larger unit of workload.`
        : code === 'too_small' || input === Number.NEGATIVE_INFINITY
          ? atLeastOne
          : 'Give a whole number of units, in the unit’s smallest part.',
  })
  .check(z.gte(1, { error: atLeastOne }))

/** Per mille of a service's workload that runs in cloud, 0 to 1000. */
export const Level = z
  .int({ error: 'Give a whole number per mille: 400 for 40 %.' })
  .check(z.gte(0, { error: 'A level is at least 0.' }), z.lte(1000, { error: 'A level is at most 1000 (100 %).' }))

/** Two amounts added; refused past 2^53 − 1, where whole numbers would no longer be exact. */
export function sumUnits(one: number, other: number): number {
  const sum = one + other
  if (Number.isSafeInteger(sum)) return sum
  throw tooLarge()
}

const tooLarge = () =>
  new Refusal(
    'amount-too-large',
    `The workload would add up to more than ${mostUnits} units. Log a smaller amount, or choose a larger unit of workload.`,
  )

/** total × level ‰, rounded half up, without ever leaving whole numbers. */
export const unitsAtLevel = (total: number, level: number): number =>
  Number((BigInt(total) * BigInt(level) * 2n + 1000n) / 2000n)

/** Per mille of the whole that the part is, rounded half up; null of nothing. */
export const levelOf = (part: number, total: number): number | null =>
  total === 0
    ? null
    : part < exactBelow && total < exactBelow
      ? Math.floor((part * 2000 + total) / (2 * total))
      : Number((BigInt(part) * 2000n + BigInt(total)) / (2n * BigInt(total)))

/** Up to here the products of a level stay whole numbers without BigInt, which costs twenty times as much. */
const exactBelow = 2 ** 41

export const Measure = z.enum(['units', 'services'])
export type Measure = z.infer<typeof Measure>

/**
 * What moved in the whole programme stays countable in whole numbers, all moves that stand added up: no balance of any
 * past day and no sum of a class can then be larger, so what was accepted can always be read again.
 */
export function refuseTooMuch(moved: bigint): void {
  if (moved > BigInt(Number.MAX_SAFE_INTEGER)) throw tooLarge()
}
