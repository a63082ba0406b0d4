import { useQuery } from '@tanstack/react-query'
import { lazy } from 'react'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { CycleReport, readBurnUp } from '../../contract/release-cycles.ts'
import type { Format } from '../../drawing/format.ts'
import { ChartSection } from '../shared/charts/ChartSection.tsx'
import type { TableOfChart } from '../shared/charts/ChartTable.tsx'
import { type Messages, useMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { burnUpQuery } from './cycles-queries.ts'

const BurnUpChart = lazy(async () => ({ default: (await import('./BurnUpChart.tsx')).BurnUpChart }))

export type BurnUpAnswer = AnswerOf<typeof readBurnUp>

const height = 320

/** What was promised, what moved day by day, and the even pace between nothing and all of it. */
export function BurnUp({ view, report }: { view: View; report: CycleReport }) {
  const { cycles, states } = useMessages()
  const words = cycles.burnUp
  const format = useFormat()
  const { programme } = useSession()
  const query = useQuery(burnUpQuery(view, report.number))
  const answer = query.data
  const name = words.name(report.measure === 'services' ? words.services : programme.shownUnit)
  const heading = answer === undefined ? states.loading : findingOf(answer, report, words, format)
  const amount = (value: number | null) => (value === null ? '' : format.measuredNumber(report.measure, value))
  const table: TableOfChart = {
    columns: [
      { label: words.day, name: 'day' },
      ...(['scope', 'delivered', 'retired', 'ideal'] as const).map((name) => ({
        label: words[name],
        name,
        figures: true,
      })),
    ],
    rows: (answer?.points ?? []).map((point) => ({
      key: point.day,
      shown: [
        format.shortWeekday(point.day),
        amount(point.scope),
        amount(point.delivered),
        amount(point.retired),
        amount(point.ideal),
      ],
      raw: [point.day, point.scope, point.delivered, point.retired, point.ideal],
    })),
  }
  return (
    <ChartSection
      name={name}
      heading={heading}
      file={`burn-up-${report.number}`}
      table={table}
      height={height}
      className="burn-up"
      {...(report.isRecord ? { foot: cycles.record.burnUp } : {})}
      {...(answer === undefined && query.isError
        ? { empty: <ErrorState error={query.error} onRetry={() => void query.refetch()} /> }
        : {})}
    >
      {answer === undefined ? (
        <Skeleton height={height} />
      ) : (
        <BurnUpChart answer={answer} height={height} label={words.label(heading)} deadline={programme.targetDay} />
      )}
    </ChartSection>
  )
}

function findingOf(
  answer: BurnUpAnswer,
  report: CycleReport,
  words: Messages['cycles']['burnUp'],
  format: Format,
): string {
  const amount = (value: number) => format.measuredInWords(report.measure, value)
  if (!report.isCommitted) return words.planned(amount(report.scope.now))
  if (answer.committed === 0) return words.nothing
  const { left, retired, movedBefore } = report
  const parts = [
    words.done(amount(report.kept), amount(report.committed)),
    ...(retired === 0 ? [] : [words.retiredOf(amount(retired))]),
    ...(movedBefore === 0 ? [] : [words.movedBefore(amount(movedBefore))]),
  ].join(', ')
  if (report.asOf === report.lastDay) return parts
  // What was switched off is no more to be moved, however far from the even pace it leaves the line.
  if (left === 0) return words.nothingLeft(parts)
  const even = answer.points.find(({ day }) => day === report.asOf)?.ideal ?? 0
  const behind = even - report.kept
  if (behind === 0) return words.even
  if (behind > left) return words.leftOnly(amount(left), parts)
  return behind > 0 ? words.short(amount(behind)) : words.ahead(amount(-behind))
}
