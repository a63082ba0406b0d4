/**
 * Places services in columns from left to right: what needs another stands left of it, as far as few columns allow. Services
 * that nothing ties together, not even others between, are placed apart. Boxes stand close, so that three hundred lines and
 * all their names fit a screen; which lines belong to a service is shown when one rests on it. Pure, and the same for the
 * same input.
 */

export interface Tie {
  readonly from: number
  readonly to: number
}

export interface Point {
  readonly x: number
  readonly y: number
  readonly side: 'left' | 'right'
}

export interface PlacedService {
  readonly id: number
  /** The left upper corner of its box. */
  readonly x: number
  readonly y: number
}

export interface PlacedTie extends Tie {
  /** Its place in what was given. */
  readonly at: number
  /** From which side of one box to which side of the other its line goes; both on the right within a column. */
  readonly start: Point
  readonly end: Point
}

export interface Layout {
  readonly services: readonly PlacedService[]
  readonly ties: readonly PlacedTie[]
  readonly width: number
  readonly height: number
}

export const boxHeight = 22
const between = { columns: 84, rows: 6, groups: 36 } as const
/** More would make a drawing wider than a screen. */
const mostColumns = 5
/** Passes that put services near what they are tied to; more change nothing that one sees. */
const passes = 8

export function layOut(ties: readonly Tie[], { boxWidth, widest }: { boxWidth: number; widest: number }): Layout {
  const groups = groupsOf(ties).map((group) => layOutGroup(group, boxWidth))
  // Large ones first; small ones fill shelves as wide as the largest, or the room there is.
  groups.sort((one, other) => other.height * other.width - one.height * one.width)
  const room = Math.max(widest, ...groups.map(({ width }) => width))
  const services: PlacedService[] = []
  const lines: PlacedTie[] = []
  let [x, y, shelf, width] = [0, 0, 0, 0]
  for (const group of groups) {
    if (x > 0 && x + group.width > room) {
      y += shelf + between.groups
      ;[x, shelf] = [0, 0]
    }
    for (const one of group.services) services.push({ ...one, x: one.x + x, y: one.y + y })
    const moved = (point: Point): Point => ({ ...point, x: point.x + x, y: point.y + y })
    for (const one of group.ties) lines.push({ ...one, start: moved(one.start), end: moved(one.end) })
    shelf = Math.max(shelf, group.height)
    width = Math.max(width, x + group.width)
    x += group.width + between.groups
  }
  return { services, ties: lines, width, height: y + shelf }
}

type Numbered = Tie & { readonly at: number }

/** Ties by what they hold together, in the order in which they were given. */
function groupsOf(ties: readonly Tie[]): Numbered[][] {
  const leader = new Map<number, number>()
  const find = (id: number): number => {
    let one = id
    for (let above = leader.get(one) ?? one; above !== one; above = leader.get(one) ?? one) one = above
    return one
  }
  for (const { from, to } of ties) leader.set(find(from), find(to))
  return [
    ...Map.groupBy(
      ties.map((tie, at) => ({ ...tie, at })),
      ({ from }) => find(from),
    ).values(),
  ]
}

function layOutGroup(ties: readonly Numbered[], boxWidth: number): Layout {
  const columns = columnsOf(layersOf(ties))
  const tied = new Map<number, number[]>()
  for (const { from, to } of ties) {
    tied.set(from, [...(tied.get(from) ?? []), to])
    tied.set(to, [...(tied.get(to) ?? []), from])
  }
  for (let pass = 0; pass < passes; pass++) order(pass % 2 === 0 ? columns : columns.toReversed(), tied)
  const step = boxHeight + between.rows
  const tallest = Math.max(...columns.map((column) => column.length)) * step - between.rows
  const services = columns.flatMap((column, place) => {
    // Columns stand in the middle beside each other, as their services are ordered by what they are tied to.
    const top = (tallest - (column.length * step - between.rows)) / 2
    return column.map((id, row) => ({ id, x: place * (boxWidth + between.columns), y: top + row * step }))
  })
  const at = new Map(services.map((service) => [service.id, service]))
  return {
    services,
    ties: ties.map((tie) => ({ ...tie, ...endsOf(at.get(tie.from), at.get(tie.to), boxWidth) })),
    width: columns.length * (boxWidth + between.columns) - between.columns,
    height: tallest,
  }
}

function endsOf(
  from: PlacedService | undefined,
  to: PlacedService | undefined,
  boxWidth: number,
): { start: Point; end: Point } {
  if (!from || !to) throw new Error('A tie names a service that was not placed.')
  const point = ({ x, y }: PlacedService, side: Point['side']): Point => ({
    x: side === 'left' ? x : x + boxWidth,
    y: y + boxHeight / 2,
    side,
  })
  return {
    start: point(from, to.x < from.x ? 'left' : 'right'),
    end: point(to, to.x > from.x ? 'left' : 'right'),
  }
}

/** Layers as columns; many layers share a few columns of about as many services each. */
function columnsOf(layerOf: ReadonlyMap<number, number>): number[][] {
  const layers = [...Map.groupBy(layerOf.keys(), (id) => layerOf.get(id) ?? 0)]
    .toSorted(([one], [other]) => one - other)
    .map(([, ids]) => ids)
  if (layers.length <= mostColumns) return layers
  const columns: number[][] = [[]]
  let left = layerOf.size
  for (const layer of layers) {
    const column = columns.at(-1) as number[]
    const isFull = column.length >= left / (mostColumns - columns.length + 1)
    if (isFull && columns.length < mostColumns) {
      left -= column.length
      columns.push([...layer])
    } else column.push(...layer)
  }
  return columns
}

/** The layer of each service: one more than the rightmost of those that need it. Rings are cut where a walk closes them. */
function layersOf(ties: readonly Tie[]): Map<number, number> {
  const needs = new Map<number, number[]>()
  for (const { from, to } of ties) {
    needs.set(from, [...(needs.get(from) ?? []), to])
    if (!needs.has(to)) needs.set(to, [])
  }
  const state = new Map<number, 'open' | 'done'>()
  const forward: Tie[] = []
  const finished: number[] = []
  // Begins where nobody needs a service, so that a chain is walked from its head.
  const needed = new Set(ties.map(({ to }) => to))
  const heads = [...needs.keys()].sort((one, other) => Number(needed.has(one)) - Number(needed.has(other)))
  for (const head of heads) {
    if (state.has(head)) continue
    state.set(head, 'open')
    const walk = [{ id: head, next: 0 }]
    for (let here = walk.at(-1); here; here = walk.at(-1)) {
      const to = needs.get(here.id)?.[here.next++]
      if (to === undefined) {
        state.set(here.id, 'done')
        finished.push(here.id)
        walk.pop()
      } else if (state.get(to) !== 'open') {
        forward.push({ from: here.id, to })
        if (!state.has(to)) {
          state.set(to, 'open')
          walk.push({ id: to, next: 0 })
        }
      }
    }
  }
  const layer = new Map([...needs.keys()].map((id) => [id, 0]))
  const after = Map.groupBy(forward, ({ from }) => from)
  for (const from of finished.toReversed())
    for (const { to } of after.get(from) ?? []) layer.set(to, Math.max(layer.get(to) ?? 0, (layer.get(from) ?? 0) + 1))
  return layer
}

/** Sorts each column by where in the other columns its services are tied to: fewer lines cross, and they are shorter. */
function order(columns: readonly number[][], tied: ReadonlyMap<number, readonly number[]>): void {
  // Where a service stands in its column, from 0 at its top to 1 at its foot.
  const place = new Map<number, number>()
  const note = (column: readonly number[]): void => {
    for (const [row, id] of column.entries()) place.set(id, (row + 0.5) / column.length)
  }
  for (const column of columns) note(column)
  for (const column of columns) {
    const key = new Map(
      column.map((id) => {
        const its = tied.get(id) ?? []
        return [id, its.reduce((sum, other) => sum + (place.get(other) ?? 0), 0) / its.length]
      }),
    )
    column.sort((one, other) => (key.get(one) ?? 0) - (key.get(other) ?? 0))
    note(column)
  }
}
