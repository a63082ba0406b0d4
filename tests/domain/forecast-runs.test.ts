import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chanceOf } from '../../src/domain/chance.ts'
import { never, type RunsQuestion, reachedBy, runAhead, thereBy } from '../../src/domain/forecast-runs.ts'
import { naiveRun, naiveWords } from './forecast-naive.ts'

const amount = fc.integer({ min: -400, max: 600 })
const week = fc.record({ cloud: amount, onPrem: amount, migrated: amount })
const weeks = fc.array(week, { minLength: 8, maxLength: 30 })
const question = fc
  .record({
    weeks,
    now: fc.record({ cloud: fc.nat(2000), onPrem: fc.nat(2000) }),
    seed: fc.nat(1_000_000),
    leftOut: fc.array(fc.nat(29), { maxLength: 5 }),
  })
  .map(({ leftOut, ...rest }) => ({
    ...rest,
    // At least one week stays.
    leftOut: new Set(leftOut.filter((place) => place > 0 && place < rest.weeks.length)),
  }))

const ahead = (more: Partial<RunsQuestion> & Pick<RunsQuestion, 'weeks'>) =>
  runAhead({
    ...{ now: { cloud: 100, onPrem: 1000 }, targets: [], marks: [], runs: 200, seed: 10, untilReached: false },
    ...more,
  })
const weekly = (count: number) => Array.from({ length: count }, (_, at) => 7 * (at + 1))

describe('chance', () => {
  test('is the generator that its authors describe, for any seed and stream', () =>
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.nat(20_000), (seed, stream) => {
        const draw = chanceOf(seed, stream)
        const words = naiveWords(seed, stream)
        for (let at = 0; at < 20; at++) expect(draw(1000)).toBe(Math.floor((words() * 1000) / 2 ** 32))
      }),
    ))

  test('draws every number as often as any other', () => {
    const draw = chanceOf(10)
    const counts = Array.from({ length: 13 }, () => 0)
    for (let at = 0; at < 130_000; at++) {
      const drawn = draw(13)
      counts[drawn] = (counts[drawn] ?? 0) + 1
    }
    // Five standard deviations of 10,000 hits.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(10_000))
  })
})

describe('runs', () => {
  test('are those of a second writing of them, week by week', () =>
    fc.assert(
      fc.property(question, (asked) => {
        const length = 40
        const runs = ahead({ ...asked, runs: 5, marks: weekly(length) })
        const naive = asked.weeks.map((one, place) => ({
          cloud: BigInt(one.cloud),
          onPrem: BigInt(one.onPrem),
          migrated: BigInt(one.migrated),
          leftOut: asked.leftOut.has(place),
        }))
        const now = { cloud: BigInt(asked.now.cloud), onPrem: BigInt(asked.now.onPrem), migrated: 0n }
        for (let run = 0; run < 5; run++)
          naiveRun(naive, now, asked.seed, run, length).forEach((state, at) => {
            expect([runs.cloud[at]?.[run], runs.onPrem[at]?.[run], runs.migrated[at]?.[run]], `${run}.${at}`).toEqual([
              Number(state.cloud),
              Number(state.onPrem),
              Number(state.migrated),
            ])
          })
      }),
    ))

  test('arrive in the first week at whose end the amount is there, and never after ten years', () =>
    fc.assert(
      fc.property(question, fc.integer({ min: 1, max: 5000 }), (asked, above) => {
        const target = asked.now.cloud + above
        const runs = ahead({ ...asked, runs: 5, targets: [target], marks: weekly(520), untilReached: true })
        for (let run = 0; run < 5; run++) {
          const first = runs.cloud.findIndex((held) => (held[run] as number) >= target)
          expect(runs.arrivals[0]?.[run]).toBe(first === -1 ? never : first + 1)
          const empty = runs.onPrem.findIndex((held) => held[run] === 0)
          if (asked.now.onPrem > 0) expect(runs.emptied[run]).toBe(empty === -1 ? never : empty + 1)
        }
      }),
      { numRuns: 30 },
    ))

  test('are the same for the same seed, and others for another', () => {
    const past = Array.from({ length: 20 }, (_, at) => ({ cloud: at * 3, onPrem: -at, migrated: at }))
    const [one, same, other] = [10, 10, 11].map((seed) => ahead({ weeks: past, seed, marks: [70] }).cloud)
    expect(one).toEqual(same)
    expect(one).not.toEqual(other)
  })

  test('stay as they were when something else is asked of them', () => {
    const past = Array.from({ length: 20 }, (_, at) => ({ cloud: (at * 7) % 11, onPrem: -at, migrated: at }))
    const short = ahead({ weeks: past, marks: [70] })
    const long = ahead({ weeks: past, marks: [70, 700], targets: [500], untilReached: true })
    expect(long.cloud[0]).toEqual(short.cloud[0])
  })

  test('change by what they drew: where nothing runs out, the three amounts move with the same weeks', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 8, maxLength: 20 }), fc.nat(99), (moved, seed) => {
        const past = moved.map((migrated) => ({ cloud: migrated + 2, onPrem: -migrated + 1, migrated }))
        const runs = ahead({ weeks: past, seed, now: { cloud: 0, onPrem: 1_000_000 }, marks: [350], runs: 20 })
        for (let run = 0; run < 20; run++) {
          const [cloud, onPrem, migrated] = [runs.cloud, runs.onPrem, runs.migrated].map((held) => held[0]?.[run] ?? 0)
          expect(cloud).toBe((migrated ?? 0) + 2 * 50)
          expect(onPrem).toBe(1_000_000 - (migrated ?? 0) + 50)
        }
      }),
    ))

  test('are made of blocks of up to eight weeks that followed one another, all of the stretch they look back on', () => {
    // Each week changes the amount by a number of its own, so that a run's weeks can be read back from its steps.
    const past = Array.from({ length: 30 }, (_, at) => ({ cloud: at + 1, onPrem: 0, migrated: 0 }))
    const runs = ahead({ weeks: past, leftOut: new Set([12]), marks: weekly(80), runs: 300 })
    const drawn = (run: number) =>
      runs.cloud.map((held, at) => (held[run] as number) - (at === 0 ? 100 : (runs.cloud[at - 1]?.[run] as number)) - 1)
    const lengths = new Map<number, number>()
    for (let run = 0; run < 300; run++) {
      let length = 0
      drawn(run).forEach((place, at, all) => {
        expect(place === 12 || place < 0 || place > 29).toBe(false)
        const before = all[at - 1]
        const follows = before !== undefined && (place === before + 1 || (before === 11 && place === 13))
        length = follows ? length + 1 : 1
        lengths.set(length, (lengths.get(length) ?? 0) + 1)
      })
    }
    // Blocks of eight are usual. What is longer are two blocks that happen to fit together.
    const longer = [...lengths].filter(([length]) => length > 8).reduce((sum, [, count]) => sum + count, 0)
    expect(lengths.get(8)).toBeGreaterThan(500)
    expect(longer / (300 * 80)).toBeLessThan(0.06)
  })

  test('draw every week of a window as often as any other, where all look back as far', () => {
    // Eight weeks are the shortest stretch, so every run looks back on all of them.
    const past = Array.from({ length: 8 }, (_, at) => ({
      cloud: at === 7 ? 1000 : at === 0 ? 500 : 1,
      onPrem: 0,
      migrated: 0,
    }))
    const runs = ahead({ weeks: past, marks: [7 * 400], runs: 400 })
    const mean = (runs.cloud[0] as Float64Array).reduce((sum, one) => sum + one - 100, 0) / (400 * 400)
    const meant = past.reduce((sum, { cloud }) => sum + cloud, 0) / 8
    expect(Math.abs(mean / meant - 1)).toBeLessThan(0.03)
  })

  test('move nothing that is not there, and hold no less than nothing', () => {
    const past = Array.from({ length: 8 }, () => ({ cloud: 60, onPrem: -50, migrated: 50 }))
    const { cloud, onPrem, migrated } = ahead({ weeks: past, now: { cloud: 0, onPrem: 120 }, marks: [7, 14, 21, 28] })
    expect([cloud, onPrem, migrated].map((held) => held.map((runs) => runs[0]))).toEqual([
      [60, 120, 150, 160],
      [70, 20, 0, 0],
      [50, 100, 120, 120],
    ])
    const back = Array.from({ length: 8 }, () => ({ cloud: -60, onPrem: 60, migrated: -60 }))
    expect(ahead({ weeks: back, marks: [7, 14] }).cloud.map((runs) => runs[0])).toEqual([40, 0])
  })

  test('a mark within a week holds its days’ part of it', () => {
    const past = Array.from({ length: 8 }, () => ({ cloud: 10, onPrem: -10, migrated: 10 }))
    expect(ahead({ weeks: past, marks: [1, 3, 7, 8] }).cloud.map((runs) => runs[0])).toEqual([101, 104, 110, 111])
  })

  test('amounts at the edge of what can be counted stay exact, and never leave it', () => {
    const most = Number.MAX_SAFE_INTEGER
    const past = Array.from({ length: 8 }, (_, at) => ({ cloud: most - at, onPrem: -(most - at), migrated: most - at }))
    const runs = ahead({ weeks: past, now: { cloud: 5, onPrem: most }, marks: weekly(20), runs: 20 })
    for (const held of [...runs.cloud, ...runs.onPrem, ...runs.migrated])
      for (const one of held) expect(Number.isSafeInteger(one)).toBe(true)
    const naive = past.map((one) => ({
      cloud: BigInt(one.cloud),
      onPrem: BigInt(one.onPrem),
      migrated: BigInt(one.migrated),
    }))
    const path = naiveRun(naive, { cloud: 5n, onPrem: BigInt(most), migrated: 0n }, 10, 0, 20)
    expect(runs.cloud.map((held) => BigInt(held[0] as number))).toEqual(path.map(({ cloud }) => cloud))
    expect(runs.migrated.map((held) => BigInt(held[0] as number))).toEqual(path.map(({ migrated }) => migrated))
  })
})

describe('what runs say', () => {
  test('of an amount, what at least so many of them reach', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 99 }),
        (all, percent) => {
          const sorted = Float64Array.from(all).sort()
          const said = reachedBy(sorted, percent)
          const reaching = (least: number) => all.filter((one) => one >= least).length
          expect(reaching(said) * 100).toBeGreaterThanOrEqual(percent * all.length)
          // And no larger amount of them is reached by as many.
          const larger = all.filter((one) => one > said).sort((one, other) => one - other)[0]
          if (larger !== undefined) expect(reaching(larger) * 100).toBeLessThan(percent * all.length)
        },
      ),
    ))

  test('of a week, the first by which so many are there; none where fewer ever are', () =>
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 1, max: 520 }), fc.constant(never)), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 99 }),
        (all, percent) => {
          const said = thereBy(Uint16Array.from(all).sort(), percent)
          const there = (by: number) => all.filter((one) => one <= by).length * 100 >= percent * all.length
          if (said === null) expect(there(520)).toBe(false)
          else expect([there(said), there(said - 1)]).toEqual([true, false])
        },
      ),
    ))

  test('settles as there are more of them', () => {
    const past = Array.from({ length: 52 }, (_, at) => ({ cloud: (at * 37) % 53, onPrem: 0, migrated: 0 }))
    const median = (runs: number, seed: number) =>
      reachedBy((ahead({ weeks: past, runs, seed, marks: [364] }).cloud[0] as Float64Array).sort(), 50)
    const spread = (runs: number) => {
      const all = Array.from({ length: 12 }, (_, seed) => median(runs, seed))
      return Math.max(...all) - Math.min(...all)
    }
    expect(spread(6400)).toBeLessThan(spread(100) / 3)
  })
})
