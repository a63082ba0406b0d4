import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onPremisesFlow, partsOf, runningBalances } from '../../src/domain/growth.ts'
import { changesOfDay } from '../../src/domain/workload-changes.ts'
import { serviceDays } from '../../src/domain/workload-facts.ts'
import { anyEntries, entries, kindOf, on, soundEntries } from './book.ts'

const classes = (...rows: Parameters<typeof entries>) =>
  serviceDays(entries(...rows), kindOf).map(({ classes: its }) => its)

test('workload that appears on-premises is discovered, more of it later is grown', () =>
  expect(classes([0, null, 1, 100], [1, null, 1, 50])).toEqual([['discovered'], ['grown_on_prem']]))

test('workload that appears in cloud is born, and retired when the last of it leaves', () =>
  expect(classes([0, null, 4, 100], [1, 4, null, 40], [2, 4, null, 60])).toEqual([
    ['born'],
    ['shrunk_in_cloud'],
    ['retired_in_cloud'],
  ]))

test('on-premises to cloud is migrated, back is rolled back, on-premises to on-premises is relocated', () =>
  expect(classes([0, null, 1, 100], [1, 1, 4, 100], [2, 4, 1, 30], [3, 1, 2, 30])).toEqual([
    ['discovered'],
    ['migrated'],
    ['rolled_back'],
    ['relocated'],
  ]))

test('a service that was retired and comes back is born anew, not grown', () =>
  expect(classes([0, null, 1, 100], [1, 1, null, 100], [9, null, 4, 80])).toEqual([
    ['discovered'],
    ['retired_on_prem'],
    ['born'],
  ]))

test('classes look at ends of days: retired and back on the same day is shrunk and grown', () =>
  expect(classes([0, null, 1, 100], [1, 1, null, 100], [1, null, 1, 80])).toEqual([
    ['discovered'],
    ['shrunk_on_prem', 'grown_on_prem'],
  ]))

test('a split service counts on both sides and once in total', () => {
  const [, split] = serviceDays(entries([0, null, 1, 100], [1, 1, 4, 40]), kindOf)
  expect(split?.facts).toMatchObject({
    onPremServices: 0,
    cloudServices: 1,
    totalServices: 0,
    migratedServices: 1,
    onPremUnits: -40,
    publicCloudUnits: 40,
  })
})

test('by services the net of the day decides: moved and rolled back in one day is no change', () => {
  const [, day] = serviceDays(entries([0, null, 1, 100], [1, 1, 4, 100], [1, 4, 1, 100]), kindOf)
  expect(day?.facts).toMatchObject({
    cloudServices: 0,
    migratedServices: 0,
    rolledBackServices: 0,
    migratedUnits: 100,
    rolledBackUnits: 100,
  })
})

test('an amount past 2^53 − 1 is refused, never rounded', () => {
  const most = Number.MAX_SAFE_INTEGER
  expect(() => serviceDays(entries([0, null, 1, most], [1, null, 1, 1]), kindOf)).toThrow(/larger unit/)
})

test('in both measures the parts add up to the change of cloud, every day and over all days', () => {
  fc.assert(
    fc.property(soundEntries, (all) => {
      const days = serviceDays(all, kindOf)
      for (const measure of ['units', 'services'] as const) {
        const running = runningBalances(days, measure)
        days.forEach((day, at) => {
          const before = running[at - 1]?.balance.cloud ?? 0
          expect(partsOf([day], measure).net).toBe((running[at]?.balance.cloud ?? 0) - before)
        })
        expect(partsOf(days, measure).net).toBe(running.at(-1)?.balance.cloud ?? 0)
      }
    }),
  )
})

test('in both measures discovered − migrated − retired is what is left on-premises', () => {
  fc.assert(
    fc.property(soundEntries, (all) => {
      const days = serviceDays(all, kindOf)
      for (const measure of ['units', 'services'] as const) {
        const { discovered, migrated, retired } = onPremisesFlow(days, measure)
        expect(discovered - migrated - retired).toBe(runningBalances(days, measure).at(-1)?.balance.onPrem ?? 0)
      }
    }),
  )
})

test('over all locations the balances are what entered less what left', () => {
  fc.assert(
    fc.property(anyEntries, (all) => {
      const entered = all.filter(({ from }) => from === null).reduce((sum, { units }) => sum + units, 0)
      const left = all.filter(({ to }) => to === null).reduce((sum, { units }) => sum + units, 0)
      const balances = serviceDays(all, kindOf).at(-1)?.balances ?? new Map()
      expect([...balances.values()].reduce((sum, units) => sum + units, 0)).toBe(entered - left)
    }),
  )
})

test('the order in which entries of a day were written changes no figure', () => {
  fc.assert(
    fc.property(soundEntries, fc.infiniteStream(fc.nat()), (all, random) => {
      const shuffled = all
        .map((entry) => ({ entry, key: random.next().value as number }))
        .sort((one, other) =>
          one.entry.day < other.entry.day ? -1 : one.entry.day > other.entry.day ? 1 : one.key - other.key,
        )
        .map(({ entry }) => entry)
      const facts = (list: typeof all) => serviceDays(list, kindOf).map(({ day, facts: its }) => ({ day, its }))
      expect(facts(shuffled)).toEqual(facts(all))
    }),
  )
})

test('the entries behind a figure add up to it, on every side and in both measures', () => {
  fc.assert(
    fc.property(soundEntries, (all) => {
      const days = serviceDays(all, kindOf)
      for (const measure of ['units', 'services'] as const) {
        const end = runningBalances(days, measure).at(-1)?.balance
        for (const [side, amount] of [
          ['cloud', end?.cloud],
          ['on_prem', end?.onPrem],
          ['total', end?.total],
        ] as const) {
          const sum = days
            .flatMap((day) =>
              changesOfDay(
                day,
                all.filter((entry) => entry.day === day.day),
                side,
                measure,
                kindOf,
              ),
            )
            .reduce((total, change) => total + change.amount, 0)
          expect(sum).toBe(amount ?? 0)
        }
      }
    }),
  )
})

test('a day that changes nothing leaves no day behind', () => expect(serviceDays([], kindOf)).toEqual([]))
test('days come in order, each once', () =>
  expect(serviceDays(entries([0, null, 1, 5], [0, null, 2, 5], [3, 1, 4, 5]), kindOf).map(({ day }) => day)).toEqual([
    on(0),
    on(3),
  ]))
