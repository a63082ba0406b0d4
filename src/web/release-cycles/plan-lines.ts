import { levelSaid } from '../../domain/planned-share.ts'
import type { ToPlan } from './cycles-queries.ts'

/** A level behind a name, as people write it: `payments-api 40%`, `payments-api, 40 %`, a column of a sheet. */
const withLevel = /^(.*?)[\s,;\t]+(\d{1,3}(?:[.,]\d)?\s*%)$/u
/** Units bear their word, in either language: a number alone may be a level, and is part of the name. */
const withUnits = /^(.*?)[\s,;\t]+(\d{1,16})\s*(?:units?|단위)$/iu

/**
 * Services and levels or units as they were typed or pasted, one a line. A line that cannot be read is told; nothing is
 * guessed. A level is per mille.
 */
export function readPlan(
  text: string,
  level: number,
): { readonly items: readonly ToPlan[] } | { readonly unreadable: string } {
  const items: ToPlan[] = []
  for (const line of text.split(/\r?\n/)) {
    const said = line.trim()
    if (said === '') continue
    const item = itemOf(said, level)
    if (item === undefined) return { unreadable: said }
    items.push(item)
  }
  return { items }
}

function itemOf(said: string, level: number): ToPlan | undefined {
  const [, name = '', amount = ''] = withLevel.exec(said) ?? []
  if (amount !== '') {
    const own = levelSaid(amount)
    return name === '' || own === undefined ? undefined : { service: name, level: own }
  }
  const [, counted = '', number = ''] = withUnits.exec(said) ?? []
  if (number === '') return { service: said, level }
  const units = Number(number)
  return counted === '' || units === 0 || !Number.isSafeInteger(units) ? undefined : { service: counted, units }
}
