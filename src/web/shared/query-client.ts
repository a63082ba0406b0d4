import { keepPreviousData, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isAway, ProblemError } from './call.ts'
import { findRead, noteRead } from './kept/keep-reads.ts'
import { isSignedOut, needsSetUp, showSignedOut } from './signed-out.ts'

/** How long until a reading that got no answer is tried again, said to the reader as "Next try in 20 s". */
export const nextTryAfter = 20_000

export function createQueryClient(): QueryClient {
  const noticeSignedOut = (error: unknown) => {
    if (isSignedOut(error)) showSignedOut(queryClient, error)
  }
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeSignedOut, onSuccess: (_data, query) => noteRead(queryClient, query) }),
    mutationCache: new MutationCache({ onError: noticeSignedOut }),
    defaultOptions: {
      queries: {
        // Old figures stay on screen while new ones are read.
        placeholderData: keepPreviousData,
        staleTime: 15_000,
        // Where nobody answers, what this device read last stands in, with its age; the error stays, and so do the tries.
        persister: async (read, context, query) => {
          try {
            return await read(context)
          } catch (error) {
            const kept = isAway(error) && query.state.data === undefined ? await findRead(query) : undefined
            if (kept !== undefined && query.state.data === undefined)
              query.setState({ status: 'success', data: kept.data, dataUpdatedAt: kept.at, isInvalidated: true })
            throw error
          }
        },
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
