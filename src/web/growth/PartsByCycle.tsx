import { useQuery } from '@tanstack/react-query'
import { lazy } from 'react'
import { daysBetween } from '../../domain/calendar-day.ts'
import type { Programme } from '../../domain/programme.ts'
import type { Format } from '../../drawing/format.ts'
import { ChartSection } from '../shared/charts/ChartSection.tsx'
import type { TableOfChart } from '../shared/charts/ChartTable.tsx'
import { type Messages, useMessages } from '../shared/messages/messages.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { downward, type PartsAnswer, partName, upward } from './growth-parts.ts'
import { overviewQuery } from './growth-queries.ts'

const PartsChart = lazy(async () => ({ default: (await import('./PartsChart.tsx')).PartsChart }))

/** Why cloud grew as it did, cycle after cycle: moved, born, grown, rolled back, retired, shrunk, and the net of it. */
export function PartsByCycle({ view, programme }: { view: View; programme: Programme }) {
  const { growth: words, charts, states } = useMessages()
  const format = useFormat()
  const query = useQuery({ ...overviewQuery(view), select: (overview) => overview.parts })
  const periods = query.data?.periods ?? []
  const measure = query.data?.measure ?? view.measure
  const heading = query.data === undefined ? states.loading : partsFinding(query.data, words, format)
  const parts = [...upward, ...downward]
  const figures = (name: string, label: string) => ({ name, label, figures: true })

  const table: TableOfChart = {
    columns: [
      { label: charts.cycle, name: 'cycle' },
      { label: words.parts.days, name: 'days' },
      ...parts.map((part) => figures(part, partName(part, words))),
      figures('net', words.parts.net),
      figures('retiredOnPrem', words.parts.retiredOnPremLong),
    ],
    newestFirst: true,
    rows: periods.map((period) => {
      const signs = [...upward.map((part) => period[part]), ...downward.map((part) => -period[part])]
      return {
        key: period.firstDay,
        shown: [
          `${period.cycle ?? '–'}${period.partial ? '*' : ''}`,
          format.dayRange(period.firstDay, period.lastDay),
          ...signs.map((amount) => format.measuredNumber(measure, amount)),
          format.signedMeasured(measure, period.net),
          format.measuredNumber(measure, period.retiredOnPrem),
        ],
        raw: [period.cycle, `${period.firstDay}/${period.lastDay}`, ...signs, period.net, period.retiredOnPrem],
      }
    }),
  }

  const empty =
    query.isError && query.data === undefined ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : query.data !== undefined && periods.length === 0 ? (
      <p className="second">{words.parts.noCycleWords}</p>
    ) : undefined

  return (
    <ChartSection
      name={words.parts.name(format.days(programme.cycleDays))}
      heading={heading}
      file="growth-parts"
      table={table}
      height={330}
      className="quiet-tools"
      foot={periods.some(({ partial }) => partial) ? words.parts.foot : undefined}
      empty={empty}
    >
      {query.data === undefined ? (
        <Skeleton height={330} />
      ) : (
        <PartsChart periods={periods} measure={measure} label={heading} />
      )}
    </ChartSection>
  )
}

/** What stands out: a cycle in which much was switched off in cloud, else how the newest compares with the one before. */
function partsFinding({ periods, measure }: PartsAnswer, words: Messages['growth'], format: Format): string {
  const now = periods.at(-1)
  if (now === undefined) return words.parts.noCycle
  const before = periods.at(-2)
  const moved = (amount: number) => format.measured(measure, amount)
  const outlier = periods.find(
    ({ retired, net }) =>
      net < 0 && periods.every((other) => other.retired <= retired && other.migrated <= retired * 2),
  )
  if (outlier?.cycle != null && outlier !== now) {
    return words.parts.retiredMost(format.measured(measure, outlier.retired), String(outlier.cycle))
  }
  if (periods.every((period) => period.net === 0 && period.migrated === 0)) return words.parts.nothing
  const cycle = String(now.cycle ?? '')
  const days = format.days(daysBetween(now.firstDay, now.lastDay) + 1)
  if (now.partial && before === undefined) return words.parts.firstUnderWay(cycle, moved(now.migrated), days)
  if (now.partial && before !== undefined) {
    return words.parts.underWay({
      now: moved(now.migrated),
      days,
      cycle,
      before: format.measuredNumber(measure, before.migrated),
      cycleBefore: String(before.cycle ?? ''),
    })
  }
  return words.parts.closed(moved(now.migrated), cycle, moved(before?.migrated ?? 0))
}
