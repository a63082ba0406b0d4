import { queryOptions, useMutation } from '@tanstack/react-query'
import { listBlockers } from '../../contract/blockers.ts'
import type { BodyOf } from '../../contract/endpoint.ts'
import { acceptHandOver, handOver, withdrawHandOver } from '../../contract/hand-overs.ts'
import { setStandUpHours } from '../../contract/stand-ups.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'

/** What stops a team or its services now. */
export const openBlockersQuery = (team: string) => {
  const query = { team, limit: 500 }
  return queryOptions({
    queryKey: ['blockers', 'to-hand-over', query],
    queryFn: ({ signal }) => call(listBlockers, { query, signal }),
  })
}

export function useHandOver() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, key }: { body: BodyOf<typeof handOver>; key: string }) =>
      call(handOver, { body, idempotencyKey: key }),
    onSuccess,
  })
}

export function useSetHours() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, key }: { body: BodyOf<typeof setStandUpHours>; key: string }) =>
      call(setStandUpHours, { body, idempotencyKey: key }),
    onSuccess,
  })
}

function useWrite(endpoint: typeof acceptHandOver | typeof withdrawHandOver) {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: (id: number) => call(endpoint, { params: { id }, body: {}, idempotencyKey: crypto.randomUUID() }),
    onSuccess,
  })
}

export const useAcceptHandOver = () => useWrite(acceptHandOver)
export const useWithdrawHandOver = () => useWrite(withdrawHandOver)
