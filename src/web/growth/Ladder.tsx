import { useQuery } from '@tanstack/react-query'
import { lazy, useState } from 'react'
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
import type { View } from '../shared/view-search.ts'
import { useSeenDivisions } from '../shared/WhatYouSee.tsx'
import { BriefButton } from './BriefButton.tsx'
import { overviewQuery } from './growth-queries.ts'
import { ladderFinding } from './growth-words.ts'
import { ShareButton } from './ShareButton.tsx'
import { SlidesButton } from './SlidesButton.tsx'

const LadderChart = lazy(async () => ({ default: (await import('./LadderChart.tsx')).LadderChart }))

export const ladderHeight = 330

/** Cloud workload climbing its rungs: 5×, 10×, 20× of the baseline, with the day each was reached or lost. */
export function Ladder({ view, growth, programme }: { view: View; growth: Growth; programme: Programme }) {
  const { growth: words, charts, shell } = useMessages()
  const format = useFormat()
  const [scale, setScale] = useState<Scale>('log')
  const series = useQuery({ ...overviewQuery(view), select: (overview) => overview.series })
  useShortcut('L', () => setScale(scale === 'log' ? 'linear' : 'log'), words.ladder.switchScale)

  const points = series.data?.points ?? []
  const scaleName = words.ladder.scales[scale]
  const name =
    growth.measure === 'services'
      ? words.ladder.servicesName(scaleName)
      : words.ladder.unitsName(format.unitName, scaleName)
  const seen = useSeenDivisions()
  const part = growth.scope?.name ?? seen
  const heading = ladderFinding(growth, words, format, part)
  const table: TableOfChart = {
    columns: [
      { label: charts.day, name: 'day' },
      { label: words.ladder.inCloud, figures: true, name: 'cloud' },
      { label: words.ladder.multiple, figures: true, name: 'multiple', kind: 'multiple' },
      { label: words.ladder.growth, figures: true, name: 'growthPercent' },
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
          <ShareButton view={view} growth={growth} />
          <SlidesButton view={view} growth={growth} />
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
          : words.ladder.foot(
              format.measured(growth.measure, growth.baseline),
              format.day(growth.baselineDay),
              format.days(programme.cycleDays),
            )
      }
      empty={empty}
    >
      {series.data === undefined ? (
        <Skeleton height={ladderHeight} />
      ) : (
        <LadderChart
          growth={growth}
          points={series.data.points}
          cycles={series.data.cycles}
          scale={scale}
          label={heading}
          programme={programme}
        />
      )}
    </ChartSection>
  )

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
