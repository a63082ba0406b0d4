import type { KnownTag } from '../../domain/annotation.ts'
import { textWidth } from '../../drawing/chart-scale.ts'
import { comparedRowsOf, milestoneRowsOf } from '../brief/brief-tables.ts'
import type { CellLook, Slide, TableCell } from './deck.ts'
import { colours, page } from './slide-look.ts'
import type { Drawing } from './slides.ts'

/** So many rows are read on a slide; how many more there are stands below. */
const mostRows = 11

function table(
  { face }: Drawing,
  slide: Slide,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  /** Of the columns, as shares. */
  widths: readonly number[],
): void {
  const all = widths.reduce((sum, width) => sum + width, 0)
  const line = (color: string, pt: number): NonNullable<CellLook['border']> => [
    { type: 'none' },
    { type: 'none' },
    { type: 'solid', color, pt },
    { type: 'none' },
  ]
  const cell = (text: string, at: number, more: CellLook): TableCell => ({
    text,
    options: { align: at === 0 ? 'left' : 'right', fontFace: face, fontSize: 14, color: colours.ink, ...more },
  })
  slide.addTable(
    [
      columns.map((text, at) => cell(text, at, { fontSize: 12, color: colours.second, border: line(colours.ink, 1) })),
      ...rows.map((row) => row.map((text, at) => cell(text, at, { border: line(colours.line, 0.75) }))),
    ],
    {
      x: page.left,
      y: page.top,
      w: page.width,
      colW: widths.map((width) => (width / all) * page.width),
      rowH: 0.36,
      margin: [0.03, 0.05, 0.03, 0.05],
    },
  )
}

export function milestonesSlide(drawing: Drawing): void {
  const { slide, facts, words, format } = drawing
  // The sentence about the pace where there is one: it says what the table is looked at for.
  const { pace } = facts.growth
  const title =
    pace.requiredPerCycle === null ? words.finding(facts.growth, format) : (words.state(facts, format).at(-1) ?? '')
  const made = slide(words.milestones.name, title)
  const rows = milestoneRowsOf(facts, words, format)
  table(drawing, made, words.milestones.columns, rows, [3, 1.6, 1.6, 3.6, 6])
  const { forecast } = facts
  const { ahead } = words
  const next = ahead.next(facts, format)
  const said = [
    ...(next === null ? [] : [next]),
    ...(forecast === null ? [] : [`${ahead.held(forecast.held, format)} ${ahead.knowsNot}`]),
  ]
  if (said.length > 0) under(drawing, made, said)
}

/** Small lines at the foot of a table. */
const under = ({ face }: Drawing, slide: Slide, said: readonly string[]) =>
  slide.addText(
    said.map((text, at) => ({ text, options: { breakLine: at < said.length - 1 } })),
    {
      x: page.left,
      y: 6.75 - 0.28 * said.length,
      w: page.width,
      h: 0.28 * said.length,
      fontFace: face,
      fontSize: 12,
      color: colours.second,
      margin: 0,
      valign: 'bottom',
    },
  )

export function comparedSlide(drawing: Drawing): void {
  const { slide, facts, words, format } = drawing
  const { compared, growth } = facts
  if (compared.length < 2) return
  const largest = compared.find(({ onPrem }) => onPrem > 0)
  const made = slide(
    words.compared.name(growth.scope === null ? 'division' : 'team'),
    largest === undefined
      ? words.compared.nothingLeft
      : words.compared.heading(largest.name, format.measured(growth.measure, largest.onPrem)),
  )
  table(
    drawing,
    made,
    words.compared.columns,
    comparedRowsOf(facts, words, format).slice(0, mostRows),
    [5, 2.6, 2.6, 2.8, 4, 2.8, 3.6],
  )
  const more = compared.length - mostRows
  if (more > 0) under(drawing, made, [words.compared.more(more)])
}

/** What hangs over the ladder and what its curve tells, in the order of their days: the latest, where all have no room. */
export function storiesSlide(drawing: Drawing): void {
  const { slide, facts, words, own, format } = drawing
  const { annotations, stories, growth } = facts
  const { columns, tags: names, everybody } = words.annotations
  const rows = [
    ...annotations.map(({ day, until, words: said, tags, team, division }) => ({
      day,
      cells: [
        `${format.dayRange(day, until ?? day)}: ${said}`,
        tags.map((tag) => names[tag as KnownTag] ?? tag).join(', '),
        team?.name ?? division?.name ?? everybody,
      ],
    })),
    ...stories.map((story) => ({
      day: story.firstDay,
      cells: [words.told(story, growth.measure, format), '', ''],
    })),
  ].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
  if (rows.length === 0) return
  const widths = [9, 3, 3]
  let lines = 0
  const shown = rows.toReversed().filter(({ cells }) => {
    const its = cells.map((text, at) => Math.ceil(textWidth(text, 14) / ((72 * page.width * (widths[at] ?? 1)) / 15)))
    lines += Math.max(1, ...its)
    return lines <= mostRows
  })
  const made = slide(own.storiesName, words.finding(growth, format))
  table(
    drawing,
    made,
    [columns[1], columns[2], columns[3]],
    shown.toReversed().map(({ cells }) => cells),
    widths,
  )
  const earlier = rows.length - shown.length
  if (earlier > 0) under(drawing, made, [own.earlier(earlier)])
}
