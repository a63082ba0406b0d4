import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Note } from '../../drawing/ladder-notes.ts'
import type { TableOfChart, TableRow } from '../shared/charts/ChartTable.tsx'

/**
 * The table of the ladder with what hangs over it: each note in the row of the first day on or after its own, with its own
 * day before its words; those that are ahead of every row in rows of their own.
 */
export function withNotes(
  table: TableOfChart,
  days: readonly CalendarDay[],
  notes: readonly Note[],
  { label, missing, day }: { label: string; missing: string; day: (of: CalendarDay) => string },
): TableOfChart {
  if (notes.length === 0) return table
  const said = new Map<number, Note[]>()
  const ahead: Note[] = []
  for (const note of notes) {
    const at = days.findIndex((one) => one >= note.day)
    if (at === -1) ahead.push(note)
    else said.set(at, [...(said.get(at) ?? []), note])
  }
  const wordsOf = (some: readonly Note[] = []) => some.map((note) => `${note.days} ${note.words}`).join('; ')
  const rawOf = (some: readonly Note[] = []) =>
    some.map((note) => `${note.day}${note.until === null ? '' : `/${note.until}`} ${note.words}`).join('; ')
  const figures = table.columns.length - 1
  return {
    ...table,
    columns: [...table.columns, { label }],
    rows: [
      ...table.rows.map(
        (row, at): TableRow => ({
          ...row,
          shown: [...row.shown, wordsOf(said.get(at))],
          raw: [...row.raw, rawOf(said.get(at))],
        }),
      ),
      ...ahead.map(
        (note): TableRow => ({
          key: `note-${note.key}`,
          shown: [day(note.day), ...Array.from({ length: figures }, () => missing), wordsOf([note])],
          raw: [note.day, ...Array.from({ length: figures }, () => null), rawOf([note])],
        }),
      ),
    ],
  }
}
