import { expect, test } from 'vitest'
import type { CalendarDay } from '../../src/domain/calendar-day.ts'
import { levelPoints } from '../../src/web/services/level-points.ts'

const point = (day: string, cloudLevel: number | null) => ({
  day: day as CalendarDay,
  onPrem: 1000 - (cloudLevel ?? 0),
  cloud: cloudLevel ?? 0,
  cloudLevel,
})
const until = '2024-07-07' as CalendarDay
const shown = (history: Parameters<typeof levelPoints>[0]) =>
  levelPoints(history, until).map(({ day, level, change }) => [day, level, change])

test('the line starts shortly before the level first changes, at the level that held', () => {
  expect(shown([point('2019-01-01', 0), point('2024-06-01', 500), point('2024-07-01', 1000)])).toEqual([
    ['2024-05-18', 0, undefined],
    ['2024-06-01', 50, 'up'],
    ['2024-07-01', 100, 'up'],
    ['2024-07-07', 100, undefined],
  ])
})

test('what never changed, or changed soon, is shown from its first day', () => {
  expect(shown([point('2024-01-01', 0)])).toEqual([
    ['2024-01-01', 0, 'other'],
    ['2024-07-07', 0, undefined],
  ])
  expect(shown([point('2024-05-25', 0), point('2024-06-01', 500)])[0]).toEqual(['2024-05-25', 0, 'other'])
})
