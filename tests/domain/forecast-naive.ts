import { chanceOf } from '../../src/domain/chance.ts'

/**
 * The runs of a forecast written a second time, for reading and not for speed: lists instead of arrays of numbers, amounts in
 * BigInt, one week after another. It shares nothing with the real one but the generator, which has a second writing below.
 */
export interface NaiveWeek {
  readonly cloud: bigint
  readonly onPrem: bigint
  readonly migrated: bigint
  readonly leftOut?: boolean
}

interface State {
  readonly cloud: bigint
  readonly onPrem: bigint
  readonly migrated: bigint
}

const largest = BigInt(Number.MAX_SAFE_INTEGER)
const held = (amount: bigint): bigint => (amount > largest ? largest : amount < -largest ? -largest : amount)
const least = (one: bigint, other: bigint): bigint => (one < other ? one : other)

/** The state at the end of each week of one run, from week 1. */
export function naiveRun(weeks: readonly NaiveWeek[], now: State, seed: number, run: number, length: number): State[] {
  const draw = chanceOf(seed, run)
  const places = weeks.map((_, place) => place).filter((place) => !weeks[place]?.leftOut)
  const shortest = Math.min(8, places.length)
  const stretch = places.slice(places.length - shortest - draw(places.length - shortest + 1))
  const [from, to] = [stretch[0] as number, stretch.at(-1) as number]
  const path: State[] = []
  let block: number[] = []
  let state = now
  while (path.length < length) {
    while (block.length === 0) {
      const start = from - 7 + draw(to - from + 8)
      block = stretch.filter((place) => place >= start && place < start + 8)
    }
    const week = weeks[block.shift() as number] as NaiveWeek
    const missing = -(state.onPrem + week.onPrem)
    const staying = missing > 0n ? least(missing, week.migrated > 0n ? week.migrated : 0n) : 0n
    const cloud = state.cloud + week.cloud - staying
    state = {
      cloud: held(cloud < 0n ? 0n : cloud),
      onPrem: missing > 0n ? 0n : held(state.onPrem + week.onPrem),
      migrated: held(state.migrated + week.migrated - staying),
    }
    path.push(state)
  }
  return path
}

/** xoshiro128** after its authors' C, in BigInt: words of 32 bits, as their paper has it. */
export function naiveWords(seed: number, stream: number): () => number {
  const mask = 0xffffffffn
  const times = (one: bigint, other: bigint): bigint => (one * other) & mask
  const turned = (word: bigint, by: bigint): bigint => ((word << by) | (word >> (32n - by))) & mask
  let mixed = (BigInt.asUintN(32, BigInt(seed)) + times(BigInt(stream), 0x85ebca6bn)) & mask
  const mix = (): bigint => {
    mixed = (mixed + 0x9e3779b9n) & mask
    let word = times(mixed ^ (mixed >> 16n), 0x21f0aaadn)
    word = times(word ^ (word >> 15n), 0x735a2d97n)
    return word ^ (word >> 15n)
  }
  const state: [bigint, bigint, bigint, bigint] = [mix(), mix(), mix(), mix()]
  return () => {
    const result = times(turned(times(state[1], 5n), 7n), 9n)
    const shifted = (state[1] << 9n) & mask
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= shifted
    state[3] = turned(state[3], 11n)
    return Number(result)
  }
}
