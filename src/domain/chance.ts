/** Draws a whole number from 0 up to, and without, `below`. */
export type Draw = (below: number) => number

/**
 * Chance that a seed decides: xoshiro128** of Blackman and Vigna (2018), its state filled from the seed by splitmix32. Each
 * stream of a seed draws its own, whatever others drew. Only operations on 32-bit whole numbers, so every engine draws the
 * same. A draw takes the upper bits of the product, and is off
 * even by less than one in a million for what is drawn here, weeks: `below` must stay under 2^20.
 */
export function chanceOf(seed: number, stream = 0): Draw {
  let mixed = (seed + Math.imul(stream, 0x85ebca6b)) | 0
  const mix = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0
    let word = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97)
    return word ^ (word >>> 15)
  }
  let a = mix()
  let b = mix()
  let c = mix()
  let d = mix()
  return (below) => {
    const turned = Math.imul(b, 5)
    const word = Math.imul((turned << 7) | (turned >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    // 2^32 × 2^20 is countable in whole numbers, and dividing by a power of two is exact.
    return Math.floor((word * below) / 0x1_0000_0000)
  }
}
