import { queryOptions, useMutation } from '@tanstack/react-query'
import {
  addAnnotation,
  changeAnnotation,
  listAnnotations,
  readAnnotation,
  withdrawAnnotation,
} from '../../contract/annotations.ts'
import type { AnnotationChange, NewAnnotation } from '../../domain/annotation.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'
import type { View } from '../shared/view-search.ts'
import { scopeOf } from './annotations-queries.ts'

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
