import { queryOptions } from '@tanstack/react-query'
import { listDivisions } from '../../contract/teams.ts'
import { call } from './call.ts'

export const divisionsQuery = queryOptions({
  queryKey: ['divisions'],
  queryFn: ({ signal }) => call(listDivisions, { signal }),
})
