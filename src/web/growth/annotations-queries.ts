import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { listAnnotations } from '../../contract/annotations.ts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { call } from '../shared/call.ts'
import { queryOf, type View } from '../shared/view-search.ts'

export type AnnotationsRead = AnswerOf<typeof listAnnotations>

/** What of the address the annotations of the ladder own. */
export const AnnotationsSearch = z.object({
  /** Tags of those that the ladder shows, between commas; `none` for none of them, absent for all. */
  tags: z.catch(z.optional(z.string().check(z.maxLength(400))), undefined),
  /** What is open: their list, the form of a new one, or that of the one with this number. */
  annotation: z.catch(
    z.optional(z.union([z.literal('list'), z.literal('new'), z.string().check(z.regex(/^\d{1,15}$/))])),
    undefined,
  ),
})

/** No annotation has a tag of this name where it hides all: a tag `none` is chosen beside another one. */
export const noTags = 'none'

export const shownTags = (tags: string | undefined): readonly string[] =>
  tags === undefined || tags === noTags ? [] : tags.split(',').filter((tag) => tag !== '')

/** Those with at least one of some tags; all where none is asked for. */
const bearsTag = (tags: readonly string[], wanted: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((tag) => tags.includes(tag))

/** Those of the tags in the address. */
export const shownOf = (read: AnnotationsRead | undefined, tags: string | undefined) =>
  tags === noTags ? [] : (read?.annotations ?? []).filter((one) => bearsTag(one.tags, shownTags(tags)))

export const scopeOf = (view: View) => {
  const { measure: _measure, ...scope } = queryOf(view)
  return scope
}

/** What the charts of the view bear. Nothing on the first screen waits for it, so its contract comes with its first question. */
export const annotationsQuery = (view: View) => {
  const query = { ...scopeOf(view), limit: 500 }
  return queryOptions({
    queryKey: ['annotations', query],
    queryFn: async ({ signal }): Promise<AnnotationsRead> => {
      const { listAnnotations: endpoint } = await import('../../contract/annotations.ts')
      return call(endpoint, { query, signal })
    },
  })
}
