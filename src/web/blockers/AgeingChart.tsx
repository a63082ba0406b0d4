import {
  Bar,
  BarChart,
  DefaultZIndexes,
  Tooltip,
  usePlotArea,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts'
import type { readBlockerAgeing } from '../../contract/blockers.ts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { roundTicks } from '../../drawing/chart-scale.ts'
import { ChartTooltip } from '../shared/charts/ChartTooltip.tsx'
import { useWidth } from '../shared/charts/use-width.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'

type Week = AnswerOf<typeof readBlockerAgeing>['weeks'][number]

interface Props {
  weeks: readonly Week[]
  /** The names of the bands, from the youngest. */
  bands: readonly string[]
  label: string
  height: number
}

/** A state that grows worse with age: one red, the fuller the older. */
const fullness = [0.18, 0.36, 0.56, 0.78, 1] as const

/** A column for each week's end, the oldest at its foot. */
export function AgeingChart({ weeks, bands, label, height }: Props) {
  const { blockers: words, charts } = useMessages()
  const format = useFormat()
  const [frame, width] = useWidth()
  const highest = Math.max(1, ...weeks.map(({ open }) => open))
  const ticks = roundTicks(highest, 0, 4, 1)
  const oldestFirst = bands.map((_, at) => bands.length - 1 - at)
  return (
    <div className="ageing">
      <ul className="ageing-key">
        {bands.map((name, at) => (
          <li key={name}>
            <span className="ageing-swatch" style={{ opacity: fullness[at] }} />
            {name}
          </li>
        ))}
      </ul>
      <div ref={frame} style={{ blockSize: height }}>
        {width === 0 ? null : (
          <BarChart
            width={width}
            height={height}
            data={[...weeks]}
            margin={{ top: 16, right: 8, bottom: 4, left: 0 }}
            title={label}
            desc={charts.arrowKeys}
            aria-label={label}
          >
            <XAxis
              dataKey="day"
              tickLine={false}
              axisLine={false}
              minTickGap={24}
              height={20}
              tick={{ className: 'second' }}
              tickFormatter={(day: Week['day']) => format.shortDay(day)}
            />
            <YAxis hide domain={[0, Math.max(highest, ticks.at(-1) ?? 0)]} allowDataOverflow />
            {oldestFirst.map((at) => (
              <Bar
                key={at}
                dataKey={({ ages }: Week) => ages[at] ?? 0}
                name={bands[at] ?? ''}
                stackId="age"
                fill="var(--bad)"
                fillOpacity={fullness[at] ?? 1}
                maxBarSize={24}
                isAnimationActive={false}
              />
            ))}
            <Ticks ticks={ticks} />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: 'var(--ink)', fillOpacity: 0.06 }}
              content={({ active, payload }) => {
                const week = payload[0]?.payload as Week | undefined
                if (!active || week === undefined) return null
                return (
                  <ChartTooltip
                    title={format.weekday(week.day)}
                    lines={[
                      { name: words.all, value: format.count(week.open) },
                      ...week.ages.flatMap((count, at) =>
                        count === 0 ? [] : [{ name: bands[at] ?? '', value: format.count(count) }],
                      ),
                    ]}
                  />
                )
              }}
            />
          </BarChart>
        )}
      </div>
    </div>
  )
}

function Ticks({ ticks }: { ticks: readonly number[] }) {
  const format = useFormat()
  const plot = usePlotArea()
  const yScale = useYAxisScale()
  if (plot === undefined || yScale === undefined) return null
  const right = plot.x + plot.width
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.axis}>
      <g>
        {ticks.map((tick) => {
          const y = yScale(tick) ?? 0
          return tick === 0 ? (
            <line key={tick} x1={plot.x} x2={right} y1={y} y2={y} stroke="var(--ink)" />
          ) : (
            <g key={tick}>
              <line x1={plot.x} x2={right} y1={y} y2={y} stroke="var(--ink)" strokeOpacity={0.12} />
              <text x={plot.x + 1} y={y - 5} className="second halo">
                {format.count(tick)}
              </text>
            </g>
          )
        })}
      </g>
    </ZIndexLayer>
  )
}
