import { expect, test } from 'vitest'
import { hourIn, regionHours } from '../../src/web/feedback/region-hours.ts'

const at = (instant: string) => Temporal.Instant.from(instant)

test.each([
  // Seoul is 9 hours ahead of UTC all year.
  ['Asia/Seoul', 'UTC', '2026-11-20T06:30:00Z', '15:30', true, [{ from: 0, to: 8 }]],
  ['Asia/Kathmandu', 'UTC', '2026-11-20T12:00:00Z', '17:45', false, [{ from: 3.25, to: 11.25 }]],
  // New York's work ends in the night of Seoul.
  [
    'America/New_York',
    'Asia/Seoul',
    '2026-11-20T14:00:00Z',
    '09:00',
    true,
    [
      { from: 0, to: 7 },
      { from: 23, to: 24 },
    ],
  ],
  // Lord Howe's clock goes half an hour ahead in summer: 11 hours from UTC in November, ten and a half in July.
  [
    'Australia/Lord_Howe',
    'UTC',
    '2026-11-20T05:00:00Z',
    '16:00',
    true,
    [
      { from: 0, to: 6 },
      { from: 22, to: 24 },
    ],
  ],
  [
    'Australia/Lord_Howe',
    'UTC',
    '2026-07-20T06:30:00Z',
    '17:00',
    false,
    [
      { from: 0, to: 6.5 },
      { from: 22.5, to: 24 },
    ],
  ],
] as const)('hours of work of %s on the day of %s', (zone, shownIn, instant, there, atWork, bars) => {
  expect(regionHours(zone, shownIn, at(instant))).toEqual({ there, atWork, bars })
  // Eight hours, however they are parted.
  expect(bars.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(8)
})

test('the present hour is that of the zone', () => {
  expect(hourIn('Asia/Kathmandu', at('2026-11-20T12:00:00Z'))).toBe(17.75)
})
