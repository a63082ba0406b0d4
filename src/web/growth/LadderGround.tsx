import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { readGrowthSeries } from '../../contract/growth.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { textWidth } from '../../drawing/chart-scale.ts'
import type { LadderAxis } from '../../drawing/ladder-layout.ts'
import { dayNumber, timeTicks } from '../../drawing/time-axis.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'

/** Baselines under the plot: the numbers of the cycles, clear of a zero at the foot of the axis, and the years. */
const cycleRow = 20
const yearRow = 38

export interface Frame {
  axis: LadderAxis
  from: CalendarDay
  to: CalendarDay
  narrow: boolean
}

/** Where a value stands in the drawing; nothing until the chart has been laid out. */
export function useGround() {
  const xScale = useXAxisScale()
  const yScale = useYAxisScale()
  const plot = usePlotArea()
  if (xScale === undefined || yScale === undefined || plot === undefined) return undefined
  return {
    x: (day: CalendarDay) => xScale(dayNumber(day)) ?? 0,
    // While log turns into linear, a value may have no place for a moment: it waits on the ground.
    y: (value: number) => {
      const at = yScale(value)
      return at !== undefined && Number.isFinite(at) ? at : plot.y + plot.height
    },
    left: plot.x,
    right: plot.x + plot.width,
    top: plot.y,
    bottom: plot.y + plot.height,
  }
}

/** Behind the curve: every other cycle as a band with its number, the rungs, the years. */
export function LadderGround(
  props: Frame & { cycles: AnswerOf<typeof readGrowthSeries>['cycles']; asOf: CalendarDay },
) {
  const { charts } = useMessages()
  const format = useFormat()
  const ground = useGround()
  if (ground === undefined) return null
  const { x, y, left, right, top, bottom } = ground
  const clamp = (at: number) => Math.min(right, Math.max(left, at))

  const cycles = props.cycles
    .map((cycle) => ({ ...cycle, start: clamp(x(cycle.firstDay)), end: clamp(x(cycle.lastDay)) }))
    .filter(({ start, end }) => end - start > 0.5)
  const wide = cycles.reduce((widest, { start, end }) => Math.max(widest, end - start), 1)
  const every = Math.max(2, Math.ceil(26 / wide))
  const isCurrent = (cycle: { firstDay: CalendarDay; lastDay: CalendarDay }) =>
    cycle.firstDay <= props.asOf && props.asOf <= cycle.lastDay
  const current = cycles.find(isCurrent)
  const middle = (cycle: { start: number; end: number }) => (cycle.start + cycle.end) / 2
  const shownNumber = (cycle: (typeof cycles)[number]) =>
    cycle === current ||
    (cycle.number % every === 0 && (current === undefined || Math.abs(middle(cycle) - middle(current)) > 20))

  const pill = pillAt(ground, props, format.day(props.asOf))
  return (
    <g>
      {cycles.map((cycle) =>
        cycle.number % 2 === 0 ? (
          <rect
            key={cycle.number}
            x={cycle.start}
            y={top}
            width={cycle.end - cycle.start}
            height={bottom - top}
            fill="var(--band)"
          />
        ) : null,
      )}
      {[...props.axis.thin, ...props.axis.rungs].map((value) => (
        <line
          key={value}
          data-line=""
          x1={left}
          x2={right}
          y1={y(value)}
          y2={y(value)}
          stroke={props.axis.rungs.includes(value) ? 'var(--edge)' : 'var(--line)'}
        />
      ))}
      {timeTicks(props.from, props.to, Math.max(2, Math.floor((right - left) / (props.narrow ? 46 : 72)))).map(
        (tick) => {
          const at = x(tick.day)
          const text = tick.unit === 'year' ? tick.day.slice(0, 4) : format.shortDay(tick.day)
          const hidden = pill !== undefined && at + textWidth(text, 11) + 6 > pill.x && at < pill.x + pill.width + 4
          return (
            <g key={tick.day}>
              <line x1={at} x2={at} y1={bottom} y2={bottom + (props.narrow ? 22 : yearRow + 2)} stroke="var(--line)" />
              {hidden ? null : (
                <text
                  x={props.narrow ? at + 5 : at + 4}
                  y={bottom + (props.narrow ? 18 : yearRow)}
                  className={tick.unit === 'year' ? 'strong' : undefined}
                >
                  {text}
                </text>
              )}
            </g>
          )
        },
      )}
      {props.narrow ? null : (
        <>
          <text x={left - 12} y={bottom + cycleRow} textAnchor="end">
            {charts.cycle}
          </text>
          {cycles.filter(shownNumber).map((cycle) => (
            <text
              key={cycle.number}
              x={middle(cycle)}
              y={bottom + cycleRow}
              textAnchor="middle"
              className={cycle === current ? 'strong' : undefined}
            >
              {cycle.number}
            </text>
          ))}
        </>
      )}
      {current === undefined ? null : (
        <rect x={current.start} y={bottom} width={current.end - current.start} height={3} fill="var(--ink)" />
      )}
    </g>
  )
}

/** The as-of day in ink under its line; none on a phone, whose top bar says it. */
export function pillAt(
  ground: NonNullable<ReturnType<typeof useGround>>,
  frame: Frame & { asOf: CalendarDay },
  text: string,
) {
  if (frame.narrow) return undefined
  const width = textWidth(text, 11) + 22
  const at = ground.x(frame.asOf) - width / 2
  return { x: Math.min(at, ground.right + 8 - width), y: ground.bottom + cycleRow + 6, width, text }
}
