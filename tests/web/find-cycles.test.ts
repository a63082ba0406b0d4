import { describe, expect, test } from 'vitest'
import type { ReleaseCycle } from '../../src/contract/release-cycles.ts'
import { type CalendarDay, day } from '../../src/domain/calendar-day.ts'
import { cycleNumbered } from '../../src/domain/release-cycles.ts'
import { createFormat } from '../../src/drawing/format.ts'
import { findCycles } from '../../src/web/release-cycles/find-cycles.ts'

const train = { cycleAnchor: day('2020-04-27'), cycleDays: 56 }
const format = createFormat('en')
const cycles = Array.from({ length: 40 }, (_, at) => {
  const { number, firstDay, lastDay } = cycleNumbered(train, at + 1)
  const name = number === 12 ? 'Spring of 28' : ''
  return {
    cycle: { number, name, firstDay, lastDay } as ReleaseCycle,
    name: name === '' ? `Cycle ${number}` : `Cycle ${number}, ${name}`,
    days: format.dayRange(firstDay, lastDay),
  }
})
const today = '2024-07-07' as CalendarDay
const found = (text: string) => findCycles(cycles, text, today).map(({ cycle }) => cycle.number)
/** Counted without the train: whose days hold it. */
const holding = (said: string) =>
  cycles.flatMap(({ cycle }) => (cycle.firstDay <= said && said <= cycle.lastDay ? [cycle.number] : []))

describe('a cycle is found', () => {
  test('by its number, before others whose names hold it', () => {
    expect(found('28')).toEqual([28])
    expect(found('cycle 3')).toEqual([3, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39])
  })
  test('by its name', () => expect(found('SPRING')).toEqual([12]))
  test('by a day as it is written in either language, also its first and last', () => {
    for (const text of ['2024-04-21', '21 Apr 2024', '21 April 2024', '2024년 4월 21일', ' 21/4/2024 '])
      expect(found(text), text).toEqual(holding('2024-04-21'))
    for (const { cycle } of cycles) {
      expect(found(cycle.firstDay)).toEqual([cycle.number])
      expect(found(cycle.lastDay)).toEqual([cycle.number])
    }
  })
  test('by a part of its days', () => {
    expect(found('aug 2024').length).toBeGreaterThan(0)
    expect(found('aug 2024').every((number) => /Aug\s2024$/.test(cycles[number - 1]?.days ?? ''))).toBe(true)
  })
  test('not by what is in none; all of them by nothing', () => {
    expect(found('1999-01-01')).toEqual([])
    expect(found('nothing of it')).toEqual([])
    expect(found('  ')).toHaveLength(40)
  })
})
