import { csvRow, shieldedText } from '../../drawing/csv-cells.ts'
import { cellsOf } from './csv-rows.ts'
import type { RefusedLine } from './moves-file.ts'
import type { RowVerdict } from './row-verdicts.ts'
import type { Header } from './table-file.ts'

/** What the import itself puts before the columns of a file of refused rows; it passes over them when that is imported. */
const added = ['refused_line', 'refused_because']

/**
 * The refused rows as CSV, each with its line and the reason, under the file's own header. The import passes over the
 * two added columns, so that the file can be mended and imported as it is.
 */
export const refusedRowsCsv = (refused: readonly RefusedLine[], header: Header): Generator<string> =>
  rowsCsv(added, refused, ({ line, reason }) => [line, shieldedText(reason)], header)

/** Every row as CSV with its line, what becomes of it and why, under the file's own header. */
export const verdictsCsv = (verdicts: Iterable<RowVerdict>, header: Header): Generator<string> =>
  rowsCsv(
    ['line', 'verdict', 'reason'],
    verdicts,
    ({ line, verdict, reason }) => [line, verdict, shieldedText(reason)],
    header,
  )

function* rowsCsv<Row extends RefusedLine>(
  columns: readonly string[],
  rows: Iterable<Row>,
  before: (row: Row) => (string | number)[],
  header: Header,
): Generator<string> {
  // A file of refused rows that was mended and refused again has these columns already.
  const own = header.cells
    .map((cell, at) => ({ cell, at }))
    .filter(({ cell }) => !added.includes(cell.trim().toLowerCase()))
  yield csvRow([...columns, ...own.map(({ cell }) => shieldedText(cell))])
  for (const row of rows) {
    const cells = cellsOf(row.row, header.delimiter)
    const surplus = cells.slice(header.columns)
    yield csvRow([...before(row), ...own.map(({ at }) => shieldedText(cells[at] ?? '')), ...surplus.map(shieldedText)])
  }
}
