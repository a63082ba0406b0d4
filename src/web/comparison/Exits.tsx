import { useQuery } from '@tanstack/react-query'
import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import type { Location } from '../../domain/location.ts'
import { exitWeeks, type LocationExit, locationExit } from '../../domain/location-exit.ts'
import { ChartSection } from '../shared/charts/ChartSection.tsx'
import { useCompareMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useSession } from '../shared/session-query.ts'
import { EmptyState, ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { groupsQuery, locationsQuery } from './comparison-queries.ts'
import { ExitsChart } from './ExitsChart.tsx'
import { ExitsTable } from './ExitsTable.tsx'

/** Days of the past that are drawn. */
const daysDrawn = 7 * 104

export interface ExitRow {
  readonly location: Location & { readonly exitDay: CalendarDay }
  readonly exit: LocationExit
  readonly points: readonly { readonly day: CalendarDay; readonly amount: number }[]
}

/** Every location that is to be empty on a day: what is left in it, and whether what leaves is enough. */
export function Exits({ view }: { view: View }) {
  const words = useCompareMessages()
  const format = useFormat()
  const { today } = useSession()
  const asOf = view.asOf ?? today
  const locations = useQuery(locationsQuery)
  const groups = useQuery(groupsQuery(view, 'location', 'day', addDays(asOf, -daysDrawn)))
  const error = locations.error ?? groups.error
  const ready = locations.data !== undefined && groups.data !== undefined
  const amounts = new Map((groups.data ?? []).map(({ id, points }) => [id, points]))
  const rows: ExitRow[] = (locations.data?.locations ?? [])
    .flatMap((location) => (location.exitDay === null ? [] : [{ ...location, exitDay: location.exitDay }]))
    .map((location) => {
      const points = (amounts.get(location.id) ?? []).map(({ day, total }) => ({ day, amount: total }))
      const now = points.at(-1)?.amount ?? 0
      const before = points.find(({ day }) => day === addDays(asOf, -7 * exitWeeks))?.amount ?? 0
      return { location, exit: locationExit(now, before, asOf, location.exitDay), points }
    })
    .toSorted((one, other) => (one.location.exitDay < other.location.exitDay ? -1 : 1))
  const late = rows.filter(({ exit }) => exit.state !== 'empty' && exit.state !== 'on-course')
  const [worst] = late
  const heading =
    worst === undefined
      ? words.exitsFine(rows.length)
      : words.exitsLate(
          worst.location.name,
          format.measured(view.measure, worst.exit.remaining),
          format.day(worst.location.exitDay),
          worst.exit.state,
          late.length - 1,
        )
  return (
    <ChartSection
      name={words.exitsName}
      heading={!ready ? '' : rows.length === 0 ? words.noExits : heading}
      file="location-exits"
      height={260}
      table={{
        columns: [
          { label: words.location },
          { label: words.emptyBy },
          { label: words.leftThere, figures: true },
          { label: words.hasToLeave, figures: true },
          { label: words.leaves, figures: true },
          { label: words.course },
        ],
        rows: rows.map(({ location, exit }) => ({
          key: location.id,
          shown: [
            location.name,
            format.day(location.exitDay),
            format.measuredNumber(view.measure, exit.remaining),
            exit.required === null ? format.count(null) : format.measuredNumber(view.measure, exit.required),
            format.measuredNumber(view.measure, exit.present),
            words.states[exit.state],
          ],
          raw: [location.name, location.exitDay, exit.remaining, exit.required, exit.present, words.states[exit.state]],
        })),
      }}
      foot={rows.length === 0 ? undefined : words.exitsFoot(exitWeeks)}
      empty={
        error !== null && !ready ? (
          <ErrorState
            error={error}
            onRetry={() => {
              void locations.refetch()
              void groups.refetch()
            }}
          />
        ) : ready && rows.length === 0 ? (
          <EmptyState
            heading={words.noExits}
            actions={
              <PageLink className="button" to="/settings">
                {words.toLocations}
              </PageLink>
            }
          >
            {words.noExitsWords}
          </EmptyState>
        ) : undefined
      }
    >
      {ready ? (
        <>
          <ExitsChart rows={rows} asOf={asOf} measure={view.measure} label={heading} />
          <ExitsTable rows={rows} measure={view.measure} />
        </>
      ) : (
        <Skeleton height={260} />
      )}
    </ChartSection>
  )
}
