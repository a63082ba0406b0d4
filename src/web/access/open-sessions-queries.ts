import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { listOpenSessions } from '../../contract/sessions.ts'
import { call } from '../shared/call.ts'
import { ViewSearch } from '../shared/view-search.ts'

/** What is looked for stands in the address, so that a finding can be shown to somebody else. */
export const OpenSessionsSearch = z.object({
  ...ViewSearch.shape,
  q: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
})

/** How many come at once. */
export const pageOfSessions = 50

/** Pages of everybody's open sessions, the latest sign-in first, one more whenever the reader asks for it. */
export const openSessionsQuery = (q = '') => {
  const query = q.trim() === '' ? {} : { q: q.trim() }
  return infiniteQueryOptions({
    queryKey: ['open-sessions', query],
    queryFn: ({ signal, pageParam }) =>
      call(listOpenSessions, {
        query: { ...query, limit: pageOfSessions, ...(pageParam === null ? {} : { before: pageParam }) },
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
    // What was found stays in sight while the next letter is on its way.
    placeholderData: keepPreviousData,
  })
}

/** Only how many there are. */
export const openSessionsCountQuery = queryOptions({
  queryKey: ['open-sessions', 'count'],
  queryFn: async ({ signal }) => (await call(listOpenSessions, { query: { limit: 1 }, signal })).all,
})
