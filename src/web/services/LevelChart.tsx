import { Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import { type CalendarDay, daysBetween } from '../../domain/calendar-day.ts'
import { dayAt, timeTicks } from '../../drawing/time-axis.ts'
import { ChartTooltip } from '../shared/charts/ChartTooltip.tsx'
import { useWidth } from '../shared/charts/use-width.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { levelPoints, type Point } from './level-points.ts'
import type { ServiceRead } from './services-queries.ts'

const dotColours = { up: 'var(--moved)', down: 'var(--rolled-back)', other: 'var(--ink-3)' }

/** Steps, not slopes: between two moves nothing happened. */
export function LevelChart({
  history,
  until,
  height,
  label,
}: {
  history: ServiceRead['history']
  until: CalendarDay
  height: number
  label: string
}) {
  const { services, charts } = useMessages()
  const format = useFormat()
  const [frame, width] = useWidth()
  const points = levelPoints(history, until)
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined) return null
  const ticks = timeTicks(first.day, last.day, 4)
  const tickLabel = (at: number): string => {
    const day = dayAt(at)
    return daysBetween(first.day, last.day) > 70 ? format.month(day) : format.shortDay(day)
  }
  return (
    <div ref={frame} className="level-chart" style={{ blockSize: height }}>
      {width === 0 ? null : (
        <LineChart
          width={width}
          height={height}
          data={points}
          margin={{ top: 10, right: 6, bottom: 0, left: 6 }}
          title={label}
          desc={charts.arrowKeys}
          aria-label={label}
        >
          <XAxis
            dataKey="x"
            type="number"
            domain={[first.x, Math.max(last.x, first.x + 1)]}
            ticks={ticks.map(({ at }) => at)}
            tickFormatter={tickLabel}
            tickLine={false}
            axisLine={{ stroke: 'var(--ink)' }}
            height={22}
            interval="preserveStartEnd"
          />
          <YAxis
            orientation="right"
            domain={[0, 100]}
            ticks={[0, 100]}
            tickFormatter={(value: number) => format.level(value * 10)}
            axisLine={false}
            tickLine={false}
            width={44}
          />
          <Line
            dataKey="level"
            type="stepAfter"
            stroke="var(--public-cloud)"
            strokeWidth={2}
            isAnimationActive={false}
            connectNulls={false}
            dot={(dot: { cx?: number; cy?: number; payload?: Point }) => {
              const { cx, cy, payload } = dot
              if (cx === undefined || cy === undefined || payload?.change === undefined || payload.level === null)
                return <g key={payload?.x} />
              return (
                <circle
                  key={payload.x}
                  cx={cx}
                  cy={cy}
                  r={payload.change === 'other' ? 2.5 : 3.5}
                  fill={dotColours[payload.change]}
                />
              )
            }}
            activeDot={{ r: 4.5, fill: 'var(--ink)', stroke: 'var(--surface)', strokeWidth: 2 }}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink-3)', strokeWidth: 1 }}
            content={({ active, payload }) => {
              const point = payload[0]?.payload as Point | undefined
              if (!active || point === undefined) return null
              return (
                <ChartTooltip
                  title={format.weekday(point.day)}
                  lines={[
                    { name: services.level, value: point.level === null ? '–' : format.level(point.level * 10) },
                    { name: services.cloud, value: format.amount(point.cloud), colour: 'var(--public-cloud)' },
                    { name: services.onPremises, value: format.amount(point.onPrem), colour: 'var(--on-prem)' },
                  ]}
                />
              )
            }}
          />
        </LineChart>
      )}
    </div>
  )
}
