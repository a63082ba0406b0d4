import { useMutation } from '@tanstack/react-query'
import { createToken } from '../../contract/tokens.ts'
import type { NewMachineToken } from '../../domain/machine-token.ts'
import { call } from './call.ts'
import { useReadAgain } from './read-again.ts'

export function useMakeToken() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: (body: NewMachineToken) => call(createToken, { body }),
    onSuccess: readAgain,
    // The answer holds the secret, so it is forgotten with the dialog.
    gcTime: 0,
  })
}
