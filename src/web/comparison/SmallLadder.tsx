import type { Measure } from '../../domain/units.ts'
import type { LadderAxis } from '../../drawing/ladder-layout.ts'
import { dayNumber } from '../../drawing/time-axis.ts'
import { Figure } from '../shared/Figure.tsx'
import { useCompareMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { ComparedBy } from './comparison-queries.ts'
import type { LadderOfRow } from './SmallLadders.tsx'

export const plotHeight = 96
const [width, gutter, top, bottom] = [260, 34, 6, 18]

/** One ladder: its name leads to the large one, its multiple opens, its rungs are where those of all others are. */
export function SmallLadder({
  ladder,
  by,
  axis,
  measure,
}: {
  ladder: LadderOfRow
  by: ComparedBy
  axis: LadderAxis
  measure: Measure
}) {
  const words = useCompareMessages()
  const { growth: shared } = useMessages()
  const format = useFormat()
  const { row, points } = ladder
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return null
  const [from, to] = [dayNumber(first.day), Math.max(dayNumber(last.day), dayNumber(first.day) + 1)]
  const x = (day: typeof first.day) => gutter + ((dayNumber(day) - from) / (to - from)) * (width - gutter - 6)
  const y = (multiple: number) =>
    top + plotHeight * (1 - Math.log(Math.max(multiple, axis.bottom) / axis.bottom) / Math.log(axis.top / axis.bottom))
  // In steps: between two ends of weeks nobody counted.
  const path = points.reduce((line, { day, multiple }) => {
    if (multiple === null) return line
    const [across, down] = [x(day).toFixed(1), y(multiple).toFixed(1)]
    return line === '' ? `M${across} ${down}` : `${line}H${across}V${down}`
  }, '')
  const within = { [by]: String(row.id) }
  return (
    <li>
      <p className="small-ladder-head">
        <PageLink to="/" search={{ [by]: String(row.id) }} title={shared.compared.showOnly(row.name)} className="cut">
          {row.name}
        </PageLink>
        <Figure of="growth" within={within}>
          {format.multiple(row.multiple)}
        </Figure>
        {/* 249× stands beside 9× as if it were more, where it is two services that became 498. */}
        <span className="second">
          {shared.compared.from(format.measuredNumber(measure, row.baseline))} ·{' '}
          {format.growth(((row.multiple ?? 1) - 1) * 100)}
        </span>
      </p>
      <svg viewBox={`0 0 ${width} ${top + plotHeight + bottom}`} className="small-ladder" aria-hidden="true">
        {[1, ...axis.rungs].map((rung) => (
          <g key={rung}>
            <line
              x1={gutter}
              x2={width}
              y1={y(rung)}
              y2={y(rung)}
              stroke="var(--ink)"
              strokeOpacity={rung === 1 ? 1 : (row.multiple ?? 0) >= rung ? 0.5 : 0.18}
            />
            <text x={gutter - 5} y={y(rung) + 4} textAnchor="end" className={rung === 1 ? 'second' : 'strong'}>
              {format.rung(rung)}
            </text>
          </g>
        ))}
        <path d={path} fill="none" stroke="var(--cloud)" strokeWidth={1.8} strokeLinejoin="round" />
        <circle cx={x(last.day)} cy={y(last.multiple ?? axis.bottom)} r={2.6} fill="var(--cloud)" />
        <text x={gutter} y={top + plotHeight + 15} className="second">
          {first.day.slice(0, 4)}
        </text>
        <text x={width - 1} y={top + plotHeight + 15} textAnchor="end" className="second">
          {last.day.slice(0, 4)}
        </text>
      </svg>
      <span className="unseen">
        {words.ladderStory(
          format.day(first.day),
          format.multiple(row.multiple),
          axis.rungs
            .filter((rung) => (row.multiple ?? 0) >= rung)
            .map(format.rung)
            .join(', '),
        )}
      </span>
    </li>
  )
}
