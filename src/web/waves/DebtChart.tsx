import {
  Area,
  AreaChart,
  DefaultZIndexes,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts'
import type { DebtPoint } from '../../contract/dependencies.ts'
import { roundTicks } from '../../drawing/chart-scale.ts'
import { dayNumber } from '../../drawing/time-axis.ts'
import { ChartTooltip } from '../shared/charts/ChartTooltip.tsx'
import { TimeTicks } from '../shared/charts/TimeTicks.tsx'
import { useWidth } from '../shared/charts/use-width.ts'
import { useMessages, useWavesMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'

type Point = DebtPoint & { readonly x: number }

const height = 180

/** Steps, not slopes: between two ends of weeks nobody counted. */
export function DebtChart({ points: given, label }: { points: readonly DebtPoint[]; label: string }) {
  const words = useWavesMessages()
  const { charts } = useMessages()
  const format = useFormat()
  const [frame, width] = useWidth()
  const points: Point[] = given.map((point) => ({ ...point, x: dayNumber(point.day) }))
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return null
  const highest = Math.max(1, ...points.map(({ debt }) => debt))
  const ticks = roundTicks(highest, 0, 4, 1)
  return (
    <div ref={frame} style={{ blockSize: height }}>
      {width === 0 ? null : (
        <AreaChart
          width={width}
          height={height}
          data={points}
          margin={{ top: 16, right: 40, bottom: 24, left: 0 }}
          title={label}
          desc={charts.arrowKeys}
          aria-label={label}
        >
          <XAxis dataKey="x" type="number" domain={[first.x, Math.max(last.x, first.x + 1)]} hide allowDataOverflow />
          <YAxis hide domain={[0, Math.max(highest, ticks.at(-1) ?? 0)]} allowDataOverflow />
          <Area
            dataKey="debt"
            name={words.straddling}
            type="stepAfter"
            stroke="var(--bad)"
            strokeWidth={1.5}
            fill="var(--bad-soft)"
            fillOpacity={1}
            isAnimationActive={false}
            activeDot={{ r: 3, fill: 'var(--bad)' }}
          />
          <DebtMarks first={first} last={last} ticks={ticks} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink)', strokeWidth: 1 }}
            content={({ active, payload }) => {
              const point = payload[0]?.payload as Point | undefined
              if (!active || point === undefined) return null
              return (
                <ChartTooltip
                  title={format.weekday(point.day)}
                  lines={[{ name: words.straddling, value: format.count(point.debt), colour: 'var(--bad)' }]}
                />
              )
            }}
          />
        </AreaChart>
      )}
    </div>
  )
}

function DebtMarks({ first, last, ticks }: { first: Point; last: Point; ticks: readonly number[] }) {
  const format = useFormat()
  const plot = usePlotArea()
  const [xScale, yScale] = [useXAxisScale(), useYAxisScale()]
  if (plot === undefined || xScale === undefined || yScale === undefined) return null
  const x = (value: number) => xScale(value) ?? 0
  const y = (value: number) => yScale(value) ?? 0
  const [bottom, right] = [plot.y + plot.height, plot.x + plot.width]
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.axis}>
      <g data-chart="straddle-debt">
        {ticks.map((tick) =>
          tick === 0 ? (
            <line key={tick} x1={plot.x} x2={right} y1={bottom} y2={bottom} stroke="var(--ink)" />
          ) : (
            <g key={tick}>
              <line x1={plot.x} x2={right} y1={y(tick)} y2={y(tick)} stroke="var(--ink)" strokeOpacity={0.12} />
              <text x={plot.x + 1} y={y(tick) - 5} className="second halo">
                {format.count(tick)}
              </text>
            </g>
          ),
        )}
        <TimeTicks first={first.day} last={last.day} plot={plot} x={x} />
        <text x={right + 6} y={y(last.debt) + 4} className="strong">
          {format.count(last.debt)}
        </text>
      </g>
    </ZIndexLayer>
  )
}
