import { keepPreviousData, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ProblemError } from './call.ts'
import { isSignedOut, needsSetUp, showSignedOut } from './signed-out.ts'

/** How long until a reading that got no answer is tried again, said to the reader as "Next try in 20 s". */
export const nextTryAfter = 20_000

export function createQueryClient(): QueryClient {
  const noticeSignedOut = (error: unknown) => {
    if (isSignedOut(error)) showSignedOut(queryClient, error)
  }
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeSignedOut }),
    mutationCache: new MutationCache({ onError: noticeSignedOut }),
    defaultOptions: {
      queries: {
        // Old figures stay on screen while new ones are read.
        placeholderData: keepPreviousData,
        staleTime: 15_000,
        // A server on this machine answers without a network, so the browser's own idea of being offline says nothing.
        networkMode: 'always',
        retry: (failures, error) =>
          failures < 2 && !needsSetUp(error) && (!(error instanceof ProblemError) || error.ourFault),
        retryDelay: (failures) => 400 * 2 ** failures,
        // Who is signed out is asked to sign in, not asked about again and again.
        refetchInterval: ({ state }) => (state.status === 'error' && !isSignedOut(state.error) ? nextTryAfter : false),
        refetchOnWindowFocus: true,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return queryClient
}
