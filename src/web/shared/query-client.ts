import { keepPreviousData, QueryClient } from '@tanstack/react-query'
import { ProblemError } from './call.ts'

/** How long until a reading that got no answer is tried again, said to the reader as "Next try in 20 s". */
export const nextTryAfter = 20_000

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Old figures stay on screen while new ones are read.
        placeholderData: keepPreviousData,
        staleTime: 15_000,
        // A server on this machine answers without a network, so the browser's own idea of being offline says nothing.
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && (!(error instanceof ProblemError) || error.ourFault),
        retryDelay: (failures) => 400 * 2 ** failures,
        refetchInterval: (query) => (query.state.status === 'error' ? nextTryAfter : false),
        refetchOnWindowFocus: true,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
