import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { changeAccount, readAccount } from '../../contract/account.ts'
import type { BodyOf } from '../../contract/endpoint.ts'
import { endOtherSessions, endSession, listSessions } from '../../contract/sessions.ts'
import { changePassword } from '../../contract/sign-in.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => call(listSessions, { signal }),
})

function useReadSessionsAgain() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries(sessionsQuery)
}

export function useEndSession() {
  const onSuccess = useReadSessionsAgain()
  return useMutation({
    mutationFn: (id: number) => call(endSession, { params: { id }, body: {} }),
    onSuccess,
  })
}

export function useEndOtherSessions() {
  const onSuccess = useReadSessionsAgain()
  return useMutation({ mutationFn: () => call(endOtherSessions, { body: {} }), onSuccess })
}

export function useChangePassword() {
  const onSuccess = useReadSessionsAgain()
  return useMutation({
    mutationFn: (body: BodyOf<typeof changePassword>) => call(changePassword, { body }),
    onSuccess,
    gcTime: 0,
  })
}

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => call(readAccount, { signal }),
})

export function useSaveAccount() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ skills, version }: { skills: string[]; version: number }) =>
      call(changeAccount, { body: { skills }, ifMatch: version }),
    onSuccess,
  })
}
