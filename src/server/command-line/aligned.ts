import { grouped } from './counted.ts'

type Cell = string | number | null

/** A missing value, never 0. */
const missing = '–'

/** Letters and emoji that take two places in a terminal. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/gu
const noPlace = /\p{Mn}/gu
const widthOf = (text: string): number => [...text.replaceAll(noPlace, '')].length + (text.match(wide)?.length ?? 0)

const isFigure = (cell: Cell): boolean => typeof cell === 'number' || /^[+-]?[\d.,]+(?: %|×)?$/.test(cell ?? '')

/** Rows below their heads: numbers end at one line, words begin at one. Nothing but the heads where there is no row. */
export function aligned(heads: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  const isNumber = heads.map((_, at) => rows.some((row) => isFigure(row[at] ?? null)))
  const texts = [heads, ...rows.map((row) => row.map(said))]
  const widths = heads.map((_, at) => texts.reduce((most, row) => Math.max(most, widthOf(row[at] ?? '')), 0))
  return texts.map((row) =>
    row
      .map((text, at) => {
        const space = ' '.repeat((widths[at] ?? 0) - widthOf(text))
        return isNumber[at] ? space + text : text + space
      })
      .join('  ')
      .trimEnd(),
  )
}

/** `committed  999`: what each amount is, and beside it the amount. */
export function facts(pairs: readonly (readonly [what: string, Cell])[]): string[] {
  const width = Math.max(...pairs.map(([what]) => widthOf(what)))
  return pairs.map(([what, value]) => `  ${what}${' '.repeat(width - widthOf(what))}  ${said(value)}`.trimEnd())
}

// Texts of several lines are put into one.
const said = (value: Cell): string =>
  value === null ? missing : typeof value === 'number' ? grouped(value) : value.replaceAll(/\s+/g, ' ')
