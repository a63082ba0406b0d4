import { lazy, Suspense, useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { ChartTable } from '../shared/charts/ChartTable.tsx'
import '../shared/charts/charts.css'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { ErrorBoundary, ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { levelPoints } from './level-points.ts'
import type { ServiceRead } from './services-queries.ts'
import { useShownDay } from './use-shown-day.ts'

const LevelChart = lazy(async () => ({ default: (await import('./LevelChart.tsx')).LevelChart }))
const levelChartHeight = 132

/** How the level came to be what it is, as steps; the same days stand in a table one key away. */
export function LevelHistory({ service, view }: { service: ServiceRead; view: View }) {
  const { services, charts } = useMessages()
  const format = useFormat()
  const day = useShownDay(view)
  const [asTable, setAsTable] = useState(false)
  useShortcut('T', () => setAsTable(!asTable), charts.table)
  const [first] = service.history
  if (first === undefined) return null

  const name = services.levelSince(format.month(levelPoints(service.history, day)[0]?.day ?? first.day))
  const changes = service.history.filter(
    ({ cloudLevel }, at) => at > 0 && cloudLevel !== service.history[at - 1]?.cloudLevel,
  )
  const finding = services.levelFinding(format.level(service.cloudLevel), format.day(day), changes.length)
  return (
    <section className="drawer-part chart-section" aria-label={name}>
      <div className="part-head">
        <h3>{name}</h3>
        <Button aria-pressed={asTable} shortcut="T" onClick={() => setAsTable(!asTable)}>
          {charts.table}
        </Button>
      </div>
      {asTable ? (
        <ChartTable
          caption={finding}
          table={{
            columns: [
              { label: services.day },
              { label: services.level, figures: true },
              { label: services.onPremises, figures: true },
              { label: services.cloud, figures: true },
            ],
            rows: service.history.map((point) => ({
              key: point.day,
              shown: [
                format.day(point.day),
                format.level(point.cloudLevel),
                format.amountNumber(point.onPrem),
                format.amountNumber(point.cloud),
              ],
              raw: [point.day, point.cloudLevel, point.onPrem, point.cloud],
            })),
          }}
        />
      ) : (
        <ErrorBoundary resetBy={service.id} instead={(error, again) => <ErrorState error={error} onRetry={again} />}>
          <Suspense fallback={<Skeleton height={levelChartHeight} />}>
            <LevelChart history={service.history} until={day} height={levelChartHeight} label={finding} />
          </Suspense>
        </ErrorBoundary>
      )}
    </section>
  )
}
