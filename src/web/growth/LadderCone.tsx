import { useId } from 'react'
import { DefaultZIndexes, ZIndexLayer } from 'recharts'
import type { Forecast } from '../../contract/forecast.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { endsOf } from '../../drawing/arrival-ends.ts'
import { textWidth } from '../../drawing/chart-scale.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { type Frame, useGround } from './LadderGround.tsx'
import { arrivalWords } from './ladder-ahead.ts'

/** Lines of words under the cone. */
const lineHeight = 15

/** Right of the as-of line: the band of the runs, their middle dashed, what 85 of 100 reach dotted, and when rungs are reached. */
export function LadderCone({ answer, ...frame }: Frame & { answer: Forecast; deadline: CalendarDay | null }) {
  const { growth } = useMessages()
  const format = useFormat()
  const ground = useGround()
  const clip = useId()
  if (ground === undefined || answer.baseline === 0 || answer.cone.length === 0) return null
  const { left, right, top, bottom } = ground
  const { baseline, asOf, now } = answer
  const x = ground.x
  const y = (amount: number) => ground.y(Math.max(amount / baseline, frame.axis.bottom))
  const start = { x: x(asOf), y: y(now.cloud) }
  const line = (of: 'p90' | 'p85' | 'p50' | 'p10') => [
    start,
    ...answer.cone.map(({ day, cloud }) => ({ x: x(day), y: y(cloud[of]) })),
  ]
  const low = line('p90')
  const high = line('p10')
  const words = wordsOf()
  const widest = Math.max(...words.map(({ text }) => textWidth(text, 12)))
  // Past the line of a deadline that would strike the words through.
  const { deadline } = frame
  const deadlineAt = deadline === null || deadline <= asOf ? start.x : x(deadline)
  const wordsLeft = (deadlineAt - start.x < widest + 24 ? deadlineAt : start.x) + 10
  const room = right - wordsLeft
  // Under the band where there is room for words between it and the ground, else over it.
  const lowest = low.findLast((point) => point.x <= right)?.y ?? start.y
  const tall = words.length * lineHeight
  const under = Math.max(lowest, start.y) + 24
  const wordsTop = under + tall < bottom ? under : Math.max(top + 12, Math.min(start.y, lowest) - 12 - tall)
  return (
    // Over the veil of what is to come.
    <ZIndexLayer zIndex={DefaultZIndexes.scatter + 1}>
      <g data-marks="ladder-cone">
        <clipPath id={clip}>
          <rect x={left} y={top} width={Math.max(0, right - left)} height={bottom - top} />
        </clipPath>
        <g clipPath={`url(#${clip})`} fill="none" stroke="var(--cloud)" strokeWidth={1.5}>
          <path d={pathOf([...high, ...low.toReversed()])} fill="var(--cloud)" fillOpacity={0.16} stroke="none" />
          <path d={pathOf(line('p50'))} strokeDasharray="5 4" />
          <path d={pathOf(line('p85'))} strokeDasharray="1.5 3" />
          {answer.milestones.flatMap(({ multiple, arrival }) => {
            const ends = arrival === null ? null : endsOf(arrival)
            if (ends === null || !frame.axis.rungs.includes(multiple)) return []
            return [ends.from, ends.to].flatMap((day) =>
              day === null || day > frame.to
                ? []
                : [
                    <circle
                      key={`${multiple} ${day}`}
                      cx={x(day)}
                      cy={ground.y(multiple)}
                      r={3.5}
                      fill="var(--page)"
                    />,
                  ],
            )
          })}
        </g>
        {frame.narrow || widest > room + 8 ? null : (
          <text className="second halo" data-label="ahead">
            {words.map(({ text, isStrong }, at) => (
              <tspan
                key={text}
                x={wordsLeft}
                y={wordsTop + at * lineHeight}
                className={isStrong ? 'strong' : undefined}
              >
                {text}
              </tspan>
            ))}
          </text>
        )}
      </g>
    </ZIndexLayer>
  )

  function wordsOf() {
    const said = growth.ahead
    const arrivals = arrivalWords(answer, said, format).map((text) => ({ text, isStrong: false }))
    return [
      { text: `${said.forecast} ${said.band}`, isStrong: true },
      ...arrivals.slice(0, 2),
      ...(arrivals.length === 0 ? [] : [{ text: said.ranges(format.count(answer.runs)), isStrong: false }]),
    ]
  }
}

const pathOf = (points: readonly { x: number; y: number }[]): string =>
  points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
