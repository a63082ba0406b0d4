import { queryOptions } from '@tanstack/react-query'
import { readCloudServices } from '../../contract/cloud-services.ts'
import { compare } from '../../contract/comparison.ts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { listLocations } from '../../contract/locations.ts'
import { type Interval, readWorkload, type WorkloadPoint } from '../../contract/workload.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Measure } from '../../domain/units.ts'
import { call } from '../shared/call.ts'
import { readAllRows } from '../shared/read-to-end.ts'
import { queryOf, type View } from '../shared/view-search.ts'

export type Comparison = AnswerOf<typeof compare>
export type ComparedRow = Comparison['rows'][number]
export type ComparedBy = 'division' | 'team'

/** So many rows are ranked at most; where there are more, the page says so. */
export const mostRows = 500

export const leagueQuery = (view: View, by: ComparedBy) => {
  const query = { ...queryOf(view), by, limit: mostRows, league: true }
  return queryOptions({
    queryKey: ['comparison', query],
    queryFn: ({ signal }) => call(compare, { query, signal }),
  })
}

/** All of them, also those past the most that are ranked, for a file. */
export const everyRow = (view: View, by: ComparedBy): Promise<ComparedRow[]> =>
  readAllRows((part) => call(compare, { query: { ...queryOf(view), by, league: true, ...part } }))

/** The amounts of the view in one measure, day by day. */
export const sharesQuery = (view: View, measure: Measure) => {
  const query = { ...queryOf(view), measure, interval: 'day' as Interval }
  return queryOptions({
    queryKey: ['workload', query],
    queryFn: async ({ signal }): Promise<readonly WorkloadPoint[]> => {
      const answer = await call(readWorkload, { query, signal })
      return 'points' in answer ? answer.points : []
    },
  })
}

/** The amounts of each division, team or location, from a day on. */
export const groupsQuery = (view: View, groupBy: ComparedBy | 'location', interval: Interval, from?: CalendarDay) => {
  const query = { ...queryOf(view), groupBy, interval, ...(from === undefined ? {} : { from }) }
  return queryOptions({
    queryKey: ['workload', query],
    queryFn: async ({ signal }) => {
      const answer = await call(readWorkload, { query, signal })
      return 'groups' in answer ? answer.groups : []
    },
  })
}

export type CloudServiceUses = AnswerOf<typeof readCloudServices>

export const cloudServicesQuery = (view: View) => {
  const query = queryOf(view)
  return queryOptions({
    queryKey: ['cloud-services', query],
    queryFn: ({ signal }) => call(readCloudServices, { query, signal }),
  })
}

export const locationsQuery = queryOptions({
  queryKey: ['locations'],
  queryFn: ({ signal }) => call(listLocations, { signal }),
})
