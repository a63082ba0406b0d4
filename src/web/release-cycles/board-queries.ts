import { infiniteQueryOptions, keepPreviousData, useMutation } from '@tanstack/react-query'
import { listPlanCards, movePlan } from '../../contract/plan-board.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'
import type { View } from '../shared/view-search.ts'

const cardsAtOnce = 50

/** What the board is narrowed to. */
export type BoardFilter = Pick<View, 'division' | 'team'> & { readonly q: string }

/** The cards of a column, read on as they are scrolled to; null for what is not planned. */
export const cardsQuery = ({ division, team, q }: BoardFilter, cycle: number | null) => {
  const query = {
    ...(division === undefined ? {} : { division }),
    ...(team === undefined ? {} : { team }),
    ...(q === '' ? {} : { q }),
    ...(cycle === null ? {} : { cycle }),
  }
  return infiniteQueryOptions({
    queryKey: ['plan-cards', query],
    queryFn: ({ signal, pageParam }) =>
      call(listPlanCards, { query: { ...query, limit: cardsAtOnce, offset: pageParam }, signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, page) => sum + page.cards.length, 0)
      return last.cards.length === 0 || read >= last.total.services ? undefined : read
    },
    placeholderData: keepPreviousData,
  })
}

/** A service out of one plan and into another; null is no plan. */
export interface PlanMove {
  readonly service: number
  readonly from: number | null
  readonly to: number | null
}

export function useMovePlan() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ changes, restore, key }: { changes: readonly PlanMove[]; restore: boolean; key: string }) =>
      call(movePlan, { body: { changes: [...changes], restore }, idempotencyKey: key }),
    onSuccess,
  })
}
