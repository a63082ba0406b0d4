import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
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
test('what came back and was switched off since is gone: found again, the service never came back', () =>
  expect(state([0, null, 1, 10], [1, 1, 4, 10], [2, 4, 1, 10], [3, 1, null, 10], [4, null, 1, 5])).toBe('on_prem'))
test('its level is per mille, rounded half up', () =>
  expect(standingOf(entries([0, null, 1, 1999], [5, 1, 4, 1]), kindOf)).toMatchObject({ cloudLevel: 1, since: on(5) }))

describe('since when a service is where it is', () => {
  const since = (...rows: Parameters<typeof entries>) => standingOf(entries(...rows), kindOf).since
  const rolledBack = [
    [0, null, 1, 10],
    [1, 1, 4, 10],
    [2, 4, 1, 10],
  ] as [number, number | null, number | null, number][]

  test('never before its first move', () => expect(since()).toBe(null))
  test('the day it entered, whatever it grew and shrank by', () =>
    expect(since([3, null, 1, 10], [5, null, 1, 4], [6, 1, null, 2])).toBe(on(3)))
  test('the day of the last move to cloud, and not that of growing there', () =>
    expect(since([0, null, 1, 10], [1, 1, 4, 4], [4, 1, 4, 6], [9, null, 4, 1])).toBe(on(4)))
  test('the day it came back; growing on-premises and moving between two cellars is no roll-back', () =>
    expect(since(...rolledBack, [5, null, 1, 3], [6, 1, 2, 13])).toBe(on(2)))
  test('a day with a move to cloud and one back is the day of that roll-back', () =>
    expect(standingOf(entries(...rolledBack, [7, 1, 4, 10], [7, 4, 1, 10], [8, null, 1, 2]), kindOf)).toMatchObject({
      state: 'rolled_back',
      since: on(7),
    }))
  test('the day it was switched off, and the day it was found again', () => {
    expect(since([0, null, 1, 10], [6, 1, null, 10])).toBe(on(6))
    expect(since([0, null, 1, 10], [6, 1, null, 10], [8, null, 1, 10])).toBe(on(8))
  })
  test('the day on which it left one side altogether, or entered the other from outside', () => {
    expect(since([0, null, 1, 10], [1, 1, 4, 4], [6, 1, null, 6])).toBe(on(6))
    expect(since([0, null, 4, 10], [3, null, 1, 4])).toBe(on(3))
  })
  test('the rest in cloud that goes outside does not make a roll-back younger', () =>
    expect(since([0, null, 1, 10], [1, 1, 4, 10], [2, 4, 1, 6], [5, 4, null, 4])).toBe(on(2)))

  test('no day is later than the last crossing or change of state, counted from the end by another hand', () => {
    fc.assert(
      fc.property(soundEntries, (all) => {
        const crossings = all
          .filter(({ from, to }) => from !== null && to !== null)
          .filter(({ from, to }) => (kindOf(from ?? 0) === 'on_prem') !== (kindOf(to ?? 0) === 'on_prem'))
        const days = [...new Set(all.map(({ day }) => day))]
        const stateAt = (upTo: string) =>
          standingOf(
            all.filter(({ day }) => day <= upTo),
            kindOf,
          ).state
        const changes = days.filter(
          (day, at) => stateAt(day) !== (at === 0 ? 'empty' : stateAt(days[at - 1] as string)),
        )
        const last = [...crossings.map(({ day }) => day), ...changes].sort().at(-1) ?? null
        expect(standingOf(all, kindOf).since).toBe(last)
      }),
    )
  })
})

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
