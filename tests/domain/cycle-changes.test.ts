import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import {
  type ChangeKind,
  type CycleChange,
  type CycleMove,
  changesSince,
  gotStuck,
  type ServiceSince,
} from '../../src/domain/cycle-changes.ts'

const monday = day('2026-03-02')
const since = { instant: 100, day: day('2026-03-10') }

let next = 1
const entry = (
  recordedAt: number,
  on: string,
  way: 1 | -1,
  units: number,
  reverses: number | null = null,
): CycleMove => ({
  id: next++,
  recordedAt,
  day: day(on),
  units,
  way,
  reverses,
})
const service = (moves: CycleMove[], plannedThen: number | null = null, plannedNow = plannedThen): ServiceSince => ({
  service: 1,
  plannedThen,
  plannedNow,
  planChangedAt: plannedThen === plannedNow ? null : 150,
  moves,
})
const told = (one: ServiceSince) =>
  changesSince([one], since).map(({ kind, units, isLate }) => `${kind} ${units}${isLate ? ' late' : ''}`)

describe('what changed in a cycle since an instant', () => {
  test('what was recorded before is not told again', () =>
    expect(told(service([entry(90, '2026-03-05', 1, 10), entry(100, '2026-03-09', 1, 5)], 20))).toEqual([]))
  test('what was logged since counts, and late where it happened before', () => {
    expect(told(service([entry(120, '2026-03-11', 1, 10)]))).toEqual(['to-cloud 10'])
    expect(told(service([entry(120, '2026-03-04', 1, 10)]))).toEqual(['to-cloud 10 late'])
  })
  test('the promise that the last entry fulfils got done', () =>
    expect(told(service([entry(90, '2026-03-05', 1, 6), entry(120, '2026-03-12', 1, 4)], 10))).toEqual([
      'done 10',
      'to-cloud 4',
    ]))
  test('a roll-back of what was in cloud then is told as one; there and back since is no roll-back', () => {
    expect(told(service([entry(90, '2026-03-05', 1, 6), entry(120, '2026-03-12', -1, 4)], 10))).toEqual([
      'rolled-back 4',
      'back 4',
    ])
    expect(told(service([entry(120, '2026-03-11', 1, 6), entry(130, '2026-03-12', -1, 6)], 10))).toEqual([
      'to-cloud 6',
      'back 6',
    ])
  })
  test('an entry that was taken back since is nothing; one of before that was taken back is a correction', () => {
    const slip = entry(120, '2026-03-11', 1, 6)
    expect(told(service([slip, entry(130, '2026-03-11', -1, 6, slip.id)]))).toEqual([])
    const old = entry(80, '2026-03-05', 1, 6)
    expect(told(service([old, entry(130, '2026-03-05', -1, 6, old.id)]))).toEqual(['corrected -6'])
  })
  test('the plan: put in, taken out, another amount', () => {
    expect(told(service([], null, 10))).toEqual(['added 10'])
    expect(told(service([], 10, null))).toEqual(['removed 10'])
    expect(told(service([], 10, 4))).toEqual(['changed -6'])
  })

  test('got stuck: fourteen days without a move now, and not yet then', () => {
    const spell = { since: day('2026-03-12'), on: day('2026-03-20'), days: 14 }
    expect(gotStuck(null, monday, spell)).toBe(true)
    expect(gotStuck(null, monday, { ...spell, since: day('2026-03-16') })).toBe(false)
    expect(gotStuck(day('2026-03-10'), monday, spell)).toBe(false)
    expect(gotStuck(day('2026-03-06'), monday, spell)).toBe(true)
  })
})

/** One thing after the other, as people log and plan; each is recorded at an instant of its own. */
const happening = fc.record({
  what: fc.constantFrom('to-cloud', 'back', 'reverse', 'plan', 'unplan'),
  units: fc.integer({ min: 1, max: 50 }),
  day: fc.integer({ min: 0, max: 20 }),
  which: fc.nat(9),
})

test('agrees with two states of the ledger that are built up apart and compared', () => {
  void fc.assert(
    fc.property(fc.array(happening, { maxLength: 14 }), fc.nat(14), (happenings, cut) => {
      // The naive count: whole states, one as it was after `cut` happenings and one as it is at the end.
      const state = (upTo: number) => {
        const standing = new Map<number, { way: 1 | -1; units: number; on: string }>()
        let planned: number | null = null
        for (const [at, { what, units, day: on, which }] of happenings.slice(0, upTo).entries()) {
          if (what === 'plan') planned = units
          else if (what === 'unplan') planned = null
          else if (what === 'reverse') {
            const target = [...standing.keys()][which % Math.max(1, standing.size)]
            if (target !== undefined) standing.delete(target)
          } else standing.set(at, { way: what === 'to-cloud' ? 1 : -1, units, on: addDays(monday, on) })
        }
        const net = [...standing.values()].reduce((sum, { way, units }) => sum + way * units, 0)
        return { standing, planned, net, isDone: planned !== null && net >= planned }
      }
      const then = state(cut)
      const now = state(happenings.length)
      const sinceDay = addDays(monday, 10)

      // The same as rows that were written one by one.
      const moves: CycleMove[] = []
      const open: CycleMove[] = []
      let changedAt: number | null = null
      for (const [at, { what, units, day: on, which }] of happenings.entries()) {
        const recordedAt = at + 1
        if (what === 'plan' || what === 'unplan') changedAt = recordedAt
        else if (what === 'reverse') {
          const [target] = open.splice(which % Math.max(1, open.length), 1)
          if (target !== undefined)
            moves.push({ ...target, id: at, recordedAt, way: target.way === 1 ? -1 : 1, reverses: target.id })
        } else {
          const row: CycleMove = {
            id: at,
            recordedAt,
            day: addDays(monday, on),
            units,
            way: what === 'to-cloud' ? 1 : -1,
            reverses: null,
          }
          moves.push(row)
          open.push(row)
        }
      }
      const found = changesSince(
        [{ service: 1, plannedThen: then.planned, plannedNow: now.planned, planChangedAt: changedAt, moves }],
        { instant: cut, day: sinceDay },
      )
      const of = (kind: ChangeKind): CycleChange | undefined => found.find((one) => one.kind === kind)
      const fresh = [...now.standing].filter(([at]) => at >= cut)
      const sum = (way: 1 | -1) =>
        fresh.filter(([, one]) => one.way === way).reduce((total, [, { units }]) => total + units, 0)
      const gone = [...then.standing].filter(([at]) => !now.standing.has(at))
      const corrected = gone.reduce((total, [, { way, units }]) => total - way * units, 0)
      expect(of('to-cloud')?.units ?? 0).toBe(sum(1))
      expect(of('back')?.units ?? 0).toBe(sum(-1))
      expect(of('corrected')?.units ?? 0).toBe(corrected)
      expect(of('corrected') !== undefined).toBe(gone.length > 0)
      expect(sum(1) - sum(-1) + corrected).toBe(now.net - then.net)
      expect(of('to-cloud')?.isLate ?? false).toBe(fresh.some(([, { way, on }]) => way === 1 && on < sinceDay))
      expect(of('done') !== undefined).toBe(now.isDone && !then.isDone)
      expect(of('rolled-back') !== undefined).toBe(sum(-1) > 0 && now.net < then.net)
      const plan = of('added')?.units ?? of('changed')?.units ?? 0 - (of('removed')?.units ?? 0)
      expect(plan).toBe((now.planned ?? 0) - (then.planned ?? 0))
      expect(of('added') !== undefined).toBe(then.planned === null && now.planned !== null)
    }),
    { numRuns: 1000 },
  )
})
