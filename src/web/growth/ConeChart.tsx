import { useMemo } from 'react'
import { Area, ComposedChart, Line, Tooltip, XAxis, YAxis, type YAxisTickContentProps } from 'recharts'
import type { Forecast as Answer } from '../../contract/forecast.ts'
import type { WorkloadPoint } from '../../contract/workload.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Amounts, ConePoint } from '../../domain/forecast.ts'
import type { Programme } from '../../domain/programme.ts'
import { roundTicks, textWidth } from '../../drawing/chart-scale.ts'
import { type LadderAxis, ladderAxis, type Scale } from '../../drawing/ladder-layout.ts'
import { dayNumber } from '../../drawing/time-axis.ts'
import { ChartTooltip } from '../shared/charts/ChartTooltip.tsx'
import { useWidth } from '../shared/charts/use-width.ts'
import { useForecastMessages, useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { ConeMarks } from './ConeMarks.tsx'
import { LadderGround } from './LadderGround.tsx'
import type { ShownForecast } from './shown-forecast.ts'

interface Point {
  readonly x: number
  readonly day: CalendarDay
  /** What is known, where it stands on the axis. */
  readonly known?: number
  readonly band?: [number, number]
  readonly middle?: number
  /** What 85 of 100 runs reach: where it crosses a rung, they are there. */
  readonly most?: number
  readonly amounts: { readonly known?: number } & Partial<Amounts>
}

const narrowBelow = 520

export function ConeChart(props: {
  answer: Answer
  shown: ShownForecast
  past: readonly WorkloadPoint[]
  cone: readonly ConePoint[]
  what: 'cloud' | 'onPrem'
  scale: Scale
  from: CalendarDay
  to: CalendarDay
  label: string
  programme: Programme
}) {
  const { answer, shown, past, cone, what, scale, from, to } = props
  const { charts } = useMessages()
  const words = useForecastMessages()
  const format = useFormat()
  const [frame, width] = useWidth()
  const narrow = width < narrowBelow
  const height = narrow ? 300 : 360
  const margin = { top: 34, right: 12, bottom: narrow ? 30 : 52, left: 0 }
  const { measure, baseline, asOf } = answer
  // In multiples wherever there is one, so that the rungs stand; else in amounts.
  const inMultiples = what === 'cloud' && baseline > 0
  const unit = inMultiples ? baseline : 1
  const part = measure === 'units' ? props.programme.partsPerShownUnit : 1
  const axis = useMemo(() => {
    const values = [...past.map((point) => point[what]), ...cone.flatMap((point) => [point[what].p90, point[what].p10])]
    if (inMultiples) {
      const multiples = values.map((value) => value / baseline)
      // A rung far above everything drawn would press the cone flat.
      const highest = Math.max(1, ...multiples)
      const rungs = shown.milestones.map(({ multiple }) => multiple).filter((multiple) => multiple <= highest * 1.6)
      return ladderAxis(multiples, rungs, scale, height - margin.top - margin.bottom)
    }
    return amountAxis(Math.max(1, ...values), part)
  }, [past, cone, what, inMultiples, baseline, shown.milestones, scale, height, margin.top, margin.bottom, part])
  const heightOf = (value: number) => Math.max(value / unit, axis.bottom)
  const points = pointsOf(past, cone, answer, what, heightOf)
  const isRung = (value: number) => inMultiples && shown.milestones.some(({ multiple }) => multiple === value)
  const labelOf = (value: number) => (inMultiples ? format.rung(value) : format.measuredNumber(measure, value))
  const widest = Math.max(...axis.labelled.map((value) => textWidth(labelOf(value), isRung(value) ? 15 : 11)))
  const gutter = narrow ? Math.max(40, widest + 16) : Math.max(64, widest + 24)
  const colour = what === 'cloud' ? 'var(--cloud)' : 'var(--on-prem)'

  const tick = ({ x, y, payload }: YAxisTickContentProps) => {
    const value = Number(payload.value)
    const rung = inMultiples ? shown.milestones.find(({ multiple }) => multiple === value) : undefined
    return (
      <text x={x} y={y} textAnchor="end">
        <tspan className={rung ? 'strong rung-name' : undefined} x={x} dy={rung && !narrow ? 1 : 4}>
          {labelOf(value)}
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
        <ComposedChart
          width={width}
          height={height}
          data={points}
          margin={margin}
          title={props.label}
          desc={charts.arrowKeys}
          aria-label={props.label}
        >
          <LadderGround
            axis={axis}
            cycles={answer.cycle ? [answer.cycle] : []}
            from={from}
            to={to}
            narrow={narrow}
            asOf={asOf}
          />
          <XAxis dataKey="x" type="number" domain={[dayNumber(from), dayNumber(to)]} hide allowDataOverflow />
          <YAxis
            type="number"
            scale={scale === 'log' ? 'log' : 'linear'}
            domain={[axis.bottom, axis.top]}
            allowDataOverflow
            ticks={[...axis.labelled]}
            interval={0}
            width={gutter}
            axisLine={false}
            tickLine={false}
            tickMargin={narrow ? 6 : 12}
            tick={tick}
          />
          <Area
            dataKey="band"
            type="linear"
            stroke="none"
            fill={colour}
            fillOpacity={0.16}
            isAnimationActive={false}
            activeDot={false}
          />
          <Line
            dataKey="most"
            type="linear"
            stroke={colour}
            strokeWidth={1.5}
            strokeDasharray="1.5 3"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="middle"
            type="linear"
            stroke={colour}
            strokeWidth={1.5}
            strokeDasharray="5 4"
            dot={false}
            activeDot={{ r: 4, fill: colour, stroke: 'var(--page)', strokeWidth: 2 }}
            isAnimationActive={false}
          />
          <Line
            dataKey="known"
            type="stepAfter"
            stroke={colour}
            strokeWidth={2}
            dot={false}
            activeDot={{ r: 4, fill: colour, stroke: 'var(--page)', strokeWidth: 2 }}
            isAnimationActive={false}
          />
          <ConeMarks
            answer={answer}
            shown={shown}
            axis={axis}
            from={from}
            to={to}
            narrow={narrow}
            what={what}
            now={heightOf(answer.now[what])}
            deadline={props.programme.targetDay}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--ink-3)', strokeWidth: 1 }}
            content={({ active, payload }) => {
              const point = payload[0]?.payload as Point | undefined
              if (!active || point === undefined) return null
              const { known, p90, p85, p50, p10 } = point.amounts
              const line = (name: string, value: number | undefined) =>
                value === undefined
                  ? []
                  : [
                      {
                        name,
                        value: inMultiples
                          ? `${format.measured(measure, value)} · ${format.multiple(value / baseline)}`
                          : format.measured(measure, value),
                      },
                    ]
              return (
                <ChartTooltip
                  title={format.weekday(point.day)}
                  lines={[
                    ...line(words.today, known),
                    ...line(words.p90, p90),
                    ...line(words.p85, p85),
                    ...line(words.p50, p50),
                    ...line(words.p10, p10),
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

/** What is known up to the as-of day, where the cone begins as one point, and then the cone. */
function pointsOf(
  past: readonly WorkloadPoint[],
  cone: readonly ConePoint[],
  { asOf, now }: Answer,
  what: 'cloud' | 'onPrem',
  heightOf: (value: number) => number,
): Point[] {
  const here = heightOf(now[what])
  return [
    ...past
      .filter(({ day }) => day < asOf)
      .map((point) => ({
        x: dayNumber(point.day),
        day: point.day,
        known: heightOf(point[what]),
        amounts: { known: point[what] },
      })),
    {
      ...{ x: dayNumber(asOf), day: asOf, known: here, middle: here, most: here },
      band: [here, here] as [number, number],
      amounts: { known: now[what] },
    },
    ...cone.map((point) => {
      const { p90, p85, p50, p10 } = point[what]
      // Of what is left on-premises, what most runs are down to is the upper side.
      const band: [number, number] = [heightOf(Math.min(p90, p10)), heightOf(Math.max(p90, p10))]
      return {
        ...{ x: dayNumber(point.day), day: point.day, middle: heightOf(p50), most: heightOf(p85) },
        ...{ band, amounts: point[what] },
      }
    }),
  ]
}

/** An axis of amounts from nothing up, in steps that read well in the shown unit. */
function amountAxis(highest: number, part: number): LadderAxis {
  const ticks = roundTicks(highest / part, 0, 5, 1 / part).map((tick) => Math.round(tick * part))
  return { bottom: 0, top: highest * 1.08, rungs: [], labelled: ticks, thin: ticks }
}
