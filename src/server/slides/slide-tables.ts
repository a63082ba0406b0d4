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
  table(
    drawing,
    slide(words.milestones.name, title),
    words.milestones.columns,
    milestoneRowsOf(facts, words, format),
    [3, 1.6, 1.6, 3.6, 6],
  )
}

export function comparedSlide(drawing: Drawing): void {
  const { slide, facts, words, format, face } = drawing
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
    comparedRowsOf(facts, format).slice(0, mostRows),
    [5, 3, 3, 3, 2.5, 3, 4],
  )
  const more = compared.length - mostRows
  if (more > 0)
    made.addText(words.compared.more(more), {
      x: page.left,
      y: 6.4,
      w: page.width,
      h: 0.3,
      fontFace: face,
      fontSize: 12,
      color: colours.second,
      margin: 0,
    })
}
