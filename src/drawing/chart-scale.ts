/**
 * 0 and round values on both sides of it, five at most: 0, 1,000, 2,000, 3,000. Never closer than `smallest` and always
 * whole steps of it, so that no two of them read alike: one service, or the smallest part of a unit.
 */
export function roundTicks(highest: number, lowest = 0, most = 5, smallest = 0): number[] {
  const top = Math.max(highest, 0)
  const bottom = Math.min(lowest, 0)
  const span = top - bottom
  if (!(span > 0)) return [0]
  const within = (step: number) => Math.floor(top / step + 1e-9) + Math.floor(-bottom / step + 1e-9) + 1
  const power = 10 ** Math.floor(Math.log10(Math.max(span / most, smallest)))
  const whole = (step: number) => smallest === 0 || Math.abs(step / smallest - Math.round(step / smallest)) < 1e-9
  const step =
    [1, 2, 2.5, 5, 10, 20]
      .map((factor) => factor * power)
      .find((one) => one >= smallest && whole(one) && within(one) <= most) ?? Math.max(span, smallest)
  const first = -Math.floor(-bottom / step + 1e-9)
  return Array.from({ length: within(step) }, (_, at) => Number(((first + at) * step).toPrecision(12)))
}

/**
 * As `roundTicks`, but the first and the last of them enclose everything: what stands on such an axis never passes its
 * top value, nor the lowest one on the other side of zero. Three to five values.
 */
export function ticksAround(highest: number, lowest = 0, smallest = 0): number[] {
  const top = Math.max(highest, 0)
  const bottom = Math.max(-lowest, 0)
  if (top + bottom === 0) return [0]
  const most = 5
  const whole = (step: number) => smallest === 0 || Math.abs(step / smallest - Math.round(step / smallest)) < 1e-9
  const steps = (size: number, step: number) => Math.ceil(size / step - 1e-9)
  const within = (step: number) => steps(top, step) + steps(bottom, step) + 1
  const power = 10 ** Math.floor(Math.log10(Math.max((top + bottom) / most, smallest)))
  const step =
    [1, 2, 2.5, 5, 10, 20, 25, 50]
      .map((factor) => factor * power)
      .find((one) => one >= smallest && whole(one) && within(one) <= most) ?? Math.max(top, bottom, smallest)
  return Array.from({ length: within(step) }, (_, at) => Number(((at - steps(bottom, step)) * step).toPrecision(12)))
}

/** About how wide a text is drawn, in pixels: Hangul is square, Latin and digits are a little over half as wide. */
export function textWidth(text: string, size = 12): number {
  let ems = 0
  for (const character of text) ems += character > '\u1100' ? 0.95 : /[MWm%@—]/.test(character) ? 0.84 : 0.53
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
