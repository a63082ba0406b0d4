import {
  DefaultZIndexes,
  Line,
  LineChart,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { spread } from '../../drawing/chart-scale.ts'
import { dayNumber } from '../../drawing/time-axis.ts'
import { ChartTooltip } from '../shared/charts/ChartTooltip.tsx'
import { TimeTicks } from '../shared/charts/TimeTicks.tsx'
import { useWidth } from '../shared/charts/use-width.ts'
import { useCompareMessages, useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { BothShares } from './TwoMeasures.tsx'

type Point = BothShares & { readonly x: number }
type Since = { readonly since: CalendarDay | null }

const height = 320
const measures = ['services', 'units'] as const

export function MeasuresChart(props: {
  points: readonly BothShares[]
  half: { readonly services: Since; readonly units: Since }
  label: string
}) {
  const words = useCompareMessages()
  const { charts } = useMessages()
  const format = useFormat()
  const [frame, width] = useWidth()
  const points: Point[] = props.points.map((point) => ({ ...point, x: dayNumber(point.day) }))
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return null
  const names = { services: words.byServices, units: words.byUnits(format.unitName) }
  return (
    <div ref={frame} style={{ blockSize: height }}>
      {width === 0 ? null : (
        <LineChart
          width={width}
          height={height}
          data={points}
          margin={{ top: 20, right: width < 520 ? 62 : 130, bottom: 24, left: 0 }}
          title={props.label}
          desc={charts.arrowKeys}
          aria-label={props.label}
        >
          <XAxis dataKey="x" type="number" domain={[first.x, Math.max(last.x, first.x + 1)]} hide allowDataOverflow />
          <YAxis hide domain={[0, 1]} allowDataOverflow />
          {measures.map((measure) => (
            <Line
              key={measure}
              dataKey={measure}
              name={names[measure]}
              type="stepAfter"
              stroke="var(--cloud)"
              strokeWidth={measure === 'services' ? 2 : 1.6}
              {...(measure === 'units' ? { strokeDasharray: '5 3' } : {})}
              dot={false}
              isAnimationActive={false}
              activeDot={{ r: 3, fill: 'var(--cloud)' }}
            />
          ))}
          <Marks first={first} last={last} half={props.half} narrow={width < 520} names={names} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink)', strokeWidth: 1 }}
            content={({ active, payload }) => {
              const point = payload[0]?.payload as Point | undefined
              if (!active || point === undefined) return null
              return (
                <ChartTooltip
                  title={format.weekday(point.day)}
                  lines={measures.map((measure) => ({
                    name: names[measure],
                    value: format.share(point[measure]),
                    colour: 'var(--cloud)',
                  }))}
                />
              )
            }}
          />
        </LineChart>
      )}
    </div>
  )
}

/** Quarters, the half in ink, the day each line came to it, and what each line is at its end. */
function Marks(props: {
  first: Point
  last: Point
  half: { readonly services: Since; readonly units: Since }
  narrow: boolean
  names: Readonly<Record<'services' | 'units', string>>
}) {
  const { first, last, half, narrow, names } = props
  const format = useFormat()
  const plot = usePlotArea()
  const [xScale, yScale] = [useXAxisScale(), useYAxisScale()]
  if (plot === undefined || xScale === undefined || yScale === undefined) return null
  const x = (value: number) => xScale(value) ?? 0
  const y = (value: number) => yScale(value) ?? 0
  const right = plot.x + plot.width
  const ends = spread(
    measures.map((measure) => y(last[measure] ?? 0)),
    narrow ? 16 : 18,
    plot.y,
    plot.y + plot.height,
  )
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.axis}>
      <g data-chart="two-measures">
        {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
          <g key={tick}>
            <line
              x1={plot.x}
              x2={right}
              y1={y(tick)}
              y2={y(tick)}
              stroke="var(--ink)"
              strokeOpacity={tick === 0 || tick === 0.5 ? 1 : 0.12}
              {...(tick === 0.5 ? { strokeWidth: 1 } : {})}
            />
            {tick === 0 ? null : (
              <text x={plot.x + 1} y={y(tick) - 5} className={tick === 0.5 ? 'strong halo' : 'second halo'}>
                {format.share(tick)}
              </text>
            )}
          </g>
        ))}
        {measures.map((measure, at) => {
          const { since } = half[measure]
          if (since === null) return null
          const mark = x(dayNumber(since))
          const atEnd = mark > plot.x + plot.width / 2
          // One above the line of the half and one below, so that two days close together both have room.
          const above = at === 0
          return (
            <g key={measure}>
              <circle cx={mark} cy={y(0.5)} r={4} fill="var(--page)" stroke="var(--cloud)" strokeWidth={2} />
              <text
                x={mark + (atEnd ? -8 : 8)}
                y={y(0.5) + (above ? -9 : 18)}
                textAnchor={atEnd ? 'end' : 'start'}
                className="strong halo"
              >
                {narrow ? format.day(since) : `${names[measure]}: ${format.day(since)}`}
              </text>
            </g>
          )
        })}
        <TimeTicks first={first.day} last={last.day} plot={plot} x={x} />
        {measures.map((measure, at) => (
          <text key={measure} x={right + 6} y={(ends[at] ?? 0) + 4} className={at === 0 ? 'strong' : undefined}>
            {narrow ? format.share(last[measure]) : `${format.share(last[measure])} ${names[measure]}`}
          </text>
        ))}
      </g>
    </ZIndexLayer>
  )
}
