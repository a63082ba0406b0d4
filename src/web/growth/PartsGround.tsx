import { DefaultZIndexes, usePlotArea, ZIndexLayer } from 'recharts'
import type { Measure } from '../../domain/units.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { Part } from './growth-parts.ts'

/** Height of a line of the key, and of a line of the figures under the bars. */
export const keyRow = 18
export const figureRow = 18
/** From the foot of the bars to the baseline of the first line of figures. */
export const firstFigure = 20

interface Entry {
  readonly name: string
  readonly row: number
  readonly x: number
}

const swatchRoom = 16
const gap = 16

/** The key in stacking order, on as many lines as it needs: one gap between all of its entries. */
export function keyEntries(names: readonly string[], widths: readonly number[], width: number): Entry[] {
  const entries: Entry[] = []
  let x = 0
  let row = 0
  for (const [at, name] of names.entries()) {
    const wide = swatchRoom + (widths[at] ?? 0)
    if (x > 0 && x + wide > width) {
      x = 0
      row += 1
    }
    entries.push({ name, row, x })
    x += wide + gap
  }
  return entries
}

/** The key, the grid, the zero line in ink, and what the rows of figures under the bars are. */
export function PartsGround(props: {
  parts: readonly Part[]
  /** Of each part, and of the net after them. */
  entries: readonly Entry[]
  fills: Record<Part, string>
  axis: { readonly ticks: readonly number[]; readonly lowest: number; readonly highest: number }
  measure: Measure
}) {
  const { growth: words, charts } = useMessages()
  const format = useFormat()
  const plot = usePlotArea()
  if (plot === undefined) return null
  const { ticks, lowest, highest } = props.axis
  const y = (value: number) => plot.y + ((highest - value) / (highest - lowest || 1)) * plot.height
  const bottom = plot.y + plot.height
  const unit = props.measure === 'units' ? format.unitName : words.parts.unitOfServices
  return (
    <g data-chart="parts">
      {props.entries.map(({ name, x, row }, at) => {
        const part = props.parts[at]
        const top = 4 + row * keyRow
        return (
          <g key={name} data-key-entry="">
            {part === undefined ? (
              <rect x={x} y={top + 4} width={10} height={2.5} fill="var(--ink)" />
            ) : (
              <rect x={x} y={top} width={10} height={10} fill={props.fills[part]} />
            )}
            <text x={x + swatchRoom} y={top + 9} className="second key-text">
              {name}
            </text>
          </g>
        )
      })}
      {ticks.map((tick) => (
        <g key={tick} data-tick={tick}>
          {tick === 0 ? null : (
            <line x1={plot.x} x2={plot.x + plot.width} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
          )}
          <text x={plot.x - 8} y={y(tick) + 4} textAnchor="end">
            {format.signedMeasured(props.measure, tick).replace(/[.]0+$/, '')}
          </text>
          {tick === highest ? (
            <text x={plot.x - 8} y={y(tick) - 9} textAnchor="end">
              {unit}
            </text>
          ) : null}
        </g>
      ))}
      <ZIndexLayer zIndex={DefaultZIndexes.line}>
        <line x1={plot.x} x2={plot.x + plot.width} y1={y(0)} y2={y(0)} stroke="var(--ink)" />
      </ZIndexLayer>
      <line x1={0} x2={plot.x + plot.width} y1={bottom + 6} y2={bottom + 6} stroke="var(--line)" />
      {[charts.cycle, words.parts.net, words.parts.retiredOnPrem].map((text, line) => (
        <text key={text} x={0} y={bottom + firstFigure + line * figureRow} data-row-label="">
          {text}
        </text>
      ))}
    </g>
  )
}
