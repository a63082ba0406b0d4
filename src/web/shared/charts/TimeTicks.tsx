import type { CalendarDay } from '../../../domain/calendar-day.ts'
import { timeTicks } from '../../../drawing/time-axis.ts'
import { useFormat } from '../use-format.ts'

/** The days under a chart whose axis is hidden: a year by its number, others as day and month, none past the edge. */
export function TimeTicks(props: {
  first: CalendarDay
  last: CalendarDay
  plot: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** Where a day's number stands, in pixels. */
  x: (day: number) => number
}) {
  const { plot, x } = props
  const format = useFormat()
  const bottom = plot.y + plot.height
  const right = plot.x + plot.width
  return timeTicks(props.first, props.last, Math.max(2, Math.floor(plot.width / 64))).map((tick) => (
    <g key={tick.day}>
      <line x1={x(tick.at)} x2={x(tick.at)} y1={bottom} y2={bottom + 5} stroke="var(--ink)" />
      <text
        x={Math.min(x(tick.at) + 2, right - 2)}
        y={bottom + 18}
        textAnchor={x(tick.at) > right - 30 ? 'end' : 'start'}
      >
        {tick.unit === 'year' ? tick.day.slice(0, 4) : format.shortDay(tick.day)}
      </text>
    </g>
  ))
}
