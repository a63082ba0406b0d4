import { lazy, Suspense } from 'react'
import { useChartKeys } from '../shared/charts/use-chart-keys.ts'
import { useCompareMessages } from '../shared/messages/messages.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { ErrorBoundary, ErrorState, Skeleton } from '../shared/states.tsx'
import { UnusableLink } from '../shared/UnusableLink.tsx'
import { usePageSearch, ViewSearch } from '../shared/view-search.ts'
import { WhatYouSee } from '../shared/WhatYouSee.tsx'
import { CompareSearch, usualSort } from './compare-search.ts'
import { League } from './League.tsx'
import '../shared/charts/charts.css'
import '../shared/fields.css'
import './comparison.css'

const TwoMeasures = lazy(async () => ({ default: (await import('./TwoMeasures.tsx')).TwoMeasures }))
const SmallLadders = lazy(async () => ({ default: (await import('./SmallLadders.tsx')).SmallLadders }))
const Exits = lazy(async () => ({ default: (await import('./Exits.tsx')).Exits }))

const CloudServices = lazy(async () => ({ default: (await import('./CloudServices.tsx')).CloudServices }))

const sharedKeys = Object.keys(ViewSearch.shape)
const shows = ['league', 'measures', 'ladders', 'exits', 'clouds'] as const
type Show = (typeof shows)[number]

/** Who is how far, fairly: a league with the effort that is left, both measures, ladders side by side, and what has to be empty when. */
export function ComparePage() {
  const [search, change] = usePageSearch(CompareSearch)
  const words = useCompareMessages()
  const show: Show = search.show ?? 'league'
  // Inside one division its teams are the comparison worth making.
  const narrowed = search.division !== undefined || search.team !== undefined
  const usualBy = narrowed ? 'team' : 'division'
  const by = search.by ?? usualBy
  useChartKeys()
  return (
    <div className="compare-page">
      <UnusableLink schema={CompareSearch} except={sharedKeys} />
      <WhatYouSee className="second what-you-see" />
      <div className="screen-only">
        <Segmented<Show>
          label={words.show}
          value={show}
          onChange={(next) => change({ show: next === 'league' ? undefined : next })}
          segments={shows.map((value) => ({ value, label: words.shows[value] }))}
        />
      </div>
      <ErrorBoundary resetBy={show} instead={(error, again) => <ErrorState error={error} onRetry={again} />}>
        <Suspense fallback={<Skeleton height={320} />}>
          {show === 'measures' ? (
            <TwoMeasures view={search} />
          ) : show === 'ladders' ? (
            <SmallLadders view={search} by={by} />
          ) : show === 'exits' ? (
            <Exits view={search} />
          ) : show === 'clouds' ? (
            <CloudServices view={search} />
          ) : (
            <League
              search={search}
              by={by}
              onBy={(next) => change({ by: next === usualBy ? undefined : next })}
              onSort={(sort) => change({ sort: sort === usualSort ? undefined : sort }, { replace: true })}
              onSearch={(q) => change({ q: q === '' ? undefined : q }, { replace: true })}
              onEffort={(effort) => change({ effort }, { replace: true })}
            />
          )}
        </Suspense>
      </ErrorBoundary>
    </div>
  )
}
