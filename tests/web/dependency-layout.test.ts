import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boxHeight, layOut, type Tie } from '../../src/web/waves/dependency-layout.ts'

const boxWidth = 150
const tie = fc.record({ from: fc.nat(30), to: fc.nat(30) }).filter(({ from, to }) => from !== to)
const ties = fc.uniqueArray(tie, { minLength: 1, maxLength: 60, selector: ({ from, to }) => `${from} ${to}` })

const chain = (...ids: number[]): Tie[] => ids.slice(1).map((to, at) => ({ from: ids[at] as number, to }))
const columnsOf = (given: readonly Tie[]) =>
  new Map(layOut(given, { boxWidth, widest: 1000 }).services.map(({ id, x }) => [id, x]))

describe('the drawing of dependencies', () => {
  test('has what needs another left of it', () => {
    const x = columnsOf([...chain(1, 2, 3), { from: 1, to: 3 }])
    expect([x.get(1), x.get(2), x.get(3)]).toEqual([0, boxWidth + 84, 2 * (boxWidth + 84)])
  })

  test('stays a few columns wide however long a chain is', () => {
    const { width } = layOut(chain(...Array.from({ length: 40 }, (_, at) => at)), { boxWidth, widest: 1000 })
    expect(width).toBeLessThan(5 * (boxWidth + 84))
  })

  test('lays a ring out too, each line from box to box', () => {
    const { services, ties: lines } = layOut([...chain(1, 2, 3), { from: 3, to: 1 }], { boxWidth, widest: 1000 })
    expect(services).toHaveLength(3)
    const back = lines.find(({ from }) => from === 3)
    expect([back?.start.side, back?.end.side]).toEqual(['left', 'right'])
  })

  test('places every service once, no box over another, each line at its own two boxes', () => {
    fc.assert(
      fc.property(ties, (given) => {
        const { services, ties: lines, width, height } = layOut(given, { boxWidth, widest: 1000 })
        const ids = new Set(given.flatMap(({ from, to }) => [from, to]))
        expect(services.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([...ids].toSorted((a, b) => a - b))
        for (const [at, one] of services.entries()) {
          expect(one.x).toBeGreaterThanOrEqual(0)
          expect(one.x + boxWidth).toBeLessThanOrEqual(width)
          expect(one.y + boxHeight).toBeLessThanOrEqual(height + 0.001)
          for (const other of services.slice(at + 1))
            expect(
              Math.abs(one.x - other.x) >= boxWidth || Math.abs(one.y - other.y) >= boxHeight,
              `${one.id} lies over ${other.id}`,
            ).toBe(true)
        }
        expect(lines.map(({ at }) => at).toSorted((a, b) => a - b)).toEqual(given.map((_, at) => at))
        const placed = new Map(services.map((service) => [service.id, service]))
        for (const { from, to, start, end } of lines) {
          for (const [id, point] of [
            [from, start],
            [to, end],
          ] as const) {
            const its = placed.get(id)
            expect(point.y).toBe((its?.y ?? 0) + boxHeight / 2)
            expect(point.x).toBe((its?.x ?? 0) + (point.side === 'left' ? 0 : boxWidth))
          }
        }
      }),
    )
  })

  test('holds three hundred ties between a hundred and twenty services: no box over another, and lines bow beside the boxes', () => {
    const many = fc
      .uniqueArray(
        fc.record({ from: fc.nat(119), to: fc.nat(119) }).filter(({ from, to }) => from !== to),
        { minLength: 300, maxLength: 300, selector: ({ from, to }) => `${from} ${to}` },
      )
      .map((given) => [...given])
    fc.assert(
      fc.property(many, (given) => {
        const { services, ties: lines, width } = layOut(given, { boxWidth, widest: 1100 })
        expect(new Set(services.map(({ id }) => id))).toEqual(new Set(given.flatMap(({ from, to }) => [from, to])))
        expect(lines).toHaveLength(300)
        expect(width).toBeLessThanOrEqual(1100)
        const columns = Map.groupBy(services, ({ x }) => x)
        for (const [x, column] of columns) {
          const tops = column.map(({ y }) => y).toSorted((one, other) => one - other)
          for (const [at, y] of tops.entries())
            if (at > 0) expect(y - (tops[at - 1] ?? 0)).toBeGreaterThanOrEqual(boxHeight)
          // A line leaves and ends at an edge of its box, on the side where the other end is.
          for (const { from, start } of lines)
            if (column.some(({ id }) => id === from)) expect([x, x + boxWidth]).toContain(start.x)
        }
        // What nothing ties together has columns of its own, which may begin anywhere, under or over those of others.
        for (const [at, one] of services.entries())
          for (const other of services.slice(at + 1))
            if (Math.abs(one.x - other.x) < boxWidth)
              expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(boxHeight)
      }),
      { numRuns: 30 },
    )
  })

  test('is the same for the same dependencies', () => {
    fc.assert(
      fc.property(ties, (given) => {
        expect(layOut(given, { boxWidth, widest: 1000 })).toEqual(layOut(given, { boxWidth, widest: 1000 }))
      }),
    )
  })
})
