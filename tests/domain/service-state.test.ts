import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standingOf } from '../../src/domain/service-state.ts'
import { levelOf } from '../../src/domain/units.ts'
import { serviceDays } from '../../src/domain/workload-facts.ts'
import { entries, kindOf, on, soundEntries } from './book.ts'

const state = (...rows: Parameters<typeof entries>) => standingOf(entries(...rows), kindOf).state

test('a service is empty before its first move, on-premises after it was discovered, retired when nothing is left', () =>
  expect([state(), state([0, null, 1, 10]), state([0, null, 1, 10], [1, 1, null, 10])]).toEqual([
    'empty',
    'on_prem',
    'retired',
  ]))
test('partly moved it is split, wholly moved in cloud', () =>
  expect([state([0, null, 1, 10], [1, 1, 4, 4]), state([0, null, 1, 10], [1, 1, 4, 10])]).toEqual([
    'split',
    'in_cloud',
  ]))
test('back from cloud it is rolled back until it goes there again', () => {
  expect(state([0, null, 1, 10], [1, 1, 4, 10], [2, 4, 1, 10])).toBe('rolled_back')
  expect(state([0, null, 1, 10], [1, 1, 4, 10], [2, 4, 1, 10], [3, 1, 4, 5])).toBe('split')
})
test('the net of a day decides: back and forth within one day is no roll-back', () =>
  expect(state([0, null, 1, 10], [1, 1, 4, 10], [2, 4, 1, 10], [2, 1, 4, 9])).toBe('rolled_back'))
test('its level is per mille, rounded half up, and its day that of the last move', () =>
  expect(standingOf(entries([0, null, 1, 1999], [5, 1, 4, 1]), kindOf)).toMatchObject({ cloudLevel: 1, since: on(5) }))

test('a level is exact for any amounts', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (one, other) => {
      const [part, total] = [Math.min(one, other), Math.max(one, other)]
      if (total === 0) return
      expect(levelOf(part, total)).toBe(Number((BigInt(part) * 2000n + BigInt(total)) / (2n * BigInt(total))))
    }),
  )
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(5000), (one, other) => {
      const [part, total] = [Math.min(one, other), Math.max(one, other)]
      if (total > 0)
        expect(levelOf(part, total)).toBe(Number((BigInt(part) * 2000n + BigInt(total)) / (2n * BigInt(total))))
    }),
  )
})

test('where a service stands is what its last day says', () => {
  fc.assert(
    fc.property(soundEntries, (all) => {
      const balances = serviceDays(all, kindOf).at(-1)?.balances ?? new Map<number, number>()
      const sum = (kind: string) =>
        [...balances].reduce((total, [place, units]) => total + (kindOf(place) === kind ? units : 0), 0)
      expect(standingOf(all, kindOf)).toMatchObject({
        onPrem: sum('on_prem'),
        privateCloud: sum('private_cloud'),
        publicCloud: sum('public_cloud'),
      })
    }),
  )
})
