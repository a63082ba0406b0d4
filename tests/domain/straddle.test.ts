import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import {
  type Candidate,
  type Dependency,
  debtOverTime,
  orderOfMoves,
  type Side,
  type SideChange,
  sideAfter,
  straddleDebt,
  straddles,
  whatWouldStraddle,
} from '../../src/domain/straddle.ts'

const onPrem: Side = { onPrem: true, cloud: false }
const cloud: Side = { onPrem: false, cloud: true }
const split: Side = { onPrem: true, cloud: true }
const empty: Side = { onPrem: false, cloud: false }
const kinds = { onPrem, cloud, split, empty }

describe('a dependency straddles', () => {
  test('while one of the two runs in cloud and the other on-premises, whichever needs the other', () =>
    expect([
      straddles(onPrem, cloud),
      straddles(cloud, onPrem),
      straddles(cloud, cloud),
      straddles(onPrem, onPrem),
    ]).toEqual([true, true, false, false]))
  test('with a partly moved service wherever the other runs, and never with one that runs nowhere', () => {
    expect([straddles(split, cloud), straddles(onPrem, split), straddles(split, split)]).toEqual([true, true, true])
    expect(Object.values(kinds).map((side) => straddles(empty, side))).toEqual([false, false, false, false])
  })
})

const services = 8
const dependency = fc
  .record({ service: fc.nat(services - 1), dependsOn: fc.nat(services - 1) })
  .filter(({ service, dependsOn }) => service !== dependsOn)
const someDependencies = fc.uniqueArray(dependency, {
  maxLength: 20,
  selector: ({ service, dependsOn }) => `${service} ${dependsOn}`,
})
const candidate = fc.record({ side: fc.constantFrom(...Object.values(kinds)), units: fc.integer({ min: 1, max: 3 }) })
const graph = fc.record({
  dependencies: someDependencies,
  services: fc
    .array(candidate, { minLength: services, maxLength: services })
    .map((all) => new Map(all.map(({ side, units }, at) => [at, { ...side, units, name: `s${at}` }]))),
})

/** A second count that shares nothing with the first: the words of the definition, for each pair. */
function counted(dependencies: readonly Dependency[], sides: ReadonlyMap<number, Side>): number {
  const inCloud = new Set([...sides].filter(([, side]) => side.cloud).map(([id]) => id))
  const atHome = new Set([...sides].filter(([, side]) => side.onPrem).map(([id]) => id))
  const pairs = (from: Set<number>, to: Set<number>) =>
    dependencies.filter((one) => from.has(one.service) && to.has(one.dependsOn))
  return new Set([...pairs(inCloud, atHome), ...pairs(atHome, inCloud)]).size
}

const moved = (sides: ReadonlyMap<number, Candidate>, ids: readonly number[]): Map<number, Candidate> =>
  new Map([...sides].map(([id, side]) => [id, ids.includes(id) && side.onPrem ? { ...side, ...cloud } : side]))

test('the debt is what a naive second count finds', () => {
  fc.assert(
    fc.property(graph, ({ dependencies, services: all }) => {
      expect(straddleDebt(dependencies, (id) => all.get(id) ?? empty)).toBe(counted(dependencies, all))
    }),
  )
})

test('the trend is the debt counted anew at the end of each day', () => {
  const first = day('2026-01-30')
  const change = fc.record({ at: fc.nat(30), side: fc.constantFrom(...Object.values(kinds)) })
  const histories = fc.array(fc.uniqueArray(change, { maxLength: 5, selector: ({ at }) => at }), {
    minLength: services,
    maxLength: services,
  })
  const asked = fc
    .uniqueArray(fc.nat(35), { minLength: 1, maxLength: 10 })
    .map((days) => days.toSorted((a, b) => a - b))
  fc.assert(
    fc.property(someDependencies, histories, asked, (dependencies, all, days) => {
      const changes = new Map(
        all.map((its, service): [number, SideChange[]] => [
          service,
          its.toSorted((a, b) => a.at - b.at).map(({ at, side }) => ({ ...side, day: addDays(first, at) })),
        ]),
      )
      const sidesAt = (on: number) =>
        new Map(
          all.map((its, service) => {
            const latest = its.filter(({ at }) => at <= on).toSorted((a, b) => b.at - a.at)[0]
            return [service, latest?.side ?? empty] as const
          }),
        )
      expect(
        debtOverTime(
          dependencies,
          changes,
          days.map((at) => addDays(first, at)),
        ),
      ).toEqual(days.map((on) => counted(dependencies, sidesAt(on))))
    }),
  )
})

describe('the order of moves', () => {
  const named = (sides: Record<string, Side & { units?: number }>) => {
    const names = Object.keys(sides)
    const all = new Map(names.map((name, id) => [id, { units: 1, ...sides[name], name } as Candidate]))
    return (...pairs: [string, string][]) =>
      orderOfMoves(
        pairs.map(([service, dependsOn]) => ({ service: names.indexOf(service), dependsOn: names.indexOf(dependsOn) })),
        all,
      ).map(({ service, gain, debt }) => [names[service], gain, debt])
  }

  test('begins where most stops straddling, and says what is left after each move', () =>
    expect(
      named({ hub: onPrem, leaf: onPrem, a: cloud, b: cloud, c: cloud })(['a', 'hub'], ['b', 'hub'], ['c', 'leaf']),
    ).toEqual([
      ['hub', 2, 1],
      ['leaf', 1, 0],
    ]))
  test('of equals the one with fewer units left comes first, then the name', () =>
    expect(
      named({ big: { ...onPrem, units: 9 }, small: { ...onPrem, units: 2 }, also: { ...onPrem, units: 9 }, up: cloud })(
        ['big', 'up'],
        ['small', 'up'],
        ['also', 'up'],
      ).map(([name]) => name),
    ).toEqual(['small', 'also', 'big']))
  test('takes along what would straddle then, and leaves alone what is tied to nothing in cloud', () =>
    expect(
      named({ up: cloud, door: onPrem, behind: onPrem, far: onPrem, farther: onPrem })(
        ['up', 'door'],
        ['door', 'behind'],
        ['far', 'farther'],
      ).map(([name]) => name),
    ).toEqual(['door', 'behind']))
  test('what runs nowhere ties nothing together', () =>
    expect(named({ up: cloud, gone: empty, home: onPrem })(['up', 'gone'], ['gone', 'home'])).toEqual([]))

  test('ends without debt, names nobody twice, and each step says the debt that a second count finds after it', () => {
    fc.assert(
      fc.property(graph, ({ dependencies, services: all }) => {
        const order = orderOfMoves(dependencies, all)
        expect(new Set(order.map(({ service }) => service)).size).toBe(order.length)
        let before = counted(dependencies, all)
        for (const [at, { gain, debt }] of order.entries()) {
          const done = order.slice(0, at + 1).map(({ service }) => service)
          expect(debt).toBe(counted(dependencies, moved(all, done)))
          expect(gain).toBe(before - debt)
          before = debt
        }
        expect(before).toBe(0)
      }),
    )
  })

  test('takes the best next move of all there are, by trying each', () => {
    fc.assert(
      fc.property(graph, ({ dependencies, services: all }) => {
        const order = orderOfMoves(dependencies, all)
        const [first] = order
        if (!first) return
        const needed = order.map(({ service }) => service)
        const now = counted(dependencies, all)
        const tried = needed
          .map((id) => ({ id, gain: now - counted(dependencies, moved(all, [id])), ...(all.get(id) as Candidate) }))
          .toSorted(
            (one, other) => other.gain - one.gain || one.units - other.units || (one.name < other.name ? -1 : 1),
          )
        expect([first.service, first.gain]).toEqual([tried[0]?.id, tried[0]?.gain])
      }),
    )
  })

  test('names exactly those that any way to no debt has to move', () => {
    fc.assert(
      fc.property(graph, ({ dependencies, services: all }) => {
        const atHome = [...all].filter(([, side]) => side.onPrem).map(([id]) => id)
        let fewest: number[] | undefined
        for (let bits = 0; bits < 2 ** atHome.length; bits++) {
          const chosen = atHome.filter((_, at) => bits & (2 ** at))
          if (fewest && chosen.length >= fewest.length) continue
          if (counted(dependencies, moved(all, chosen)) === 0) fewest = chosen
        }
        expect(
          orderOfMoves(dependencies, all)
            .map(({ service }) => service)
            .toSorted(),
        ).toEqual(fewest?.toSorted())
      }),
      { numRuns: 100 },
    )
  })

  test('100,000 services with 20,000 dependencies come to an end, in any shape: scattered, and around one service on either side', () => {
    const all = new Map(
      Array.from({ length: 100_000 }, (_, id) => [
        id,
        { ...(id % 3 === 0 ? cloud : onPrem), units: id % 7, name: `s${id}` },
      ]),
    )
    const scattered = Array.from({ length: 20_000 }, (_, at) => ({ service: at, dependsOn: (at * 7919 + 1) % 100_000 }))
    const around = (hub: number) => Array.from({ length: 20_000 }, (_, at) => ({ service: at + 2, dependsOn: hub }))
    for (const dependencies of [scattered, around(0), around(1)])
      expect(orderOfMoves(dependencies, all).at(-1)?.debt).toBe(0)
  })
})

describe('what a plan would leave straddling', () => {
  test('is every dependency of what it moves whose other end stays where it is', () => {
    const sides = [onPrem, onPrem, cloud, onPrem, onPrem]
    const dependencies = [
      { service: 0, dependsOn: 1 },
      { service: 0, dependsOn: 2 },
      { service: 3, dependsOn: 4 },
    ]
    const left = whatWouldStraddle(dependencies, (id) => sides[id] ?? empty, new Map([[0, 'whole']]))
    expect(left).toEqual([{ dependency: dependencies[0], straddlesNow: false }])
  })
  test('a service of which a share moves straddles with either side', () => {
    const sides = [onPrem, onPrem, cloud]
    const dependencies = [
      { service: 0, dependsOn: 1 },
      { service: 0, dependsOn: 2 },
    ]
    const left = whatWouldStraddle(dependencies, (id) => sides[id] ?? empty, new Map([[0, 'share']]))
    expect(left.map(({ straddlesNow }) => straddlesNow)).toEqual([false, true])
  })
  test('agrees with a second count of the world after it', () => {
    const plan = fc.uniqueArray(fc.tuple(fc.nat(services - 1), fc.constantFrom('whole' as const, 'share' as const)), {
      selector: ([id]) => id,
    })
    fc.assert(
      fc.property(graph, plan, ({ dependencies, services: all }, its) => {
        const planned = new Map(its)
        const after = new Map(
          [...all].map(([id, side]) => {
            const how = planned.get(id)
            return [id, how ? sideAfter(side, how) : side] as const
          }),
        )
        const touched = dependencies.filter((one) => planned.has(one.service) || planned.has(one.dependsOn))
        expect(whatWouldStraddle(dependencies, (id) => all.get(id) ?? empty, planned)).toHaveLength(
          counted(touched, after),
        )
      }),
    )
  })
})
