import * as z from 'zod/mini'
import type { AnswerOf, Endpoint, ParamsOf } from '../../contract/endpoint.ts'
import { flag } from '../../contract/queries.ts'
import type { Ask } from './ask.ts'
import type { Words } from './command.ts'

/** What is said after an option; nothing for one that is only there or not. */
export type SaidOptions = Readonly<Record<string, { readonly value?: string; readonly needed?: true }>>

/** Where the address has a letter, the command line has a word. */
const otherwise: Readonly<Record<string, string>> = { q: 'search', number: 'cycle' }

/** `asOf` → `as-of`. */
export const optionOf = (key: string): string =>
  otherwise[key] ?? key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const values: Readonly<Record<string, string>> = {
  lang: 'en|ko',
  measure: 'units|services',
  interval: 'week|cycle',
  division: 'DIVISION',
  team: 'TEAM',
  service: 'SERVICE',
  day: 'DAY',
  asOf: 'DAY',
  knownAt: 'INSTANT',
  q: 'WORDS',
  outcome: 'OUTCOME',
  reason: 'REASON',
}

const shapeOf = ({ query }: Pick<Endpoint, 'query'>): Readonly<Record<string, z.ZodMiniType>> =>
  query instanceof z.ZodMiniObject ? (query.shape as Record<string, z.ZodMiniType>) : {}

const isFlag = (schema: z.ZodMiniType): boolean =>
  schema === flag || (schema instanceof z.ZodMiniDefault && schema.def.innerType === flag)

/** An option for each parameter that an endpoint reads in its address. */
export const queryOptions = (endpoint: Pick<Endpoint, 'query'>, first: SaidOptions = {}): SaidOptions => ({
  ...first,
  ...Object.fromEntries(
    Object.entries(shapeOf(endpoint)).map(([key, schema]) => [
      optionOf(key),
      isFlag(schema) ? {} : { value: values[key] ?? 'N' },
    ]),
  ),
})

/** The options as the parameters of the address: what they mean is the API's to judge. */
export const queryOf = (endpoint: Pick<Endpoint, 'query'>, said: Words['values']): Record<string, string> =>
  Object.fromEntries(
    Object.keys(shapeOf(endpoint)).flatMap((key) => {
      const value = said[optionOf(key)]
      return value === undefined ? [] : [[key, String(value)]]
    }),
  )

// biome-ignore lint/suspicious/noExplicitAny: an endpoint of whatever shape; the input's own types say which.
type AnyEndpoint = Endpoint<any, any, any, any>

interface Paging<E extends AnyEndpoint, Rows> {
  readonly rows: Rows
  /** Rows that the API gives at once. */
  readonly most: number
  /** How many there are of all pages, where the answer does not say it as `total`. */
  readonly total?: (answer: AnswerOf<E>) => number
}

const totalOf = (answer: unknown): number => (answer as { total: number }).total

/** After so many tries somebody writes all the time, and what came last is as good as anything. */
const mostTries = 5

/**
 * All rows, page by page; or the one page that somebody asks for. Where the number of rows changes on the way, a row may have
 * slipped from one page to the other, so it is read again.
 */
export async function everyRow<E extends AnyEndpoint, Rows extends keyof AnswerOf<E>>(
  ask: Ask,
  endpoint: E,
  input: { readonly params?: ParamsOf<E>; readonly query: Readonly<Record<string, string>> },
  { rows, most, total = totalOf }: Paging<E, Rows>,
): Promise<AnswerOf<E>> {
  const { limit, offset } = input.query
  if (limit !== undefined || offset !== undefined) return ask(endpoint, input)
  const page = async (from: number) => {
    const answer = await ask(endpoint, { ...input, query: { ...input.query, limit: most, offset: from } })
    return { answer, total: total(answer), some: answer[rows] as unknown[] }
  }
  for (let tries = 1; ; tries++) {
    const first = await page(0)
    const all = [...first.some]
    let isSame = true
    while (isSame && all.length < first.total) {
      const next = await page(all.length)
      all.push(...next.some)
      isSame = next.total === first.total && next.some.length > 0
    }
    if (isSame || tries === mostTries) return { ...first.answer, [rows]: all }
  }
}
