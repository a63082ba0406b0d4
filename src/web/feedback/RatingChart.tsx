import {
  DefaultZIndexes,
  Line,
  LineChart,
  Tooltip,
  usePlotArea,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { ChartTooltip } from '../shared/charts/ChartTooltip.tsx'
import { useWidth } from '../shared/charts/use-width.ts'
import { useFeedbackMessages, useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { ratingText } from './rating-text.ts'

interface Week {
  readonly day: CalendarDay
  readonly count: number
  readonly average: number | null
}

/** The average of each week on the scale of 1 to 5; a week whose average is withheld has no point, and breaks the line. */
export function RatingChart({ weeks, label, height }: { weeks: readonly Week[]; label: string; height: number }) {
  const words = useFeedbackMessages()
  const { charts } = useMessages()
  const format = useFormat()
  const [frame, width] = useWidth()
  return (
    <div ref={frame} style={{ blockSize: height }}>
      {width === 0 ? null : (
        <LineChart
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
          <YAxis hide domain={[1, 5]} allowDataOverflow />
          <Ratings />
          <Line
            dataKey="average"
            name={words.average}
            type="linear"
            stroke="var(--ink)"
            strokeWidth={2}
            dot={{ r: 3, fill: 'var(--ink)', strokeWidth: 0 }}
            connectNulls={false}
            isAnimationActive={false}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink)', strokeOpacity: 0.3 }}
            content={({ active, label: at }) => {
              const week = weeks.find(({ day }) => day === at)
              if (!active || week === undefined) return null
              return (
                <ChartTooltip
                  title={format.weekday(week.day)}
                  lines={[
                    { name: words.count, value: format.count(week.count) },
                    {
                      name: words.average,
                      value:
                        week.average !== null
                          ? ratingText(week.average)
                          : week.count === 0
                            ? format.count(null)
                            : words.withheld,
                    },
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

/** The five ratings, the middle one apart: above it people are content. */
function Ratings() {
  const words = useFeedbackMessages()
  const plot = usePlotArea()
  const yScale = useYAxisScale()
  if (plot === undefined || yScale === undefined) return null
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.axis}>
      <g>
        {[1, 2, 3, 4, 5].map((rating) => {
          const y = yScale(rating) ?? 0
          return (
            <g key={rating}>
              <line
                x1={plot.x}
                x2={plot.x + plot.width}
                y1={y}
                y2={y}
                stroke="var(--ink)"
                strokeOpacity={rating === 1 ? 1 : rating === 3 ? 0.3 : 0.12}
              />
              <text x={plot.x + 1} y={y - 4} className="second halo">
                {`${rating} ${words.ratings[rating - 1] ?? ''}`}
              </text>
            </g>
          )
        })}
      </g>
    </ZIndexLayer>
  )
}
