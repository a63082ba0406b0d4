import { useQuery } from '@tanstack/react-query'
import { lazy } from 'react'
import { ChartSection } from '../shared/charts/ChartSection.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { ageingQuery, ageingWeeks } from './blockers-queries.ts'

const AgeingChart = lazy(async () => ({ default: (await import('./AgeingChart.tsx')).AgeingChart }))

const height = 220

/** How old what stands in the way was, week by week, and how long it took to be resolved. */
export function Ageing({ view }: { view: View }) {
  const { blockers: words } = useMessages()
  const format = useFormat()
  const query = useQuery(ageingQuery(view))
  const data = query.data
  // Where nothing ever stood in the way there is nothing to draw, and the list says so.
  if (data !== undefined && data.opened === 0 && data.resolved === 0 && data.weeks.every(({ open }) => open === 0))
    return null
  const bands = data?.bands.map((from, at) => words.band(from, (data.bands[at + 1] ?? 0) - 1 || null)) ?? []
  const names = bands.map((name, at) => (at === bands.length - 1 ? words.band(data?.bands[at] ?? 0, null) : name))
  const heading = data === undefined ? '' : words.ageing(data.resolved, data.medianDays)
  return (
    <ChartSection
      name={words.ageingLine(ageingWeeks)}
      heading={heading}
      file="blockers-by-age"
      table={{
        columns: [{ label: words.week }, ...[words.all, ...names].map((label) => ({ label, figures: true }))],
        newestFirst: true,
        rows: (data?.weeks ?? []).map(({ day, open, ages }) => ({
          key: day,
          shown: [format.day(day), ...[open, ...ages].map((count) => format.count(count))],
          raw: [day, open, ...ages],
        })),
      }}
      height={height}
      foot={words.ageingFoot}
      empty={
        query.error !== null && data === undefined ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : undefined
      }
    >
      {data === undefined ? (
        <Skeleton height={height} />
      ) : (
        <AgeingChart weeks={data.weeks} bands={names} label={heading} height={height} />
      )}
    </ChartSection>
  )
}
