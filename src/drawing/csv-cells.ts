/** A spreadsheet runs a cell that begins like this as a formula, full-width letters included. */
const likeFormula = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/
const shielded = /^'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

/**
 * Text made harmless for spreadsheets by a leading apostrophe, which they hide. A text that already looks shielded gets
 * one more, so that `unshielded` gives back exactly what was there.
 */
export const shieldedText = (text: string): string => (likeFormula.test(text) ? `'${text}` : text)

/** Undoes the apostrophe, whether we or a spreadsheet put it there. */
export const unshielded = (text: string): string => (shielded.test(text) ? text.slice(1) : text)

/** One row of CSV by RFC 4180, with its line end. */
export const csvRow = (cells: readonly (string | number | null)[]): string => `${cells.map(cellOf).join(',')}\n`

function cellOf(value: string | number | null): string {
  if (value === null) return ''
  const text = String(value)
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}
