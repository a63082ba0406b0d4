import type { AnswerOf, ParsedQuery } from '../../contract/endpoint.ts'
import type { explain, explainEntries } from '../../contract/explanations.ts'
import type { Growth } from '../../contract/growth.ts'
import type { Queries } from '../database/tables.ts'
import type { Surroundings } from '../serve.ts'
import type { ServiceAt } from '../storage/services-at.ts'
import { unitOf, type View } from '../view.ts'
import type { Explained } from './explanation-parts.ts'

type Answer = AnswerOf<typeof explainEntries>

/** One of the facts behind a figure, and what tells it from the others of its day. */
export type Fact = Answer['entries'][number] & { readonly key: number }

/** A figure with a list of its own behind it, that is read whole. */
export interface Listed {
  /** What it is read with, where that is not what was asked: in a measure of its own, as known when a record was made. */
  readonly view?: View
  readonly facts: readonly Fact[]
  /** Whether the sum says the same counted in another way; where it is absent, what runs is counted anew from the moves. */
  readonly checked?: boolean
  readonly explained: (growth: Growth) => Explained
}

export interface Asked {
  readonly queries: Queries
  readonly surroundings: Surroundings
  readonly view: View
  readonly query: ParsedQuery<typeof explain>
  readonly now: number
}

export type Lister = (asked: Asked) => Promise<Listed>

/** What is counted, whatever it carries. */
export const byServices = (view: View): View => ({
  ...view,
  measure: 'services',
  unit: unitOf(view.programme, 'services'),
})

/** Services as facts: their amounts add up to the figure. */
export const factsOfServices = (services: readonly ServiceAt[]): Fact[] =>
  services.map((one) => ({ ...one, key: one.service.id, class: null, outcome: null, evidence: '', moves: [] }))

const before = (one: Fact, other: Fact): number =>
  one.day === other.day ? other.key - one.key : dayOf(one) < dayOf(other) ? 1 : -1

/** What has no day comes last. */
const dayOf = ({ day }: Fact): string => day ?? '0000-01-01'

/** A page of the facts, the latest first. */
export function pageOfFacts(
  facts: readonly Fact[],
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Answer {
  const [day, after] = page.cursor?.split('.') ?? []
  const rest = facts
    .filter((one) => day === undefined || dayOf(one) < day || (dayOf(one) === day && one.key < Number(after)))
    .sort(before)
  const shown = rest.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    next: rest.length > shown.length && last ? `${dayOf(last)}.${last.key}` : null,
    entries: shown.map(({ key: _key, ...entry }) => entry),
  }
}
