import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { balancesOn, shortfall } from '../../src/domain/conservation.ts'
import { isCloud } from '../../src/domain/location.ts'
import { refuseDay } from '../../src/domain/loggable-day.ts'
import { PlaceNeeded } from '../../src/domain/places.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { planReversal } from '../../src/domain/reversal.ts'
import type { ServiceLedger } from '../../src/domain/service-ledger.ts'
import { refuseShortfall } from '../../src/domain/service-ledger.ts'
import { levelOf, unitsAtLevel } from '../../src/domain/units.ts'
import { kindOf, ledger, locations, log, nameOf, on, soundEntries } from './book.ts'

const two = [locations[0], locations[3]]
const cloudOn = (book: ServiceLedger, at: number): number =>
  [...balancesOn(book.moves, on(at))].reduce((sum, [place, units]) => sum + (isCloud(kindOf(place)) ? units : 0), 0)
const levelOn = (book: ServiceLedger, at: number): number | null => {
  const total = [...balancesOn(book.moves, on(at)).values()].reduce((sum, units) => sum + units, 0)
  return levelOf(cloudOn(book, at), total)
}
const level = (book: ServiceLedger, at: number, said: number) =>
  log(book, { day: on(at), amount: { level: said } }, two)

describe('a level', () => {
  const start = ledger([0, null, 1, 5000])

  test('40 % of 5,000 in cloud is a move of 2,000 from the only place on-premises to the only cloud', () => {
    const { planned } = level(start, 5, 400)
    expect(planned).toMatchObject([
      { kind: 'level' },
      { kind: 'move', level: 400, move: { from: 1, to: 4, units: 2000, day: on(5) } },
    ])
  })

  test('already held and already said plans nothing', () => {
    const { book } = level(start, 5, 400)
    expect(level(book, 5, 400).planned).toEqual([])
  })

  test('lower than before is a roll-back to where it came from', () => {
    const { book } = level(start, 5, 400)
    expect(level(book, 7, 100).planned).toMatchObject([
      { kind: 'level' },
      { kind: 'move', move: { from: 4, to: 1, units: 1500 } },
    ])
  })

  test('rounds half up: 1 ‰ of 1,500 is 2 units, of 1,499 it is 1', () =>
    expect([unitsAtLevel(1500, 1), unitsAtLevel(1499, 1), unitsAtLevel(500, 1), unitsAtLevel(499, 1)]).toEqual([
      2, 1, 1, 0,
    ]))

  test('logged late, the later level is reversed and logged again so that it still holds', () => {
    const { book } = level(start, 10, 600)
    const late = level(book, 5, 400)
    expect(late.planned).toMatchObject([
      { kind: 'reversal', of: { day: on(10), units: 3000 }, keepsLevel: true },
      { kind: 'level' },
      { kind: 'move', move: { day: on(5), units: 2000 }, keepsLevel: false },
      { kind: 'move', move: { day: on(10), units: 1000 }, level: 600, keepsLevel: true },
    ])
    expect([levelOn(late.book, 5), levelOn(late.book, 10)]).toEqual([400, 600])
  })

  test('said while already held is remembered: a lower level logged late for a day before does not undo it', () => {
    const first = level(start, 5, 400).book
    const said = level(first, 10, 400).book
    expect(levelOn(level(said, 7, 200).book, 10)).toBe(400)
  })

  test('goes from and to the places that were given, the other way round where the level is lower', () => {
    const spread = ledger([0, null, 1, 100], [0, null, 2, 100], [0, 1, 3, 40], [0, 1, 4, 40])
    const move = (said: number, places: { from?: number; to?: number }) =>
      log(spread, { day: on(1), amount: { level: said }, ...places }).planned.filter(({ kind }) => kind === 'move')
    expect(move(500, { from: 2, to: 3 })).toMatchObject([{ move: { from: 2, to: 3, units: 20 } }])
    expect(move(300, { from: 2, to: 3 })).toMatchObject([{ move: { from: 3, to: 2, units: 20 } }])
    expect(move(300, { from: 4, to: 1 })).toMatchObject([{ move: { from: 4, to: 1, units: 20 } }])
  })

  test('between two places of one side there is no level: refused, and named', () => {
    const start = ledger([0, null, 1, 100])
    const between = (from: number, to: number) => () => log(start, { day: on(1), amount: { level: 500 }, from, to })
    expect(between(3, 4)).toThrow(/Own cloud and Public cloud are both in cloud/)
    expect(between(1, 2)).toThrow(/Basement and Attic are both on-premises/)
    expect(between(4, 4)).toThrow(/Public cloud is in cloud/)
  })

  test('no given place is passed over, unless the way goes back and nothing is there to go', () => {
    const place = fc.option(fc.constantFrom(1, 2, 3, 4), { nil: undefined })
    fc.assert(
      fc.property(soundEntries, place, place, fc.integer({ min: 0, max: 1000 }), (all, from, to, said) => {
        const book = { ...ledger(), moves: all.map((entry, at) => ({ ...entry, id: at + 1, levelEntry: null })) }
        const at = on(400)
        const held = balancesOn(book.moves, at)
        let planned: ReturnType<typeof log>['planned']
        try {
          planned = log(book, { day: at, amount: { level: said }, from, to }).planned
        } catch (error) {
          expect(error instanceof Refusal || error instanceof PlaceNeeded).toBe(true)
          return
        }
        for (const row of planned) {
          if (row.kind !== 'move') continue
          for (const given of [from, to].filter((one) => one !== undefined)) {
            const used = given === row.move.from || given === row.move.to
            expect(used || (given === to && (held.get(given) ?? 0) === 0)).toBe(true)
          }
        }
      }),
    )
  })

  test('moves logged as units are never touched by a late level', () => {
    const moved = log(level(start, 5, 400).book, { day: on(10), amount: { units: 500 } }, two).book
    const late = level(moved, 3, 100)
    expect(late.planned.filter((row) => row.kind === 'reversal')).toHaveLength(1)
    expect(cloudOn(late.book, 10)).toBe(2500)
  })

  test('on a day before its workload is refused with the day to choose', () => {
    expect(() => level(ledger([10, null, 1, 100]), 5, 400)).toThrow(/first day is 2026-01-11. Choose that day or later/)
  })

  test('of a service without any workload is refused', () =>
    expect(() => level(ledger(), 5, 400)).toThrow(/no workload anywhere/))
})

describe('places', () => {
  test('are asked for where several would do, with the candidates', () => {
    const spread = ledger([0, null, 1, 100], [0, null, 2, 100])
    const ask = () => log(spread, { day: on(1), amount: { level: 500 } })
    expect(ask).toThrow(PlaceNeeded)
    expect(ask).toThrow('goes to: Own cloud, Public cloud')
  })

  test('are not asked for when all of one side leaves: one move from each', () => {
    const spread = ledger([0, null, 1, 100], [0, null, 2, 50])
    const { planned } = log(spread, { day: on(1), amount: { level: 1000 }, to: 4 })
    expect(planned).toMatchObject([
      { kind: 'level' },
      { move: { from: 1, units: 100 } },
      { move: { from: 2, units: 50 } },
    ])
  })

  test('a cutover moves everything on-premises and leaves the rest', () => {
    const { book, planned } = log(ledger([0, null, 1, 100], [0, null, 3, 20]), {
      day: on(1),
      amount: { cutover: true },
      to: 4,
    })
    expect(planned).toHaveLength(1)
    expect(balancesOn(book.moves, on(1))).toEqual(
      new Map([
        [3, 20],
        [4, 100],
      ]),
    )
  })

  const cutover = (from?: number, to?: number) => () =>
    log(ledger([0, null, 1, 10], [0, null, 4, 100]), { day: on(1), amount: { cutover: true }, from, to })
  test('a cutover of nothing is refused', () =>
    expect(() => log(ledger([0, null, 4, 100]), { day: on(1), amount: { cutover: true } })).toThrow(
      'payments-api has nothing left on-premises on 2026-01-02. Nothing needs to be logged.',
    ))
  test('a cutover from where nothing is says so of that place, never that all is done', () => {
    expect(cutover(2, 4)).toThrow('payments-api has nothing in Attic on 2026-01-02. Choose another day')
    expect(cutover(3, 1)).toThrow('payments-api has nothing in Own cloud on 2026-01-02. Choose another day')
  })
  test('a cutover to where all of it is already asks for another place', () =>
    expect(cutover(undefined, 1)).toThrow(
      'All that payments-api runs on-premises on 2026-01-02 is in Basement already. Choose another place to go to.',
    ))

  test('the same place twice is refused', () =>
    expect(() => log(ledger([0, null, 1, 100]), { day: on(1), amount: { units: 5 }, from: 1, to: 1 })).toThrow(
      /same place/,
    ))

  test('an amount without places goes from on-premises to cloud', () =>
    expect(log(ledger([0, null, 1, 100]), { day: on(1), amount: { units: 5 } }, two).planned).toMatchObject([
      { move: { from: 1, to: 4, units: 5 } },
    ]))

  test('an amount from outside grows the place it goes to', () =>
    expect(
      log(ledger([0, null, 1, 100]), { day: on(1), amount: { units: 5 }, from: null, to: 4 }).planned,
    ).toMatchObject([{ move: { from: null, to: 4 } }]))

  test('an amount to outside leaves the only place there is', () =>
    expect(log(ledger([0, null, 1, 100]), { day: on(1), amount: { units: 5 }, to: null }).planned).toMatchObject([
      { move: { from: 1, to: null } },
    ]))
})

describe('a later level that has to be reached anew', () => {
  // Held without a move, so it has no places of its own when an earlier level disturbs it.
  const held = log(ledger([0, null, 1, 50], [0, null, 2, 50], [0, null, 4, 100]), {
    day: on(9),
    amount: { level: 500 },
  }).book
  const disturbed = (book: ServiceLedger, places: { from?: number; to?: number }) =>
    log(book, { day: on(4), amount: { level: 600 }, ...places })

  test('goes back the way this request came', () => {
    const { planned, book } = disturbed(held, { from: 1, to: 4 })
    expect(planned).toMatchObject([
      { kind: 'level' },
      { move: { day: on(4), from: 1, to: 4, units: 20 }, keepsLevel: false },
      { move: { day: on(9), from: 4, to: 1, units: 20 }, level: 500, keepsLevel: true },
    ])
    expect([levelOn(book, 4), levelOn(book, 9)]).toEqual([600, 500])
  })

  test('is named by its day where this request’s places do not tell', () => {
    const spread = log(ledger([0, null, 1, 50], [0, null, 2, 50], [0, null, 4, 100]), {
      day: on(9),
      amount: { level: 500 },
    }).book
    const all = () => log(spread, { day: on(4), amount: { level: 1000 }, to: 4 })
    expect(all).toThrow(
      'payments-api was logged at 50 % in cloud for 2026-01-10. To keep that, workload would have to go to one of several places: Basement, Attic. Log that level for 2026-01-10 again',
    )
    const again = log(spread, { day: on(9), amount: { level: 500 }, from: 4, to: 2 })
    expect(again.planned).toMatchObject([{ kind: 'level', level: { from: 4, to: 2 } }])
    const { planned } = log(again.book, { day: on(4), amount: { level: 1000 }, to: 4 })
    expect(planned).toMatchObject([
      { kind: 'level' },
      { move: { day: on(4), from: 1, units: 50 } },
      { move: { day: on(4), from: 2, units: 50 } },
      { move: { day: on(9), from: 4, to: 2, units: 100 } },
    ])
  })

  test('said again with the same places, or with none, it tells nothing new', () => {
    const { book } = log(held, { day: on(9), amount: { level: 500 }, from: 4, to: 2 })
    expect(log(book, { day: on(9), amount: { level: 500 }, from: 4, to: 2 }).planned).toEqual([])
    expect(log(book, { day: on(9), amount: { level: 500 } }).planned).toEqual([])
  })

  test('keeps the move it had, also when it was said again with its places', () => {
    const moved = log(ledger([0, null, 1, 100]), { day: on(9), amount: { level: 500 }, to: 4 }).book
    const { book } = log(moved, { day: on(9), amount: { level: 500 }, from: 1, to: 4 })
    const { planned } = log(book, { day: on(4), amount: { level: 0 }, to: 4 })
    expect(planned).toMatchObject([{ kind: 'level', level: { day: on(4), level: 0 } }])
  })

  test('takes all of one side from wherever it lies, though it once came from one place', () => {
    const { book } = log(ledger([0, null, 1, 50], [2, null, 2, 50]), { day: on(9), amount: { level: 1000 }, to: 4 })
    expect(shortfall(log(book, { day: on(4), amount: { level: 500 }, from: 1, to: 4 }).book.moves)).toBeNull()
  })
})

describe('conservation', () => {
  test('is refused with the day, the service, the location, the balance and the amount', () => {
    const before = ledger([0, null, 1, 100])
    const book = log(before, { day: on(1), amount: { units: 150 } }, two).book
    expect(() => refuseShortfall(before, book, nameOf)).toThrow(
      'At the end of 2026-01-02 payments-api has 100 units in Basement. Taking 150 from there would leave -50: 50 more than are there.',
    )
  })

  test('a late move may break a later day, which is the one named', () => {
    const before = ledger([0, null, 1, 100], [9, 1, 4, 80])
    const book = log(before, { day: on(3), amount: { units: 50 } }, two).book
    expect(() => refuseShortfall(before, book, nameOf)).toThrow(
      'At the end of 2026-01-10 payments-api has 20 units in Basement. Taking 50 from there would leave -30',
    )
  })

  test('looks at ends of days: the order within a day does not matter', () =>
    expect(shortfall(ledger([0, 1, 4, 100], [0, null, 1, 100]).moves)).toBeNull())
})

describe('a reversal', () => {
  const book = ledger([0, null, 1, 100], [1, 1, 4, 60], [2, 4, 1, 50])
  const plain = { reverses: null, reversedBy: null }

  test('takes the move out of every day', () =>
    expect(cloudOn(planReversal(book, { id: 3, ...plain }, nameOf), 5)).toBe(60))
  test('that would leave a later day short names that day', () =>
    expect(() => planReversal(book, { id: 2, ...plain }, nameOf)).toThrow(
      /-50 units in Public cloud at the end of 2026-01-03/,
    ))
  test('of a reversal is refused', () =>
    expect(() => planReversal(book, { id: 2, reverses: 1, reversedBy: null }, nameOf)).toThrow(/Log the move anew/))
  test('a second time is refused', () =>
    expect(() => planReversal(book, { id: 2, reverses: null, reversedBy: 9 }, nameOf)).toThrow(
      /already reversed by move 9/,
    ))
})

test('a day to come, and one before the programme’s first day, are refused', () => {
  expect(() => refuseDay(on(2), on(1), null)).toThrow(/has not happened yet/)
  expect(() => refuseDay(on(2), on(9), on(5))).toThrow(/first day, 2026-01-06/)
  expect(() => refuseDay(on(5), on(5), on(5))).not.toThrow()
})

describe('for any history', () => {
  const said = fc.array(fc.record({ at: fc.nat(30), level: fc.integer({ min: 0, max: 1000 }) }), {
    minLength: 1,
    maxLength: 12,
  })

  test('levels logged in any order all hold, the last said for a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), said, (total, all) => {
        let book = ledger([0, null, 1, total])
        const last = new Map<number, number>()
        for (const { at, level: wanted } of all) {
          book = level(book, at, wanted).book
          last.set(at, wanted)
        }
        for (const [at, wanted] of last) expect(cloudOn(book, at)).toBe(unitsAtLevel(total, wanted))
        expect(shortfall(book.moves)).toBeNull()
      }),
    )
  })

  test('logging a level again plans nothing, whatever came between on other days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), said, (total, all) => {
        const book = all.reduce(
          (sum, { at, level: wanted }) => level(sum, at, wanted).book,
          ledger([0, null, 1, total]),
        )
        const lastOfDay = new Map(all.map(({ at, level: wanted }) => [at, wanted]))
        for (const [at, wanted] of lastOfDay) expect(level(book, at, wanted).planned).toEqual([])
      }),
    )
  })

  test('a level whose places are given is never answered by a question about a place', () => {
    const wish = fc.record({
      at: fc.nat(30),
      level: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths * 100),
      onPrem: fc.constantFrom(1, 2),
      cloud: fc.constantFrom(3, 4),
      silent: fc.boolean(),
    })
    fc.assert(
      fc.property(soundEntries, fc.array(wish, { minLength: 1, maxLength: 8 }), (all, wishes) => {
        const moves = all.map((entry, at) => ({ ...entry, id: at + 1, levelEntry: null }))
        let book: ServiceLedger = { service: { id: 1, name: 'a' }, moves, levels: [] }
        for (const { at, level: wanted, onPrem, cloud, silent } of wishes) {
          const total = [...balancesOn(book.moves, on(at)).values()].reduce((sum, units) => sum + units, 0)
          const rises = cloudOn(book, at) < unitsAtLevel(total, wanted)
          const places = rises ? { from: onPrem, to: cloud } : { from: cloud, to: onPrem }
          try {
            const next = log(book, { day: on(at), amount: { level: wanted }, ...(silent ? {} : places) }).book
            if (!shortfall(next.moves)) book = next
          } catch (error) {
            if (!silent) expect(error).not.toBeInstanceOf(PlaceNeeded)
            else expect(error).toBeInstanceOf(Error)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  test('a reversal undoes exactly what the move did, or is refused', () => {
    fc.assert(
      fc.property(soundEntries, fc.nat(), (all, pick) => {
        const moves = all.map((entry, at) => ({ ...entry, id: at + 1, levelEntry: null }))
        if (moves.length === 0) return
        const book: ServiceLedger = { service: { id: 1, name: 'a' }, moves, levels: [] }
        const id = (pick % moves.length) + 1
        const rest = moves.filter((move) => move.id !== id)
        const reversed = () => planReversal(book, { id, reverses: null, reversedBy: null }, nameOf)
        if (shortfall(rest)) expect(reversed).toThrow(/Reverse what left there/)
        else expect(reversed().moves).toEqual(rest)
      }),
    )
  })
})

test('a year that is a slip of the finger is refused', () =>
  expect(() => refuseDay(day('0026-11-22'), on(1), null)).toThrow(/earliest day that can be logged. Check the year/))
