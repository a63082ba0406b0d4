import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { sessionQuery } from '../shared/session-query.ts'
import { forgetWhatWasRead, isSignedOut, needsSetUp } from '../shared/signed-out.ts'
import { ErrorBoundary } from '../shared/states.tsx'
import { BrokenPage } from './BrokenPage.tsx'
import { Shell } from './Shell.tsx'

// Whoever is let in already never fetches it.
const Entrance = lazy(async () => ({ default: (await import('../access/Entrance.tsx')).Entrance }))

const PulsePage = lazy(async () => ({ default: (await import('../feedback/PulsePage.tsx')).PulsePage }))

const StopMailsPage = lazy(async () => ({ default: (await import('../mails/StopMailsPage.tsx')).StopMailsPage }))

/** Which page stands in front of the programme: undefined where nothing does. */
function entranceOf(path: string, error: unknown, signIn: boolean | undefined) {
  // Who has a link in hand uses it, whoever is signed in. Without sign-in there are no such pages.
  if (signIn !== false && path === '/set-up') return 'set-up' as const
  if (signIn !== false && path === '/welcome') return 'welcome' as const
  if (isSignedOut(error)) return 'sign-in' as const
  return needsSetUp(error) ? ('needs-set-up' as const) : undefined
}

/** Whoever has a link that asks how a service does, or stops mails, needs no account, signed in or not. */
export function Gate() {
  const { pathname } = useLocation()
  const isStop = pathname.replace(/\/$/, '') === '/no-mails'
  if (!isStop && !pathname.startsWith('/pulse/')) return <ProgrammeGate />
  return (
    <ErrorBoundary instead={(problem, again) => <BrokenPage error={problem} again={again} />}>
      <Suspense>{isStop ? <StopMailsPage /> : <PulsePage />}</Suspense>
    </ErrorBoundary>
  )
}

/** Around every other address: the shell for whoever is let in, else the way in. The address stays, and is where one lands. */
function ProgrammeGate() {
  const queries = useQueryClient()
  const { data, error, status } = useQuery(sessionQuery)
  const { pathname } = useLocation()
  // While it is asked again who is there, whoever was refused last stays in front.
  const [refused, setRefused] = useState<unknown>(null)
  if (status !== 'pending' && refused !== error) setRefused(error)
  const entrance = entranceOf(pathname.replace(/\/$/, ''), error ?? refused, data?.signIn)
  const who = data?.actor.id
  const before = useRef(who)

  useEffect(() => {
    if (entrance !== undefined) forgetWhatWasRead(queries)
  }, [entrance, queries])
  useEffect(() => {
    // Somebody else signed in, in another window of this browser.
    const isAnother = before.current !== undefined && who !== undefined && who !== before.current
    before.current = who ?? before.current
    if (isAnother) void queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
  }, [who, queries])

  if (entrance === undefined) return <Shell />
  return (
    <ErrorBoundary instead={(problem, again) => <BrokenPage error={problem} again={again} />}>
      <Suspense>
        <Entrance to={entrance} />
      </Suspense>
    </ErrorBoundary>
  )
}
