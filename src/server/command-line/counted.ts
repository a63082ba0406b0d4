const numbers = new Intl.NumberFormat('en-GB')

/** `1 move`, `31,623 moves`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${numbers.format(count)} ${count === 1 ? one : many}`

export const grouped = (count: number): string => numbers.format(count)

export const secondsSince = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`

/** `53.1 %` of 0.53153. Never rounded up: 99.97 % is not all of it. */
export const percent = (share: number | null): string | null =>
  share === null ? null : `${(Math.floor(share * 1000 + 1e-9) / 10).toFixed(1)} %`

/** `9.87×`, never rounded up to a multiple that is not there. */
export const times = (multiple: number | null): string | null =>
  multiple === null ? null : `${(Math.floor(multiple * 100 + 1e-9) / 100).toFixed(2)}×`

/** `+40.1 %`, `-2.0 %`. */
export const signedPercent = (share: number | null): string | null =>
  share !== null && share > 0 ? `+${percent(share)}` : percent(share)
