import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { Growth } from '../../contract/growth.ts'
import type { Programme } from '../../domain/programme.ts'
import type { Scale } from '../../drawing/ladder-layout.ts'
import { ChartSection } from '../shared/charts/ChartSection.tsx'
import type { TableOfChart } from '../shared/charts/ChartTable.tsx'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { usePageSearch, type View } from '../shared/view-search.ts'
import { useSeenDivisions } from '../shared/WhatYouSee.tsx'
import { BriefButton } from './BriefButton.tsx'
import { growthSeriesQuery, intervalFor } from './growth-queries.ts'
import { ladderFinding } from './growth-words.ts'
import { aheadQuery, arrivalWords, withAhead } from './ladder-ahead.ts'
import { filterOf, StoriesSearch, shownKinds, storiesQuery, storySentence, withStories } from './ladder-stories.ts'

const LadderChart = lazy(async () => ({ default: (await import('./LadderChart.tsx')).LadderChart }))
const LadderStories = lazy(async () => ({ default: (await import('./LadderStories.tsx')).LadderStories }))

export const ladderHeight = 330

/** Cloud workload climbing its rungs: 5×, 10×, 20× of the baseline, with the day each was reached or lost. */
export function Ladder({ view, growth, programme }: { view: View; growth: Growth; programme: Programme }) {
  const { growth: words, charts, shell } = useMessages()
  const format = useFormat()
  const [scale, setScale] = useState<Scale>('log')
  const series = useQuery(growthSeriesQuery(view, intervalFor(growth.baselineDay, growth.asOf)))
  useShortcut('L', () => setScale(scale === 'log' ? 'linear' : 'log'), words.ladder.switchScale)

  // What comes beside the curve is asked for once it stands.
  const [isDrawn, setDrawn] = useState(false)
  const hasCurve = isDrawn && series.data !== undefined && growth.multiple !== null
  const told = useQuery({ ...storiesQuery(view), enabled: hasCurve }).data?.stories ?? []
  const [{ stories: filter }] = usePageSearch(StoriesSearch)
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
  const plain: TableOfChart = {
    columns: [
      { label: charts.day },
      { label: words.ladder.inCloud, figures: true },
      { label: words.ladder.multiple, figures: true },
      { label: words.ladder.growth, figures: true },
    ],
    newestFirst: true,
    rows: points.map(({ day, cloud, multiple }) => ({
      key: day,
      shown: [
        format.day(day),
        format.measured(growth.measure, cloud),
        format.multiple(multiple),
        format.growth(multiple === null ? null : (multiple - 1) * 100),
      ],
      raw: [day, cloud, multiple, multiple === null ? null : (multiple - 1) * 100],
    })),
  }

  const table = withStories(
    withAhead(plain, forecast, words.ahead, format),
    points.map(({ day }) => day),
    stories,
    words.stories.column,
    (story) => {
      const { sentence, amount } = storySentence(story, growth.measure, words.stories, format)
      return sentence.replace('{amount}', amount)
    },
  )
  const empty = emptyLadder()
  return (
    <ChartSection
      name={name}
      heading={heading}
      file="growth-ladder"
      table={table}
      height={ladderHeight}
      className="ladder"
      controls={
        <>
          <BriefButton view={view} growth={growth} />
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
            stories={stories}
            ahead={forecast}
            onDrawn={setDrawn}
          />
          {isDrawn ? (
            <Suspense>
              <LadderStories
                stories={told}
                measure={growth.measure}
                ahead={forecast ? arrivalWords(forecast, words.ahead, format, format.rungWithGrowth) : []}
              />
            </Suspense>
          ) : null}
        </>
      )}
    </ChartSection>
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
