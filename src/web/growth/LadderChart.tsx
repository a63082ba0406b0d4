import { lazy, Suspense, useEffect, useMemo } from 'react'
import { Line, LineChart, Tooltip, XAxis, YAxis, type YAxisTickContentProps } from 'recharts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { Forecast } from '../../contract/forecast.ts'
import type { Growth, readGrowthSeries } from '../../contract/growth.ts'
import type { Story } from '../../contract/stories.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Programme } from '../../domain/programme.ts'
import { textWidth } from '../../drawing/chart-scale.ts'
import { ladderAxis, lastDayInView, lastDayWithForecast, type Scale } from '../../drawing/ladder-layout.ts'
import { type Note, noteRow } from '../../drawing/ladder-notes.ts'
import { dayNumber } from '../../drawing/time-axis.ts'
import { ChartTooltip } from '../shared/charts/ChartTooltip.tsx'
import { useWidth } from '../shared/charts/use-width.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { LadderGround } from './LadderGround.tsx'
import { LadderMarks } from './LadderMarks.tsx'
import { LadderNotes } from './LadderNotes.tsx'
import { storiesBetween, storySentence } from './ladder-stories.ts'
import { useNotesOver } from './use-notes-over.ts'

// The first paint of the curve waits neither for what it tells nor for what may come.
const StoryMarks = lazy(async () => ({ default: (await import('./StoryMarks.tsx')).StoryMarks }))
const LadderCone = lazy(async () => ({ default: (await import('./LadderCone.tsx')).LadderCone }))

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
  stories: readonly Story[]
  /** `null`: there is none; `undefined`: it is being read, and its room is kept. */
  ahead: Forecast | null | undefined
  onDrawn: (isDrawn: true) => void
}) {
  const { growth, scale, programme } = props
  const { growth: words, charts } = useMessages()
  const format = useFormat()
  const [frame, width] = useWidth()
  const { onDrawn } = props
  useEffect(() => onDrawn(true), [onDrawn])
  const narrow = width < narrowBelow
  const height = narrow ? 290 : 330
  const from = props.points[0]?.day ?? growth.baselineDay
  const reach = props.ahead === null ? lastDayInView : lastDayWithForecast
  const to = reach(from, growth.asOf, programme.targetDay)
  const hung = useNotesOver(props, { from, to, width, narrow })
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
          {props.stories.length === 0 ? null : (
            <Suspense>
              <StoryMarks stories={props.stories} points={points} axis={axis} from={from} to={to} narrow={narrow} />
            </Suspense>
          )}
          {props.ahead ? (
            <Suspense>
              <LadderCone
                answer={props.ahead}
                axis={axis}
                from={from}
                to={to}
                narrow={narrow}
                deadline={programme.targetDay}
              />
            </Suspense>
          ) : null}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink-3)', strokeWidth: 1 }}
            content={({ active, payload }) => {
              const point = payload[0]?.payload as LadderPoint | undefined
              if (!active || point === undefined) return null
              const before = points[points.indexOf(point) - 1]
              const told = storiesBetween(props.stories, before?.day, point.day).map((story) => {
                const { sentence, amount } = storySentence(story, growth.measure, words.stories, format)
                return sentence.replace('{amount}', amount)
              })
              return (
                <ChartTooltip
                  title={format.weekday(point.day)}
                  lines={[
                    { name: words.ladder.inCloud, value: format.measured(growth.measure, point.cloud) },
                    ...(before === undefined
                      ? []
                      : [
                          {
                            name: words.ladder.since(format.shortDay(before.day)),
                            value: format.signedMeasured(growth.measure, point.cloud - before.cloud),
                          },
                        ]),
                    { name: words.ladder.multiple, value: format.multiple(point.multiple) },
                    {
                      name: words.ladder.growth,
                      value: format.growth(point.multiple === null ? null : (point.multiple - 1) * 100),
                    },
                    ...(told.length === 0 ? [] : [{ name: words.stories.column, value: told.join('; ') }]),
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
