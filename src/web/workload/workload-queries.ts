import { queryOptions } from '@tanstack/react-query'
import { type Interval, readWorkload, type WorkloadPoint } from '../../contract/workload.ts'
import { call } from '../shared/call.ts'
import { queryOf, type View } from '../shared/view-search.ts'

export interface WorkloadSeries {
  readonly unit: string
  readonly points: readonly WorkloadPoint[]
}

export const workloadQuery = (view: View, interval: Interval) => {
  const query = { ...queryOf(view), interval, groupBy: 'none' as const }
  return queryOptions({
    queryKey: ['workload', query],
    queryFn: async ({ signal }): Promise<WorkloadSeries> => {
      const answer = await call(readWorkload, { query, signal })
      // Asked ungrouped, so that is what comes back.
      return 'points' in answer ? answer : { unit: answer.unit, points: [] }
    },
  })
}
