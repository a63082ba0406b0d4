import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CalendarDay } from '../../src/domain/calendar-day.ts'
import { addDays } from '../../src/domain/calendar-day.ts'
import { balanceOn, type DayFacts, paceWindow, runningBalances } from '../../src/domain/growth.ts'
import {
  causeOfChange,
  causesOf,
  type LedgerMove,
  partsOfPath,
  type Report,
  reviewFigures,
  reviewSteps,
  shownPath,
} from '../../src/domain/review-changes.ts'
import { type Facts, factNames, noFacts, serviceDays } from '../../src/domain/workload-facts.ts'
import { kindOf, on } from './book.ts'

interface Logged {
  readonly service: number
  readonly move: LedgerMove
}

/** A ledger of three services as it is written: entries in any order of days, corrections, several to one instant. */
const anyLedger = fc
  .array(
    fc.record({
      service: fc.nat(2),
      at: fc.nat(20),
      from: fc.constantFrom(null, 1, 2, 3, 4),
      to: fc.constantFrom(null, 1, 2, 3, 4),
      units: fc.integer({ min: 1, max: 100 }),
      sameStroke: fc.boolean(),
      /** Takes back one of what stands instead. */
      reverses: fc.option(fc.nat(30), { freq: 2 }),
    }),
    { maxLength: 40 },
  )
  .map((acts) => {
    const ledger: Logged[] = []
    let recordedAt = 0
    for (const { service, at, from, to, units, sameStroke, reverses } of acts) {
      if (!sameStroke) recordedAt += 10
      const id = ledger.length + 1
      const takenBack = new Set(ledger.map(({ move }) => move.reverses))
      const open = ledger.filter(({ move }) => move.reverses === null && !takenBack.has(move.id))
      const original = reverses === null ? undefined : open[reverses % Math.max(1, open.length)]
      if (original !== undefined) {
        const { move } = original
        ledger.push({
          service: original.service,
          move: { ...move, id, recordedAt, from: move.to, to: move.from, reverses: move.id },
        })
      } else if (from !== to)
        ledger.push({ service, move: { id, recordedAt, day: on(at), from, to, units, reverses: null } })
    }
    return ledger
  })

const anyReport = fc
  .record({ at: fc.nat(20), instant: fc.nat(300) })
  .map(({ at, instant }): Report => ({ day: on(at), instant }))

const lastDay = on(20)

/** Counted another way: every service's whole book replayed, and the days of all added up. */
function replay(ledger: readonly Logged[], upTo: CalendarDay): DayFacts[] {
  const sums = new Map<CalendarDay, Facts>()
  for (const its of Map.groupBy(ledger, ({ service }) => service).values()) {
    const takenBack = new Set(its.map(({ move }) => move.reverses))
    const standing = its
      .map(({ move }) => move)
      .filter(({ id, reverses, day }) => reverses === null && !takenBack.has(id) && day <= upTo)
      .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : one.id - other.id))
    for (const { day, facts } of serviceDays(standing, kindOf)) {
      const sum = sums.get(day) ?? noFacts()
      sums.set(day, sum)
      for (const name of factNames) sum[name] += facts[name]
    }
  }
  return [...sums].map(([day, facts]) => ({ day, facts })).sort((one, other) => (one.day < other.day ? -1 : 1))
}

/** Days on which something came to nothing say nothing. */
const said = (days: readonly DayFacts[]) => days.filter(({ facts }) => factNames.some((name) => facts[name] !== 0))

const booksOf = (ledger: readonly Logged[]) =>
  [...Map.groupBy(ledger, ({ service }) => service).values()].map((its) => its.map(({ move }) => move))

const programme = {
  ...{ baselineDay: on(2), milestones: [2, 5], targetMultiple: 5, targetDay: addDays(lastDay, 60), cycleDays: 14 },
}

describe('what changed since a review', () => {
  test('as it was reported is the replay of what was recorded by then, and the last step all that is known of those days', () => {
    return fc.assert(
      fc.property(anyLedger, anyReport, (ledger, report) => {
        const steps = reviewSteps(replay(ledger, lastDay), booksOf(ledger), report, kindOf)
        const prefix = ledger.filter(({ move }) => move.recordedAt <= report.instant)
        expect(said(steps.reported)).toEqual(said(replay(prefix, report.day)))
        expect(said(steps.late)).toEqual(said(replay(ledger, report.day)))
      }),
      { numRuns: 500 },
    )
  })

  test('services without a late entry or a correction need not be read: the answer is the same', () => {
    return fc.assert(
      fc.property(anyLedger, anyReport, (ledger, report) => {
        const all = reviewSteps(replay(ledger, lastDay), booksOf(ledger), report, kindOf)
        const touched = booksOf(ledger).filter((book) =>
          book.some(({ recordedAt, day }) => recordedAt > report.instant && day <= report.day),
        )
        const some = reviewSteps(replay(ledger, lastDay), touched, report, kindOf)
        expect([some.reported, some.corrected, some.late].map(said)).toEqual(
          [all.reported, all.corrected, all.late].map(said),
        )
      }),
      { numRuns: 200 },
    )
  })

  test('in units each part is the sum of its own moves, and the parts add up to the whole difference', () => {
    return fc.assert(
      fc.property(anyLedger, anyReport, (ledger, report) => {
        const known = replay(ledger, lastDay)
        const steps = reviewSteps(known, booksOf(ledger), report, kindOf)
        const cloudOn = (days: readonly DayFacts[], day: CalendarDay) =>
          balanceOn(runningBalances(days, 'units'), day).cloud
        const parts = partsOfPath([
          cloudOn(steps.reported, report.day),
          cloudOn(steps.corrected, report.day),
          cloudOn(steps.late, report.day),
          cloudOn(known, lastDay),
        ])
        const inCloud = ({ from, to, units }: LedgerMove) =>
          (to !== null && to > 2 ? units : 0) - (from !== null && from > 2 ? units : 0)
        const sum = (moves: readonly LedgerMove[]) => moves.reduce((total, move) => total + inCloud(move), 0)
        const caused = (cause: string) =>
          booksOf(ledger).flatMap((book) => {
            const causes = causesOf(book, report)
            return book.filter(({ id, day }) => day <= report.day && causes.get(id) === cause)
          })
        const takenBack = new Set(ledger.map(({ move }) => move.reverses))
        const happened = ledger.flatMap(({ move }) =>
          move.day > report.day && move.reverses === null && !takenBack.has(move.id) ? [move] : [],
        )
        expect(parts).toEqual({
          corrected: sum(caused('corrected')),
          late: sum(caused('late')),
          since: sum(happened),
        })
        expect(parts.corrected + parts.late + parts.since).toBe(
          cloudOn(known, lastDay) -
            cloudOn(
              replay(
                ledger.filter(({ move }) => move.recordedAt <= report.instant),
                lastDay,
              ),
              report.day,
            ),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('every headline is the one of a report made from the replay', () => {
    return fc.assert(
      fc.property(
        anyLedger,
        anyReport,
        fc.constantFrom('units' as const, 'services' as const),
        (ledger, report, measure) => {
          const steps = reviewSteps(replay(ledger, lastDay), booksOf(ledger), report, kindOf)
          const asThen = {
            asOf: report.day,
            measure,
            programme,
            paceOver: paceWindow([], report.day, programme.cycleDays),
          }
          const prefix = ledger.filter(({ move }) => move.recordedAt <= report.instant)
          expect(reviewFigures(steps.reported, asThen)).toEqual(reviewFigures(replay(prefix, report.day), asThen))
        },
      ),
      { numRuns: 200 },
    )
  })

  const move = (id: number, recordedAt: number, at: number, reverses: number | null = null): LedgerMove => ({
    ...{ id, recordedAt, day: on(at), units: 10, reverses },
    ...(reverses === null ? { from: 1, to: 3 } : { from: 3, to: 1 }),
  })
  const report = { day: on(10), instant: 100 }
  const told = (...moves: LedgerMove[]) => [...causesOf(moves, report)]

  test('what was known then is nothing that changed', () => expect(told(move(1, 100, 5))).toEqual([]))
  test('what was logged later for a day of the report is late, for a later day it happened since', () =>
    expect(told(move(1, 101, 10), move(2, 101, 11))).toEqual([
      [1, 'late'],
      [2, 'since'],
    ]))
  test('a reversal of what was known corrects, and so does what was logged in its place in the same stroke', () =>
    expect(told(move(1, 90, 5), move(2, 120, 5, 1), move(3, 120, 5), move(4, 121, 5))).toEqual([
      [2, 'corrected'],
      [3, 'corrected'],
      [4, 'late'],
    ]))
  test('what was logged and taken back later was never told', () =>
    expect(told(move(1, 110, 5), move(2, 120, 5, 1))).toEqual([]))

  test('what is shown of the parts adds up to what is shown of the ends, and claims no milestone that is not there', () => {
    expect(shownPath([9.4, 9.4, 9.4, 9.997], 2, 'whole')).toEqual({
      ...{ reported: 9.4, now: 9.99, parts: { corrected: 0, late: 0, since: 0.59 } },
    })
    expect(shownPath([88.95, 88.95, 88.95, 99.97], 1, 'all').now).toBe(99.9)
    expect(shownPath([null, 1, 1, 1], 1, 'all')).toEqual({ reported: null, now: 1, parts: null })
    const value = fc.double({ min: 0, max: 200, noNaN: true })
    return fc.assert(
      fc.property(fc.tuple(value, value, value, value), fc.nat(2), (path, places) => {
        const { reported, now, parts } = shownPath(path, places, 'whole')
        const sum = (parts?.corrected ?? 0) + (parts?.late ?? 0) + (parts?.since ?? 0)
        expect(Math.round(((reported ?? 0) + sum - (now ?? 0)) * 10 ** places)).toBe(0)
      }),
    )
  })

  test('a change bears the name of the step that made it what it is', () => {
    const isSame = (one: number, other: number) => one === other
    expect(causeOfChange([1, 2, 1, 1], isSame)).toBeNull()
    expect(causeOfChange([1, 2, 2, 2], isSame)).toBe('corrected')
    expect(causeOfChange([1, 2, 3, 3], isSame)).toBe('late')
    expect(causeOfChange([1, 1, 1, 2], isSame)).toBe('since')
  })
})
