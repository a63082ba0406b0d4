import { queryOptions } from '@tanstack/react-query'
import { compare, readAttention, readChanges } from '../../contract/comparison.ts'
import { readOverview } from '../../contract/growth.ts'
import { call } from '../shared/call.ts'
import { queryOf, type View } from '../shared/view-search.ts'

/** What the page opens with in one call: the headline, the ladder's series and the parts by cycle. */
export const overviewQuery = (view: View) => {
  const query = queryOf(view)
  return queryOptions({
    queryKey: ['growth', 'overview', query],
    queryFn: ({ signal }) => call(readOverview, { query, signal }),
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
