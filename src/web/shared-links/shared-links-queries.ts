import { queryOptions, useMutation } from '@tanstack/react-query'
import { listSharedLinks, revokeSharedLink } from '../../contract/shared-links.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'

export const sharedLinksQuery = queryOptions({
  queryKey: ['shared-links'],
  queryFn: ({ signal }) => call(listSharedLinks, { signal }),
})

export function useRevokeSharedLink() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: (id: number) => call(revokeSharedLink, { params: { id }, body: {} }),
    onSuccess: readAgain,
  })
}
