import { useMutation } from '@tanstack/react-query'
import type { BodyOf } from '../../contract/endpoint.ts'
import { createSharedLink } from '../../contract/shared-links.ts'
import { call } from './call.ts'
import { useReadAgain } from './read-again.ts'

export function useMakeSharedLink() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: (body: BodyOf<typeof createSharedLink>) => call(createSharedLink, { body }),
    onSuccess: readAgain,
    // The answer holds the secret, so it is forgotten with the dialog.
    gcTime: 0,
  })
}
