import { useId } from 'react'
import { Bar, ComposedChart, Line, Tooltip, XAxis, type XAxisTickContentProps, YAxis } from 'recharts'
import type { Measure } from '../../domain/units.ts'
import { textWidth, ticksAround } from '../../drawing/chart-scale.ts'
import { ChartTooltip, type TooltipLine } from '../shared/charts/ChartTooltip.tsx'
import { useTextWidths } from '../shared/charts/use-text-widths.ts'
import { useWidth } from '../shared/charts/use-width.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'
import { downward, type Part, type Period, partName, upward } from './growth-parts.ts'
import { figureRow, firstFigure, keyEntries, keyRow, PartsGround } from './PartsGround.tsx'

const height = 330
/** What the chart library leaves between the foot of the bars and the words under them. */
const tickSize = 6

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
  const { programme } = useSession()
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
  const unit = measure === 'units' ? programme.partsPerShownUnit : 1
  const ticks = ticksAround(highest / unit, lowest / unit, 1 / unit).map((tick) => Math.round(tick * unit))
  const axis = { ticks, lowest: ticks[0] ?? 0, highest: ticks.at(-1) ?? 0 }
  const barSize = Math.max(8, Math.min(26, ((width - gutter) / Math.max(1, columns.length)) * 0.55))
  const parts = [...upward, ...downward].filter((part) => columns.some((column) => column[part] !== 0))
  const names = [...parts.map((part) => partName(part, words)), words.parts.net]
  const entries = keyEntries(names, useTextWidths(names, 'key-text'), width)
  const top = keyRow * ((entries.at(-1)?.row ?? 0) + 1) + 26
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
      <text x={x} y={y} textAnchor="middle" data-figures="">
        <tspan x={x} dy={firstFigure - tickSize} className="strong">
          {`${period.cycle ?? ''}${period.partial ? '*' : ''}`}
        </tspan>
        {columnText(period).map((text, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the two lines never change places.
          <tspan key={at} x={x} dy={figureRow} className={at === 0 ? 'second' : undefined}>
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
          margin={{ top, right: 0, bottom: 4, left: 0 }}
          title={label}
          desc={charts.arrowKeys}
          aria-label={label}
        >
          <defs>
            <Hatch id={`${hatch}-retired`} colour="var(--retired)" angle={45} />
            <Hatch id={`${hatch}-shrunk`} colour="var(--retired)" angle={-45} />
            <Hatch id={`${hatch}-grown`} colour="var(--born)" angle={45} />
          </defs>
          <PartsGround parts={parts} entries={entries} fills={fills} axis={axis} measure={measure} />
          <XAxis
            dataKey="key"
            height={62}
            interval={0}
            tick={tick}
            tickLine={false}
            axisLine={false}
            tickSize={tickSize}
            tickMargin={0}
          />
          <YAxis
            hide={false}
            width={gutter}
            tick={false}
            tickLine={false}
            axisLine={false}
            domain={[axis.lowest, axis.highest]}
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
