import type { CalendarDay } from '../../domain/calendar-day.ts'
import { textWidth } from '../../drawing/chart-scale.ts'
import type { Format } from '../../drawing/format.ts'
import type { LadderAxis } from '../../drawing/ladder-layout.ts'
import { timeTicks } from '../../drawing/time-axis.ts'
import type { BriefFacts } from './brief-facts.ts'
import type { BriefWords } from './brief-words.ts'
import { type Markup, markup } from './markup.ts'
import { at, type Plot } from './picture.ts'

/** Two drawings of one ladder: a page's, and a phone's with short notes and one line of text at each rung. */
export const forms = {
  broad: { width: 720, height: 320, plot: { left: 78, right: 712, top: 34, bottom: 268 } },
  narrow: { width: 340, height: 300, plot: { left: 44, right: 332, top: 34, bottom: 248 } },
} as const
export type Form = keyof typeof forms

/** Baselines under the plot: the numbers of the cycles and the years, and the top of the as-of day. */
const cycleRow = 16
const yearRow = 36
const pillRow = 22

/** Where days and multiples stand in the drawing. */
export interface LadderFrame {
  readonly form: Form
  readonly plot: Plot
  readonly axis: LadderAxis
  readonly from: CalendarDay
  readonly to: CalendarDay
  readonly x: (day: CalendarDay) => number
  readonly y: (multiple: number) => number
}

export const heights = ({ bottom, top }: LadderAxis, plot: Plot) => {
  const span = Math.log(top / bottom)
  return (value: number): number => at(plot.bottom - (Math.log(value / bottom) / span) * (plot.bottom - plot.top))
}

/** Every other cycle as a band, those that have room with their number, the one of the day with a bar under it. */
export function cycleBands({ series, growth }: BriefFacts, { plot, x }: LadderFrame, words: BriefWords): Markup {
  const within = (day: CalendarDay) => Math.min(plot.right, Math.max(plot.left, x(day)))
  const cycles = series.cycles
    .map((cycle) => ({ ...cycle, left: within(cycle.firstDay), right: within(cycle.lastDay) }))
    .filter(({ left, right }) => right - left > 0.5)
  const widest = cycles.reduce((most, { left, right }) => Math.max(most, right - left), 1)
  const every = Math.max(2, Math.ceil(26 / widest))
  const current = cycles.find(({ firstDay, lastDay }) => firstDay <= growth.asOf && growth.asOf <= lastDay)
  const middle = (cycle: (typeof cycles)[number]) => (cycle.left + cycle.right) / 2
  const numbered = cycles.filter(
    (cycle) =>
      cycle === current ||
      (cycle.number % every === 0 && (current === undefined || Math.abs(middle(cycle) - middle(current)) > 20)),
  )
  return markup`${cycles
    .filter(({ number }) => number % 2 === 0)
    .map(
      ({ left, right }) =>
        markup`<rect class="band" x="${left}" y="${plot.top}" width="${at(right - left)}" height="${plot.bottom - plot.top}"/>`,
    )}${
    current === undefined
      ? null
      : markup`<rect class="pill" x="${current.left}" y="${plot.bottom}" width="${at(current.right - current.left)}" height="3"/>`
  }${
    numbered.length === 0
      ? null
      : markup`<text x="${plot.left - 10}" y="${plot.bottom + cycleRow}" text-anchor="end">${words.cycleRow}</text>`
  }${numbered.map(
    (cycle) =>
      markup`<text${cycle === current ? markup` class="strong"` : null} x="${at(middle(cycle))}" y="${plot.bottom + cycleRow}" text-anchor="middle">${cycle.number}</text>`,
  )}`
}

export function rungs(
  { axis, plot, y, form }: LadderFrame,
  milestones: BriefFacts['growth']['milestones'],
  format: Format,
): Markup {
  const line = (value: number, kind: string) =>
    markup`<path class="${kind}" d="M${plot.left} ${y(value)}H${plot.right}"/>`
  return markup`${axis.thin.map((value) => line(value, 'thin'))}${axis.rungs.map((value) => line(value, 'rung'))}${axis.labelled.map(
    (value) => {
      const rung = milestones.find(({ multiple }) => multiple === value)
      return rung === undefined || form === 'narrow'
        ? markup`<text${rung === undefined ? null : markup` class="strong"`} x="${plot.left - 10}" y="${y(value) + 4}" text-anchor="end">${format.rung(value)}</text>`
        : markup`<text class="strong" x="${plot.left - 12}" y="${y(value) + 1}" text-anchor="end">${format.rung(value)}</text><text x="${plot.left - 12}" y="${y(value) + 14}" text-anchor="end">${format.growth(rung.growthPercent)}</text>`
    },
  )}`
}

/** Years under the plot, and the as-of day in ink. */
export function ticks({ from, to, x, form, plot }: LadderFrame, asOf: CalendarDay, format: Format): Markup {
  const today = format.day(asOf)
  const wide = textWidth(today, 11) + 22
  const pill = Math.min(x(asOf) - wide / 2, plot.right + 8 - wide)
  return markup`${timeTicks(from, to, form === 'narrow' ? 5 : 8).map(({ day, unit }) => {
    const text = unit === 'year' ? day.slice(0, 4) : format.shortDay(day)
    const left = x(day)
    const isHidden = left + textWidth(text, 11) + 8 > pill && left < pill + wide + 4
    return markup`<path class="thin" d="M${left} ${plot.bottom + cycleRow + 4}v${yearRow - cycleRow - 2}"/>${isHidden ? null : markup`<text x="${left + 4}" y="${plot.bottom + yearRow}">${text}</text>`}`
  })}<rect class="pill" x="${at(pill)}" y="${plot.bottom + pillRow}" width="${at(wide)}" height="20" rx="3"/><text class="on-ink" x="${at(pill + wide / 2)}" y="${plot.bottom + pillRow + 14}" text-anchor="middle">${today}</text>`
}
