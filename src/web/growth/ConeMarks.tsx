import { DefaultZIndexes, ZIndexLayer } from 'recharts'
import type { Forecast as Answer } from '../../contract/forecast.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Arrival } from '../../domain/forecast.ts'
import { endsOf } from '../../drawing/arrival-ends.ts'
import { textWidth } from '../../drawing/chart-scale.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { type Frame, pillAt, useGround } from './LadderGround.tsx'
import { useRangeWords } from './range-words.ts'
import type { ShownForecast } from './shown-forecast.ts'

interface Range {
  readonly key: string
  readonly arrival: Arrival
  readonly height: number
  /** Above the bar, or below it on the ground. */
  readonly text: string
}

/** In front of the cone: when each rung is reached as a bar on it, the as-of day, the deadline. */
export function ConeMarks(
  props: Frame & {
    answer: Answer
    shown: ShownForecast
    what: 'cloud' | 'onPrem'
    now: number
    deadline: CalendarDay | null
  },
) {
  const { answer, shown, what, axis, from, to, narrow, deadline } = props
  const { growth: words } = useMessages()
  const format = useFormat()
  const rangeOf = useRangeWords()
  const ground = useGround()
  if (ground === undefined) return null
  const { x, y, left, right, top, bottom } = ground
  const ranges: Range[] =
    what === 'cloud'
      ? shown.milestones.flatMap(({ multiple, arrival }) =>
          arrival === null || !axis.rungs.includes(multiple)
            ? []
            : [{ key: String(multiple), arrival, height: multiple, text: rangeOf(arrival) }],
        )
      : shown.onPremisesZero === null
        ? []
        : [{ key: 'zero', arrival: shown.onPremisesZero, height: 0, text: rangeOf(shown.onPremisesZero) }]
  const at = x(answer.asOf)
  const pill = pillAt(ground, { axis, from, to, narrow, asOf: answer.asOf }, format.day(answer.asOf))
  const deadlineAt = deadline === null || deadline < from || deadline > to ? null : x(deadline)
  const deadlineWords =
    deadline === null ? '' : `${words.deadline.short} ${narrow ? format.shortDay(deadline) : format.day(deadline)}`
  const roomRight = deadlineAt !== null && right + 8 - deadlineAt > textWidth(deadlineWords, 11) + 8
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.scatter}>
      <g data-chart="cone">
        {deadlineAt === null ? null : (
          <>
            <line
              x1={deadlineAt}
              x2={deadlineAt}
              y1={top - 26}
              y2={bottom}
              stroke="var(--ink-2)"
              strokeDasharray="2 3"
            />
            <text
              x={roomRight ? deadlineAt + 6 : deadlineAt - 6}
              y={top - 18}
              textAnchor={roomRight ? 'start' : 'end'}
              className="second halo"
            >
              {deadlineWords}
            </text>
          </>
        )}
        <line x1={at} x2={at} y1={top - 8} y2={bottom} stroke="var(--ink)" strokeWidth={1.5} />
        {pill === undefined ? null : (
          <>
            <rect x={pill.x} y={pill.y} width={pill.width} height={20} rx={3} fill="var(--ink)" />
            <text x={pill.x + pill.width / 2} y={pill.y + 14} textAnchor="middle" className="on-ink">
              {pill.text}
            </text>
          </>
        )}
        {ranges.map(({ key, arrival, height, text }) => {
          const ends = endsOf(arrival)
          if (ends === null || ends.from > to) return null
          const start = Math.max(left, x(ends.from))
          const isOpen = ends.to === null || ends.to > to
          const end = isOpen ? right : x(ends.to as CalendarDay)
          const level = y(height)
          // Under the end of its bar, where the band has passed the rung; over it where the bar lies on the ground.
          const isUp = what === 'cloud'
          const wanted = isUp && !isOpen ? end + 6 : start
          const fits = wanted + textWidth(text, 12) < right
          return (
            <g key={key}>
              <line x1={start} x2={end} y1={level} y2={level} stroke="var(--ink)" strokeWidth={4} />
              <line x1={start} x2={start} y1={level - 6} y2={level + 6} stroke="var(--ink)" strokeWidth={2} />
              {isOpen ? null : (
                <line x1={end} x2={end} y1={level - 6} y2={level + 6} stroke="var(--ink)" strokeWidth={2} />
              )}
              <text
                data-label="range"
                x={fits ? wanted : right}
                y={isUp ? level + 17 : level - 11}
                textAnchor={fits ? 'start' : 'end'}
                className="halo strong"
              >
                {text}
              </text>
            </g>
          )
        })}
        <circle
          cx={at}
          cy={y(props.now)}
          r={5}
          fill={what === 'cloud' ? 'var(--cloud)' : 'var(--on-prem)'}
          stroke="var(--page)"
          strokeWidth={2}
        />
      </g>
    </ZIndexLayer>
  )
}
