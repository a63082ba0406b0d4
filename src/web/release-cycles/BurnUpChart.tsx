import { useId } from 'react'
import {
  Area,
  ComposedChart,
  DefaultZIndexes,
  Line,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { roundTicks, spread, textWidth } from '../../drawing/chart-scale.ts'
import { dayNumber } from '../../drawing/time-axis.ts'
import { ChartTooltip } from '../shared/charts/ChartTooltip.tsx'
import { useWidth } from '../shared/charts/use-width.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'
import type { BurnUpAnswer } from './BurnUp.tsx'

interface Point {
  readonly x: number
  readonly day: CalendarDay
  readonly scope: number
  readonly delivered: number | null
  readonly retired: number | null
  readonly ideal: number
  readonly straight: number
}

/** A day is drawn at its end, so the line starts from nothing a day before the first. */
export function BurnUpChart(props: {
  answer: BurnUpAnswer
  height: number
  label: string
  deadline: CalendarDay | null
}) {
  const { answer, height } = props
  const { cycles, charts } = useMessages()
  const words = cycles.burnUp
  const format = useFormat()
  const { programme } = useSession()
  const [frame, width] = useWidth()
  const hatch = useId()
  // Drawn straight: the pace of a small plan, in whole services, would climb in steps.
  const points: Point[] = answer.points.map((point, at) => ({
    ...point,
    x: dayNumber(point.day) + 1,
    straight: (answer.committed * (at + 1)) / answer.points.length,
  }))
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined) return null
  const start: Point = { ...first, x: first.x - 1, scope: first.scope, delivered: 0, retired: 0, ideal: 0, straight: 0 }
  const data = [start, ...points]
  const values = data.flatMap(({ scope, delivered, retired, ideal }) => [
    scope,
    (delivered ?? 0) + (retired ?? 0),
    ideal,
  ])
  const lowest = Math.min(0, ...data.map(({ delivered }) => delivered ?? 0))
  const unit = answer.measure === 'units' ? programme.partsPerShownUnit : 1
  const highest = Math.max(1, ...values)
  const ticks = roundTicks(highest / unit, lowest / unit, 5, 1 / unit).map((tick) => tick * unit)
  return (
    <div ref={frame} style={{ blockSize: height }}>
      {width === 0 ? null : (
        <ComposedChart
          width={width}
          height={height}
          data={data}
          margin={{ top: 28, right: 8, bottom: 40, left: 0 }}
          title={props.label}
          desc={charts.arrowKeys}
          aria-label={props.label}
        >
          <defs>
            <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line x1="0" x2="0" y1="0" y2="5" stroke="var(--retired)" strokeWidth="2" />
            </pattern>
          </defs>
          <XAxis dataKey="x" type="number" domain={[start.x, last.x]} hide allowDataOverflow />
          <YAxis
            hide
            domain={[Math.min(lowest, ticks[0] ?? 0), Math.max(highest, ticks.at(-1) ?? 0)]}
            allowDataOverflow
          />
          <Area
            dataKey="delivered"
            stackId="done"
            type="stepAfter"
            stroke="var(--moved)"
            strokeWidth={1.75}
            fill="var(--moved)"
            fillOpacity={0.14}
            isAnimationActive={false}
            activeDot={false}
            connectNulls={false}
          />
          <Area
            dataKey="retired"
            stackId="done"
            type="stepAfter"
            stroke="none"
            fill={`url(#${hatch})`}
            fillOpacity={1}
            isAnimationActive={false}
            activeDot={false}
            connectNulls={false}
          />
          <Line
            dataKey="scope"
            type="stepAfter"
            stroke="var(--ink)"
            strokeWidth={1.5}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="straight"
            type="linear"
            stroke="var(--ink-3)"
            strokeDasharray="2 4"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
          <BurnUpMarks points={points} start={start} ticks={ticks} answer={answer} deadline={props.deadline} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink)', strokeWidth: 1 }}
            content={({ active, payload }) => {
              const point = payload[0]?.payload as Point | undefined
              if (!active || point === undefined || point === start) return null
              const amount = (value: number) => format.measured(answer.measure, value)
              return (
                <ChartTooltip
                  title={format.weekday(point.day)}
                  lines={[
                    { name: words.scope, value: amount(point.scope), colour: 'var(--ink)' },
                    ...(point.delivered === null
                      ? []
                      : [{ name: words.delivered, value: amount(point.delivered), colour: 'var(--moved)' }]),
                    ...(point.retired === null
                      ? []
                      : [{ name: words.retired, value: amount(point.retired), colour: 'var(--retired)' }]),
                    { name: words.ideal, value: amount(point.ideal), colour: 'var(--ink-3)' },
                  ]}
                />
              )
            }}
          />
        </ComposedChart>
      )}
    </div>
  )
}

/** Weeks as bands, values, names at their lines, today and the deadline: no key is needed. */
function BurnUpMarks(props: {
  points: readonly Point[]
  start: Point
  ticks: readonly number[]
  answer: BurnUpAnswer
  deadline: CalendarDay | null
}) {
  const { points, start, answer } = props
  const { cycles } = useMessages()
  const words = cycles.burnUp
  const format = useFormat()
  const plot = usePlotArea()
  const xScale = useXAxisScale()
  const yScale = useYAxisScale()
  const last = points.at(-1)
  if (plot === undefined || xScale === undefined || yScale === undefined || last === undefined) return null
  const x = (value: number) => xScale(value) ?? 0
  const y = (value: number) => yScale(value) ?? 0
  const bottom = plot.y + plot.height
  const right = plot.x + plot.width
  const amount = (value: number) => format.measuredNumber(answer.measure, value)
  const now = points.findLast(({ delivered }) => delivered !== null)
  const isOver = now === last
  const weeks = Array.from({ length: Math.ceil(points.length / 7) }, (_, at) => ({
    at,
    from: x(start.x + at * 7),
    to: x(Math.min(start.x + (at + 1) * 7, last.x)),
    day: points[at * 7]?.day as CalendarDay,
  }))
  const roomy = plot.width / Math.max(1, weeks.length) > 44
  const every = roomy ? 1 : Math.ceil((44 * weeks.length) / Math.max(1, plot.width))
  const deadlineAt =
    props.deadline !== null && props.deadline > answer.firstDay && props.deadline <= answer.lastDay
      ? x(dayNumber(props.deadline) + 1)
      : undefined
  const said =
    now === undefined
      ? []
      : [
          // On the last day the even pace is the scope, which has its name already.
          ...(isOver
            ? []
            : [
                {
                  key: 'ideal',
                  at: y(now.straight),
                  text: `${words.ideal} ${amount(now.ideal)}`,
                  className: 'second halo',
                },
              ]),
          {
            key: 'delivered',
            // Above what is drawn there, which it would lie over.
            at: y((now.delivered ?? 0) + (now.retired ?? 0)),
            text: `${words.delivered} ${amount(now.delivered ?? 0)}${now.retired ? ` · ${words.retired} ${amount(now.retired)}` : ''}`,
            className: 'strong moved-text halo',
          },
        ]
  const places = spread(
    said.map(({ at }) => at),
    17,
    plot.y + 12,
    bottom - 6,
  )
  return (
    <>
      <ZIndexLayer zIndex={DefaultZIndexes.grid}>
        <g>
          {weeks.map(({ at, from, to }) =>
            at % 2 === 1 ? (
              <rect
                key={at}
                x={from}
                y={plot.y}
                width={Math.max(0, to - from)}
                height={plot.height}
                fill="var(--band)"
              />
            ) : null,
          )}
          {props.ticks.map((tick) => (
            <line
              key={tick}
              x1={plot.x}
              x2={right}
              y1={y(tick)}
              y2={y(tick)}
              stroke={tick === 0 ? 'var(--ink)' : 'var(--line)'}
            />
          ))}
        </g>
      </ZIndexLayer>
      <ZIndexLayer zIndex={DefaultZIndexes.axis}>
        <g data-chart="burn-up">
          {props.ticks.map((tick) =>
            // The scope has its name there.
            tick === 0 || Math.abs(y(tick) - y(start.scope)) < 12 ? null : (
              <text key={tick} x={plot.x + 1} y={y(tick) - 5} className="second halo">
                {amount(tick)}
              </text>
            ),
          )}
          {weeks.map(({ at, from, to, day }) =>
            at % every === 0 ? (
              <g key={at}>
                <text x={(from + to) / 2} y={bottom + 17} textAnchor="middle" className="second">
                  {words.week(at + 1)}
                </text>
                {roomy ? (
                  <text x={(from + to) / 2} y={bottom + 33} textAnchor="middle" className="second">
                    {format.shortDay(day)}
                  </text>
                ) : null}
              </g>
            ) : null,
          )}
          <text x={plot.x + 1} y={y(start.scope) - 8} className="halo">
            <tspan className="strong">{words.scope}</tspan> {amount(last.scope)}
          </text>
          {deadlineAt === undefined || props.deadline === null ? null : (
            <g>
              <line
                x1={deadlineAt}
                x2={deadlineAt}
                y1={plot.y - 4}
                y2={bottom}
                stroke="var(--ink)"
                strokeDasharray="2 3"
              />
              <text x={deadlineAt - 5} y={plot.y - 8} textAnchor="end">
                <tspan className="strong">{words.deadline}</tspan> {format.shortDay(props.deadline)}
              </text>
            </g>
          )}
          {now === undefined ? null : (
            <g>
              {isOver ? null : <line x1={x(now.x)} x2={x(now.x)} y1={plot.y} y2={bottom} stroke="var(--ink)" />}
              <circle
                cx={x(now.x)}
                cy={y(now.delivered ?? 0)}
                r={4}
                fill="var(--moved)"
                stroke="var(--page)"
                strokeWidth={2}
              />
              {said.map(({ key, text, className }, at) => {
                const atEnd = x(now.x) + 8 + textWidth(text) > right
                return (
                  <text
                    key={key}
                    x={x(now.x) + (atEnd ? -8 : 8)}
                    y={(places[at] ?? 0) - 4}
                    textAnchor={atEnd ? 'end' : 'start'}
                    className={className}
                  >
                    {text}
                  </text>
                )
              })}
            </g>
          )}
        </g>
      </ZIndexLayer>
    </>
  )
}
