import type { CalendarDay } from '../../domain/calendar-day.ts'
import { textWidth } from '../../drawing/chart-scale.ts'
import type { Format } from '../../drawing/format.ts'
import { besideNow, besideRing, placeLabels, type Size } from '../../drawing/ladder-labels.ts'
import { type LadderAxis, ladderAxis, lastDayInView } from '../../drawing/ladder-layout.ts'
import { type Hanging, hangNotes, heightOn, lowestNote, type Note, noteRow } from '../../drawing/ladder-notes.ts'
import { timeTicks } from '../../drawing/time-axis.ts'
import type { BriefFacts } from './brief-facts.ts'
import type { BriefWords } from './brief-words.ts'
import { type Markup, markup } from './markup.ts'
import { at, daysAcross, type Plot, picture, stepped } from './picture.ts'

/** Two drawings of one ladder: a page's, and a phone's with short notes and one line of text at each rung. */
const forms = {
  broad: { width: 720, height: 320, plot: { left: 78, right: 712, top: 34, bottom: 268 } },
  narrow: { width: 340, height: 290, plot: { left: 44, right: 332, top: 34, bottom: 248 } },
} as const
type Form = keyof typeof forms
const underNow = 16
const small = (text: string): Size => ({ width: textWidth(text, 11) + 4, up: 9, down: 3 })

/** The growth ladder on a log scale: rungs with their multiple and percentage, cycles as bands, what was reached and when. */
export function ladderPicture(facts: BriefFacts, words: BriefWords, format: Format, form: Form): Markup {
  const { width, height, plot: whole } = forms[form]
  const isNarrow = form === 'narrow'
  const { growth, series, programme } = facts
  const points = series.points.filter(({ multiple }) => multiple !== null)
  const from = points[0]?.day ?? growth.baselineDay
  const to = lastDayInView(from, growth.asOf, programme.targetDay)
  const x = daysAcross(whole, from, to)
  const hanging = hungIn(facts, { from, to, x, isNarrow, plot: whole }, words, format)
  const plot: Plot = { ...whole, top: whole.top + hanging.rowsAbove * noteRow }
  const axis = ladderAxis(
    points.map(({ multiple }) => multiple),
    growth.milestones.map(({ multiple }) => multiple),
    'log',
    plot.bottom - plot.top,
  )
  const y = heights(axis, plot)
  const curve = points.map(({ day, multiple }) => ({ x: x(day), y: y(Math.max(multiple ?? 0, axis.bottom)) }))
  const now = { x: x(growth.asOf), y: y(Math.max(growth.multiple ?? 0, axis.bottom)) }
  const reached = growth.milestones.flatMap((one) =>
    one.reachedOn === null || one.reachedOn < from || !axis.rungs.includes(one.multiple)
      ? []
      : [{ ...one, x: x(one.reachedOn), y: y(one.multiple) }],
  )
  const texts = (one: (typeof reached)[number]): string[] => {
    if (isNarrow) return [format.day(one.reachedOn)]
    const full = words.reached(format.rung(one.multiple), format.day(one.reachedOn))
    return one.lostOn === null
      ? [full, format.day(one.reachedOn)]
      : [`${full}, ${words.lost(format.day(one.lostOn))}`, full]
  }
  const nowTexts = [
    format.multiple(growth.multiple),
    `${format.growth(growth.growthPercent)} · ${format.measured(growth.measure, growth.now.cloud)}`,
  ] as const
  const room = { left: plot.left + 4, right: now.x - 4, top: plot.top, bottom: plot.bottom }
  const lines = [...axis.rungs, ...axis.thin].map(y)
  const around = (spot: { x: number; y: number }) => ({
    left: spot.x - 6,
    right: spot.x + 6,
    top: spot.y - 6,
    bottom: spot.y + 6,
  })
  const labels = placeLabels({ room, lines, curve, marks: [...reached, now].map(around) }, [
    {
      key: 'now',
      sizes: [
        {
          width: Math.max(textWidth(nowTexts[0], 23), small(nowTexts[1]).width),
          up: 18,
          down: underNow + 3,
        },
      ],
      places: besideNow(now, room),
    },
    ...reached.toReversed().map((one) => ({
      key: String(one.multiple),
      sizes: texts(one).map(small),
      places: besideRing(one, lines),
    })),
  ])
  const place = (key: string) => labels.find((label) => label.key === key)
  const nowLabel = place('now')
  return picture(
    `ladder-${form}`,
    { width, height, title: words.ladderName, story: words.story(facts, format), form },
    [
      bands(facts, x, plot),
      rungs(axis, growth.milestones, y, format, form),
      ticks(from, to, growth.asOf, x, format, form),
      curve.length === 0 ? null : markup`<path class="curve" d="${stepped(curve)}"/>`,
      hungNotes(
        hanging,
        plot,
        growth.asOf,
        (day) => {
          const multiple = heightOn(
            points.map((point) => ({ day: point.day, height: point.multiple })),
            day,
          )
          return multiple === null ? null : y(Math.max(multiple, axis.bottom))
        },
        x,
      ),
      markup`<path class="now" d="M${now.x} ${plot.top - 8}V${plot.bottom}"/>`,
      markup`${reached.map((one) => markup`<circle class="${one.lostOn === null ? 'ring' : 'ring lost'}" cx="${one.x}" cy="${one.y}" r="4.5"/>`)}`,
      markup`${reached.map((one) => {
        const label = place(String(one.multiple))
        return label === undefined
          ? null
          : markup`<text class="halo" x="${at(label.x)}" y="${at(label.baseline)}" text-anchor="${label.side}">${texts(one)[label.size] ?? ''}</text>`
      })}`,
      growth.multiple === null ? null : markup`<circle class="point" cx="${now.x}" cy="${now.y}" r="5"/>`,
      nowLabel === undefined
        ? null
        : markup`<text class="halo large" x="${at(nowLabel.x)}" y="${at(nowLabel.baseline)}" text-anchor="end">${nowTexts[0]}</text><text class="halo" x="${at(nowLabel.x)}" y="${at(nowLabel.baseline + underNow)}" text-anchor="end">${nowTexts[1]}</text>`,
    ],
  )
}

const heights = ({ bottom, top }: LadderAxis, plot: Plot) => {
  const span = Math.log(top / bottom)
  return (value: number): number => at(plot.bottom - (Math.log(value / bottom) / span) * (plot.bottom - plot.top))
}

const bands = ({ series }: BriefFacts, x: (day: CalendarDay) => number, plot: Plot): Markup => {
  const within = (day: CalendarDay) => Math.min(plot.right, Math.max(plot.left, x(day)))
  return markup`${series.cycles
    .filter(({ number }) => number % 2 === 0)
    .map(({ firstDay, lastDay }) => {
      const [left, right] = [within(firstDay), within(lastDay)]
      return markup`<rect class="band" x="${left}" y="${plot.top}" width="${at(right - left)}" height="${plot.bottom - plot.top}"/>`
    })}`
}

const rungs = (
  axis: LadderAxis,
  milestones: BriefFacts['growth']['milestones'],
  y: (value: number) => number,
  format: Format,
  form: Form,
): Markup => {
  const { plot } = forms[form]
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

const ticks = (
  from: CalendarDay,
  to: CalendarDay,
  asOf: CalendarDay,
  x: (day: CalendarDay) => number,
  format: Format,
  form: Form,
): Markup => {
  const { plot } = forms[form]
  const today = format.day(asOf)
  const wide = textWidth(today, 11) + 22
  const pill = Math.min(x(asOf) - wide / 2, plot.right + 8 - wide)
  return markup`${timeTicks(from, to, form === 'narrow' ? 5 : 8).map(({ day, unit }) => {
    const text = unit === 'year' ? day.slice(0, 4) : format.shortDay(day)
    const left = x(day)
    const isHidden = left + textWidth(text, 11) + 8 > pill && left < pill + wide + 4
    return markup`<path class="thin" d="M${left} ${plot.bottom}v26"/>${isHidden ? null : markup`<text x="${left + 4}" y="${plot.bottom + 24}">${text}</text>`}`
  })}<rect class="pill" x="${at(pill)}" y="${plot.bottom + 9}" width="${at(wide)}" height="20" rx="3"/><text class="on-ink" x="${at(pill + wide / 2)}" y="${plot.bottom + 23}" text-anchor="middle">${today}</text>`
}

/** Annotations over the plot, as the page hangs them. */
function hungIn(
  { annotations, programme }: BriefFacts,
  frame: { from: CalendarDay; to: CalendarDay; x: (day: CalendarDay) => number; isNarrow: boolean; plot: Plot },
  words: BriefWords,
  format: Format,
): Hanging {
  const { from, to, x, isNarrow, plot } = frame
  const day = programme.targetDay
  const written: Note[] = annotations.map((one) => ({
    key: String(one.id),
    day: one.day,
    until: one.until,
    days: format.dayRange(one.day, one.until ?? one.day),
    words: one.words,
  }))
  const given: Note[] =
    day === null
      ? []
      : [{ key: 'deadline', isDeadline: true, day, until: null, days: format.day(day), words: words.deadline }]
  return hangNotes([...written, ...given], { from, to, x, narrow: isNarrow, left: plot.left, right: plot.right })
}

/** Each on its stem down to a dot on the curve; to the axis where it is ahead. */
function hungNotes(
  { notes, more }: Hanging,
  plot: Plot,
  asOf: CalendarDay,
  height: (day: CalendarDay) => number | null,
  x: (day: CalendarDay) => number,
): Markup {
  const baseline = (row: number) => plot.top - lowestNote - row * noteRow
  return markup`${notes.map((note) => {
    const foot = note.day > asOf || note.isDeadline ? null : height(note.day)
    const end = note.until === null ? null : Math.min(plot.right, x(note.until))
    return markup`${end === null ? null : markup`<path class="span" d="M${at(note.x)} ${plot.top - 1.5}H${at(Math.max(note.x + 2, end))}"/>`}<path class="${note.day > asOf ? 'ahead' : 'past'}" d="M${at(note.x)} ${baseline(note.row) - 8}V${foot ?? (note.day > asOf ? plot.bottom : plot.top)}"/>${foot === null ? null : markup`<circle class="note" cx="${at(note.x)}" cy="${foot}" r="2.5"/>`}<text class="halo" x="${at(note.x + (note.side === 'end' ? -6 : 6))}" y="${baseline(note.row)}" text-anchor="${note.side}">${note.isDeadline ? '' : `${note.days} `}<tspan class="strong">${note.shown}</tspan>${note.isDeadline ? ` ${note.days}` : ''}</text>`
  })}${more === 0 ? null : markup`<text x="${plot.left - 12}" y="${baseline(0)}" text-anchor="end">+${more}</text>`}`
}
