import type { KnownTag } from '../../domain/annotation.ts'
import type { Arrival } from '../../domain/forecast.ts'
import { endsOf } from '../../drawing/arrival-ends.ts'
import type { Format } from '../../drawing/format.ts'
import { balanceAt } from './brief-days.ts'
import type { BriefFacts } from './brief-facts.ts'
import type { BriefWords } from './brief-words.ts'
import { type Markup, markup } from './markup.ts'

/** So many rows say who has most left; more of them is a list, not a brief. */
const mostCompared = 20
/** Two years of cycles of eight weeks. */
const mostCycles = 13

interface Rows {
  readonly caption: string
  readonly columns: readonly string[]
  /** The first cell names the row. */
  readonly rows: readonly (readonly string[])[]
  /** Its name stands over it already. */
  readonly isNamed?: boolean
  /** The last row is the sum of the others. */
  readonly isSummed?: boolean
}

/** Wide tables scroll on a phone, so whoever has a keyboard alone must be able to reach them. */
const table = ({ caption, columns, rows, isNamed = false, isSummed = false }: Rows): Markup =>
  markup`<section class="wide" tabindex="0" aria-label="${caption}"><table${isNamed ? markup` aria-label="${caption}"` : null}>${isNamed ? null : markup`<caption>${caption}</caption>`}<thead><tr>${columns.map(
    (column) => markup`<th scope="col">${column}</th>`,
  )}</tr></thead><tbody>${rows.map(
    ([name = '', ...cells], n) =>
      markup`<tr${isSummed && n === rows.length - 1 ? markup` class="sum"` : null}><th scope="row">${name}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table></section>`

export const milestonesTable = (facts: BriefFacts, words: BriefWords, format: Format): Markup =>
  table({
    caption: words.milestones.name,
    columns: words.milestones.columns,
    rows: milestoneRowsOf(facts, words, format),
  })

/** A row for each milestone, and one for the end of on-premises. */
export function milestoneRowsOf(
  { growth, forecast }: BriefFacts,
  { milestones: words }: BriefWords,
  format: Format,
): string[][] {
  const between = (arrival: Arrival | null | undefined): string => {
    if (arrival === null || arrival === undefined) return ''
    const ends = endsOf(arrival)
    return ends === null
      ? words.notWithinTenYears
      : words.between(format.day(ends.from), ends.to === null ? null : format.day(ends.to))
  }
  const amount = (value: number | null) => (value === null ? '' : format.measuredNumber(growth.measure, value))
  return [
    ...growth.milestones.map(({ multiple, growthPercent, amount: needed, reachedOn, lostOn }) => [
      format.rung(multiple),
      format.growth(growthPercent),
      amount(needed),
      reachedOn === null
        ? words.notYet
        : lostOn === null
          ? format.day(reachedOn)
          : words.lostOn(format.day(reachedOn), format.day(lostOn)),
      between(forecast?.milestones.get(multiple)),
    ]),
    [
      words.empty(''),
      '',
      words.left(amount(growth.now.onPrem)),
      growth.now.onPrem === 0 ? format.day(growth.asOf) : words.notYet,
      between(forecast?.onPremisesZero),
    ],
  ]
}

/** What hangs over the ladder, in full. */
export function annotationsTable(
  { annotations }: BriefFacts,
  { annotations: words }: BriefWords,
  format: Format,
): Markup {
  return table({
    caption: words.name,
    columns: words.columns,
    rows: annotations.map(({ day, until, words: said, tags, team, division }) => [
      format.dayRange(day, until ?? day),
      said,
      tags.map((tag) => words.tags[tag as KnownTag] ?? tag).join(', '),
      team?.name ?? division?.name ?? words.everybody,
    ]),
  })
}

/** What came and what went: the rows above the last add up to it. */
export function partsTable({ growth }: BriefFacts, { parts: words }: BriefWords, format: Format): Markup {
  const { parts, measure } = growth
  const signs = { migrated: 1, born: 1, grown: 1, rolledBack: -1, retired: -1, shrunk: -1, net: 1 } as const
  const names = (Object.keys(signs) as (keyof typeof signs)[]).filter(
    (name) => name === 'net' || measure === 'units' || (name !== 'grown' && name !== 'shrunk'),
  )
  return table({
    caption: words.name(format.day(growth.baselineDay)),
    columns: ['', format.unitName === '' || measure === 'services' ? '' : format.unitName],
    rows: names.map((name) => [words.rows[name], format.signedMeasured(measure, signs[name] * parts[name])]),
    isSummed: true,
  })
}

/** A row for each division or team, most left first. */
export const comparedRowsOf = (
  { compared, growth: { measure } }: BriefFacts,
  { compared: words }: BriefWords,
  format: Format,
): string[][] =>
  compared.map((row) => [
    row.name,
    format.measuredNumber(measure, row.onPrem),
    format.measuredNumber(measure, row.cloud),
    format.share(row.share),
    // A multiple from next to nothing looks heroic, so what it is a multiple of stands beside it.
    row.multiple === null
      ? format.multiple(row.multiple)
      : words.from(format.multiple(row.multiple), format.measuredNumber(measure, row.baseline)),
    format.signedMeasured(measure, row.thisCycle),
    format.day(row.lastConfirmedOn),
  ])

export function comparedTable(facts: BriefFacts, words: BriefWords, format: Format): Markup | null {
  const { compared, growth } = facts
  if (compared.length < 2) return null
  const by = growth.scope === null ? 'division' : 'team'
  const left = Math.max(0, compared.length - mostCompared)
  return markup`${table({
    caption: words.compared.name(by),
    columns: words.compared.columns,
    isNamed: true,
    rows: comparedRowsOf(facts, words, format).slice(0, mostCompared),
  })}${left === 0 ? null : markup`<p class="second">${words.compared.more(left)}</p>`}`
}

/** What the ladder shows, in numbers: the end of each cycle, the latest first. */
export function cyclesTable(facts: BriefFacts, { byCycle: words }: BriefWords, format: Format): Markup | null {
  const { growth, series } = facts
  const cycles = series.cycles.filter(({ lastDay }) => lastDay <= growth.asOf).slice(-mostCycles)
  if (cycles.length === 0) return null
  return table({
    caption: words.name,
    columns: words.columns,
    rows: cycles.toReversed().map(({ number, lastDay }) => {
      const point = balanceAt(series.points, lastDay)
      return [
        String(number),
        format.day(lastDay),
        point === undefined ? '' : format.measuredNumber(growth.measure, point.cloud),
        format.multiple(point?.multiple ?? null),
      ]
    }),
  })
}
