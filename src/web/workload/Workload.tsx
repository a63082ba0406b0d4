import { useQuery } from '@tanstack/react-query'
import { lazy } from 'react'
import type { Growth } from '../../contract/growth.ts'
import { type CalendarDay, daysBetween } from '../../domain/calendar-day.ts'
import type { Programme } from '../../domain/programme.ts'
import { ChartSection } from '../shared/charts/ChartSection.tsx'
import type { TableOfChart } from '../shared/charts/ChartTable.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { workloadQuery } from './workload-queries.ts'

const WorkloadChart = lazy(async () => ({ default: (await import('./WorkloadChart.tsx')).WorkloadChart }))

/** On-premises over cloud, from the first move to the as-of day. */
export function Workload({ view, growth }: { view: View; growth: Growth; programme: Programme }) {
  const { workload: words, charts } = useMessages()
  const format = useFormat()
  const { firstMoveOn } = useSession()
  const interval = spanOf(firstMoveOn ?? growth.baselineDay, growth.asOf)
  const query = useQuery(workloadQuery(view, interval))
  const points = query.data?.points ?? []
  const { measure, now } = growth
  const number = (amount: number) => format.measuredNumber(measure, amount)
  const twoClouds = points.some(({ privateCloud }) => privateCloud > 0)
  const emptySince =
    now.onPrem === 0
      ? points.find((point, at) => point.onPrem === 0 && points.slice(at).every(({ onPrem }) => onPrem === 0))?.day
      : undefined
  const every = words.every[interval]
  const name = measure === 'services' ? words.servicesName(every) : words.unitsName(format.unitName, every)
  const heading =
    now.total === 0
      ? words.nothing
      : now.onPrem === 0
        ? interval === 'day' && emptySince !== undefined
          ? words.emptySince(format.day(emptySince))
          : words.empty
        : words.finding(
            number(now.onPrem),
            format.measured(measure, now.total),
            format.measuredInWords(measure, now.onPrem),
            measure === 'services' && now.onPrem === 1,
          )

  const table: TableOfChart = {
    columns: [
      { label: charts.day, name: 'day' },
      { label: words.onPrem, figures: true, name: 'onPrem' },
      ...(twoClouds
        ? [
            { label: words.privateCloud, figures: true, name: 'privateCloud' },
            { label: words.publicCloud, figures: true, name: 'publicCloud' },
          ]
        : []),
      { label: words.cloud, figures: true, name: 'cloud' },
      { label: words.total, figures: true, name: 'total' },
    ],
    newestFirst: true,
    rows: points.map((point) => {
      const amounts = [
        point.onPrem,
        ...(twoClouds ? [point.privateCloud, point.publicCloud] : []),
        point.cloud,
        point.total,
      ]
      return { key: point.day, shown: [format.day(point.day), ...amounts.map(number)], raw: [point.day, ...amounts] }
    }),
  }

  const empty =
    query.isError && query.data === undefined ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : query.data !== undefined && points.length === 0 ? (
      <p className="second">{words.nothingWords}</p>
    ) : undefined

  return (
    <ChartSection
      name={name}
      heading={heading}
      file="workload"
      table={table}
      height={300}
      className="quiet-tools"
      foot={growth.split > 0 ? words.split(format.services(growth.split), growth.split === 1) : undefined}
      empty={empty}
    >
      {query.data === undefined ? (
        <Skeleton height={300} />
      ) : (
        <WorkloadChart points={points} growth={growth} twoClouds={twoClouds} label={heading} />
      )}
    </ChartSection>
  )
}

/** About 500 points at most. */
function spanOf(from: CalendarDay, to: CalendarDay) {
  const days = daysBetween(from, to)
  if (days <= 300) return 'day'
  return days <= 3500 ? 'week' : 'cycle'
}
