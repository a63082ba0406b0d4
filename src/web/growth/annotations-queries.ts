import { queryOptions, useMutation } from '@tanstack/react-query'
import * as z from 'zod/mini'
import {
  addAnnotation,
  changeAnnotation,
  listAnnotations,
  readAnnotation,
  withdrawAnnotation,
} from '../../contract/annotations.ts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { type AnnotationChange, bearsTag, type NewAnnotation } from '../../domain/annotation.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'
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

/** Those of the tags in the address. */
export const shownOf = (read: AnnotationsRead | undefined, tags: string | undefined) =>
  tags === noTags ? [] : (read?.annotations ?? []).filter((one) => bearsTag(one.tags, shownTags(tags)))

const scopeOf = (view: View) => {
  const { measure: _measure, ...scope } = queryOf(view)
  return scope
}

/** What the charts of the view bear. */
export const annotationsQuery = (view: View) => {
  const query = { ...scopeOf(view), limit: 500 }
  return queryOptions({
    queryKey: ['annotations', query],
    queryFn: ({ signal }) => call(listAnnotations, { query, signal }),
  })
}

/** To find one: also of the parts below, the latest first. */
export const annotationsFoundQuery = (view: View, q: string) => {
  const query = { ...scopeOf(view), below: true, sort: '-day' as const, limit: 200, ...(q === '' ? {} : { q }) }
  return queryOptions({
    queryKey: ['annotations', 'found', query],
    queryFn: ({ signal }) => call(listAnnotations, { query, signal }),
  })
}

export const annotationQuery = (id: number) =>
  queryOptions({
    queryKey: ['annotations', 'one', id],
    queryFn: ({ signal }) => call(readAnnotation, { params: { id }, signal }),
    placeholderData: () => undefined,
  })

type Body = Omit<NewAnnotation, 'division' | 'team'> & { division?: string; team?: string }

export function useAddAnnotation() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, key }: { body: Body; key: string }) => call(addAnnotation, { body, idempotencyKey: key }),
    onSuccess,
  })
}

export function useChangeAnnotation(id: number) {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, version }: { body: AnnotationChange; version: number }) =>
      call(changeAnnotation, { params: { id }, body, ifMatch: version }),
    onSuccess,
  })
}

export function useWithdrawAnnotation() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ id, key }: { id: number; key: string }) =>
      call(withdrawAnnotation, { params: { id }, body: {}, idempotencyKey: key }),
    onSuccess,
  })
}
