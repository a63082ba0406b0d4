import { describe, expect, test } from 'vitest'
import { type CalendarDay, day, daysBetween } from '../../src/domain/calendar-day.ts'
import { textWidth } from '../../src/drawing/chart-scale.ts'
import { hangNotes, heightOn, type Note } from '../../src/drawing/ladder-notes.ts'

const from = day('2020-01-01')
const to = day('2024-12-31')
const left = 86
const right = 1100
const x = (on: CalendarDay) => left + (daysBetween(from, on) / daysBetween(from, to)) * (right - left)
const frame = { from, to, left, right, x, narrow: false }
const deadlineOn = (on: string): Note => ({ ...note(on, 'Deadline'), isDeadline: true })
const note = (on: string, words = 'Reorganised', until: string | null = null): Note => ({
  key: `${on} ${words}`,
  day: day(on),
  until: until === null ? null : day(until),
  days: on,
  words,
})

describe('what hangs over the ladder', () => {
  test('is at most four in view, the newest, the deadline among them, and tells how many more there are', () => {
    const notes = ['2020-06-01', '2021-06-01', '2022-06-01', '2023-01-01', '2023-06-01', '2024-01-01'].map((on) =>
      note(on),
    )
    const alone = hangNotes(notes, frame)
    expect([alone.notes.map((one) => one.day), alone.more]).toEqual([
      ['2022-06-01', '2023-01-01', '2023-06-01', '2024-01-01'],
      2,
    ])
    const withDeadline = hangNotes([...notes, deadlineOn('2024-08-01')], frame)
    expect([withDeadline.notes.length, withDeadline.more]).toEqual([4, 3])
    const phone = hangNotes([...notes, deadlineOn('2024-08-01')], { ...frame, narrow: true })
    expect([phone.notes.map((one) => one.day), phone.more]).toEqual([['2024-01-01', '2024-08-01'], 5])
  })

  test('leaves out what is not in view without counting it', () => {
    expect(hangNotes([note('2019-01-01'), note('2025-01-01')], frame)).toEqual({ notes: [], more: 0, rowsAbove: 0 })
  })

  test('never writes words over others, nor a stem through words', () => {
    for (let seed = 1; seed <= 300; seed++) {
      let state = seed
      const next = (below: number) => {
        state = (state * 1103515245 + 12345) % 2147483648
        return state % below
      }
      const notes = Array.from({ length: 1 + next(6) }, (_, at) =>
        note(
          `${2020 + next(5)}-${String(1 + next(12)).padStart(2, '0')}-${String(1 + next(28)).padStart(2, '0')}`,
          'w'.repeat(3 + next(50)) + at,
        ),
      )
      if (next(2) === 0) notes.push(deadlineOn(`2024-${String(1 + next(12)).padStart(2, '0')}-11`))
      const { notes: hung, more } = hangNotes(notes, frame)
      expect(hung.length + more).toBe(notes.length)
      const places = hung.map((one) => {
        const width = textWidth(`${one.days} ${one.shown}`, 11) + 6
        return {
          ...one,
          begin: one.side === 'end' ? one.x - width : one.x,
          end: one.side === 'end' ? one.x : one.x + width,
        }
      })
      for (const one of places)
        for (const other of places) {
          if (one === other) continue
          if (one.row === other.row) expect(one.end <= other.begin || other.end <= one.begin, `${seed}`).toBe(true)
          // A stem runs from its own row down through every lower one.
          if (one.row > other.row) expect(one.x <= other.begin || one.x >= other.end, `${seed}`).toBe(true)
        }
    }
  })

  test('ends on the curve where its last step led', () => {
    const points = [
      { day: day('2020-01-05'), height: 1 },
      { day: day('2020-01-12'), height: 2 },
    ]
    expect(['2020-01-01', '2020-01-05', '2020-01-11', '2020-02-01'].map((on) => heightOn(points, day(on)))).toEqual([
      null,
      1,
      1,
      2,
    ])
  })
})
