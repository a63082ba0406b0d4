import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { Button } from '../shared/Button.tsx'
import { useChartKeys } from '../shared/charts/use-chart-keys.ts'
import { useForecastMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { EmptyState, ErrorBoundary, ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { UnusableLink } from '../shared/UnusableLink.tsx'
import { useFormat } from '../shared/use-format.ts'
import { usePageSearch, ViewSearch } from '../shared/view-search.ts'
import { WhatYouSee } from '../shared/WhatYouSee.tsx'
import { ForecastArrivals } from './ForecastArrivals.tsx'
import { ForecastCone } from './ForecastCone.tsx'
import { ForecastLevers } from './ForecastLevers.tsx'
import { forecastQuery } from './forecast-queries.ts'
import { asItIs, type ChosenLevers, ForecastSearch, isAsItIs, leversIn, searchOf } from './forecast-search.ts'
import { questionOf, shownOf } from './shown-forecast.ts'
import { useRuns } from './use-runs.ts'
import '../shared/charts/charts.css'
import '../shared/fields.css'
import './overview.css'
import './forecast.css'

const Backtest = lazy(async () => ({ default: (await import('./Backtest.tsx')).Backtest }))

const sharedKeys = Object.keys(ViewSearch.shape)

/** When milestones are reached, as ranges; what would be if; and how well such forecasts did before. */
export function ForecastPage() {
  const [search, change] = usePageSearch(ForecastSearch)
  const words = useForecastMessages()
  const format = useFormat()
  const { programme } = useSession()
  const levers = useMemo(() => leversIn(search), [search])
  const query = useQuery(forecastQuery(search, levers))
  const answer = query.data
  const { window, leftOut } = levers
  // Teams and waves the server knows; the window and the weeks left out change nothing that it has to be asked for.
  const isOwn = search.weeks !== undefined || leftOut.length > 0
  const question = useMemo(
    () => (isOwn && answer !== undefined ? questionOf(answer, levers) : null),
    [isOwn, answer, levers],
  )
  const { done, computing } = useRuns(question)
  const setLevers = useCallback(
    (changes: Partial<ChosenLevers>) => change(searchOf(changes), { replace: true }),
    [change],
  )
  useChartKeys()

  if (answer === undefined) {
    if (query.isError)
      return (
        <>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          {/* A team or a wave of an old link may be gone. */}
          {isAsItIs(levers) ? null : <Button onClick={() => setLevers(asItIs)}>{words.reset}</Button>}
        </>
      )
    return (
      <Reading>
        <div className="skeleton-lines">
          <Skeleton height={100} />
          <Skeleton height={360} />
        </div>
      </Reading>
    )
  }
  const shown = shownOf(answer, done)
  const isChanged = !isAsItIs(levers)
  return (
    <div className="forecast-page" data-chart={shown.hasForecast ? undefined : 'none'}>
      <ReadingBar reading={(query.isFetching && query.isPlaceholderData) || computing} />
      <UnusableLink schema={ForecastSearch} except={sharedKeys} />
      <StaleNotice query={query} />
      <WhatYouSee className="second what-you-see" />
      {shown.hasForecast ? (
        <ForecastArrivals answer={answer} shown={shown} />
      ) : (
        <EmptyState heading={words.noneHeading}>
          {answer.reason === 'nothing-logged'
            ? words.nothingLogged
            : words.tooFew(format.count(answer.window.least), format.count(shown.nonEmpty))}
          {isChanged && answer.reason !== 'nothing-logged' ? ` ${words.tooFewLeft}` : ''}
        </EmptyState>
      )}
      {answer.reason === 'nothing-logged' || (!shown.hasForecast && !isChanged) ? null : (
        <div className="forecast-row">
          {shown.hasForecast ? (
            <ForecastCone
              view={search}
              answer={answer}
              shown={shown}
              what={search.what ?? 'cloud'}
              onWhat={(what) => change({ what: what === 'onPrem' ? what : undefined }, { replace: true })}
              programme={programme}
            />
          ) : (
            <div />
          )}
          <ForecastLevers
            answer={answer}
            levers={levers}
            isChanged={isChanged}
            view={search}
            weeksShown={Math.min(window, answer.weeks.length)}
            onChange={setLevers}
          />
        </div>
      )}
      <ErrorBoundary instead={(error, again) => <ErrorState error={error} onRetry={again} />}>
        <Suspense fallback={<Skeleton height={260} />}>
          <Backtest view={search} widening={answer.widening} />
        </Suspense>
      </ErrorBoundary>
    </div>
  )
}
