import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listTeams } from '../../contract/teams.ts'
import { call } from './call.ts'

/** Teams whose name holds the text: enough to choose from, never all 5,000. */
export const teamsFoundQuery = (q: string) =>
  queryOptions({
    queryKey: ['teams', 'found', q],
    queryFn: ({ signal }) => call(listTeams, { query: { ...(q === '' ? {} : { q }), limit: 50 }, signal }),
    placeholderData: keepPreviousData,
  })
