import type { ToPlan } from './cycles-queries.ts'

/** A level behind a name, as people write it: `payments-api 40%`, `payments-api, 40 %`, a column of a sheet. */
const withLevel = /^(.*?)[\s,;\t]+(\d{1,3}(?:[.,]\d)?)\s*%$/u

/**
 * Services and levels as they were typed or pasted, one a line. A line that cannot be read is told; nothing is guessed. A
 * level is per mille.
 */
export function readPlan(
  text: string,
  level: number,
): { readonly items: readonly ToPlan[] } | { readonly unreadable: string } {
  const items: ToPlan[] = []
  for (const line of text.split(/\r?\n/)) {
    const said = line.trim()
    if (said === '') continue
    const match = withLevel.exec(said)
    if (!match) {
      items.push({ service: said, level })
      continue
    }
    const [, name = '', percent = ''] = match
    const own = Math.round(Number(percent.replace(',', '.')) * 10)
    if (name === '' || own < 1 || own > 1000) return { unreadable: said }
    items.push({ service: name, level: own })
  }
  return { items }
}
