import type { Cell } from '../../../drawing/table-file.ts'

export type { Cell } from '../../../drawing/table-file.ts'

/**
 * Rows as RFC 4180 CSV. A cell that a spreadsheet would take for a formula gets an apostrophe before it, so that a team
 * called `=HYPERLINK(…)` stays a name. Numbers are left alone: −5 is an amount, not a formula.
 */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`

export function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
