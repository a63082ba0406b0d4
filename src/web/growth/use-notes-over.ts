import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Programme } from '../../domain/programme.ts'
import { hangNotes, type Note } from '../../drawing/ladder-notes.ts'
import { dayNumber } from '../../drawing/time-axis.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'

/** The notes of the days in view, the deadline among them, and how many rows they take over the plot, before there is one. */
export function useNotesOver(
  { programme, notes }: { programme: Programme; notes: readonly Note[] },
  { from, to, width, narrow }: { from: CalendarDay; to: CalendarDay; width: number; narrow: boolean },
) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const day = programme.targetDay
  // The deadline of the programme is an annotation that nobody has to write.
  const all: readonly Note[] =
    day === null
      ? notes
      : [
          ...notes,
          {
            key: 'deadline',
            isDeadline: true,
            day,
            until: null,
            days: narrow ? format.shortDay(day) : format.day(day),
            words: words.deadline.short,
          },
        ]
  const left = narrow ? 40 : 86
  const right = Math.max(left, width - 8)
  const first = dayNumber(from)
  const x = (one: CalendarDay) =>
    left + ((dayNumber(one) - first) / Math.max(1, dayNumber(to) - first)) * (right - left)
  const { rowsAbove } = hangNotes(all, {
    from,
    to,
    left,
    right,
    narrow,
    x,
  })
  return { notes: all, rowsAbove }
}
