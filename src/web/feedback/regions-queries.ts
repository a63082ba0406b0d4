import { useMutation } from '@tanstack/react-query'
import { changeRegion, createRegion, removeRegion } from '../../contract/feedback.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'

interface Said {
  readonly name: string
  readonly zone: string
}

type RegionEdit =
  | { readonly said: Said; readonly key: string }
  | { readonly id: number; readonly version: number; readonly change: Partial<Said> }

/** Adds a region, or changes one as it was read. */
export function useSaveRegion() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: (edit: RegionEdit) =>
      'said' in edit
        ? call(createRegion, { body: edit.said, idempotencyKey: edit.key })
        : call(changeRegion, { params: { id: edit.id }, body: edit.change, ifMatch: edit.version }),
    onSuccess,
  })
}

export function useRemoveRegion() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ id, key }: { id: number; key: string }) =>
      call(removeRegion, { params: { id }, body: {}, idempotencyKey: key }),
    onSuccess,
  })
}
