/** 0 and three to five round values up to the highest: 0, 1,000, 2,000, 3,000. */
export function roundTicks(highest: number, lowest = 0, most = 5): number[] {
  const span = Math.max(highest, 0) - Math.min(lowest, 0)
  if (!(span > 0)) return [0]
  const rough = span / (most - 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  const ticks: number[] = []
  for (let at = Math.floor(Math.min(lowest, 0) / step + 1e-9); at * step <= highest + step * 1e-9; at++) {
    ticks.push(Number((at * step).toPrecision(12)))
  }
  if (lowest < 0 && (ticks[0] ?? 0) < lowest) ticks.shift()
  return ticks
}

/** About how wide a text is drawn, in pixels: Hangul is square, Latin and digits are a little over half as wide. */
export function textWidth(text: string, size = 12): number {
  let ems = 0
  for (const character of text) ems += character > '\u1100' ? 0.95 : /[MWm%@—]/.test(character) ? 0.86 : 0.58
  return ems * size
}

/** Labels that keep apart by at least the gap: each as near to where it belongs as the ones before it allow. */
export function spread(wanted: readonly number[], gap: number, from: number, to: number): number[] {
  const order = wanted.map((_, at) => at).sort((one, other) => (wanted[one] ?? 0) - (wanted[other] ?? 0))
  const placed = [...wanted]
  let least = from
  for (const at of order) {
    placed[at] = Math.max(placed[at] ?? 0, least)
    least = (placed[at] ?? 0) + gap
  }
  let highest = to
  for (const at of order.toReversed()) {
    placed[at] = Math.min(placed[at] ?? 0, highest)
    highest = (placed[at] ?? 0) - gap
  }
  return placed
}
