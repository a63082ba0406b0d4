import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { BodyOf } from '../../contract/endpoint.ts'
import { startAtProvider } from '../../contract/provider-sign-in.ts'
import { readSignIn, setUp, signIn, signOut, welcome } from '../../contract/sign-in.ts'
import { basePath, organisationPath } from '../shared/address.ts'
import { call, ProblemError } from '../shared/call.ts'
import { sessionQuery } from '../shared/session-query.ts'
import { forgetWhatWasRead, showSignedOut } from '../shared/signed-out.ts'

/** By which ways people sign in here. Its key is that of who is asking, since it is read while nobody is. */
export const waysInQuery = queryOptions({
  queryKey: ['session', 'ways-in'],
  queryFn: ({ signal }) => call(readSignIn, { signal }),
})

/** What the set-up page sends, and where its reader wants to be then. */
interface FirstUse<Body> {
  readonly body: Body
  readonly startsInSample: boolean
}

/** Leaves for the provider, which sends the browser back to the address that was wanted. */
export function useStartAtProvider() {
  const { href } = useLocation()
  const start = useMutation({
    mutationFn: async (first?: FirstUse<NonNullable<BodyOf<typeof startAtProvider>['setUp']>>) => {
      const body = first
        ? { setUp: first.body, ...(first.startsInSample ? { returnTo: organisationPath(true) } : {}) }
        : { returnTo: basePath + href }
      const { address } = await call(startAtProvider, { body })
      window.location.assign(address)
    },
    gcTime: 0,
  })
  const { reset } = start
  // Whoever comes back by the browser's own button finds the page as they left it, and may press again.
  useEffect(() => {
    const again = ({ persisted }: PageTransitionEvent) => (persisted ? reset() : undefined)
    window.addEventListener('pageshow', again)
    return () => window.removeEventListener('pageshow', again)
  }, [reset])
  return start
}

/** Reads who is asking now: the shell stands in place of the sign-in page once that is answered. */
export function useEnter() {
  const queries = useQueryClient()
  return () => queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
}

/** Whoever signs in stays at the address they wanted to open. */
export function useSignIn() {
  const enter = useEnter()
  return useMutation({
    mutationFn: async (body: BodyOf<typeof signIn>) => {
      await call(signIn, { body })
      await enter()
    },
    // A password is kept no longer than it takes to send it.
    gcTime: 0,
  })
}

export function useSetUp() {
  const enter = useEnter()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async ({ body, startsInSample }: FirstUse<BodyOf<typeof setUp>>) => {
      await call(setUp, { body })
      // The sample lies under an address of its own, with its own page.
      if (startsInSample) return window.location.replace(organisationPath(true))
      await enter()
      await navigate({ to: '/', replace: true })
    },
    gcTime: 0,
  })
}

/** Lands on the own team's services where there is one team, on the own teams where there are several, else on the overview. */
export function useWelcome() {
  const enter = useEnter()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async (body: BodyOf<typeof welcome>) => {
      const { team } = await call(welcome, { body })
      const { teams } = await enter()
      if (team === null && teams.length > 1)
        await navigate({ to: '/teams', search: { show: 'mine' } as never, replace: true })
      else if (team === null) await navigate({ to: '/', replace: true })
      else await navigate({ to: '/services', search: { team: team.name } as never, replace: true })
    },
    gcTime: 0,
  })
}

/** Ends the session, and forgets whatever this page has read in it. */
export function useSignOut() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => call(signOut, { body: {} }),
    onSuccess: async ({ signedOut, elsewhere }) => {
      // There was no session to end: the next request is signed in again.
      if (!signedOut) return
      const nobody = { type: '/api#not-signed-in', title: '', status: 401, detail: '', code: 'not-signed-in' }
      showSignedOut(queries, new ProblemError(nobody))
      forgetWhatWasRead(queries)
      await navigate({ to: '/' })
      // Whoever came by the provider signs out there too, or the next sign-in would ask nothing.
      if (elsewhere !== null) window.location.assign(elsewhere)
    },
  })
}
