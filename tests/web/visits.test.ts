import { expect, test } from 'vitest'
import { visitAt } from '../../src/web/release-cycles/visits.ts'

const minute = 60_000

test('a first visit has nothing to look back to, however often the page is read anew', () => {
  expect(visitAt(null, 1000)).toEqual({ seen: null, active: 1000 })
  expect(visitAt({ seen: null, active: 1000 }, 1000 + minute)).toEqual({ seen: null, active: 1000 + minute })
})

test('after half an hour away a visit is a new one, and looks back to the end of the one before', () => {
  const before = { seen: 500, active: 1000 }
  expect(visitAt(before, 1000 + 30 * minute)).toEqual({ seen: 500, active: 1000 + 30 * minute })
  expect(visitAt(before, 1001 + 30 * minute)).toEqual({ seen: 1000, active: 1001 + 30 * minute })
})

test('a clock that was put back begins anew', () =>
  expect(visitAt({ seen: 500, active: 9000 }, 1000)).toEqual({ seen: null, active: 1000 }))
