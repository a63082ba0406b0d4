import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Arrival, ConePoint } from '../../domain/forecast.ts'
import { endsOf } from '../../drawing/arrival-ends.ts'
import { textWidth } from '../../drawing/chart-scale.ts'
import type { Format } from '../../drawing/format.ts'
import { type Box, placeLabels } from '../../drawing/ladder-labels.ts'
import type { BriefFacts } from './brief-facts.ts'
import type { BriefWords } from './brief-words.ts'
import type { LadderFrame } from './ladder-ground.ts'
import { type Markup, markup } from './markup.ts'
import { at } from './picture.ts'

const lineHeight = 14
const mostArrivals = 2

type Percentile = keyof ConePoint['cloud']

/** Right of the as-of line: the band of the runs, their middle dashed, what 85 of 100 reach dotted, and when rungs are reached. */
export function bandAhead({ growth, forecast }: BriefFacts, frame: LadderFrame): Markup | null {
  if (forecast === null) return null
  const { form, plot } = frame
  const line = (of: Percentile) => lineOf(forecast.cone, growth, frame, of)
  const path = (points: readonly Point[]) => `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`
  const clip = `ladder-${form}-ahead`
  return markup`<clipPath id="${clip}"><rect x="${plot.left}" y="${plot.top}" width="${plot.right - plot.left}" height="${plot.bottom - plot.top}"/></clipPath><g clip-path="url(#${clip})"><path class="cone" d="${path([...line('p90'), ...line('p10').toReversed()])}Z"/><path class="middle" d="${path(line('p50'))}"/><path class="most" d="${path(line('p85'))}"/></g>${ringsOf(forecast.milestones, frame).map(({ x, y, isMost }) => markup`<circle class="ring" cx="${x}" cy="${y}" r="${isMost ? 3 : 4}"/>`)}`
}

/** What it is and between which days rungs are reached, where there is room for all of it: nothing of it is struck through. */
export function wordsAhead(
  { growth, forecast }: BriefFacts,
  frame: LadderFrame,
  stems: readonly CalendarDay[],
  words: BriefWords,
  format: Format,
): Markup | null {
  if (forecast === null || frame.form === 'narrow') return null
  const { plot, x, to } = frame
  const start = x(growth.asOf)
  const rungLines = [...frame.axis.rungs, ...frame.axis.thin].map(frame.y)
  const lefts = [growth.asOf, ...stems.filter((day) => day > growth.asOf && day <= to)].map((day) => x(day) + 8)
  for (const left of lefts.toReversed()) {
    const lines = linesWithin(plot.right + 6 - left, forecast.milestones, words, format)
    const width = Math.max(...lines.map((line) => textWidth(line, 11)))
    if (left + width > plot.right + 6) continue
    const tall = lines.length * lineHeight
    const [low, high] = [lineOf(forecast.cone, growth, frame, 'p90'), lineOf(forecast.cone, growth, frame, 'p10')]
    const rings = ringsOf(forecast.milestones, frame)
    const size = { width, up: 9, down: tall - lineHeight + 3 }
    const marks = [...boxesBetween(low, high), ...rings.map(around), ...lefts.map((its) => stem(its - 8, frame))]
    const room = { left: start + 4, right: plot.right + 8, top: plot.top + 4, bottom: plot.bottom - 2 }
    // Between two lines where they leave room, else over one, whose stroke the paper around the letters hides.
    const [label] = [rungLines, []].flatMap((lines) =>
      placeLabels({ room, lines, curve: [], marks }, [
        { key: 'ahead', sizes: [size], places: () => placesFrom(left, frame, tall) },
      ]),
    )
    if (label === undefined) continue
    return markup`<text class="halo" data-label="ahead">${lines.map(
      (line, n) =>
        markup`<tspan${n === 0 ? markup` class="strong"` : null} x="${at(label.x)}" y="${at(label.baseline + n * lineHeight)}">${line}</tspan>`,
    )}</text>`
  }
  return null
}

interface Point {
  readonly x: number
  readonly y: number
}

/** From where it stands now. */
function lineOf(
  cone: NonNullable<BriefFacts['forecast']>['cone'],
  { asOf, baseline, now }: BriefFacts['growth'],
  { x, y, axis, to }: LadderFrame,
  of: Percentile,
): Point[] {
  const height = (amount: number) => y(Math.max(amount / baseline, axis.bottom))
  const last = cone.findIndex(({ day }) => day >= to)
  const shown = last < 0 ? cone : cone.slice(0, last + 1)
  return [{ x: x(asOf), y: height(now.cloud) }, ...shown.map(({ day, cloud }) => ({ x: x(day), y: height(cloud[of]) }))]
}

/** On the days by which half of the runs are at a rung, and 85 of 100. */
const ringsOf = (milestones: ReadonlyMap<number, Arrival>, { x, y, axis, to }: LadderFrame) =>
  [...milestones].flatMap(([multiple, arrival]) => {
    const ends = endsOf(arrival)
    if (ends === null || !axis.rungs.includes(multiple)) return []
    return [ends.from, ends.to].flatMap((day, n) =>
      day === null || day > to ? [] : [{ x: x(day), y: y(multiple), isMost: n === 1 }],
    )
  })

/** A range on one line, or on two where that is too wide. */
function linesWithin(
  room: number,
  milestones: ReadonlyMap<number, Arrival>,
  { ahead }: BriefWords,
  format: Format,
): string[] {
  const arrivals = [...milestones].slice(0, mostArrivals).flatMap(([multiple, arrival]) => {
    const ends = endsOf(arrival)
    const rung = format.rung(multiple)
    if (ends === null) return [`${rung} ${ahead.never}`]
    if (ends.to === null) return [`${rung} ${ahead.after(format.day(ends.from))}`]
    const whole = `${rung} ${format.dayRange(ends.from, ends.to)}`
    return textWidth(whole, 11) <= room
      ? [whole]
      : [`${rung} ${format.day(ends.from)}`, ahead.until(format.day(ends.to))]
  })
  return [`${ahead.forecast} ${ahead.band}`, ...arrivals, ...(arrivals.length === 0 ? [] : [ahead.range])]
}

/** Under the middle of the plot first, where a ladder that climbs leaves room. */
function placesFrom(left: number, { plot }: LadderFrame, tall: number) {
  const places = []
  const middle = (plot.top + plot.bottom - tall) / 2
  for (let shift = 0; shift < plot.bottom - plot.top; shift += 1)
    for (const baseline of shift === 0 ? [middle] : [middle + shift, middle - shift])
      places.push({ side: 'start' as const, x: left, baseline })
  return places
}

const boxesBetween = (low: readonly Point[], high: readonly Point[]): Box[] =>
  low.flatMap((point, n) => {
    const next = low[n + 1]
    const [over, nextOver] = [high[n], high[n + 1]]
    if (next === undefined || over === undefined || nextOver === undefined) return []
    return [
      {
        left: point.x,
        right: next.x,
        top: Math.min(over.y, nextOver.y) - 2,
        bottom: Math.max(point.y, next.y) + 2,
      },
    ]
  })

const around = ({ x, y }: Point): Box => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 })
const stem = (x: number, { plot }: LadderFrame): Box => ({
  left: x - 1,
  right: x + 1,
  top: plot.top,
  bottom: plot.bottom,
})
