import { usePrefetchQuery, useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Button } from '../shared/Button.tsx'
import { useChartKeys } from '../shared/charts/use-chart-keys.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorBoundary, ErrorState, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useView } from '../shared/view-search.ts'
import { NothingToSee } from '../shared/WhatYouSee.tsx'
import { overviewQuery } from './growth-queries.ts'
import { Headline } from './Headline.tsx'
import { HeadlineFigures } from './HeadlineFigures.tsx'
import { Ladder } from './Ladder.tsx'
import { OverviewSkeleton } from './OverviewSkeleton.tsx'
import './overview.css'

// The headline waits for nothing that stands below it.
const FirstVisitPage = lazy(async () => ({ default: (await import('./FirstVisitPage.tsx')).FirstVisitPage }))
const Workload = lazy(async () => ({ default: (await import('../workload/Workload.tsx')).Workload }))
const PartsByCycle = lazy(async () => ({ default: (await import('./PartsByCycle.tsx')).PartsByCycle }))
const Compared = lazy(async () => ({ default: (await import('./Compared.tsx')).Compared }))
const OnPremises = lazy(async () => ({ default: (await import('./OnPremises.tsx')).OnPremises }))
const Attention = lazy(async () => ({ default: (await import('./Attention.tsx')).Attention }))
const LongestBlockers = lazy(async () => ({
  default: (await import('../blockers/LongestBlockers.tsx')).LongestBlockers,
}))
const OverviewStandUps = lazy(async () => ({
  default: (await import('../stand-ups/OverviewStandUps.tsx')).OverviewStandUps,
}))
const OverviewPulses = lazy(async () => ({ default: (await import('../feedback/OverviewPulses.tsx')).OverviewPulses }))
const LastReview = lazy(async () => ({ default: (await import('./LastReview.tsx')).LastReview }))
const Changes = lazy(async () => ({ default: (await import('./Changes.tsx')).Changes }))

/** How much more runs in cloud than on the baseline day, and everything that this is made of. */
export function OverviewPage() {
  const [view] = useView()
  // Asked for before the session is waited for, so that both are read side by side.
  usePrefetchQuery(overviewQuery(view))
  const session = useSession()
  if (session.counts.services === 0 && session.counts.moves === 0) {
    if (session.reads !== null) return <NothingToSee />
    return (
      <Suspense fallback={<OverviewSkeleton />}>
        <FirstVisitPage />
      </Suspense>
    )
  }
  return <Overview />
}

function Overview() {
  const [view] = useView()
  const { programme } = useSession()
  const query = useQuery(overviewQuery(view))
  useChartKeys()

  if (query.data === undefined) {
    return query.isError ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <OverviewSkeleton />
    )
  }
  const { growth } = query.data
  if (growth.finding.code === 'nothing-known') return <NothingKnown />
  return (
    <div className="overview">
      <ReadingBar reading={query.isFetching && query.isPlaceholderData} />
      <StaleNotice query={query} />
      <div className="overview-top">
        <Headline growth={growth} programme={programme} />
        <HeadlineFigures growth={growth} programme={programme} />
      </div>
      <Ladder view={view} growth={growth} programme={programme} />
      <Later height={360}>
        <LastReview view={view} />
        <div className="overview-row wide-left">
          <Workload view={view} growth={growth} programme={programme} />
          <PartsByCycle view={view} programme={programme} />
        </div>
        <div className="overview-row wider-left">
          <Compared view={view} growth={growth} programme={programme} />
          <OnPremises growth={growth} />
        </div>
        <div className="overview-row">
          <Attention view={view} />
          <Changes view={view} />
        </div>
        <LongestBlockers view={view} />
        {/* Its words come apart: nothing waits for them. */}
        <Suspense>
          <OverviewStandUps view={view} />
        </Suspense>
        <Suspense>
          <OverviewPulses view={view} />
        </Suspense>
      </Later>
    </div>
  )
}

/** Known at an instant before the first record: no figure has a reason then, so none is shown. */
function NothingKnown() {
  const { growth: words } = useMessages()
  const [, change] = useView()
  return (
    <div className="state">
      <h2>{words.nothingKnown.heading}</h2>
      <p>{words.nothingKnown.words}</p>
      <div className="button-row">
        <Button onClick={() => change({ knownAt: undefined })}>{words.nothingKnown.back}</Button>
      </div>
    </div>
  )
}

function Later({ height, children }: { height: number; children: React.ReactNode }) {
  return (
    <ErrorBoundary instead={(error, again) => <ErrorState error={error} onRetry={again} />}>
      <Suspense fallback={<Skeleton height={height} />}>{children}</Suspense>
    </ErrorBoundary>
  )
}
