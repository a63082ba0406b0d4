import { describe, expect, test } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { numberIn } from '../../src/web/shared/NumberField.tsx'
import { parseDay } from '../../src/web/shared/parse-day.ts'

const today = day('2024-07-07')

describe('a day, as people write it on 7 July 2024', () => {
  test.each([
    ['2024-07-01', '2024-07-01'],
    ['2024. 7. 1.', '2024-07-01'],
    ['1 Jul 2024', '2024-07-01'],
    ['Mon 1 Jul 2024', '2024-07-01'],
    ['1 July', '2024-07-01'],
    ['jul 1, 2024', '2024-07-01'],
    ['1/7/2024', '2024-07-01'],
    ['1.7.', '2024-07-01'],
    ['2024년 7월 1일 (월)', '2024-07-01'],
    ['7월 1일', '2024-07-01'],
    ['12월 24일', '2023-12-24'],
    ['24 Dec', '2023-12-24'],
    ['5', '2024-07-05'],
    ['30', '2024-06-30'],
    ['today', '2024-07-07'],
    ['어제', '2024-07-06'],
    ['-3', '2024-07-04'],
    ['−3', '2024-07-04'],
  ])('%s is %s', (written, meant) => {
    expect(parseDay(written, today)).toBe(meant)
  })

  test.each(['', '31 Feb 2024', '2024-13-01', '32', 'soon', '7 Foo 2024', '2월 30일'])('%s is no day', (written) => {
    expect(parseDay(written, today)).toBeUndefined()
  })
})

test('numbers are taken as people write them, and not guessed', () => {
  expect(numberIn('1,200')).toBe(1200)
  expect(numberIn(' 1 200 ')).toBe(1200)
  expect(numberIn('１２')).toBe(12)
  expect(numberIn('12.5', 1)).toBe(12.5)
  expect(numberIn('12.5')).toBeNull()
  expect(numberIn('twelve')).toBeNull()
  expect(numberIn('')).toBeNull()
})
