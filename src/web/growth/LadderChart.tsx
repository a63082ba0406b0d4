import { useMemo } from 'react'
import { Line, LineChart, Tooltip, XAxis, YAxis, type YAxisTickContentProps } from 'recharts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { Growth, readGrowthSeries } from '../../contract/growth.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Programme } from '../../domain/programme.ts'
import { textWidth } from '../../drawing/chart-scale.ts'
import { ladderAxis, lastDayInView, type Scale } from '../../drawing/ladder-layout.ts'
import { hangNotes, type Note, noteRow } from '../../drawing/ladder-notes.ts'
import { dayNumber } from '../../drawing/time-axis.ts'
import { ChartTooltip } from '../shared/charts/ChartTooltip.tsx'
import { useWidth } from '../shared/charts/use-width.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { LadderGround } from './LadderGround.tsx'
import { LadderMarks } from './LadderMarks.tsx'
import { LadderNotes } from './LadderNotes.tsx'

type Series = AnswerOf<typeof readGrowthSeries>

export interface LadderPoint {
  readonly x: number
  readonly day: CalendarDay
  readonly cloud: number
  readonly multiple: number | null
  /** What the line follows: never below the floor of a log axis. */
  readonly height: number | null
}

/** Below this the chart is a phone's: short labels, no cycle numbers. */
const narrowBelow = 520

export function LadderChart(props: {
  growth: Growth
  points: Series['points']
  cycles: Series['cycles']
  scale: Scale
  label: string
  programme: Programme
  notes: readonly Note[]
}) {
  const { growth, scale } = props
  const { growth: words, charts } = useMessages()
  const format = useFormat()
  const [frame, width] = useWidth()
  const narrow = width < narrowBelow
  const height = narrow ? 290 : 330
  const hung = useNotesOver(props, width, narrow)
  const margin = { top: 34 + hung.rowsAbove * noteRow, right: 8, bottom: narrow ? 30 : 52, left: 0 }
  const axis = useMemo(
    () =>
      ladderAxis(
        props.points.map(({ multiple }) => multiple),
        growth.milestones.map(({ multiple }) => multiple),
        scale,
        height - margin.top - margin.bottom,
      ),
    [props.points, growth.milestones, scale, height, margin.top, margin.bottom],
  )
  const isRung = (value: number) => growth.milestones.some(({ multiple }) => multiple === value)
  const widest = Math.max(...axis.labelled.map((value) => textWidth(format.rung(value), isRung(value) ? 15 : 11)))
  const gutter = narrow ? Math.max(40, widest + 16) : 86
  const points: LadderPoint[] = useMemo(
    () =>
      props.points.map(({ day, cloud, multiple }) => ({
        x: dayNumber(day),
        day,
        cloud,
        multiple,
        height: multiple === null ? null : Math.max(multiple, axis.bottom),
      })),
    [props.points, axis.bottom],
  )
  const { from, to } = hung

  const tick = ({ x, y, payload }: YAxisTickContentProps) => {
    const rung = growth.milestones.find(({ multiple }) => multiple === payload.value)
    return (
      <text x={x} y={y} textAnchor="end">
        <tspan className={rung ? 'strong rung-name' : undefined} x={x} dy={rung && !narrow ? 1 : 4}>
          {format.rung(Number(payload.value))}
        </tspan>
        {rung && !narrow ? (
          <tspan x={x} dy={13}>
            {format.growth(rung.growthPercent)}
          </tspan>
        ) : null}
      </text>
    )
  }

  return (
    <div ref={frame} style={{ blockSize: height }}>
      {width === 0 ? null : (
        <LineChart
          width={width}
          height={height}
          data={points}
          margin={margin}
          title={props.label}
          desc={charts.arrowKeys}
          aria-label={props.label}
        >
          <LadderGround axis={axis} cycles={props.cycles} from={from} to={to} narrow={narrow} asOf={growth.asOf} />
          <XAxis dataKey="x" type="number" domain={[dayNumber(from), dayNumber(to)]} hide allowDataOverflow />
          <YAxis
            dataKey="height"
            scale={scale === 'log' ? 'log' : 'linear'}
            domain={[axis.bottom, axis.top]}
            allowDataOverflow
            ticks={axis.labelled}
            interval={0}
            width={gutter}
            axisLine={false}
            tickLine={false}
            tickMargin={narrow ? 6 : 12}
            tick={tick}
          />
          {/* Steps, not slopes: between two logged moves nothing happened, so no line may suggest it did. */}
          <Line
            dataKey="height"
            type="stepAfter"
            stroke="var(--cloud)"
            strokeWidth={2}
            dot={false}
            activeDot={{ r: 4, fill: 'var(--cloud)', stroke: 'var(--page)', strokeWidth: 2 }}
            isAnimationActive={false}
          />
          <LadderMarks growth={growth} points={points} axis={axis} from={from} to={to} narrow={narrow} />
          <LadderNotes
            notes={hung.notes}
            asOf={growth.asOf}
            points={points}
            rows={hung.rowsAbove + 1}
            axis={axis}
            from={from}
            to={to}
            narrow={narrow}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink-3)', strokeWidth: 1 }}
            content={({ active, payload }) => {
              const point = payload[0]?.payload as LadderPoint | undefined
              if (!active || point === undefined) return null
              return (
                <ChartTooltip
                  title={format.weekday(point.day)}
                  lines={[
                    { name: words.ladder.inCloud, value: format.measured(growth.measure, point.cloud) },
                    { name: words.ladder.multiple, value: format.multiple(point.multiple) },
                    {
                      name: words.ladder.growth,
                      value: format.growth(point.multiple === null ? null : (point.multiple - 1) * 100),
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

/** The days in view, the deadline among them, and how many rows its notes take over the plot, before there is one. */
function useNotesOver(
  props: Pick<Parameters<typeof LadderChart>[0], 'growth' | 'points' | 'programme' | 'notes'>,
  width: number,
  narrow: boolean,
) {
  const { growth, points, programme, notes } = props
  const { growth: words } = useMessages()
  const format = useFormat()
  const from = points[0]?.day ?? growth.baselineDay
  const to = lastDayInView(from, growth.asOf, programme.targetDay)
  const day = programme.targetDay
  // The deadline of the programme is an annotation that nobody has to write.
  const all: readonly Note[] =
    day === null
      ? notes
      : [
          ...notes,
          {
            key: 'deadline',
            isDeadline: true,
            day,
            until: null,
            days: narrow ? format.shortDay(day) : format.day(day),
            words: words.deadline.short,
          },
        ]
  const left = narrow ? 40 : 86
  const right = Math.max(left, width - 8)
  const first = dayNumber(from)
  const x = (one: CalendarDay) =>
    left + ((dayNumber(one) - first) / Math.max(1, dayNumber(to) - first)) * (right - left)
  const { rowsAbove } = hangNotes(all, {
    from,
    to,
    left,
    right,
    narrow,
    x,
  })
  return { from, to, notes: all, rowsAbove }
}
