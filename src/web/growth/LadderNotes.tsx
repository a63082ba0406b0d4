import { DefaultZIndexes, ZIndexLayer } from 'recharts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { hangNotes, heightOn, lowestNote, type Note, noteRow } from '../../drawing/ladder-notes.ts'
import { type Frame, useGround } from './LadderGround.tsx'

/** Over the plot: annotations on their stems, each ending in a dot on the curve, or on the axis where it is ahead. */
export function LadderNotes(
  props: Frame & {
    notes: readonly Note[]
    asOf: CalendarDay
    points: readonly { day: CalendarDay; height: number | null }[]
    rows: number
  },
) {
  const { notes, asOf, points, rows, ...frame } = props
  const ground = useGround()
  if (ground === undefined || notes.length === 0) return null
  const { x, y, left, right, top, bottom } = ground
  const hanging = hangNotes(notes, {
    ...frame,
    left,
    right,
    x,
    mostRows: rows,
  })
  const baseline = (row: number) => top - lowestNote - row * noteRow
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.scatter}>
      <g data-chart="ladder-notes">
        {hanging.notes.map((note) => {
          const height = note.day > asOf ? null : heightOn(points, note.day)
          // A deadline is a day, not a thing that happened to the curve.
          const foot = note.day > asOf ? bottom : note.isDeadline || height === null ? top : y(height)
          const end = note.until === null ? undefined : Math.min(right, x(note.until))
          return (
            <g key={note.key} data-note={note.key}>
              {end === undefined ? null : (
                <rect x={note.x} y={top - 3} width={Math.max(2, end - note.x)} height={3} fill="var(--ink-2)" />
              )}
              <line
                x1={note.x}
                x2={note.x}
                y1={baseline(note.row) - 8}
                y2={foot}
                stroke="var(--ink-2)"
                strokeDasharray={note.day > asOf ? '2 3' : undefined}
              />
              {height === null || note.isDeadline ? null : <circle cx={note.x} cy={foot} r={2.5} fill="var(--ink)" />}
              <text
                x={note.side === 'end' ? note.x - 6 : note.x + 6}
                y={baseline(note.row)}
                textAnchor={note.side}
                className="second halo"
              >
                {note.isDeadline ? null : `${note.days} `}
                <tspan className="strong">{note.shown}</tspan>
                {note.isDeadline ? ` ${note.days}` : null}
              </text>
            </g>
          )
        })}
        {hanging.more === 0 ? null : (
          <text data-note="more" x={left - 12} y={baseline(0)} textAnchor="end" className="second">
            +{hanging.more}
          </text>
        )}
      </g>
    </ZIndexLayer>
  )
}
