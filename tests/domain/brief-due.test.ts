import { expect, test } from 'vitest'
import { briefDue } from '../../src/domain/brief-due.ts'
import { day } from '../../src/domain/calendar-day.ts'

const at = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds
const seoul = { zone: 'Asia/Seoul', closed: [] }
const long = at('2020-01-01T00:00:00Z')

test('a week is over on Monday where the programme is, for three days', () => {
  // 2026-03-30 is a Monday; it begins in Seoul at 15:00 of Sunday in UTC.
  const due = (instant: string, since = long) => briefDue('weekly', since, at(instant), seoul)?.about ?? null
  expect(due('2026-03-29T15:00:00Z')).toBe('weekly:2026-03-29')
  expect(due('2026-03-29T14:59:59Z')).toBeNull()
  expect(due('2026-04-01T14:59:59Z')).toBe('weekly:2026-03-29')
  expect(due('2026-04-01T15:00:00Z')).toBeNull()
  // Whoever asks for it on Monday has the first one a week later.
  expect(due('2026-03-30T12:00:00Z', at('2026-03-30T01:00:00Z'))).toBeNull()
  expect(due('2026-04-06T12:00:00Z', at('2026-03-30T01:00:00Z'))).toBe('weekly:2026-04-05')
})

test('a month is over on the first of the next, in leap years too', () => {
  const due = (instant: string) => briefDue('monthly', long, at(instant), { ...seoul, zone: 'UTC' })
  expect(due('2028-03-01T00:00:00Z')).toEqual({ about: 'monthly:2028-02-29', asOf: '2028-02-29', knownAt: null })
  expect(due('2027-01-02T00:00:00Z')?.asOf).toBe('2026-12-31')
  expect(due('2028-03-04T00:00:00Z')).toBeNull()
})

test('of closed cycles the last is due, as known when it was closed', () => {
  const closed = [
    { number: 1, lastDay: day('2026-03-01'), closedAt: at('2026-03-02T09:00:00Z') },
    { number: 2, lastDay: day('2026-04-26'), closedAt: at('2026-04-27T09:00:00Z') },
  ]
  const due = (instant: string, since = long) => briefDue('cycle', since, at(instant), { zone: 'UTC', closed })
  expect(due('2026-04-27T09:01:00Z')).toEqual({
    about: 'cycle:2',
    asOf: '2026-04-26',
    knownAt: at('2026-04-27T09:00:00Z'),
  })
  expect(due('2026-03-03T09:00:00Z')?.about).toBe('cycle:1')
  expect(due('2026-04-27T10:00:00Z', at('2026-04-27T09:00:00Z'))).toBeNull()
  expect(due('2026-05-01T09:00:00Z')).toBeNull()
  expect(briefDue('none', long, at('2026-04-27T09:01:00Z'), { zone: 'UTC', closed })).toBeNull()
})
