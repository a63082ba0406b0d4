import type { CalendarDay } from '../../../domain/calendar-day.ts'
import type { RefusalFacts } from '../../../domain/refusal.ts'
import type { Format } from '../../../drawing/format.ts'

/** Says a refusal from its facts; nothing where a fact is missing, and then the API's own words are shown. */
export type SaidFrom = (facts: RefusalFacts, format: Format) => string | undefined

/** How a fact is written: a day and an amount in the reader's way, names as they are, names in a row. */
type Written = 'day' | 'amount' | 'count' | 'name' | 'names'

/** A sentence that needs these facts, each written as said. */
export const needs =
  <Name extends string>(facts: Record<Name, Written>, say: (written: Record<Name, string>) => string): SaidFrom =>
  (given, format) => {
    const written: Partial<Record<Name, string>> = {}
    for (const [name, how] of Object.entries(facts) as [Name, Written][]) {
      const text = write(given[name], how, format)
      if (text === undefined) return undefined
      written[name] = text
    }
    return say(written as Record<Name, string>)
  }

function write(fact: RefusalFacts[string] | undefined, how: Written, format: Format): string | undefined {
  if (fact === undefined) return undefined
  if (how === 'names') return Array.isArray(fact) ? fact.join(', ') : String(fact)
  if (how === 'name') return String(fact)
  if (how === 'day') return typeof fact === 'string' ? format.day(fact as CalendarDay) : undefined
  if (typeof fact !== 'number') return undefined
  return how === 'amount' ? format.amount(fact) : format.count(fact)
}
