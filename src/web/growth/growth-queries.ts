import { queryOptions } from '@tanstack/react-query'
import { compare, readAttention, readChanges } from '../../contract/comparison.ts'
import { readGrowth, readGrowthParts, readGrowthSeries } from '../../contract/growth.ts'
import type { Interval } from '../../contract/workload.ts'
import { type CalendarDay, daysBetween } from '../../domain/calendar-day.ts'
import { call } from '../shared/call.ts'
import { queryOf, type View } from '../shared/view-search.ts'

export const growthQuery = (view: View) => {
  const query = queryOf(view)
  return queryOptions({ queryKey: ['growth', query], queryFn: ({ signal }) => call(readGrowth, { query, signal }) })
}

/** More points than a chart has pixels help nobody: about 500 at most, by day, week or cycle. */
export function intervalFor(from: CalendarDay, to: CalendarDay): Interval {
  const days = daysBetween(from, to)
  if (days <= 400) return 'day'
  return days <= 3500 ? 'week' : 'cycle'
}

export const growthSeriesQuery = (view: View, interval: Interval) => {
  const query = { ...queryOf(view), interval }
  return queryOptions({
    queryKey: ['growth', 'series', query],
    queryFn: ({ signal }) => call(readGrowthSeries, { query, signal }),
  })
}

export const growthPartsQuery = (view: View) => {
  const query = { ...queryOf(view), interval: 'cycle' as const, last: 10 }
  return queryOptions({
    queryKey: ['growth', 'parts', query],
    queryFn: ({ signal }) => call(readGrowthParts, { query, signal }),
  })
}

export type ComparedBy = 'division' | 'team'

export const comparisonQuery = (view: View, by: ComparedBy, limit: number) => {
  const query = { ...queryOf(view), by, limit }
  return queryOptions({
    queryKey: ['comparison', query],
    queryFn: ({ signal }) => call(compare, { query, signal }),
  })
}

export const attentionQuery = (view: View, limit: number) => {
  const { measure: _measure, ...scope } = queryOf(view)
  const query = { ...scope, limit }
  return queryOptions({
    queryKey: ['attention', query],
    queryFn: ({ signal }) => call(readAttention, { query, signal }),
  })
}

export const changesQuery = (view: View, limit: number) => {
  const query = { ...queryOf(view), days: 7, limit }
  return queryOptions({
    queryKey: ['changes', query],
    queryFn: ({ signal }) => call(readChanges, { query, signal }),
  })
}
