import type { QueryClient } from '@tanstack/react-query'
import { ProblemError } from './call.ts'
import { forgetReads } from './kept/keep-reads.ts'

const says = (error: unknown, code: string): error is ProblemError =>
  error instanceof ProblemError && error.problem.code === code

/** Nobody is signed in, or the session has ended meanwhile. */
export const isSignedOut = (error: unknown): error is ProblemError => says(error, 'not-signed-in')

/** Nobody has set the programme up yet. */
export const needsSetUp = (error: unknown): error is ProblemError => says(error, 'needs-set-up')

const sessionKey = 'session'

/** Whoever read the session is gone: from now on it says so, whichever call noticed first, and shows nothing of theirs. */
export function showSignedOut(queries: QueryClient, error: ProblemError): void {
  queries
    .getQueryCache()
    .find({ queryKey: [sessionKey] })
    ?.setState({
      data: undefined,
      error,
      status: 'error',
      fetchStatus: 'idle',
    })
}

/** What was read for one person is never shown to the next. */
export function forgetWhatWasRead(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey })
  queries.getMutationCache().clear()
  forgetReads()
}
