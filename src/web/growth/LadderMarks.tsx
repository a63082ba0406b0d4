import { DefaultZIndexes, useXAxisScale, ZIndexLayer } from 'recharts'
import type { Growth } from '../../contract/growth.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { textWidth } from '../../drawing/chart-scale.ts'
import {
  type Box,
  besideNow,
  besideRing,
  type Label,
  placeLabels,
  type Size,
  type Wish,
} from '../../drawing/ladder-labels.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { type Frame, pillAt, useGround } from './LadderGround.tsx'

type Reached = Growth['milestones'][number] & { reachedOn: CalendarDay; x: number; y: number }

/** Room of words of 11 px, and of the present multiple with its amount under it. */
const small = (text: string): Size => ({ width: textWidth(text, 11) + 4, up: 9, down: 3 })
const underNow = 16

/** In front of the curve: rings of the rungs reached, crosses of those lost, the as-of line, the figure now. */
export function LadderMarks(all: Frame & { growth: Growth; points: readonly { x: number; height: number | null }[] }) {
  const { growth, points, ...frame } = all
  const { growth: words } = useMessages()
  const format = useFormat()
  const xScale = useXAxisScale()
  const ground = useGround()
  if (ground === undefined || xScale === undefined) return null
  const { x, y, left, right, top, bottom } = ground
  const now = { x: x(growth.asOf), y: y(Math.max(growth.multiple ?? 0, frame.axis.bottom)) }
  const inView = (day: CalendarDay) => day >= frame.from && day <= frame.to

  const reached: Reached[] = growth.milestones.flatMap((milestone) =>
    milestone.reachedOn === null || !inView(milestone.reachedOn) || !frame.axis.rungs.includes(milestone.multiple)
      ? []
      : [{ ...milestone, reachedOn: milestone.reachedOn, x: x(milestone.reachedOn), y: y(milestone.multiple) }],
  )
  const crosses = reached.flatMap(({ lostOn, y }) => (lostOn === null ? [] : [{ x: x(lostOn), y }]))
  const nowWords = {
    multiple: format.multiple(growth.multiple),
    amount: `${format.growth(growth.growthPercent)} · ${format.measuredNumber(growth.measure, growth.now.cloud)}`,
  }
  /** What the note of a rung says: on a phone its day, elsewhere its day where all of it finds no room. */
  const noteTexts = (milestone: Reached): string[] => {
    const day = format.day(milestone.reachedOn)
    if (frame.narrow) return [day]
    const full = `${format.rung(milestone.multiple)} ${words.ladder.reached(day)}`
    return milestone.lostOn === null
      ? [full, day]
      : [`${full}, ${words.ladder.lostOn(format.day(milestone.lostOn))}`, full, day]
  }

  const room: Box = { left: left + 4, right: now.x - 4, top, bottom }
  const lines = [...frame.axis.rungs, ...frame.axis.thin].map(y)
  // The highest first: of two that cannot both be said, the higher one is the news.
  const wishes: Wish[] = reached.toReversed().map((milestone) => ({
    key: String(milestone.multiple),
    sizes: noteTexts(milestone).map(small),
    places: besideRing(milestone, lines),
  }))
  const hasNow = growth.multiple !== null
  if (hasNow && !frame.narrow) {
    const alone = { width: textWidth(nowWords.multiple, 23), up: 18, down: 4 }
    const width = Math.max(alone.width, small(nowWords.amount).width)
    wishes.unshift({
      key: 'now',
      sizes: [{ ...alone, width, down: underNow + 3 }, alone],
      places: besideNow(now, room),
    })
  }
  const labels = placeLabels(
    {
      room,
      lines,
      curve: points.flatMap(({ x, height }) => (height === null ? [] : [{ x: xScale(x) ?? 0, y: y(height) }])),
      marks: [...reached, ...crosses, ...(hasNow ? [now] : [])].map(around),
    },
    wishes,
  )
  const nowLabel = labels.find(({ key }) => key === 'now')

  return (
    <ZIndexLayer zIndex={DefaultZIndexes.scatter}>
      <g data-chart="ladder">
        <rect x={now.x} y={top} width={Math.max(0, right - now.x)} height={bottom - top} fill="var(--veil)" />
        <line x1={now.x} x2={now.x} y1={top - 8} y2={bottom} stroke="var(--ink)" strokeWidth={1.5} />
        <AsOfPill pill={pillAt(ground, { ...frame, asOf: growth.asOf }, format.day(growth.asOf))} />
        {reached.map((milestone) => (
          <circle
            key={milestone.multiple}
            cx={milestone.x}
            cy={milestone.y}
            r={4.5}
            fill="var(--page)"
            stroke="var(--cloud)"
            strokeWidth={2}
          />
        ))}
        {crosses.map((cross) => (
          <LostCross key={cross.y} {...cross} />
        ))}
        {reached.map((milestone) => (
          <Note
            key={milestone.multiple}
            milestone={milestone}
            label={labels.find(({ key }) => key === String(milestone.multiple))}
            texts={noteTexts(milestone)}
          />
        ))}
        {hasNow ? (
          <circle cx={now.x} cy={now.y} r={5} fill="var(--cloud)" stroke="var(--page)" strokeWidth={2} />
        ) : null}
        {nowLabel === undefined ? null : (
          <g data-label="now">
            <text x={nowLabel.x} y={nowLabel.baseline} textAnchor="end" className="halo now-multiple">
              {nowWords.multiple}
            </text>
            {nowLabel.size > 0 ? null : (
              <text x={nowLabel.x} y={nowLabel.baseline + underNow} textAnchor="end" className="halo second">
                {nowWords.amount}
              </text>
            )}
          </g>
        )}
      </g>
    </ZIndexLayer>
  )
}

const around = ({ x, y }: { x: number; y: number }): Box => ({
  left: x - 5.5,
  right: x + 5.5,
  top: y - 5.5,
  bottom: y + 5.5,
})

/** The rung in bold and the loss in red, as far as the words that found room name them. */
function Note({ milestone, label, texts }: { milestone: Reached; label: Label | undefined; texts: readonly string[] }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const text = label === undefined ? undefined : texts[label.size]
  if (label === undefined || text === undefined) return null
  const rung = format.rung(milestone.multiple)
  const lost = milestone.lostOn === null ? '' : words.ladder.lostOn(format.day(milestone.lostOn))
  const start = text.startsWith(`${rung} `) ? rung : ''
  const end = lost !== '' && text.endsWith(lost) ? lost : ''
  return (
    <text data-label="rung" x={label.x} y={label.baseline} textAnchor={label.side} className="halo second">
      {start === '' ? null : <tspan className="strong">{start}</tspan>}
      {text.slice(start.length, text.length - end.length)}
      {end === '' ? null : <tspan className="bad">{end}</tspan>}
    </text>
  )
}

function LostCross({ x, y }: { x: number; y: number }) {
  return (
    <g stroke="var(--bad)" strokeWidth={2}>
      <circle cx={x} cy={y} r={4.5} fill="var(--page)" />
      <path d={`M${x - 2} ${y - 2}l4 4m0 -4l-4 4`} strokeWidth={1.5} />
    </g>
  )
}

function AsOfPill({ pill }: { pill: ReturnType<typeof pillAt> }) {
  if (pill === undefined) return null
  return (
    <>
      <rect x={pill.x} y={pill.y} width={pill.width} height={20} rx={3} fill="var(--ink)" />
      <text x={pill.x + pill.width / 2} y={pill.y + 14} textAnchor="middle" className="on-ink">
        {pill.text}
      </text>
    </>
  )
}
