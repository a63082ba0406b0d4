const numbers = new Intl.NumberFormat('en-GB')

/** `1 move`, `31,623 moves`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${numbers.format(count)} ${count === 1 ? one : many}`

export const grouped = (count: number): string => numbers.format(count)

export const secondsSince = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`
