import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Box,
  besideNow,
  besideRing,
  type Ground,
  placeLabels,
  type Size,
  type Wish,
} from '../../src/drawing/ladder-labels.ts'
import { ladderAxis, type Scale } from '../../src/drawing/ladder-layout.ts'

const words = (width: number): Size => ({ width, up: 9, down: 3 })
const around = ({ x, y }: { x: number; y: number }): Box => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 })

const ground = (lines: readonly number[], curve: Ground['curve'], marks: readonly Box[] = []): Ground => ({
  room: { left: 0, right: 500, top: 0, bottom: 300 },
  lines,
  curve,
  marks,
})

test('the words of a rung stand over it on its left; under it on its right where the curve begins there', () => {
  const ring = { x: 200, y: 100 }
  const wish = { key: '5', sizes: [words(120), words(60)], places: besideRing(ring, [100]) }
  const climbing = [
    { x: 0, y: 250 },
    { x: 200, y: 99 },
    { x: 500, y: 99 },
  ]
  expect(placeLabels(ground([100], climbing), [wish])).toMatchObject([{ side: 'end', x: 191, baseline: 93, size: 0 }])
  const early = { ...wish, places: besideRing({ x: 30, y: 100 }, [100]) }
  const risenEarly = [
    { x: 0, y: 250 },
    { x: 30, y: 92 },
    { x: 500, y: 92 },
  ]
  expect(placeLabels(ground([100], risenEarly), [early])).toMatchObject([{ side: 'start', x: 39, size: 0 }])
  expect(placeLabels(ground([100], risenEarly), [early])[0]?.baseline).toBeGreaterThan(108)
})

test('where the full words have no room the day alone stands there, and nothing where that has none', () => {
  const ring = { x: 100, y: 100 }
  const wish = { key: '5', sizes: [words(400), words(70)], places: besideRing(ring, [100]) }
  expect(placeLabels(ground([100], []), [wish])).toMatchObject([{ key: '5', size: 1 }])
  const crowded = { ...wish, places: besideRing(ring, [92, 100, 108]) }
  expect(placeLabels(ground([92, 100, 108], []), [crowded])).toEqual([])
})

test('of two that want the same place the first has it, and the other stands elsewhere', () => {
  const placed = placeLabels(ground([100], []), [
    { key: '10', sizes: [words(120)], places: besideRing({ x: 300, y: 100 }, [100]) },
    { key: '5', sizes: [words(120)], places: besideRing({ x: 302, y: 100 }, [100]) },
  ])
  expect(placed.map(({ key, side }) => [key, side])).toEqual([
    ['10', 'end'],
    ['5', 'start'],
  ])
})

test('the present multiple keeps off the rung under it, and lets go of its amount before it leaves its place', () => {
  const now = { x: 500, y: 50 }
  const flat = [
    { x: 0, y: 50 },
    { x: 500, y: 50 },
  ]
  const sizes = [
    { width: 80, up: 18, down: 19 },
    { width: 60, up: 18, down: 4 },
  ]
  const room = { left: 0, right: 496, top: 0, bottom: 120 }
  const wish = { key: 'now', sizes, places: besideNow(now, room) }
  const [roomy] = placeLabels({ ...ground([100], flat), room: { ...room, bottom: 300 } }, [
    { ...wish, places: besideNow(now, { ...room, bottom: 300 }) },
  ])
  expect(roomy).toMatchObject({ size: 0, side: 'end', x: 490 })
  expect(roomy?.box.top).toBeGreaterThan(50)
  expect(roomy?.box.bottom).toBeLessThan(100)
  expect(placeLabels({ ...ground([20, 85, 110], flat), room }, [wish])).toMatchObject([{ size: 1 }])
})

/** A drawing as the page makes it: a programme that climbs and falls in steps, on any width, in both scales. */
const drawings = fc.record({
  width: fc.integer({ min: 240, max: 1100 }),
  height: fc.integer({ min: 180, max: 260 }),
  scale: fc.constantFrom<Scale>('log', 'linear'),
  milestones: fc.uniqueArray(fc.integer({ min: 2, max: 60 }), { minLength: 1, maxLength: 5 }),
  steps: fc.array(fc.double({ min: 0.6, max: 1.9, noNaN: true }), { minLength: 2, maxLength: 120 }),
  texts: fc.array(fc.integer({ min: 40, max: 260 }), { minLength: 6, maxLength: 6 }),
})

test('whatever the history: no label touches the curve, a rung, a ring or another label', () => {
  fc.assert(
    fc.property(drawings, ({ width, height, scale, milestones, steps, texts }) => {
      const sorted = milestones.toSorted((one, other) => one - other)
      let reached = 1
      const multiples = [reached]
      for (const step of steps) {
        reached *= step
        multiples.push(reached)
      }
      const axis = ladderAxis(multiples, sorted, scale, height)
      const y = (value: number): number => {
        const share =
          scale === 'log'
            ? Math.log(Math.max(value, axis.bottom) / axis.bottom) / Math.log(axis.top / axis.bottom)
            : value / axis.top
        return height * (1 - share)
      }
      const room = { left: 0, right: width - 4, top: 0, bottom: height }
      const curve = multiples.map((value, at) => ({ x: (at / (multiples.length - 1)) * width, y: y(value) }))
      const lines = [...axis.rungs, ...axis.thin].map(y)
      const rings = axis.rungs.flatMap((rung) => {
        const at = multiples.findIndex((value) => value >= rung)
        return at < 0 ? [] : [{ rung, x: curve[at]?.x ?? 0, y: y(rung) }]
      })
      const now = curve.at(-1) ?? { x: width, y: 0 }
      const wishes: Wish[] = [
        {
          key: 'now',
          sizes: [
            { width: 90, up: 18, down: 19 },
            { width: 60, up: 18, down: 4 },
          ],
          places: besideNow(now, room),
        },
        ...rings.map((ring, at) => ({
          key: String(ring.rung),
          sizes: [words(texts[at] ?? 100), words(40)],
          places: besideRing(ring, lines),
        })),
      ]
      const marks = [...rings, now].map(around)
      const labels = placeLabels({ room, lines, curve, marks }, wishes)

      expect(labels.length).toBeLessThanOrEqual(wishes.length)
      for (const [at, { box }] of labels.entries()) {
        expect(box.left).toBeGreaterThanOrEqual(room.left)
        expect(box.right).toBeLessThanOrEqual(room.right)
        for (const line of lines) expect(line > box.top && line < box.bottom).toBe(false)
        for (const other of [...marks, ...labels.slice(at + 1).map((label) => label.box)]) {
          expect(overlap(box, other)).toBe(false)
        }
        for (const [from, corner] of curve.entries()) {
          const next = curve[from + 1] ?? corner
          // Walked along, not boxed as the layout does it: level to the next corner, then upright.
          const level = corner.y > box.top && corner.y < box.bottom && corner.x < box.right && next.x > box.left
          const low = Math.min(corner.y, next.y)
          const high = Math.max(corner.y, next.y)
          const upright = next.x > box.left && next.x < box.right && low < box.bottom && high > box.top
          expect(level || upright).toBe(false)
        }
      }
    }),
    { numRuns: 500 },
  )
})

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top
