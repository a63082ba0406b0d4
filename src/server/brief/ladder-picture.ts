import { textWidth } from '../../drawing/chart-scale.ts'
import type { Format } from '../../drawing/format.ts'
import { besideNow, besideRing, placeLabels, type Size, type Wish } from '../../drawing/ladder-labels.ts'
import { ladderAxis, lastDayInView, lastDayWithForecast } from '../../drawing/ladder-layout.ts'
import { heightOn, noteRow } from '../../drawing/ladder-notes.ts'
import type { BriefFacts } from './brief-facts.ts'
import type { BriefWords } from './brief-words.ts'
import { bandAhead, wordsAhead } from './ladder-ahead.ts'
import { cycleBands, type Form, forms, heights, type LadderFrame, rungs, ticks } from './ladder-ground.ts'
import { hungIn, hungNotes } from './ladder-hung.ts'
import { type Markup, markup } from './markup.ts'
import { at, daysAcross, type Plot, picture, stepped } from './picture.ts'

const underNow = 16
const small = (text: string): Size => ({ width: textWidth(text, 11) + 4, up: 9, down: 3 })
/** Without letters that hang. */
const snug = (text: string): Size => ({ ...small(text), up: 8, down: 2 })

/**
 * The growth ladder on a log scale: rungs with their multiple and percentage, cycles as bands with their numbers, what was
 * reached and lost and when, and the band of the forecast.
 */
export function ladderPicture(facts: BriefFacts, words: BriefWords, format: Format, form: Form): Markup {
  const { width, height, plot: whole } = forms[form]
  const isNarrow = form === 'narrow'
  const { growth, series, programme, forecast } = facts
  const points = series.points.filter(({ multiple }) => multiple !== null)
  const from = points[0]?.day ?? growth.baselineDay
  const to = (forecast === null ? lastDayInView : lastDayWithForecast)(from, growth.asOf, programme.targetDay)
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
  const frame: LadderFrame = { form, plot, axis, from, to, x, y }
  const curve = points.map(({ day, multiple }) => ({ x: x(day), y: y(Math.max(multiple ?? 0, axis.bottom)) }))
  const now = { x: x(growth.asOf), y: y(Math.max(growth.multiple ?? 0, axis.bottom)) }
  const reached = growth.milestones.flatMap((one) =>
    one.reachedOn === null || one.reachedOn < from || !axis.rungs.includes(one.multiple)
      ? []
      : [{ ...one, x: x(one.reachedOn), y: y(one.multiple) }],
  )
  // At the day it fell, beside the ring of the day it was reached.
  const lost = reached.flatMap(({ lostOn, y: its }) => (lostOn === null ? [] : [{ x: x(lostOn), y: its }]))
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
  const baselineTexts = words.baseline(growth, format)
  const hasBaseline = axis.thin.includes(1)
  const wishes: Wish[] = [
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
    ...(hasBaseline ? [{ key: 'baseline', sizes: baselineTexts.map(snug), places: along }] : []),
  ]
  const labels = placeLabels({ room, lines, curve, marks: [...reached, ...lost, now].map(around) }, wishes)
  const place = (key: string) => labels.find((label) => label.key === key)
  const [nowLabel, baselineLabel] = [place('now'), place('baseline')]
  const stems = hanging.notes.map(({ day }) => day)
  return picture(
    `ladder-${form}`,
    { width, height, title: words.ladderName, story: words.story(facts, format), form },
    [
      cycleBands(facts, frame, words),
      rungs(frame, growth.milestones, format),
      ticks(frame, growth.asOf, format),
      bandAhead(facts, frame),
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
      markup`${reached.map((one) => markup`<circle class="ring" cx="${one.x}" cy="${one.y}" r="4.5"/>`)}`,
      markup`${lost.map((one) => markup`<g class="lost"><circle cx="${one.x}" cy="${one.y}" r="4.5"/><path d="M${at(one.x - 2)} ${at(one.y - 2)}l4 4m0 -4l-4 4"/></g>`)}`,
      markup`${reached.map((one) => {
        const label = place(String(one.multiple))
        return label === undefined
          ? null
          : markup`<text class="halo" x="${at(label.x)}" y="${at(label.baseline)}" text-anchor="${label.side}">${texts(one)[label.size] ?? ''}</text>`
      })}`,
      baselineLabel === undefined
        ? null
        : markup`<text class="halo" x="${at(baselineLabel.x)}" y="${at(baselineLabel.baseline)}">${baselineTexts[baselineLabel.size] ?? ''}</text>`,
      growth.multiple === null ? null : markup`<circle class="point" cx="${now.x}" cy="${now.y}" r="5"/>`,
      wordsAhead(facts, frame, stems, words, format),
      nowLabel === undefined
        ? null
        : markup`<text class="halo large" x="${at(nowLabel.x)}" y="${at(nowLabel.baseline)}" text-anchor="end">${nowTexts[0]}</text><text class="halo" x="${at(nowLabel.x)}" y="${at(nowLabel.baseline + underNow)}" text-anchor="end">${nowTexts[1]}</text>`,
    ],
  )

  /** Under the line of 1× from its start on, else over it. */
  function along({ width: its, up }: Size) {
    const places = []
    for (let left = plot.left + 6; left + its < now.x; left += 16)
      for (const baseline of [y(1) + up + 3, y(1) - 5]) places.push({ side: 'start' as const, x: left, baseline })
    return places
  }
}
