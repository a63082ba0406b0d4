import { useQuery } from '@tanstack/react-query'
import { lazy } from 'react'
import type { readStraddleDebt } from '../../contract/dependencies.ts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { daysBetween } from '../../domain/calendar-day.ts'
import { ChartSection } from '../shared/charts/ChartSection.tsx'
import { useMessages, useWavesMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { straddleSeriesQuery } from './waves-queries.ts'

const DebtChart = lazy(async () => ({ default: (await import('./DebtChart.tsx')).DebtChart }))

/** The debt as it stands, over how it went. */
export function DebtTrend({ view, debt }: { view: View; debt: AnswerOf<typeof readStraddleDebt> }) {
  const words = useWavesMessages()
  const { charts } = useMessages()
  const format = useFormat()
  const { firstMoveOn } = useSession()
  // About 500 points at most.
  const interval = daysBetween(firstMoveOn ?? debt.asOf, debt.asOf) > 3500 ? 'cycle' : 'week'
  const query = useQuery(straddleSeriesQuery(view, interval))
  const points = query.data?.points ?? []
  const heading = words.debt(debt.debt, debt.dependencies)
  return (
    <ChartSection
      name={words.debtLine(interval)}
      heading={heading}
      file="straddle-debt"
      table={{
        columns: [{ label: charts.day }, { label: words.straddling, figures: true }],
        newestFirst: true,
        rows: points.map(({ day, debt: count }) => ({
          key: day,
          shown: [format.day(day), format.count(count)],
          raw: [day, count],
        })),
      }}
      height={180}
      className="quiet-tools debt-trend"
      foot={words.debtFoot}
      empty={
        query.error !== null && query.data === undefined ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : undefined
      }
    >
      {query.data === undefined ? <Skeleton height={180} /> : <DebtChart points={points} label={heading} />}
    </ChartSection>
  )
}
