import { addDays, type CalendarDay, later } from '../../domain/calendar-day.ts'
import type { Measure } from '../../domain/units.ts'
import { roundTicks, textWidth } from '../../drawing/chart-scale.ts'
import { dayNumber } from '../../drawing/time-axis.ts'
import { TimeTicks } from '../shared/charts/TimeTicks.tsx'
import { useWidth } from '../shared/charts/use-width.ts'
import { useCompareMessages, useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { ExitRow } from './Exits.tsx'

const height = 240
const [top, bottom] = [20, 26]
const dashes = ['', '7 3', '2 3', '9 3 2 3']
/** More lines than these are told apart by nobody: the rest stand in the table. */
const mostLines = 4

/**
 * What was left in each location up to the day shown, and from there the straight way to nothing on its day. The arrow keys
 * have nothing to walk here: every number is in the table under it.
 */
export function ExitsChart(props: { rows: readonly ExitRow[]; asOf: CalendarDay; measure: Measure; label: string }) {
  const words = useCompareMessages()
  const { charts } = useMessages()
  const format = useFormat()
  const [frame, width] = useWidth()
  const rows = props.rows.slice(0, mostLines)
  const first = rows[0]?.points[0]?.day
  if (first === undefined) return null
  const last = rows.reduce((day, { location }) => later(day, location.exitDay), addDays(props.asOf, 14))
  const highest = Math.max(1, ...rows.flatMap(({ points }) => points.map(({ amount }) => amount)))
  const ticks = roundTicks(highest, 0, 4, 1)
  const ceiling = Math.max(highest, ticks.at(-1) ?? 0)
  const number = (value: number) => format.measuredNumber(props.measure, value)
  const gutter = Math.max(...ticks.map((tick) => textWidth(number(tick), 11))) + 10
  const plot = { x: gutter, y: top, width: Math.max(1, width - gutter - 12), height: height - top - bottom }
  const [from, to] = [dayNumber(first), dayNumber(last)]
  const x = (day: number) => plot.x + ((day - from) / Math.max(1, to - from)) * plot.width
  const y = (amount: number) => plot.y + plot.height * (1 - amount / ceiling)
  const floor = plot.y + plot.height
  return (
    <div ref={frame} style={{ blockSize: height }}>
      {width === 0 ? null : (
        <svg width={width} height={height} role="img" aria-label={`${props.label}. ${charts.table}: T`} data-picture="">
          <g data-chart="exits">
            {ticks.map((tick) => (
              <g key={tick}>
                <line
                  x1={plot.x}
                  x2={plot.x + plot.width}
                  y1={y(tick)}
                  y2={y(tick)}
                  stroke="var(--ink)"
                  strokeOpacity={tick === 0 ? 1 : 0.12}
                />
                <text x={gutter - 6} y={y(tick) + 4} textAnchor="end">
                  {number(tick)}
                </text>
              </g>
            ))}
            <line
              x1={x(dayNumber(props.asOf))}
              x2={x(dayNumber(props.asOf))}
              y1={plot.y - 6}
              y2={floor}
              stroke="var(--ink)"
            />
            <text x={x(dayNumber(props.asOf)) - 5} y={plot.y - 8} textAnchor="end" className="second">
              {format.shortDay(props.asOf)}
            </text>
            {rows.map(({ location, exit, points }, at) => {
              const path = points
                .filter((_, index) => (points.length - 1 - index) % 7 === 0)
                .reduce((line, { day, amount }) => {
                  const [across, down] = [x(dayNumber(day)).toFixed(1), y(amount).toFixed(1)]
                  return line === '' ? `M${across} ${down}` : `${line}H${across}V${down}`
                }, '')
              const end = x(dayNumber(location.exitDay))
              return (
                <g key={location.id}>
                  <path d={path} fill="none" stroke="var(--on-prem)" strokeWidth={2} strokeDasharray={dashes[at]} />
                  {exit.remaining > 0 && exit.daysLeft > 0 ? (
                    <line
                      x1={x(dayNumber(props.asOf))}
                      y1={y(exit.remaining)}
                      x2={end}
                      y2={floor}
                      stroke="var(--ink)"
                      strokeWidth={1.4}
                      strokeDasharray="4 3"
                    />
                  ) : null}
                  <circle cx={end} cy={floor} r={3.5} fill="var(--page)" stroke="var(--ink)" strokeWidth={1.5} />
                  <text
                    x={x(dayNumber(points[0]?.day ?? first)) + 6}
                    y={y(points[0]?.amount ?? 0) + 17}
                    className="strong halo"
                  >
                    {location.name}
                  </text>
                </g>
              )
            })}
            <TimeTicks first={first} last={last} plot={plot} x={x} />
          </g>
        </svg>
      )}
      <span className="unseen">{words.exitsStory}</span>
    </div>
  )
}
