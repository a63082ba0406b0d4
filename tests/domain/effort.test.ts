import { expect, test } from 'vitest'
import { effortClassOf, effortOf } from '../../src/domain/effort.ts'

test('each service counts by its way, twice where it must not fail', () => {
  // By hand: 4 × 1, 2 × 5, once more for the 2, 3 × 3, and 7 that stay.
  expect(
    effortOf([
      { strategy: 'rehost', criticality: 'unknown', services: 4 },
      { strategy: 'refactor', criticality: 'critical', services: 2 },
      { strategy: 'undecided', criticality: 'medium', services: 3 },
      { strategy: 'retain', criticality: 'high', services: 7 },
    ]),
  ).toEqual({ class: 'medium', points: 33, services: 16, critical: 9, undecided: 3 })
})

test('nothing left is no effort, and each limit belongs to the smaller class', () => {
  expect(effortOf([])).toEqual({ class: 'none', points: 0, services: 0, critical: 0, undecided: 0 })
  expect([1, 30, 31, 150, 151, 600, 601].map(effortClassOf)).toEqual([
    'small',
    'small',
    'medium',
    'medium',
    'large',
    'large',
    'very-large',
  ])
})
