import * as z from 'zod/mini'
import { effortClasses } from '../../domain/effort.ts'
import { ViewSearch } from '../shared/view-search.ts'

export const sortKeys = ['name', 'share', 'growth', 'pace', 'promises', 'effort', 'left', 'cycle'] as const
export type SortKey = (typeof sortKeys)[number]

/** `-share` is the largest share first. */
const sorts = sortKeys.flatMap((key) => [key, `-${key}`] as const)
export type Sort = (typeof sorts)[number]

/** What the page holds in its address. */
export const CompareSearch = z.object({
  ...ViewSearch.shape,
  show: z.catch(z.optional(z.enum(['measures', 'ladders', 'exits', 'clouds'])), undefined),
  by: z.catch(z.optional(z.enum(['division', 'team'])), undefined),
  sort: z.catch(z.optional(z.enum(sorts)), undefined),
  q: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
  effort: z.catch(z.optional(z.enum(effortClasses)), undefined),
})
export type CompareSearch = z.output<typeof CompareSearch>

export const usualSort: Sort = '-share'

export const keyOf = (sort: Sort): SortKey => (sort.startsWith('-') ? sort.slice(1) : sort) as SortKey
export const isFalling = (sort: Sort): boolean => sort.startsWith('-')

/** Numbers begin with the largest, names with A; pressed again it turns round. */
export function sortAfter(sort: Sort, key: SortKey): Sort {
  if (keyOf(sort) === key) return isFalling(sort) ? key : `-${key}`
  return key === 'name' ? key : `-${key}`
}
