import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import type { Format } from '../../drawing/format.ts'
import type { BriefFacts } from './brief-facts.ts'
import type { BriefWords } from './brief-words.ts'
import { type Markup, markup } from './markup.ts'
import { amountsUp, at, daysAcross, type Plot, picture, stepped } from './picture.ts'

const width = 344
const height = 220
const plot: Plot = { left: 0, right: 344, top: 30, bottom: 190 }

/** Scope, what was delivered of it, and the even pace, over the weeks of one cycle. */
export function burnUpPicture(
  { burnUp, report }: NonNullable<BriefFacts['cycle']>,
  words: BriefWords,
  format: Format,
): Markup {
  const { points, firstDay, lastDay, measure } = burnUp
  const end = addDays(lastDay, 1)
  const x = daysAcross(plot, firstDay, end)
  const highest = Math.max(1, ...points.map(({ scope, delivered }) => Math.max(scope, delivered ?? 0)))
  const y = amountsUp(plot, highest * 1.02)
  const after = (day: CalendarDay) => x(addDays(day, 1))
  const amount = (value: number) => format.measuredNumber(measure, value)
  const told = points.flatMap(({ day, delivered }) =>
    delivered === null ? [] : [{ x: after(day), y: y(Math.max(0, delivered)) }],
  )
  const now = told.at(-1)
  const corners = [{ x: plot.left, y: plot.bottom }, ...told]
  const scope = points.map((one) => ({ x: after(one.day), y: y(one.scope) }))
  const last = points.at(-1)
  const weeks = Array.from({ length: Math.ceil(points.length / 7) }, (_, week) => week).filter((week) => week % 2 === 1)
  const delivered = points.findLast((one) => one.delivered !== null)?.delivered ?? 0
  const text = `${words.moved} ${amount(delivered)}`
  return picture(
    'burn-up',
    { width, height, title: words.cycleName(report, format), story: words.cycle(report, format) },
    [
      markup`${weeks.map((week) => {
        const left = x(addDays(firstDay, week * 7))
        const right = Math.min(plot.right, x(addDays(firstDay, week * 7 + 7)))
        return markup`<rect class="band" x="${left}" y="${plot.top}" width="${at(right - left)}" height="${plot.bottom - plot.top}"/>`
      })}`,
      markup`<path class="axis" d="M${plot.left} ${plot.bottom}H${plot.right}"/>`,
      markup`<path class="ahead" d="M${plot.left} ${plot.bottom}L${plot.right} ${y(last?.scope ?? 0)}"/>`,
      markup`<path class="past" d="${stepped([{ x: plot.left, y: scope[0]?.y ?? plot.bottom }, ...scope])}"/>`,
      markup`<text x="1" y="${plot.top - 10}"><tspan class="strong">${words.scope}</tspan> ${amount(last?.scope ?? 0)}</text>`,
      now === undefined
        ? null
        : markup`<path class="under" d="${stepped(corners)}V${plot.bottom}H${plot.left}Z"/><path class="curve" d="${stepped(corners)}"/><circle class="point" cx="${now.x}" cy="${now.y}" r="4"/><text class="halo moved" x="${now.x > 220 ? now.x - 9 : now.x + 9}" y="${Math.max(plot.top + 12, now.y - 8)}" text-anchor="${now.x > 220 ? 'end' : 'start'}">${text}</text>`,
      markup`<text x="1" y="${plot.bottom + 18}">${format.shortDay(firstDay)}</text><text x="${plot.right - 1}" y="${plot.bottom + 18}" text-anchor="end">${format.shortDay(lastDay)}</text>`,
    ],
  )
}
