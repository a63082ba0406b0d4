import type { ChartLook } from './deck.ts'
import { colours, page } from './slide-look.ts'
import type { Drawing } from './slides.ts'

const area = { x: page.left, y: page.top, w: page.width, h: page.height } as const

const looks = (face: string): ChartLook => ({
  ...area,
  catAxisLabelFontFace: face,
  valAxisLabelFontFace: face,
  catAxisLabelFontSize: 11,
  valAxisLabelFontSize: 11,
  catAxisLabelColor: colours.second,
  valAxisLabelColor: colours.second,
  catGridLine: { style: 'none' },
  valGridLine: { color: colours.line, size: 0.75 },
  catAxisMajorTickMark: 'none',
  catAxisLineShow: true,
  valAxisLineShow: false,
  showLegend: true,
  legendPos: 'b',
  legendFontFace: face,
  legendFontSize: 12,
  legendColor: colours.ink,
  lineSmooth: false,
  lineDataSymbol: 'none',
})

/** So many labels find room on an axis across a slide. */
const mostLabels = 10
const everyNth = (count: number): string => String(Math.max(1, Math.ceil(count / mostLabels)))

/** What the rungs are called stands at the right, beside a plot whose place is therefore told: shares of the chart. */
const plot = { x: 0.05, y: 0.02, w: 0.94, h: 0.88 } as const
const besidePlot = 1.5

/** The ladder on a log axis: the curve and, as lines of their own, the rungs. */
export function ladderSlide({ slide, deck, facts, words, own, format, face }: Drawing): void {
  const { growth, series } = facts
  const points = series.points.filter(({ multiple }) => multiple !== null && multiple > 0)
  const labels = points.map(({ day }) => format.day(day))
  const reached = points.map(({ multiple }) => multiple ?? 1)
  const highest = Math.max(1, ...reached)
  // Rungs up to the one that comes next: one that is far away would press the curve flat.
  const rungs = growth.milestones.filter(
    ({ multiple }, at) => multiple <= highest || at === growth.milestones.findIndex((one) => one.multiple > highest),
  )
  const bottom = Math.min(1, ...reached) >= 1 ? 1 : 0.1
  const top = Math.ceil(Math.max(highest, ...rungs.map(({ multiple }) => multiple)) * 1.2)
  const made = slide(own.ladderName, words.finding(growth, format))
  const width = page.width - besidePlot
  made.addChart(
    deck.ChartType.line,
    [
      { name: words.cloud, labels, values: reached.map(rounded) },
      ...rungs.map(({ multiple, growthPercent }) => ({
        name: `${format.rung(multiple)} (${format.growth(growthPercent)})`,
        labels,
        values: labels.map(() => multiple),
      })),
    ],
    {
      ...looks(face),
      w: width,
      layout: plot,
      showLegend: false,
      chartColors: [colours.cloud, ...rungs.map(() => colours.edge)],
      lineSize: 2.25,
      valAxisLogScaleBase: 10,
      valAxisMinVal: bottom,
      valAxisMaxVal: top,
      valAxisLabelFormatCode: '0.##"×"',
      valGridLine: { style: 'none' },
      catAxisLabelFrequency: everyNth(labels.length),
      altText: words.story(facts, format),
    },
  )
  for (const { multiple, growthPercent } of rungs) {
    const above = 1 - Math.log(multiple / bottom) / Math.log(top / bottom)
    const y = area.y + area.h * (plot.y + plot.h * above)
    made.addText(
      [
        { text: format.rung(multiple), options: { bold: true } },
        { text: `  ${format.growth(growthPercent)}`, options: { color: colours.second } },
      ],
      {
        x: area.x + width + 0.05,
        y: y - 0.15,
        w: besidePlot,
        h: 0.3,
        fontFace: face,
        fontSize: 13,
        color: colours.ink,
        margin: 0,
      },
    )
  }
}

/** Two places are all that an eye tells apart, and the file stays small. */
const rounded = (value: number): number => Math.round(value * 100) / 100

/** What came above zero, what went below: the parts of each cycle add up to its net. */
export function partsSlide({ slide, deck, facts, words, own, format, face }: Drawing): void {
  const { byCycle, isWhole, growth, programme } = facts
  if (byCycle.length === 0) return
  const { measure } = growth
  const shown = (amount: number): number => (measure === 'services' ? amount : amount / programme.partsPerShownUnit)
  const kinds = [
    ['migrated', colours.cloud, 1],
    ['born', colours.born, 1],
    ['grown', colours.grown, 1],
    ['rolledBack', colours.rolledBack, -1],
    ['retired', colours.retired, -1],
    ['shrunk', colours.shrunk, -1],
  ] as const
  const there = kinds.filter(([part]) => byCycle.some((cycle) => cycle[part] !== 0))
  const labels = byCycle.map(({ cycle, partial }) => `${cycle ?? '–'}${partial ? '*' : ''}`)
  const told = byCycle.map(({ net }, at) => `${labels[at]}: ${format.signedMeasured(measure, net)}.`)
  slide(
    isWhole ? words.parts.name(format.day(growth.baselineDay)) : own.partsName,
    words.parts.heading(format.signedMeasured(measure, growth.parts.net)),
  ).addChart(
    deck.ChartType.bar,
    there.map(([part, , sign]) => ({
      name: words.parts.rows[part],
      labels,
      values: byCycle.map((cycle) => sign * shown(cycle[part])),
    })),
    {
      ...looks(face),
      barDir: 'col',
      barGrouping: 'stacked',
      barGapWidthPct: 60,
      barOverlapPct: 100,
      chartColors: there.map(([, colour]) => colour),
      valAxisLabelFormatCode: '#,##0',
      catAxisLabelPos: 'low',
      altText: own.parts(told),
    },
  )
}

/** Scope, what was delivered of it and the even pace, day by day. */
export function burnUpSlide({ slide, deck, facts, words, own, format, face }: Drawing): void {
  const { cycle, programme } = facts
  if (cycle === null) return
  const { report, burnUp } = cycle
  const shown = (amount: number): number =>
    burnUp.measure === 'services' ? amount : amount / programme.partsPerShownUnit
  const labels = burnUp.points.map(({ day }) => format.shortDay(day))
  // What is not yet known is left out of its series, which then ends on the as-of day.
  const known = burnUp.points.flatMap(({ delivered }) => (delivered === null ? [] : [shown(delivered)]))
  slide(words.cycleName(report, format), words.cycleHeading(report, format)).addChart(
    deck.ChartType.line,
    [
      { name: words.moved, labels, values: known },
      { name: words.scope, labels, values: burnUp.points.map(({ scope }) => shown(scope)) },
      { name: own.ideal, labels, values: burnUp.points.map(({ ideal }) => shown(ideal)) },
    ],
    {
      ...looks(face),
      chartColors: [colours.cloud, colours.ink, colours.edge],
      lineSize: 2.25,
      valAxisLabelFormatCode: '#,##0',
      valAxisMinVal: 0,
      catAxisLabelFrequency: everyNth(labels.length),
      altText: words.cycle(report, format),
    },
  )
}
