import type { CalendarDay } from '../../domain/calendar-day.ts'
import { roundTicks } from '../../drawing/chart-scale.ts'
import type { Format } from '../../drawing/format.ts'
import { timeTicks } from '../../drawing/time-axis.ts'
import type { BriefFacts } from './brief-facts.ts'
import type { BriefWords } from './brief-words.ts'
import { type Markup, markup } from './markup.ts'
import { amountsUp, daysAcross, type Plot, picture } from './picture.ts'

const width = 344
const height = 220
const plot: Plot = { left: 0, right: 344, top: 16, bottom: 190 }

/** Cloud, and on-premises on top of it, week by week: what of the whole has moved. */
export function workloadPicture({ balances, growth }: BriefFacts, words: BriefWords, format: Format): Markup | null {
  const [first, last] = [balances[0], balances.at(-1)]
  if (first === undefined || last === undefined || first === last) return null
  const x = daysAcross(plot, first.day, last.day)
  const highest = Math.max(...balances.map(({ onPrem, cloud }) => onPrem + cloud))
  const y = amountsUp(plot, highest * 1.06)
  const line = (of: (one: (typeof balances)[number]) => number) =>
    balances.map((one) => `${x(one.day)} ${y(of(one))}`).join('L')
  const area = (top: string, under: string) => `M${top}L${under.split('L').toReversed().join('L')}Z`
  const cloud = line((one) => one.cloud)
  const whole = line((one) => one.cloud + one.onPrem)
  const ground = `${plot.left} ${plot.bottom}L${plot.right} ${plot.bottom}`
  // Where most of it stood, away from the edges: there its name has room.
  const inner = balances.filter(({ day }) => x(day) > 90 && x(day) < plot.right - 90)
  const most = inner.reduce<(typeof inner)[number] | undefined>(
    (one, other) => (one !== undefined && one.onPrem >= other.onPrem ? one : other),
    undefined,
  )
  const middle = (from: number, to: number) => (y(from) + y(to)) / 2 + 4
  return picture('workload', { width, height, title: words.whereName, story: words.where(growth, format) }, [
    markup`<path class="on-prem" d="${area(whole, cloud)}"/><path class="in-cloud" d="${area(cloud, ground)}"/>`,
    markup`${roundTicks(highest, 0, 4)
      .filter((tick) => tick > 0)
      .map(
        (tick) =>
          markup`<path class="thin over" d="M${plot.left} ${y(tick)}H${plot.right}"/><text class="halo" x="2" y="${y(tick) - 4}">${format.measuredNumber(growth.measure, tick)}</text>`,
      )}`,
    markup`<path class="axis" d="M${plot.left} ${plot.bottom}H${plot.right}"/>`,
    years(first.day, last.day, x),
    last.cloud * 5 < highest
      ? null
      : markup`<text class="on-cloud" x="${plot.right - 8}" y="${middle(0, last.cloud)}" text-anchor="end">${words.cloud}</text>`,
    most === undefined || most.onPrem * 6 < highest
      ? null
      : markup`<text class="strong" x="${x(most.day)}" y="${middle(most.cloud, most.cloud + most.onPrem)}" text-anchor="middle">${words.onPremises}</text>`,
  ])
}

const years = (from: CalendarDay, to: CalendarDay, x: (day: CalendarDay) => number): Markup =>
  markup`${timeTicks(from, to, 6).map(({ day, unit }) =>
    x(day) > plot.right - 28
      ? null
      : markup`<path class="thin" d="M${x(day)} ${plot.bottom}v8"/><text x="${x(day) + 4}" y="${plot.bottom + 18}">${unit === 'year' ? day.slice(0, 4) : day.slice(5)}</text>`,
  )}`
