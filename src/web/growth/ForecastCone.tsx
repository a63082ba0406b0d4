import { useQuery } from '@tanstack/react-query'
import { lazy, useState } from 'react'
import type { Forecast as Answer } from '../../contract/forecast.ts'
import { addDays, daysBetween, later } from '../../domain/calendar-day.ts'
import type { Programme } from '../../domain/programme.ts'
import type { Scale } from '../../drawing/ladder-layout.ts'
import { ChartSection } from '../shared/charts/ChartSection.tsx'
import type { TableOfChart } from '../shared/charts/ChartTable.tsx'
import { useShortcut } from '../shared/keys.tsx'
import { useForecastMessages, useMessages } from '../shared/messages/messages.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { pastQuery } from './forecast-queries.ts'
import { useRangeWords } from './range-words.ts'
import { lastDayShown, type ShownForecast } from './shown-forecast.ts'
import { useTrustWords } from './trust-words.ts'

const ConeChart = lazy(async () => ({ default: (await import('./ConeChart.tsx')).ConeChart }))

const height = 360

/** The ladder run on into the future: what is known, then the band that the runs make. */
export function ForecastCone(props: {
  view: View
  answer: Answer
  shown: ShownForecast
  what: 'cloud' | 'onPrem'
  onWhat: (what: 'cloud' | 'onPrem') => void
  programme: Programme
}) {
  const { answer, shown, what, view } = props
  const { growth: ladder, charts } = useMessages()
  const words = useForecastMessages()
  const format = useFormat()
  const rangeOf = useRangeWords()
  const [scale, setScale] = useState<Scale>('linear')
  useShortcut('L', () => setScale(scale === 'log' ? 'linear' : 'log'), ladder.ladder.switchScale)
  const { asOf, measure, runs } = answer
  const to = lastDayShown(asOf, shown)
  const ahead = daysBetween(asOf, to)
  const firstWeek = answer.weeks[0]?.lastDay ?? asOf
  const from = later(firstWeek, addDays(asOf, -Math.max(364, Math.ceil(ahead * 1.2))))
  const past = useQuery(pastQuery(view, from))
  const trust = useTrustWords()
  const cone = shown.cone.filter(({ day }) => day <= to)
  const amount = (value: number) => format.measured(measure, value)

  const next = shown.milestones.find(({ arrival }) => arrival !== null)
  const heading =
    what === 'cloud'
      ? next?.arrival
        ? words.finding(format.rungWithGrowth(next.multiple), rangeOf(next.arrival))
        : words.allReached
      : shown.onPremisesZero
        ? words.finding(words.zero, rangeOf(shown.onPremisesZero))
        : words.zeroReached
  const story = storyOf()

  const table: TableOfChart = {
    columns: [
      { label: charts.day, name: 'day' },
      { label: words.p90, figures: true, name: 'p90' },
      { label: words.p85, figures: true, name: 'p85' },
      { label: words.p50, figures: true, name: 'p50' },
      { label: words.p10, figures: true, name: 'p10' },
      ...(what === 'cloud' && answer.baseline > 0
        ? [{ label: words.multiple, figures: true, name: 'multiple', kind: 'multiple' as const }]
        : []),
    ],
    rows: cone.map((point) => {
      const { p90, p85, p50, p10 } = point[what]
      const multiple = answer.baseline > 0 ? p50 / answer.baseline : null
      const withMultiple = what === 'cloud' && answer.baseline > 0
      return {
        key: point.day,
        shown: [
          format.day(point.day),
          ...[p90, p85, p50, p10].map((value) => format.measuredNumber(measure, value)),
          ...(withMultiple ? [format.multiple(multiple)] : []),
        ],
        raw: [point.day, p90, p85, p50, p10, ...(withMultiple ? [multiple] : [])],
      }
    }),
  }
  const foot = [
    (what === 'cloud' ? words.foot : words.footOnPrem)(format.count(runs), words.weeks(shown.weeks)),
    // What the band is worth stands beside it, not only further down.
    ...trust(answer.soFar[what]),
  ].join(' ')

  return (
    <ChartSection
      name={words.coneName(
        words.what[what],
        what === 'cloud' ? ladder.ladder.scales[scale] : ladder.ladder.scales.linear,
      )}
      heading={heading}
      file={`forecast-${what === 'cloud' ? 'cloud' : 'on-premises'}`}
      table={table}
      height={height}
      className="ladder forecast-cone"
      controls={
        <>
          <Segmented
            label={words.whatLabel}
            value={what}
            onChange={props.onWhat}
            segments={[
              { value: 'cloud', label: words.cloud },
              { value: 'onPrem', label: words.onPrem },
            ]}
          />
          {what === 'cloud' ? (
            <Segmented
              label={ladder.ladder.scale}
              value={scale}
              onChange={setScale}
              segments={[
                { value: 'log', label: ladder.ladder.log },
                { value: 'linear', label: ladder.ladder.linear },
              ]}
            />
          ) : null}
        </>
      }
      foot={foot}
      empty={
        past.isError && past.data === undefined ? (
          <ErrorState error={past.error} onRetry={() => void past.refetch()} />
        ) : undefined
      }
    >
      <p className="unseen">{story}</p>
      {past.data === undefined ? (
        <Skeleton height={height} />
      ) : (
        <ConeChart
          answer={answer}
          shown={shown}
          past={past.data}
          cone={cone}
          what={what}
          scale={what === 'cloud' ? scale : 'linear'}
          from={from}
          to={to}
          label={heading}
          programme={props.programme}
        />
      )}
    </ChartSection>
  )

  /** The chart as a story for whoever hears it: now, then three days on the way. */
  function storyOf(): string {
    const at = [0.25, 0.5, 1].flatMap((part) => cone[Math.max(0, Math.ceil(cone.length * part) - 1)] ?? [])
    const say = what === 'cloud' ? words.storyPoint : words.storyPointOnPrem
    const points = at.map((point) => say(format.day(point.day), amount(point[what].p85), amount(point[what].p50)))
    return words.story(amount(answer.now[what]), points.join(' '))
  }
}
