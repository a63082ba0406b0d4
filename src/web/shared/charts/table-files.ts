import { type TableFormat, tableTypes } from '../../../domain/table-format.ts'
import { type CellKind, type FileTable, jsonOf } from '../../../drawing/table-file.ts'
import { xlsxOf } from '../../../drawing/xlsx.ts'
import { type Cell, csvOf } from './csv.ts'

/** A column of a table of the page, as far as is known of it. */
export interface ShownColumn {
  readonly label: string
  /** As the API calls it; its label where nobody said. */
  readonly name?: string
  readonly kind?: CellKind
}

/** A table as a file. What its figures stand on goes with it: behind the rows of a workbook, before those of JSON. */
export async function tableBlob(
  format: TableFormat,
  {
    name,
    columns,
    rows,
    about,
    aboutName,
  }: {
    readonly name: string
    readonly columns: readonly ShownColumn[]
    readonly rows: readonly (readonly Cell[])[]
    readonly about: FileTable['about']
    readonly aboutName: string
  },
): Promise<Blob> {
  const table = {
    name,
    about,
    columns: columns.map((column, at) => ({
      name: column.name ?? column.label,
      label: column.label,
      kind: column.kind ?? kindOf(rows.map((row) => row[at])),
    })),
  }
  if (format === 'json') return blobOf([jsonOf({ ...table, name: 'rows' }, rows)], format)
  if (format === 'csv')
    // The mark at the start makes a spreadsheet read the file as UTF-8.
    return blobOf(['\ufeff', csvOf([columns.map(({ label }) => label), ...rows])], format)
  const parts: BlobPart[] = []
  for await (const part of xlsxOf(table, pagesOf(rows), { aboutName })) parts.push(part as Uint8Array<ArrayBuffer>)
  return blobOf(parts, format)
}

const blobOf = (parts: BlobPart[], format: TableFormat): Blob =>
  new Blob(parts, { type: format === 'xlsx' ? tableTypes[format] : `${tableTypes[format]};charset=utf-8` })

const atOnce = 2_000

/** Between two pages the page answers whoever sits at it. */
async function* pagesOf(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly (readonly Cell[])[]> {
  for (let at = 0; at < rows.length; at += atOnce) {
    yield rows.slice(at, at + atOnce)
    await new Promise((resolve) => setTimeout(resolve))
  }
}

/** What all that stands in a column is. */
function kindOf(cells: readonly Cell[]): CellKind {
  const there = cells.filter((cell) => cell !== null && cell !== undefined && cell !== '')
  if (there.length === 0) return 'text'
  if (there.every((cell) => typeof cell === 'number'))
    return there.every((cell) => Number.isInteger(cell)) ? 'amount' : 'number'
  if (there.every((cell) => typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/.test(cell))) return 'day'
  return there.every((cell) => typeof cell === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(cell)) ? 'instant' : 'text'
}
