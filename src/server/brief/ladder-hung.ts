import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Format } from '../../drawing/format.ts'
import { type Hanging, hangNotes, lowestNote, type Note, noteRow } from '../../drawing/ladder-notes.ts'
import type { BriefFacts } from './brief-facts.ts'
import type { BriefWords } from './brief-words.ts'
import { type Markup, markup } from './markup.ts'
import { at, type Plot } from './picture.ts'

/** Annotations over the plot, as the page hangs them. */
export function hungIn(
  { annotations, programme }: BriefFacts,
  frame: { from: CalendarDay; to: CalendarDay; x: (day: CalendarDay) => number; isNarrow: boolean; plot: Plot },
  words: BriefWords,
  format: Format,
): Hanging {
  const { from, to, x, isNarrow, plot } = frame
  const day = programme.targetDay
  const written: Note[] = annotations.map((one) => ({
    key: String(one.id),
    day: one.day,
    until: one.until,
    days: format.dayRange(one.day, one.until ?? one.day),
    words: one.words,
  }))
  const given: Note[] =
    day === null
      ? []
      : [{ key: 'deadline', isDeadline: true, day, until: null, days: format.day(day), words: words.deadline }]
  return hangNotes([...written, ...given], { from, to, x, narrow: isNarrow, left: plot.left, right: plot.right })
}

/** Each on its stem down to a dot on the curve; to the axis where it is ahead. */
export function hungNotes(
  { notes, more }: Hanging,
  plot: Plot,
  asOf: CalendarDay,
  height: (day: CalendarDay) => number | null,
  x: (day: CalendarDay) => number,
): Markup {
  const baseline = (row: number) => plot.top - lowestNote - row * noteRow
  return markup`${notes.map((note) => {
    const foot = note.day > asOf || note.isDeadline ? null : height(note.day)
    const end = note.until === null ? null : Math.min(plot.right, x(note.until))
    return markup`${end === null ? null : markup`<path class="span" d="M${at(note.x)} ${plot.top - 1.5}H${at(Math.max(note.x + 2, end))}"/>`}<path class="${note.day > asOf ? 'ahead' : 'past'}" d="M${at(note.x)} ${baseline(note.row) - 8}V${foot ?? (note.day > asOf ? plot.bottom : plot.top)}"/>${foot === null ? null : markup`<circle class="note" cx="${at(note.x)}" cy="${foot}" r="2.5"/>`}<text class="halo" x="${at(note.x + (note.side === 'end' ? -6 : 6))}" y="${baseline(note.row)}" text-anchor="${note.side}">${note.isDeadline ? '' : `${note.days} `}<tspan class="strong">${note.shown}</tspan>${note.isDeadline ? ` ${note.days}` : ''}</text>`
  })}${more === 0 ? null : markup`<text x="${plot.left - 12}" y="${baseline(0)}" text-anchor="end">+${more}</text>`}`
}
