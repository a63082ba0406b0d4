import { expect, test } from 'vitest'
import { addDays, type CalendarDay, day } from '../../src/domain/calendar-day.ts'
import { exitWeeks, locationExit } from '../../src/domain/location-exit.ts'

const asOf = day('2026-03-31')

test('the pace that is needed empties it on its day, walked week by week', () => {
  const exit = locationExit(700, 940, asOf, addDays(asOf, 70))
  expect(exit).toEqual({
    remaining: 700,
    daysLeft: 70,
    required: 70,
    present: 10,
    state: 'too-slow',
  })
  // Another way: walk forward by what goes in a day until nothing is left.
  const walk = (perWeek: number): CalendarDay => {
    let left = 700 * 7
    let at = asOf
    while (left > 0) {
      left -= perWeek
      at = addDays(at, 1)
    }
    return at
  }
  expect(walk(exit.required ?? 0)).toBe(addDays(asOf, 70))
  // At the present pace it would take until that day: in time for an exit on it, and a day too slow for one the day before.
  const lastDay = walk(exit.present)
  expect(locationExit(700, 940, asOf, lastDay).state).toBe('on-course')
  expect(locationExit(700, 940, asOf, addDays(lastDay, -1)).state).toBe('too-slow')
})

test('fast enough, empty, growing and past its day are told apart', () => {
  const later = addDays(asOf, 280)
  expect(locationExit(240, 480, asOf, later)).toMatchObject({ state: 'on-course' })
  expect(locationExit(0, 480, asOf, later)).toMatchObject({ state: 'empty', required: null })
  expect(locationExit(500, 260, asOf, later)).toMatchObject({ state: 'not-emptying', present: -240 / exitWeeks })
  expect(locationExit(500, 500, asOf, asOf)).toMatchObject({ state: 'overdue', required: null, daysLeft: 0 })
})
