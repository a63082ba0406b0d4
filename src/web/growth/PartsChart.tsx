import { useId } from 'react'
import {
  Bar,
  ComposedChart,
  DefaultZIndexes,
  Line,
  Tooltip,
  usePlotArea,
  XAxis,
  type XAxisTickContentProps,
  YAxis,
  ZIndexLayer,
} from 'recharts'
import type { Measure } from '../../domain/units.ts'
import { ChartTooltip, type TooltipLine } from '../shared/charts/ChartTooltip.tsx'
import { roundTicks, textWidth } from '../shared/charts/chart-scale.ts'
import { useWidth } from '../shared/charts/use-width.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { downward, type Part, type Period, partName, upward } from './growth-parts.ts'

interface Column extends Record<Part, number> {
  readonly key: string
  readonly period: Period
  readonly net: number
}

export function PartsChart({
  periods,
  measure,
  label,
}: {
  periods: readonly Period[]
  measure: Measure
  label: string
}) {
  const { growth: words, charts } = useMessages()
  const format = useFormat()
  const [frame, width] = useWidth()
  const hatch = useId()
  const gutter = Math.max(
    58,
    ...[charts.cycle, words.parts.net, words.parts.retiredOnPrem].map((text) => textWidth(text, 11) + 14),
  )

  // As many of the newest cycles as have room for their figures: none is ever cut.
  const columnText = (period: Period) => [
    format.signedMeasured(measure, period.net),
    format.measuredNumber(measure, period.retiredOnPrem),
  ]
  const widest = Math.max(20, ...periods.flatMap(columnText).map((text) => textWidth(text, 11)))
  const room = Math.max(1, Math.floor((width - gutter) / (widest + 8)))
  const columns: Column[] = periods.slice(-room).map((period) => ({
    key: period.firstDay,
    period,
    net: period.net,
    migrated: period.migrated,
    born: period.born,
    grown: period.grown,
    rolledBack: -period.rolledBack,
    retired: -period.retired,
    shrunk: -period.shrunk,
  }))
  const highest = Math.max(
    0,
    ...columns.map((column) => upward.reduce((sum, part) => sum + Math.max(0, column[part]), 0)),
  )
  const lowest = Math.min(
    0,
    ...columns.map((column) => downward.reduce((sum, part) => sum + Math.min(0, column[part]), 0)),
  )
  const ticks = roundTicks(highest, lowest, 5, 1)
  const barSize = Math.max(8, Math.min(26, ((width - gutter) / Math.max(1, columns.length)) * 0.55))
  const height = 330
  const parts = [...upward, ...downward].filter((part) => columns.some((column) => column[part] !== 0))
  const fills: Record<Part, string> = {
    migrated: 'var(--moved)',
    born: 'var(--born)',
    grown: `url(#${hatch}-grown)`,
    rolledBack: 'var(--rolled-back)',
    retired: `url(#${hatch}-retired)`,
    shrunk: `url(#${hatch}-shrunk)`,
  }

  const tick = ({ x, y, payload }: XAxisTickContentProps) => {
    const column = columns.find(({ key }) => key === payload.value)
    if (column === undefined) return <g />
    const { period } = column
    return (
      <text x={x} y={y} textAnchor="middle">
        <tspan x={x} dy={10} className="strong">
          {`${period.cycle ?? ''}${period.partial ? '*' : ''}`}
        </tspan>
        {columnText(period).map((text, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the two lines never change places.
          <tspan key={at} x={x} dy={18} className={at === 0 ? 'second' : undefined}>
            {text}
          </tspan>
        ))}
      </text>
    )
  }

  return (
    <div ref={frame} style={{ blockSize: height }}>
      {width === 0 ? null : (
        <ComposedChart
          width={width}
          height={height}
          data={columns}
          stackOffset="sign"
          margin={{ top: 40, right: 0, bottom: 4, left: 0 }}
          title={label}
          desc={charts.arrowKeys}
          aria-label={label}
        >
          <defs>
            <Hatch id={`${hatch}-retired`} colour="var(--retired)" angle={45} />
            <Hatch id={`${hatch}-shrunk`} colour="var(--retired)" angle={-45} />
            <Hatch id={`${hatch}-grown`} colour="var(--born)" angle={45} />
          </defs>
          <PartsGround
            parts={parts}
            fills={fills}
            ticks={ticks}
            lowest={Math.min(lowest, ticks[0] ?? 0)}
            highest={Math.max(highest, ticks.at(-1) ?? 0)}
            width={width}
            measure={measure}
          />
          <XAxis dataKey="key" height={62} interval={0} tick={tick} tickLine={false} axisLine={false} tickMargin={4} />
          <YAxis
            hide={false}
            width={gutter}
            tick={false}
            tickLine={false}
            axisLine={false}
            domain={[Math.min(lowest, ticks[0] ?? 0), Math.max(highest, ticks.at(-1) ?? 0)]}
            allowDataOverflow
          />
          {parts.map((part) => (
            <Bar
              key={part}
              dataKey={part}
              stackId="parts"
              fill={fills[part]}
              stroke="var(--page)"
              strokeWidth={1}
              barSize={barSize}
              isAnimationActive={false}
            />
          ))}
          <Line
            dataKey="net"
            stroke="none"
            isAnimationActive={false}
            activeDot={false}
            legendType="none"
            dot={({ cx, cy, key }) => (
              <rect
                key={key}
                x={(cx ?? 0) - barSize / 2 - 3}
                y={(cy ?? 0) - 1.25}
                width={barSize + 6}
                height={2.5}
                fill="var(--ink)"
                stroke="var(--page)"
                strokeWidth={0.75}
              />
            )}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--band)' }}
            content={({ active, payload }) => {
              const column = payload[0]?.payload as Column | undefined
              if (!active || column === undefined) return null
              const lines: TooltipLine[] = parts.map((part) => ({
                name: partName(part, words),
                value: format.measuredNumber(measure, column[part]),
              }))
              return (
                <ChartTooltip
                  title={`${words.parts.period(String(column.period.cycle ?? ''))} · ${format.dayRange(column.period.firstDay, column.period.lastDay)}`}
                  lines={[...lines, { name: words.parts.net, value: format.signedMeasured(measure, column.net) }]}
                />
              )
            }}
          />
        </ComposedChart>
      )}
    </div>
  )
}

function Hatch({ id, colour, angle }: { id: string; colour: string; angle: number }) {
  return (
    <pattern id={id} width={4} height={4} patternUnits="userSpaceOnUse" patternTransform={`rotate(${angle})`}>
      <rect width={2} height={4} fill={colour} />
    </pattern>
  )
}

/** The key in stacking order, the grid, the zero line in ink, and what the rows of figures under the bars are. */
function PartsGround(props: {
  parts: readonly Part[]
  fills: Record<Part, string>
  ticks: readonly number[]
  lowest: number
  highest: number
  width: number
  measure: Measure
}) {
  const { growth: words, charts } = useMessages()
  const format = useFormat()
  const plot = usePlotArea()
  if (plot === undefined) return null
  const y = (value: number) => plot.y + ((props.highest - value) / (props.highest - props.lowest || 1)) * plot.height
  const bottom = plot.y + plot.height
  const entries = [
    ...props.parts.map((part) => ({ name: partName(part, words), fill: props.fills[part] })),
    { name: words.parts.net, fill: undefined },
  ]
  let at = 0
  let row = 0
  const placed = entries.map((entry) => {
    const wide = textWidth(entry.name, 12) + 30
    if (at > 0 && at + wide > props.width) {
      at = 0
      row += 1
    }
    const place = { ...entry, x: at, y: 4 + row * 16 }
    at += wide
    return place
  })
  return (
    <g>
      {placed.map(({ name, fill, x, y: top }) => (
        <g key={name}>
          {fill === undefined ? (
            <rect x={x} y={top + 4} width={14} height={2.5} fill="var(--ink)" />
          ) : (
            <rect x={x} y={top} width={10} height={10} fill={fill} />
          )}
          <text x={x + (fill === undefined ? 20 : 16)} y={top + 9} className="second key-text">
            {name}
          </text>
        </g>
      ))}
      {props.ticks.map((tick) => (
        <g key={tick}>
          {tick === 0 ? null : (
            <line x1={plot.x} x2={plot.x + plot.width} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
          )}
          <text x={plot.x - 8} y={y(tick) + 4} textAnchor="end">
            {format.signedMeasured(props.measure, tick).replace(/[.]0+$/, '')}
          </text>
        </g>
      ))}
      <ZIndexLayer zIndex={DefaultZIndexes.line}>
        <line x1={plot.x} x2={plot.x + plot.width} y1={y(0)} y2={y(0)} stroke="var(--ink)" />
      </ZIndexLayer>
      <line x1={0} x2={plot.x + plot.width} y1={bottom + 1} y2={bottom + 1} stroke="var(--line)" />
      {[charts.cycle, words.parts.net, words.parts.retiredOnPrem].map((text, line) => (
        <text key={text} x={0} y={bottom + 18 + line * 18}>
          {text}
        </text>
      ))}
    </g>
  )
}
