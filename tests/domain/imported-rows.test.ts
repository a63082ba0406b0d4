import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import { shortfall } from '../../src/domain/conservation.ts'
import { settingsForHistory } from '../../src/domain/first-import.ts'
import { type RowEntry, sameRows, shortRows, uncountableRows } from '../../src/domain/imported-rows.ts'
import type { Entry } from '../../src/domain/workload-facts.ts'
import { noFacts } from '../../src/domain/workload-facts.ts'

const outside = null
const [onPrem, cloud, other] = [1, 2, 3]
const start = day('2026-01-01')
const entry = (dayNo: number, from: number | null, to: number | null, units: number): Entry => ({
  day: addDays(start, dayNo),
  from,
  to,
  units,
})
const rows = (...entries: Entry[]): RowEntry[] => entries.map((one, row) => ({ ...one, row }))
const sorted = <E extends Entry>(entries: readonly E[]): E[] =>
  [...entries].sort((one, two) => (one.day < two.day ? -1 : one.day > two.day ? 1 : 0))

/** The verdicts in the order in which an import finds them. */
const agreeWithLedger = (ledger: readonly Entry[], all: readonly RowEntry[]) => {
  const same = sameRows(ledger, all)
  const open = all.filter(({ row }) => !same.has(row))
  const refused = shortRows(ledger, open)
  return { same: [...same], refused, created: open.filter(({ row }) => !refused.has(row)) }
}

describe('rows of an import against the ledger of their service', () => {
  test('a row is the same as one standing move, each move matched once, the earlier row first', () => {
    const ledger = [entry(0, outside, onPrem, 10)]
    const agreement = agreeWithLedger(
      ledger,
      rows(entry(0, outside, onPrem, 10), entry(0, outside, onPrem, 10), entry(0, outside, onPrem, 11)),
    )
    expect(agreement.same).toEqual([0])
    expect(agreement.created.map(({ row }) => row)).toEqual([1, 2])
  })

  test('what takes away more than is there is refused, with the day, the place and the balance', () => {
    const agreement = agreeWithLedger(
      [entry(0, outside, onPrem, 10)],
      rows(entry(1, onPrem, cloud, 8), entry(2, onPrem, cloud, 8)),
    )
    expect([...agreement.refused]).toEqual([[1, { day: '2026-01-03', location: onPrem, balance: -6 }]])
    expect(agreement.created.map(({ row }) => row)).toEqual([0])
  })

  test('the order of the rows within a day does not matter: the end of the day does', () => {
    const agreement = agreeWithLedger([], rows(entry(0, onPrem, cloud, 5), entry(0, outside, onPrem, 5)))
    expect(agreement.refused.size).toBe(0)
  })

  test('a late row may take away what a move already in the ledger needs: the row is refused, not the move', () => {
    const ledger = [entry(0, outside, onPrem, 10), entry(5, onPrem, cloud, 10)]
    const agreement = agreeWithLedger(ledger, rows(entry(2, onPrem, outside, 4)))
    expect([...agreement.refused]).toEqual([[0, { day: '2026-01-06', location: onPrem, balance: -4 }]])
  })

  test('refusing a row may take from where it went, on a day already passed: then those rows go too', () => {
    const ledger = [entry(0, outside, onPrem, 10), entry(9, onPrem, outside, 10)]
    const file = rows(entry(1, onPrem, cloud, 10), entry(2, cloud, other, 10))
    const agreement = agreeWithLedger(ledger, file)
    expect([...agreement.refused.keys()].sort()).toEqual([0, 1])
  })

  const place = fc.constantFrom(outside, onPrem, cloud, other)
  const anyEntry = fc
    .tuple(fc.nat(6), place, place, fc.integer({ min: 1, max: 4 }))
    .filter(([, from, to]) => from !== to)
    .map(([dayNo, from, to, units]) => entry(dayNo, from, to, units))
  const sound = fc.array(anyEntry, { maxLength: 8 }).map((entries) => {
    const book: Entry[] = []
    for (const one of entries) if (!shortfall(sorted([...book, one]))) book.push(one)
    return sorted(book)
  })

  test('whatever comes, what is created keeps every balance at zero or more, and every row has one verdict', () => {
    return fc.assert(
      fc.property(sound, fc.array(anyEntry, { maxLength: 14 }), (ledger, entries) => {
        const agreement = agreeWithLedger(ledger, rows(...entries))
        expect(shortfall(sorted<Entry>([...ledger, ...agreement.created]))).toBeNull()
        const judged = [...agreement.same, ...agreement.refused.keys(), ...agreement.created.map(({ row }) => row)]
        expect(judged.sort((one, two) => one - two)).toEqual(entries.map((_, row) => row))
      }),
      { numRuns: 5_000 },
    )
  })

  test('a file that holds by itself is taken whole, and read again it is the same throughout', () => {
    return fc.assert(
      fc.property(sound, (entries) => {
        expect(agreeWithLedger([], rows(...entries)).created).toHaveLength(entries.length)
        expect(agreeWithLedger(entries, rows(...entries)).same).toHaveLength(entries.length)
      }),
    )
  })

  test('100,000 rows that all take what is not there are judged in good time', () => {
    // Judged again from the start for each refused row, this would outlast the test's own limit.
    const file = rows(
      ...Array.from({ length: 100_000 }, (_, at) => entry(at % 300, onPrem, at % 2 ? cloud : outside, 5)),
    )
    expect(agreeWithLedger([], file).refused.size).toBe(100_000)
  })
})

describe('rows that add up to more than can be counted', () => {
  const most = Number.MAX_SAFE_INTEGER
  const uncountable = (left: number, ...units: number[]) =>
    uncountableRows(
      left,
      units.map((_, row) => row),
      (row) => units[row] as number,
    )

  test('are none while all fit, to the last unit', () => {
    expect(uncountable(most)).toEqual([])
    expect(uncountable(most, most - 1, 1)).toEqual([])
    expect(uncountable(10, 4, 6)).toEqual([])
  })

  test('are the largest: one absurd amount does not stop the sound rows around it', () =>
    expect(uncountable(most, 5, most, 7, most - 12)).toEqual([1]))

  test('of equal ones the later, and everything larger than what no longer fits', () => {
    expect(uncountable(most, most, most)).toEqual([1])
    expect(uncountable(10, 9, 3, 4, 8, 3)).toEqual([3, 0])
  })
})

describe('settings for a history that was imported into an empty programme', () => {
  const inCloud = (on: string, units: number) => ({ day: day(on), facts: { ...noFacts(), publicCloudUnits: units } })

  test('growth is counted from one year before the latest move, cycles from the Monday of the first week', () => {
    expect(settingsForHistory([inCloud('2020-01-01', 5), inCloud('2024-02-29', 5)])).toEqual({
      baselineDay: '2023-02-28',
      cycleAnchor: '2019-12-30',
    })
  })

  test('or from the first day with anything in cloud, if that came later', () => {
    expect(
      settingsForHistory([inCloud('2023-01-01', 0), inCloud('2024-01-10', 5), inCloud('2024-03-01', 5)]),
    ).toMatchObject({ baselineDay: '2024-01-10' })
  })

  test('without a move there is nothing to say', () => expect(settingsForHistory([])).toBeNull())
})
