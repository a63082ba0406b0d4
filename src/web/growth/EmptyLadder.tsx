import { ladderAxis } from '../../drawing/ladder-layout.ts'
import { useWidth } from '../shared/charts/use-width.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import '../shared/charts/charts.css'

const height = 250

/** The rungs before the first move: drawn without a chart library, which a first visit need not wait for. */
export function EmptyLadder({ milestones }: { milestones: readonly number[] }) {
  const { growth } = useMessages()
  const format = useFormat()
  const [frame, width] = useWidth()
  const axis = ladderAxis([], milestones, 'log', height - 40)
  const gutter = 92
  const isShort = width < 440
  const y = (value: number) =>
    16 + (height - 40) * (1 - Math.log(value / axis.bottom) / Math.log(axis.top / axis.bottom))
  return (
    <div ref={frame} className="chart-section" style={{ blockSize: height }}>
      <svg width={width} height={height} role="img" aria-label={growth.first.rungs(milestones.length)}>
        {[...axis.thin, ...axis.rungs].map((value) => {
          const rung = axis.rungs.includes(value)
          return (
            <g key={value}>
              <line
                x1={gutter + 8}
                x2={width}
                y1={y(value)}
                y2={y(value)}
                stroke={rung ? 'var(--edge)' : 'var(--line)'}
              />
              {axis.labelled.includes(value) ? (
                <text x={gutter - 4} y={y(value) + (rung ? 1 : 4)} textAnchor="end">
                  <tspan className={rung ? 'strong rung-name' : undefined}>{format.rung(value)}</tspan>
                  {rung ? (
                    <tspan x={gutter - 4} dy={13}>
                      {format.growth((value - 1) * 100)}
                    </tspan>
                  ) : null}
                </text>
              ) : null}
            </g>
          )
        })}
        <circle cx={gutter + 13} cy={y(1)} r={5} fill="var(--cloud)" />
        {/* On a phone the sentence is longer than the line, and stands under it from the edge on. */}
        <text x={isShort ? 0 : gutter + 28} y={y(1) + (isShort ? 24 : -8)} className="second">
          <tspan className="strong">{growth.first.baseline}</tspan>
          {growth.first.baselineWords}
        </text>
      </svg>
    </div>
  )
}
