import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { overviewQuery } from '../growth/growth-queries.ts'
import { Headline } from '../growth/Headline.tsx'
import { HeadlineFigures } from '../growth/HeadlineFigures.tsx'
import { Ladder } from '../growth/Ladder.tsx'
import { cycleQuery } from '../release-cycles/cycles-queries.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { EmptyState, ErrorBoundary, ErrorState, Skeleton } from '../shared/states.tsx'
import { useMedia } from '../shared/use-media.ts'
import { usePageSearch, useView, type View } from '../shared/view-search.ts'
import '../growth/overview.css'
import { PresentBar } from './PresentBar.tsx'
import './present.css'
import { besideSlide, PresentSearch, type SlideName, usualSeconds } from './present-search.ts'
import { barGrowth, useLitScreen, useZoom } from './use-wall.ts'

const Compared = lazy(async () => ({ default: (await import('../growth/Compared.tsx')).Compared }))
const BurnUp = lazy(async () => ({ default: (await import('../release-cycles/BurnUp.tsx')).BurnUp }))
const LongestBlockers = lazy(async () => ({
  default: (await import('../blockers/LongestBlockers.tsx')).LongestBlockers,
}))

/**
 * For a wall that nobody touches: one finding after the other, as large as the screen allows, of now. Whoever asked for
 * less motion starts it by themselves; everybody can pause it.
 */
export function PresentPage() {
  const [{ slide, every }, change] = usePageSearch(PresentSearch)
  const prefersStill = useMedia('(prefers-reduced-motion: reduce)')
  const [chosen, setPaused] = useState<boolean>()
  const paused = chosen ?? (prefersStill && every === undefined)
  const seconds = every ?? usualSeconds
  const zoom = useZoom()
  const { present: words } = useMessages()
  const { programme } = useSession()
  useLitScreen()

  const move = (by: 1 | -1) => change({ slide: besideSlide(slide, by) }, { replace: true })
  const goOn = useEffectEvent((from: SlideName) => change({ slide: besideSlide(from, 1) }, { replace: true }))
  useEffect(() => {
    if (paused) return
    // Anew with every slide, so that one that was turned to by hand stands as long as the others.
    const timer = setTimeout(() => goOn(slide), seconds * 1_000)
    return () => clearTimeout(timer)
  }, [paused, seconds, slide])

  return (
    <div className="present">
      <h1 className="unseen">{[words.title, programme.name].filter((part) => part !== '').join(': ')}</h1>
      <div className="present-slide" style={{ zoom }} data-slide={slide}>
        <ErrorBoundary resetBy={slide} instead={(error, again) => <ErrorState error={error} onRetry={again} />}>
          <Suspense fallback={<Skeleton height={400} />}>
            <Slide name={slide} />
          </Suspense>
        </ErrorBoundary>
      </div>
      <PresentBar
        zoom={Math.max(1, zoom * barGrowth)}
        slide={slide}
        seconds={seconds}
        paused={paused}
        onPause={setPaused}
        onMove={move}
      />
    </div>
  )
}

function Slide({ name }: { name: SlideName }) {
  const [view] = useView()
  const { present: words } = useMessages()
  const { programme, counts } = useSession()
  const query = useQuery(overviewQuery(view))
  if (counts.services === 0 && counts.moves === 0)
    return <EmptyState heading={words.nothing}>{words.nothingWords}</EmptyState>
  if (query.data === undefined)
    return query.isError ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton height={400} />
    )
  const { growth } = query.data
  switch (name) {
    case 'headline':
      return (
        <div className="overview-top">
          <Headline growth={growth} programme={programme} />
          <HeadlineFigures growth={growth} programme={programme} />
        </div>
      )
    case 'ladder':
      return <Ladder view={view} growth={growth} programme={programme} />
    case 'cycle':
      return growth.cycle === null ? (
        <EmptyState heading={words.noCycle}>{words.noCycleWords}</EmptyState>
      ) : (
        <Cycle view={view} number={growth.cycle.number} />
      )
    case 'divisions':
      return <Compared view={view} growth={growth} programme={programme} />
    case 'blockers':
      return <Blockers view={view} />
  }
}

function Cycle({ view, number }: { view: View; number: number }) {
  const query = useQuery(cycleQuery(view, number))
  if (query.data !== undefined) return <BurnUp view={view} report={query.data} />
  return query.isError ? (
    <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  ) : (
    <Skeleton height={400} />
  )
}

function Blockers({ view }: { view: View }) {
  const { present: words } = useMessages()
  return (
    <div className="present-blockers">
      <LongestBlockers view={view} />
      <EmptyState heading={words.noBlocker}>{words.noBlockerWords}</EmptyState>
    </div>
  )
}
