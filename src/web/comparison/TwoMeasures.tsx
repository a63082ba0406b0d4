import { useQuery } from '@tanstack/react-query'
import { lazy } from 'react'
import type { WorkloadPoint } from '../../contract/workload.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { halfCrossings, halfSince, type SharePoint } from '../../domain/half.ts'
import { ChartSection } from '../shared/charts/ChartSection.tsx'
import { Figure } from '../shared/Figure.tsx'
import { useCompareMessages, useMessages } from '../shared/messages/messages.tsx'
import { EmptyState, ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { sharesQuery } from './comparison-queries.ts'

const MeasuresChart = lazy(async () => ({ default: (await import('./MeasuresChart.tsx')).MeasuresChart }))

const height = 320
/** More points than a line has pixels help nobody. */
const mostPoints = 400

/** By services only a service that left on-premises altogether has moved, as everywhere. */
const shareOf = ({ total, onPrem }: WorkloadPoint): number | null => (total === 0 ? null : (total - onPrem) / total)

export interface BothShares {
  readonly day: CalendarDay
  readonly services: number | null
  readonly units: number | null
}

/** The share by services and by units on one axis, since the two come to their half on different days. */
export function TwoMeasures({ view }: { view: View }) {
  const words = useCompareMessages()
  const { charts } = useMessages()
  const format = useFormat()
  const services = useQuery(sharesQuery(view, 'services'))
  const units = useQuery(sharesQuery(view, 'units'))
  const error = services.error ?? units.error
  const ready = services.data !== undefined && units.data !== undefined
  const unitsOn = new Map((units.data ?? []).map((point) => [point.day, shareOf(point)]))
  const all: BothShares[] = ready
    ? services.data.map((point) => ({
        day: point.day,
        services: shareOf(point),
        units: unitsOn.get(point.day) ?? null,
      }))
    : []
  const half = { services: crossed(all, 'services'), units: crossed(all, 'units') }
  const marked = new Set([...half.services.all, ...half.units.all].map(({ day }) => day))
  const step = Math.max(1, Math.ceil(all.length / mostPoints))
  const points = all.filter(({ day }, at) => (all.length - 1 - at) % step === 0 || marked.has(day))
  const last = all.at(-1)
  const heading = !ready
    ? ''
    : words.halfFinding(
        half.services.since === null ? null : format.day(half.services.since),
        half.units.since === null ? null : format.day(half.units.since),
        format.unitName || words.workload,
      )
  const nothing = ready && last === undefined
  return (
    <ChartSection
      name={words.measuresName}
      heading={nothing ? words.nothingToCompare : heading}
      file="two-measures"
      height={height}
      table={{
        columns: [
          { label: charts.day },
          { label: words.byServices, figures: true },
          { label: words.byUnits(format.unitName), figures: true },
        ],
        newestFirst: true,
        rows: points.map((point) => ({
          key: point.day,
          shown: [format.day(point.day), format.share(point.services), format.share(point.units)],
          raw: [point.day, point.services, point.units],
        })),
      }}
      foot={
        last === undefined ? undefined : (
          <>
            {`${words.now} `}
            <Figure of="share" within={{ measure: 'services' }}>
              {format.share(last.services)}
            </Figure>
            {` ${words.byServices.toLocaleLowerCase()}, `}
            <Figure of="share" within={{ measure: 'units' }}>
              {format.share(last.units)}
            </Figure>
            {` ${words.byUnits(format.unitName).toLocaleLowerCase()}. ${words.halfFoot}`}
          </>
        )
      }
      empty={
        error !== null && !ready ? (
          <ErrorState
            error={error}
            onRetry={() => {
              void services.refetch()
              void units.refetch()
            }}
          />
        ) : nothing ? (
          <EmptyState heading={words.nothingToCompare}>{words.nothingWords}</EmptyState>
        ) : undefined
      }
    >
      {ready ? <MeasuresChart points={points} half={half} label={heading} /> : <Skeleton height={height} />}
    </ChartSection>
  )
}

function crossed(points: readonly BothShares[], measure: 'services' | 'units') {
  const its: SharePoint[] = points.map((point) => ({ day: point.day, share: point[measure] }))
  return { all: halfCrossings(its), since: halfSince(its) }
}
