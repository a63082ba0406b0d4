import { csvRow, shieldedText } from './csv-cells.ts'
import { cellsOf } from './csv-rows.ts'
import type { RefusedLine } from './moves-file.ts'
import type { Header } from './table-file.ts'

/**
 * The refused rows as CSV, each with its line and the reason, under the file's own header. The import passes over the
 * two added columns, so that the file can be mended and imported as it is.
 */
export function* refusedRowsCsv(refused: readonly RefusedLine[], header: Header): Generator<string> {
  const added = ['refused_line', 'refused_because']
  // A file of refused rows that was mended and refused again has these columns already.
  const own = header.cells
    .map((cell, at) => ({ cell, at }))
    .filter(({ cell }) => !added.includes(cell.trim().toLowerCase()))
  yield csvRow([...added, ...own.map(({ cell }) => shieldedText(cell))])
  for (const { line, reason, row } of refused) {
    const cells = cellsOf(row, header.delimiter)
    const surplus = cells.slice(header.columns)
    yield csvRow([
      line,
      shieldedText(reason),
      ...own.map(({ at }) => shieldedText(cells[at] ?? '')),
      ...surplus.map(shieldedText),
    ])
  }
}
