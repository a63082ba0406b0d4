/** What is drawn, or where words stand, in pixels of the drawing. */
export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Ground {
  /** Where words may stand: inside the plot, left of the as-of line. */
  readonly room: Box
  /** Heights of the lines that run through the whole plot: the rungs and the thin ones. */
  readonly lines: readonly number[]
  /** Corners of the curve, from left to right. It moves in steps: level to the next corner, then straight up or down. */
  readonly curve: readonly { readonly x: number; readonly y: number }[]
  /** Rings, crosses and the point of now. */
  readonly marks: readonly Box[]
}

/** How much room words take, from their baseline. */
export interface Size {
  readonly width: number
  readonly up: number
  readonly down: number
}

export type Side = 'start' | 'end'

interface Place {
  readonly side: Side
  /** Where the words begin, or end. */
  readonly x: number
  readonly baseline: number
}

export interface Wish {
  readonly key: string
  /** What it says in full, then what it says where that has no room. */
  readonly sizes: readonly Size[]
  /** Where it may stand, best first. */
  readonly places: (size: Size) => readonly Place[]
}

export interface Label extends Place {
  readonly key: string
  /** Which of the sizes found room. */
  readonly size: number
  readonly box: Box
}

/** Paper between words and whatever is drawn beside them. */
export const clearance = 2

/**
 * Each label at the first of its places that is clear of the curve, of every line and of the labels before it; shorter
 * where its full words find none, and left out where those do not either: nothing is ever struck through.
 */
export function placeLabels(ground: Ground, wishes: readonly Wish[]): Label[] {
  const drawn = [...curveBoxes(ground.curve), ...ground.marks]
  const labels: Label[] = []
  for (const wish of wishes) {
    const found = firstFree(wish, ({ left, right, top, bottom }) => {
      const { room } = ground
      if (left < room.left || right > room.right || top < room.top || bottom > room.bottom) return false
      const around = {
        left: left - clearance,
        right: right + clearance,
        top: top - clearance,
        bottom: bottom + clearance,
      }
      return (
        ground.lines.every((y) => y < around.top || y > around.bottom) &&
        labels.every((other) => !meet(around, other.box)) &&
        drawn.every((other) => !meet(around, other))
      )
    })
    if (found !== undefined) labels.push(found)
  }
  return labels
}

function firstFree(wish: Wish, isFree: (box: Box) => boolean): Label | undefined {
  for (const [at, size] of wish.sizes.entries()) {
    for (const place of wish.places(size)) {
      const left = place.side === 'start' ? place.x : place.x - size.width
      const box = {
        left,
        right: left + size.width,
        top: place.baseline - size.up,
        bottom: place.baseline + size.down,
      }
      if (isFree(box)) return { ...place, key: wish.key, size: at, box }
    }
  }
  return undefined
}

const meet = (one: Box, other: Box): boolean =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top

/** The curve as the boxes its stroke of 2 px fills. */
function curveBoxes(curve: Ground['curve']): Box[] {
  return curve.flatMap(({ x, y }, at) => {
    const next = curve[at + 1]
    if (next === undefined) return [{ left: x - 1, right: x + 1, top: y - 1, bottom: y + 1 }]
    return [
      { left: x - 1, right: next.x + 1, top: y - 1, bottom: y + 1 },
      { left: next.x - 1, right: next.x + 1, top: Math.min(y, next.y) - 1, bottom: Math.max(y, next.y) + 1 },
    ]
  })
}

/** How far the words of a rung may stand along it from their ring, and how far above or under it. */
const along = [0, 24, 48, 72, 96]
const away = [0, 8, 16, 24]

/**
 * Beside a ring: over the rung on its left, where a curve that climbs leaves the most room, then under it on its right,
 * then the other two corners; then further along the rung, then further away from it. Never past another line: words
 * between two rungs that are not theirs would be read as of the wrong one.
 */
export const besideRing =
  (ring: { readonly x: number; readonly y: number }, lines: readonly number[]) =>
  (size: Size): Place[] => {
    const above = Math.max(...lines.filter((y) => y < ring.y - 0.5))
    const below = Math.min(...lines.filter((y) => y > ring.y + 0.5))
    return away.flatMap((height) => {
      const over = ring.y - 4 - size.down - height
      const under = ring.y + 5 + size.up + height
      return along.flatMap((shift) => {
        const end = { side: 'end' as const, x: ring.x - 9 - shift }
        const start = { side: 'start' as const, x: ring.x + 9 + shift }
        return [
          { ...end, baseline: over },
          { ...start, baseline: under },
          { ...start, baseline: over },
          { ...end, baseline: under },
        ].filter(({ baseline }) => baseline - size.up > above && baseline + size.down < below)
      })
    })
  }

/** Left of the as-of line: as near to the point of now as there is room, under it before over it. */
export const besideNow =
  (now: { readonly x: number; readonly y: number }, room: Box) =>
  (size: Size): Place[] => {
    const places: Place[] = []
    for (let shift = 8; now.y + shift < room.bottom || now.y - shift > room.top; shift += 2) {
      places.push({ side: 'end', x: now.x - 10, baseline: now.y + shift + size.up })
      places.push({ side: 'end', x: now.x - 10, baseline: now.y - shift - size.down })
    }
    return places
  }
