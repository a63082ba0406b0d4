import { csvRow, shieldedText } from './csv-cells.ts'

export type Cell = string | number | null | undefined

/** What stands in a column: a share is 0 to 1, a day and an instant are ISO texts, an amount is a whole number. */
export type CellKind = 'text' | 'day' | 'instant' | 'amount' | 'number' | 'share' | 'multiple'

export interface FileColumn {
  /** As the API calls it. */
  readonly name: string
  /** As people read it; the API's name where it is left out. */
  readonly label?: string
  readonly kind: CellKind
}

/** A table as a program reads it, and what its figures stand on: as of when, of whom, by which definition. */
export interface FileTable {
  /** Of the sheet, and of the list in JSON: `services`. */
  readonly name: string
  readonly columns: readonly FileColumn[]
  readonly about: readonly (readonly [string, string])[]
}

export const labelOf = ({ label, name }: FileColumn): string => label ?? name

/** A spreadsheet runs nothing that somebody wrote: text that looks like a formula gets an apostrophe before it. */
export const csvLine = (cells: readonly Cell[]): string =>
  csvRow(cells.map((cell) => (typeof cell === 'string' ? shieldedText(cell) : (cell ?? null))))

/** The whole of a table that is short enough to be held at once, as JSON with the API's names. */
export const jsonOf = ({ name, columns, about }: FileTable, rows: readonly (readonly Cell[])[]): string =>
  `${JSON.stringify(
    {
      about: Object.fromEntries(about),
      [name]: rows.map((row) => Object.fromEntries(columns.map((column, at) => [column.name, row[at] ?? null]))),
    },
    null,
    1,
  )}\n`
