import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CalendarDay, day, dayIn, endOfDayIn } from '../../src/domain/calendar-day.ts'
import {
  arrivedByDay,
  burnUpOf,
  capacityOf,
  deliveryOf,
  leftOf,
  outcomeOf,
  partsOfPromise,
  partsOfPromises,
  retiredByDay,
} from '../../src/domain/commitment.ts'
import {
  cycleNumbered,
  cycleOn,
  daysOf,
  type LaidCycle,
  type ReleaseCycle,
  stateOf,
  type Train,
  withEnd,
  withLength,
} from '../../src/domain/release-cycles.ts'

const anchor = day('2020-04-27')
const anyDay = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays(day('1996-01-01'), days))

/** Cycles of lengths as they come, one after the other. */
const stored = (first: CalendarDay, lengths: readonly number[], set: readonly number[] = []): LaidCycle[] => {
  const cycles: LaidCycle[] = []
  let firstDay = first
  for (const [at, length] of lengths.entries()) {
    const lastDay = addDays(firstDay, length - 1)
    cycles.push({ number: at + 1, firstDay, lastDay, isEndSet: set.includes(at + 1) })
    firstDay = addDays(lastDay, 1)
  }
  return cycles
}

/** Counts on the fingers: walks from the anchor day by day, and turns a leaf where a cycle is full. */
function counted(first: CalendarDay, lengths: readonly number[], usual: number, wanted: CalendarDay): number | null {
  if (wanted < first) return null
  let number = 1
  let left = lengths[0] ?? usual
  for (let at = first; at < wanted; at = addDays(at, 1)) {
    left--
    if (left > 0) continue
    number++
    left = lengths[number - 1] ?? usual
  }
  return number
}

describe('a day lies in the cycle that a naive counter says', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 12 })
  test('with odd lengths, before, within and behind what is stored', () =>
    fc.assert(
      fc.property(
        anyDay,
        lengths,
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: -40, max: 1500 }),
        (first, odd, usual, away) => {
          const train: Train = { cycleAnchor: first, cycleDays: usual, cycles: stored(first, odd) }
          const wanted = addDays(first, away)
          const found = cycleOn(train, wanted)
          expect(found?.number ?? null).toBe(counted(first, odd, usual, wanted))
          if (!found) return
          expect(found.firstDay <= wanted && wanted <= found.lastDay).toBe(true)
          expect(cycleNumbered(train, found.number)).toEqual(found)
        },
      ),
      { numRuns: 150 },
    ))
  test.each([
    ['over 29 February', '2024-02-29', 26, '2024-02-26', '2024-04-21'],
    ['over a year’s end and ISO week 53', '2021-01-01', 5, '2020-12-07', '2021-01-31'],
    ['on the anchor', '2020-04-27', 1, '2020-04-27', '2020-06-21'],
  ])('%s', (_, wanted, number, firstDay, lastDay) =>
    expect(cycleOn({ cycleAnchor: anchor, cycleDays: 56 }, day(wanted))).toEqual({ number, firstDay, lastDay }),
  )
})

describe('another end', () => {
  test('shifts all later cycles without gap or overlap, and keeps their lengths', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 2, maxLength: 10 }),
        fc.nat(9),
        fc.integer({ min: 0, max: 120 }),
        (lengths, which, length) => {
          const cycles = stored(anchor, lengths)
          const number = (which % lengths.length) + 1
          const lastDay = addDays((cycles[number - 1] as ReleaseCycle).firstDay, length)
          const moved = withEnd(cycles, number, lastDay)
          const wanted = lengths.map((one, at) => (at === number - 1 ? length + 1 : one))
          expect(moved).toEqual(stored(anchor, wanted, [number]))
        },
      ),
    ))
  test('another usual length leaves what came before alone', () => {
    const cycles = stored(anchor, [56, 63, 56, 56])
    const train = { cycleAnchor: anchor, cycleDays: 28, cycles }
    expect(withLength(train, 3).map(daysOf)).toEqual([56, 63, 28, 28])
  })
  test('another usual length keeps the ends that somebody set, and the lengths of those it would swallow', () => {
    const cycles = stored(anchor, [56, 49, 56, 70, 56], [2, 4])
    const ends = (from: number, cycleDays: number) =>
      withLength({ cycleAnchor: anchor, cycleDays, cycles }, from).map(({ lastDay }) => lastDay)
    const days = (from: number, cycleDays: number) =>
      withLength({ cycleAnchor: anchor, cycleDays, cycles }, from).map(daysOf)
    // The second and the fourth end on their days still; the others are as long as is usual now.
    expect(ends(2, 42)[1]).toBe(cycles[1]?.lastDay)
    expect(ends(2, 42)[3]).toBe(cycles[3]?.lastDay)
    expect(days(2, 42)).toEqual([56, 49, 42, 84, 42])
    // As long as usual, its end was set all the same.
    const alike = stored(anchor, [56, 56, 56, 56], [3])
    expect(withLength({ cycleAnchor: anchor, cycleDays: 42, cycles: alike }, 2).map(daysOf)).toEqual([56, 42, 70, 42])
    // At 180 days the third runs past the fourth's end: that one keeps its 70 days.
    expect(days(3, 180)).toEqual([56, 49, 180, 70, 180])
  })
})

describe('the end of a first day', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'America/St_Johns',
    'America/Sao_Paulo',
    'Pacific/Apia',
    'Pacific/Kiritimati',
    'Asia/Kathmandu',
    'Asia/Seoul',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'Pacific/Chatham',
  ]
  test.each(zones)('in %s is the first instant of the next day, whatever the clocks do', (zone) => {
    for (let at = 0; at < 800; at += 3) {
      const one = addDays(day('2025-01-01'), at)
      const end = endOfDayIn(zone, one)
      expect([dayIn(zone, end - 1), dayIn(zone, end)]).toEqual([one, addDays(one, 1)])
    }
  })
})

test('a cycle past its end is late until a person closes it', () => {
  const cycle = { firstDay: day('2026-03-02'), lastDay: day('2026-04-26') }
  const on = (today: string, closedAt: number | null = null) => stateOf({ ...cycle, closedAt }, day(today))
  expect([
    on('2026-03-01'),
    on('2026-03-02'),
    on('2026-04-26'),
    on('2026-04-27'),
    on('2036-01-01'),
    on('2026-04-28', 1),
  ]).toEqual(['planned', 'running', 'running', 'late', 'late', 'closed'])
})

describe('what was promised and what became of it', () => {
  const promised = [
    { units: 100, net: 40 },
    { units: 100, net: 250 },
    { units: 50, net: -20 },
    { units: 30, net: 30 },
  ]
  test('by units, no more than promised and never less than nothing', () =>
    expect(deliveryOf(promised, 300, 'units')).toEqual({
      committed: 280,
      delivered: 300,
      kept: 170,
      unplanned: 130,
      sayDo: 170 / 280,
    }))
  test('by services, only what reached its promise', () =>
    expect(deliveryOf(promised, 3, 'services')).toMatchObject({ committed: 4, kept: 2, unplanned: 1, sayDo: 0.5 }))
  test('of nothing there is no say/do', () =>
    expect(deliveryOf([], 5, 'units')).toMatchObject({ kept: 0, unplanned: 5, sayDo: null }))
  test.each([
    [{ units: 100, net: 100 }, 0, 'delivered', 0],
    [{ units: 100, net: 0 }, 0, 'retired', 0],
    [{ units: 100, net: 60 }, 0, 'retired', 0],
    [{ units: 100, net: 60 }, 90, 'partly', 40],
    [{ units: 100, net: 0 }, 70, 'not-begun', 70],
  ] as const)('%o with %i left on-premises is %s', (one, onPrem, outcome, left) => {
    expect(outcomeOf(one, { onPrem, onPremBefore: 100, cloudBefore: 0, back: 0 })).toBe(outcome)
    expect(leftOf(one, onPrem)).toBe(left)
  })
  test.each([
    ['from before the cycle', { units: 100, net: -10 }, 10, 500, 'rolled-back', 100],
    ['what moved within the cycle', { units: 100, net: 0 }, 100, 100, 'rolled-back', 100],
    ['a part of it, so that something stays moved', { units: 100, net: 60 }, 40, 40, 'partly', 40],
    ['and moved again', { units: 100, net: 100 }, 100, 0, 'delivered', 0],
    ['and was switched off', { units: 100, net: 0 }, 100, 0, 'retired', 0],
  ] as const)('what came back %s, %o', (_, one, back, onPrem, outcome, left) => {
    expect(outcomeOf(one, { onPrem, onPremBefore: 100, cloudBefore: 0, back })).toBe(outcome)
    expect(leftOf(one, onPrem)).toBe(left)
  })
  test('what ran in cloud alone as the cycle began had moved before; all else that is gone was switched off', () => {
    const gone = { units: 100, net: 0 }
    expect(outcomeOf(gone, { onPrem: 0, onPremBefore: 0, cloudBefore: 100, back: 0 })).toBe('moved-before')
    // Switched off on-premises and born in cloud within the cycle, or gone already as it began.
    expect(outcomeOf(gone, { onPrem: 0, onPremBefore: 100, cloudBefore: 0, back: 0 })).toBe('retired')
    expect(outcomeOf(gone, { onPrem: 0, onPremBefore: 0, cloudBefore: 0, back: 0 })).toBe('retired')
    expect(partsOfPromise({ ...gone, onPrem: 0, onPremBefore: 40, cloudBefore: 60, back: 0 }, 'units')).toEqual({
      kept: 0,
      left: 0,
      retired: 40,
      movedBefore: 60,
    })
  })
  test('its parts add up to the commitment, and day by day the retired of them to their sum', () => {
    const amount = fc.integer({ min: 0, max: 120 })
    const step = fc.record({ at: fc.nat(6), what: fc.constantFrom('move', 'back', 'out', 'in'), units: amount })
    const service = fc.record({
      units: fc.integer({ min: 1, max: 120 }),
      onPremBefore: amount,
      cloudBefore: amount,
      steps: fc.array(step, { maxLength: 8 }),
    })
    fc.assert(
      fc.property(fc.array(service, { maxLength: 6 }), fc.constantFrom('units', 'services'), (services, measure) => {
        const days = Array.from({ length: 7 }, (_, at) => addDays(anchor, at))
        // Run day by day, with nothing but what the ledger holds.
        const run = (upTo: number) =>
          services.map(({ units, onPremBefore, cloudBefore, steps }) => {
            let [onPrem, cloud, net] = [onPremBefore, cloudBefore, 0]
            const book = new Map<number, { net: number; onPrem: number }>()
            for (const { at, what, units: said } of steps.toSorted((one, other) => one.at - other.at)) {
              if (at > upTo) break
              const some = what === 'back' ? Math.min(said, cloud) : what === 'in' ? said : Math.min(said, onPrem)
              const [toCloud, here] = { move: [some, -some], back: [-some, some], out: [0, -some], in: [0, some] }[
                what
              ] as [number, number]
              net += toCloud
              cloud += toCloud
              onPrem += here
              const of = book.get(at) ?? { net: 0, onPrem: 0 }
              book.set(at, { net: of.net + toCloud, onPrem: of.onPrem + here })
            }
            return {
              one: { units, net, onPrem, onPremBefore, cloudBefore, back: 0 },
              book: [...book].map(([at, its]) => ({ day: days[at] as CalendarDay, ...its })),
            }
          })
        const at = (upTo: number) =>
          partsOfPromises(
            run(upTo).map(({ one }) => one),
            measure,
          )
        const changes = retiredByDay(run(6), anchor, measure)
        let retired = 0
        for (const [upTo, one] of days.entries()) {
          const parts = at(upTo)
          const committed = services.reduce((sum, { units }) => sum + (measure === 'units' ? units : 1), 0)
          expect(parts.kept + parts.left + parts.retired + parts.movedBefore).toBe(committed)
          for (const part of Object.values(parts)) expect(part).toBeGreaterThanOrEqual(0)
          retired += changes.get(one) ?? 0
          expect(retired).toBe(parts.retired)
        }
      }),
    )
  })
  test('what arrived after the first day counts on the days on which it stands on-premises', () => {
    const days = [0, 1, 2, 3].map((at) => addDays(anchor, at)) as [CalendarDay, CalendarDay, CalendarDay, CalendarDay]
    const books = [
      [
        { day: days[1], net: 0, onPrem: 50 },
        { day: days[3], net: 50, onPrem: -50 },
      ],
      [{ day: days[2], net: 0, onPrem: 20 }],
    ]
    expect(arrivedByDay(books, days, 'units')).toEqual([0, 50, 70, 20])
    expect(arrivedByDay(books, days, 'services')).toEqual([0, 1, 2, 1])
  })
  test('capacity is median and range of the cycles before', () => {
    expect(capacityOf([])).toBeNull()
    expect(capacityOf([30, -10, 20])).toEqual({ median: 20, least: -10, most: 30 })
    expect(capacityOf([10, 20, 40, 31])).toEqual({ median: 26, least: 10, most: 40 })
  })
  test('a burn-up sums day by day, and says nothing of days to come', () => {
    const days = [0, 1, 2, 3].map((at) => addDays(anchor, at))
    const points = burnUpOf({
      days,
      scope: [100, 100, 120, 120],
      committed: 100,
      migrated: new Map([
        [days[0] as CalendarDay, 30],
        [days[2] as CalendarDay, -10],
      ]),
      retired: new Map([[days[1] as CalendarDay, 5]]),
      asOf: days[2] as CalendarDay,
    })
    expect(points.map(({ delivered, retired, ideal }) => [delivered, retired, ideal])).toEqual([
      [30, 0, 25],
      [30, 5, 50],
      [20, 5, 75],
      [null, null, 100],
    ])
  })
})
