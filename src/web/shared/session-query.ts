import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { readSession, type Session } from '../../contract/programme.ts'
import { call } from './call.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call(readSession, { signal }),
})

/** Who is asking, in which programme, on which day. Waits for it: the shell shows a skeleton meanwhile. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data

/** The same for what is drawn before it has been read. */
export const useSessionIfRead = (): Session | undefined => useQuery(sessionQuery).data
