import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import { listPlanCards, movePlan } from '../../contract/plan-board.ts'
import { listServices } from '../../contract/services.ts'
import { leftStates } from '../../domain/service.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'
import type { View } from '../shared/view-search.ts'

const cardsAtOnce = 50

/** What the board is narrowed to. */
export type BoardFilter = Pick<View, 'division' | 'team'> & { readonly q: string }

const askedFor = ({ division, team, q }: BoardFilter, cycle: number | null) => ({
  ...(division === undefined ? {} : { division }),
  ...(team === undefined ? {} : { team }),
  ...(q === '' ? {} : { q }),
  ...(cycle === null ? {} : { cycle }),
})

/** How many services stand in the plan of a cycle, without the cards. */
export const plannedCountQuery = (filter: BoardFilter, cycle: number) => {
  const query = { ...askedFor(filter, cycle), limit: 1 }
  return queryOptions({
    queryKey: ['plan-cards', 'count', query],
    queryFn: async ({ signal }) => (await call(listPlanCards, { query, signal })).total.services,
  })
}

/** How many services have anything on-premises now, planned or not. */
export const onPremCountQuery = ({ division, team }: BoardFilter) => {
  const query = { ...askedFor({ division, team, q: '' }, null), state: leftStates.join(','), limit: 1 }
  return queryOptions({
    queryKey: ['services', 'on-premises', query],
    queryFn: async ({ signal }) => (await call(listServices, { query, signal })).total,
  })
}

/** The cards of a column, read on as they are scrolled to; null for what is not planned. */
export const cardsQuery = (filter: BoardFilter, cycle: number | null) => {
  const query = askedFor(filter, cycle)
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
