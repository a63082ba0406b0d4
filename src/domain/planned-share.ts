/**
 * A level as people write it into a plan: `40%`, `40.5 %`, or the number of per cent alone. Per mille; undefined where it is
 * none. A bare number below 1 may be a share as well as a per cent, so it is neither.
 */
export function levelSaid(text: string): number | undefined {
  const match = /^(\d{1,3})(?:[.,](\d)0*)?\s*(%?)$/u.exec(text.trim())
  if (!match) return undefined
  const [, whole, tenth = '0', sign] = match
  const level = Number(whole) * 10 + Number(tenth)
  return level >= (sign === '' ? 10 : 1) && level <= 1000 ? level : undefined
}
