import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { Growth } from '../../contract/growth.ts'
import type { Programme } from '../../domain/programme.ts'
import type { Scale } from '../../drawing/ladder-layout.ts'
import { Button } from '../shared/Button.tsx'
import { ChartSection } from '../shared/charts/ChartSection.tsx'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { usePageSearch, type View } from '../shared/view-search.ts'
import { useSeenDivisions } from '../shared/WhatYouSee.tsx'
import { AnnotationsSearch, annotationsQuery, shownOf } from './annotations-queries.ts'
import { overviewQuery } from './growth-queries.ts'
import { ladderFinding } from './growth-words.ts'
import { aheadQuery } from './ladder-ahead.ts'
import { filterOf, LadderSearch, shownKinds, storiesQuery } from './ladder-stories.ts'
import { ladderTable } from './ladder-table.ts'
import { TakeAlong } from './TakeAlong.tsx'

const LadderChart = lazy(async () => ({ default: (await import('./LadderChart.tsx')).LadderChart }))
const LadderStories = lazy(async () => ({ default: (await import('./LadderStories.tsx')).LadderStories }))

const AnnotationsPanel = lazy(async () => ({ default: (await import('./AnnotationsPanel.tsx')).AnnotationsPanel }))

export const ladderHeight = 330

/** Cloud workload climbing its rungs: 5×, 10×, 20× of the baseline, with the day each was reached or lost. */
export function Ladder({ view, growth, programme }: { view: View; growth: Growth; programme: Programme }) {
  const messages = useMessages()
  const { growth: words, shell } = messages
  const format = useFormat()
  const [{ stories: filter, scale = 'log' }, turn] = usePageSearch(LadderSearch)
  const setScale = (next: Scale) => turn({ scale: next === 'log' ? undefined : next }, { replace: true })
  const series = useQuery({ ...overviewQuery(view), select: (overview) => overview.series })
  useShortcut('L', () => setScale(scale === 'log' ? 'linear' : 'log'), words.ladder.switchScale)

  const [{ annotation, tags }, change] = usePageSearch(AnnotationsSearch)
  const annotations = useQuery(annotationsQuery(view))
  const notes = shownOf(annotations.data, tags).map((one) => ({
    key: String(one.id),
    day: one.day,
    until: one.until,
    days: format.dayRange(one.day, one.until ?? one.day),
    words: one.words,
  }))

  // What comes beside the curve is asked for once it stands.
  const [isDrawn, setDrawn] = useState(false)
  const hasCurve = isDrawn && series.data !== undefined && growth.multiple !== null
  const told = useQuery({ ...storiesQuery(view), enabled: hasCurve }).data?.stories ?? []
  const stories = told.filter((story) => shownKinds(filter).includes(filterOf(story)))
  const ahead = useQuery({ ...aheadQuery(view), enabled: hasCurve })
  const forecast = ahead.isError || ahead.data?.reason ? null : ahead.data

  const points = series.data?.points ?? []
  const scaleName = words.ladder.scales[scale]
  const name =
    growth.measure === 'services'
      ? words.ladder.servicesName(scaleName)
      : words.ladder.unitsName(format.unitName, scaleName)
  const seen = useSeenDivisions()
  const part = growth.scope?.name ?? seen
  const heading = ladderFinding(growth, words, format, part)
  const table = ladderTable(
    { growth, points, notes, stories, forecast, targetDay: programme.targetDay },
    messages,
    format,
  )
  const empty = emptyLadder()
  return (
    <>
      <ChartSection
        name={name}
        heading={heading}
        file="growth-ladder"
        table={table}
        height={ladderHeight}
        className="ladder"
        controls={
          <>
            <Button onClick={() => change({ annotation: 'list' })}>{words.ladder.annotations}</Button>
            <TakeAlong view={view} growth={growth} />
            <PageLink className="button" to="/forecast">
              {shell.forecast}
            </PageLink>
            <Segmented
              label={words.ladder.scale}
              value={scale}
              onChange={setScale}
              segments={[
                { value: 'log', label: words.ladder.log },
                { value: 'linear', label: words.ladder.linear },
              ]}
            />
          </>
        }
        foot={
          empty !== undefined
            ? undefined
            : [
                words.ladder.foot(
                  format.measured(growth.measure, growth.baseline),
                  format.day(growth.baselineDay),
                  format.days(programme.cycleDays),
                ),
                ...footAhead(),
              ].join(' ')
        }
        empty={empty}
      >
        {series.data === undefined ? (
          <Skeleton height={ladderHeight} />
        ) : (
          <>
            <LadderChart
              growth={growth}
              points={series.data.points}
              cycles={series.data.cycles}
              scale={scale}
              label={heading}
              programme={programme}
              notes={notes}
              stories={stories}
              ahead={forecast}
              onDrawn={setDrawn}
            />
            {isDrawn ? (
              <Suspense>
                <LadderStories stories={told} measure={growth.measure} forecast={forecast} />
              </Suspense>
            ) : null}
          </>
        )}
      </ChartSection>
      {annotation === undefined ? null : (
        <Suspense>
          <AnnotationsPanel />
        </Suspense>
      )}
    </>
  )

  /** What the band is made of; or why there is none. */
  function footAhead(): string[] {
    const said = words.ahead
    if (ahead.isError) return [said.failed]
    if (ahead.data === undefined) return []
    const { reason, window, runs } = ahead.data
    if (reason === 'nothing-logged') return [said[reason]]
    if (reason === 'too-few-weeks') return [said[reason](window.nonEmpty, window.least)]
    return [said.foot(format.count(runs), window.weeks)]
  }

  function emptyLadder() {
    if (series.isError && series.data === undefined) {
      return <ErrorState error={series.error} onRetry={() => void series.refetch()} />
    }
    if (growth.multiple === null && growth.baseline === 0) {
      // Of one team or division the heading says all there is: another baseline day would change everybody's figures.
      return part === null && growth.finding.code === 'no-baseline' ? (
        <p className="second">{words.ladder.noBaselineWords}</p>
      ) : (
        <span />
      )
    }
    if (series.data !== undefined && points.length === 0) {
      return <p className="second">{words.ladder.beforeBaseline}</p>
    }
    return undefined
  }
}
