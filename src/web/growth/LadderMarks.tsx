import { DefaultZIndexes, usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { Growth, readGrowthSeries } from '../../contract/growth.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Programme } from '../../domain/programme.ts'
import { textWidth } from '../shared/charts/chart-scale.ts'
import { dayNumber, timeTicks } from '../shared/charts/time-axis.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { type LadderAxis, placeNotes, placeNow } from './ladder-layout.ts'

interface Frame {
  axis: LadderAxis
  from: CalendarDay
  to: CalendarDay
  narrow: boolean
}

/** Where a value stands in the drawing; nothing until the chart has been laid out. */
function useGround() {
  const xScale = useXAxisScale()
  const yScale = useYAxisScale()
  const plot = usePlotArea()
  if (xScale === undefined || yScale === undefined || plot === undefined) return undefined
  return {
    x: (day: CalendarDay) => xScale(dayNumber(day)) ?? 0,
    // While log turns into linear, a value may have no place for a moment: it waits on the ground.
    y: (value: number) => {
      const at = yScale(value)
      return at !== undefined && Number.isFinite(at) ? at : plot.y + plot.height
    },
    left: plot.x,
    right: plot.x + plot.width,
    top: plot.y,
    bottom: plot.y + plot.height,
  }
}

/** Behind the curve: every other cycle as a band with its number, the rungs, the years. */
export function LadderGround(
  props: Frame & { cycles: AnswerOf<typeof readGrowthSeries>['cycles']; asOf: CalendarDay },
) {
  const { charts } = useMessages()
  const format = useFormat()
  const ground = useGround()
  if (ground === undefined) return null
  const { x, y, left, right, top, bottom } = ground
  const clamp = (at: number) => Math.min(right, Math.max(left, at))

  const cycles = props.cycles
    .map((cycle) => ({ ...cycle, start: clamp(x(cycle.firstDay)), end: clamp(x(cycle.lastDay)) }))
    .filter(({ start, end }) => end - start > 0.5)
  const wide = cycles.reduce((widest, { start, end }) => Math.max(widest, end - start), 1)
  const every = Math.max(2, Math.ceil(26 / wide))
  const isCurrent = (cycle: { firstDay: CalendarDay; lastDay: CalendarDay }) =>
    cycle.firstDay <= props.asOf && props.asOf <= cycle.lastDay
  const current = cycles.find(isCurrent)
  const middle = (cycle: { start: number; end: number }) => (cycle.start + cycle.end) / 2
  const shownNumber = (cycle: (typeof cycles)[number]) =>
    cycle === current ||
    (cycle.number % every === 0 && (current === undefined || Math.abs(middle(cycle) - middle(current)) > 20))

  const pill = pillAt(ground, props, format.day(props.asOf))
  return (
    <g>
      {cycles.map((cycle) =>
        cycle.number % 2 === 0 ? (
          <rect
            key={cycle.number}
            x={cycle.start}
            y={top}
            width={cycle.end - cycle.start}
            height={bottom - top}
            fill="var(--band)"
          />
        ) : null,
      )}
      {[...props.axis.thin, ...props.axis.rungs].map((value) => (
        <line
          key={value}
          x1={left}
          x2={right}
          y1={y(value)}
          y2={y(value)}
          stroke={props.axis.rungs.includes(value) ? 'var(--edge)' : 'var(--line)'}
        />
      ))}
      {timeTicks(props.from, props.to, Math.max(2, Math.floor((right - left) / (props.narrow ? 46 : 72)))).map(
        (tick) => {
          const at = x(tick.day)
          const text =
            tick.unit === 'year'
              ? tick.day.slice(0, 4)
              : tick.unit === 'month'
                ? format.shortDay(tick.day)
                : format.shortDay(tick.day)
          const hidden = pill !== undefined && at + textWidth(text, 11) + 6 > pill.x && at < pill.x + pill.width + 4
          return (
            <g key={tick.day}>
              <line x1={at} x2={at} y1={bottom} y2={bottom + (props.narrow ? 22 : 36)} stroke="var(--line)" />
              {hidden ? null : (
                <text
                  x={props.narrow ? at + 5 : at + 4}
                  y={bottom + (props.narrow ? 18 : 34)}
                  className={tick.unit === 'year' ? 'strong' : undefined}
                >
                  {text}
                </text>
              )}
            </g>
          )
        },
      )}
      {props.narrow ? null : (
        <>
          <text x={left - 12} y={bottom + 16} textAnchor="end">
            {charts.cycle}
          </text>
          {cycles.filter(shownNumber).map((cycle) => (
            <text
              key={cycle.number}
              x={middle(cycle)}
              y={bottom + 16}
              textAnchor="middle"
              className={cycle === current ? 'strong' : undefined}
            >
              {cycle.number}
            </text>
          ))}
        </>
      )}
      {current === undefined ? null : (
        <rect x={current.start} y={bottom} width={current.end - current.start} height={3} fill="var(--ink)" />
      )}
    </g>
  )
}

/** The as-of day in ink under its line; none on a phone, whose top bar says it. */
function pillAt(ground: NonNullable<ReturnType<typeof useGround>>, frame: Frame & { asOf: CalendarDay }, text: string) {
  if (frame.narrow) return undefined
  const width = textWidth(text, 11) + 22
  const at = ground.x(frame.asOf) - width / 2
  return { x: Math.min(at, ground.right + 8 - width), width, text }
}

/** In front of the curve: rings of the rungs reached, crosses of those lost, the as-of line, the deadline, the figure now. */
export function LadderMarks(
  all: Frame & { growth: Growth; programme: Programme; points: readonly { x: number; height: number | null }[] },
) {
  const { growth, programme, points, ...frame } = all
  const { growth: words } = useMessages()
  const format = useFormat()
  const ground = useGround()
  if (ground === undefined) return null
  const { x, y, left, right, top, bottom } = ground
  const now = x(growth.asOf)
  const inView = (day: CalendarDay) => day >= frame.from && day <= frame.to

  const reached = growth.milestones.flatMap((milestone) =>
    milestone.reachedOn === null || !inView(milestone.reachedOn) || !frame.axis.rungs.includes(milestone.multiple)
      ? []
      : [{ ...milestone, reachedOn: milestone.reachedOn, x: x(milestone.reachedOn), y: y(milestone.multiple) }],
  )
  const noteOf = (milestone: (typeof reached)[number]) =>
    frame.narrow
      ? format.day(milestone.reachedOn)
      : [format.rung(milestone.multiple), words.ladder.reached(format.day(milestone.reachedOn))].join(' ')
  const notes = placeNotes(
    reached.map((milestone) => ({
      rung: milestone.multiple,
      x: milestone.x - 9,
      y: milestone.y - 7,
      text:
        noteOf(milestone) +
        (milestone.lostOn && !frame.narrow ? `, ${words.ladder.lostOn(format.day(milestone.lostOn))}` : ''),
    })),
    left,
  )

  return (
    <ZIndexLayer zIndex={DefaultZIndexes.scatter}>
      <g data-chart="ladder">
        <rect x={now} y={top} width={Math.max(0, right - now)} height={bottom - top} fill="var(--veil)" />
        <Deadline frame={frame} programme={programme} growth={growth} />
        <line x1={now} x2={now} y1={top - 8} y2={bottom} stroke="var(--ink)" strokeWidth={1.5} />
        <AsOfPill pill={pillAt(ground, { ...frame, asOf: growth.asOf }, format.day(growth.asOf))} y={bottom + 22} />
        {reached.map((milestone) => (
          <g key={milestone.multiple}>
            <circle
              cx={milestone.x}
              cy={milestone.y}
              r={4.5}
              fill="var(--page)"
              stroke="var(--cloud)"
              strokeWidth={2}
            />
            {milestone.lostOn === null ? null : <LostCross x={x(milestone.lostOn)} y={milestone.y} />}
          </g>
        ))}
        {notes.map((note) => {
          const milestone = reached.find(({ multiple }) => multiple === note.rung)
          if (milestone === undefined) return null
          return (
            <text
              key={note.rung}
              x={note.side === 'end' ? note.x : note.x + 18}
              y={note.y}
              textAnchor={note.side}
              className="halo second"
            >
              {frame.narrow ? (
                format.day(milestone.reachedOn)
              ) : (
                <>
                  <tspan className="strong">{format.rung(milestone.multiple)}</tspan>{' '}
                  {words.ladder.reached(format.day(milestone.reachedOn))}
                  {milestone.lostOn === null ? null : (
                    <>
                      {', '}
                      <tspan className="bad">{words.ladder.lostOn(format.day(milestone.lostOn))}</tspan>
                    </>
                  )}
                </>
              )}
            </text>
          )
        })}
        <Now growth={growth} frame={frame} points={points} notes={notes} />
      </g>
    </ZIndexLayer>
  )
}

function Now(props: {
  growth: Growth
  frame: Frame
  points: readonly { x: number; height: number | null }[]
  notes: readonly { x: number; y: number; text: string; side: 'start' | 'end' }[]
}) {
  const { growth, frame } = props
  const format = useFormat()
  const xScale = useXAxisScale()
  const ground = useGround()
  if (ground === undefined || xScale === undefined || growth.multiple === null) return null
  const at = { x: ground.x(growth.asOf), y: ground.y(Math.max(growth.multiple, frame.axis.bottom)) }
  const multiple = format.multiple(growth.multiple)
  const amount = `${format.growth(growth.growthPercent)} · ${format.measuredNumber(growth.measure, growth.now.cloud)}`
  const width = Math.max(textWidth(multiple, 22), textWidth(amount, 11))
  const curve = props.points.flatMap(({ x, height }) =>
    height === null ? [] : [{ x: xScale(x) ?? 0, y: ground.y(height) }],
  )
  const taken = props.notes.map(({ x, y, text, side }) => {
    const wide = textWidth(text, 11)
    return {
      left: side === 'end' ? x - wide : x,
      right: side === 'end' ? x : x + wide + 18,
      top: y - 10,
      bottom: y + 4,
    }
  })
  const label = placeNow(at, width, { top: ground.top, bottom: ground.bottom }, curve, taken)
  return (
    <>
      <circle cx={at.x} cy={at.y} r={5} fill="var(--cloud)" stroke="var(--page)" strokeWidth={2} />
      {frame.narrow || label === undefined ? null : (
        <>
          <text x={at.x - 10} y={label} textAnchor="end" className="halo now-multiple">
            {multiple}
          </text>
          <text x={at.x - 10} y={label + 16} textAnchor="end" className="halo second">
            {amount}
          </text>
        </>
      )}
    </>
  )
}

function Deadline({ frame, growth, programme }: { frame: Frame; growth: Growth; programme: Programme }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const ground = useGround()
  const day = programme.targetDay
  if (ground === undefined || day === null || day < frame.from || day > frame.to) return null
  const at = ground.x(day)
  const ahead = day > growth.asOf
  const text = `${words.deadline.short} ${frame.narrow ? format.shortDay(day) : format.day(day)}`
  const roomRight = ground.right + 8 - at > textWidth(text, 11) + 8
  return (
    <>
      <line
        x1={at}
        x2={at}
        y1={ground.top - 26}
        y2={ahead ? ground.bottom : ground.top}
        stroke="var(--ink-2)"
        strokeDasharray={ahead ? '2 3' : undefined}
      />
      <text
        x={roomRight ? at + 6 : at - 6}
        y={ground.top - 18}
        textAnchor={roomRight ? 'start' : 'end'}
        className="second halo"
      >
        <tspan className="strong">{words.deadline.short}</tspan> {frame.narrow ? format.shortDay(day) : format.day(day)}
      </text>
    </>
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

function AsOfPill({ pill, y }: { pill: ReturnType<typeof pillAt>; y: number }) {
  if (pill === undefined) return null
  return (
    <>
      <rect x={pill.x} y={y} width={pill.width} height={20} rx={3} fill="var(--ink)" />
      <text x={pill.x + pill.width / 2} y={y + 14} textAnchor="middle" className="on-ink">
        {pill.text}
      </text>
    </>
  )
}
