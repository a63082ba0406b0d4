import { queryOptions, useMutation } from '@tanstack/react-query'
import { type AccessSettingsChange, changeAccessSettings, readAccessSettings } from '../../contract/access-settings.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'

export const accessSettingsQuery = queryOptions({
  queryKey: ['access-settings'],
  queryFn: ({ signal }) => call(readAccessSettings, { signal }),
})

export function useChangeAccessSettings() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: ({ change, version }: { change: AccessSettingsChange; version: number }) =>
      call(changeAccessSettings, { body: change, ifMatch: version }),
    // After a refusal too: somebody else may have changed them meanwhile.
    onSettled: readAgain,
  })
}
