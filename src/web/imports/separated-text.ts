/** Cells of comma, semicolon or tab separated text, quoted as RFC 4180 says. Linear; a quote left open ends with the text. */
export function cellsOf(text: string, separator: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at <= text.length) {
    let cell = ''
    if (text[at] === '"') {
      const quoted = quotedFrom(text, at + 1)
      cell = quoted.cell
      at = quoted.next
    }
    // What stands after a closing quote belongs to the cell: nothing is lost, and the server judges it.
    const end = endOfCell(text, at, separator)
    row.push(cell + text.slice(at, end))
    if (text[end] === separator) {
      at = end + 1
      continue
    }
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
    at = end + (text.startsWith('\r\n', end) ? 2 : 1)
  }
  return rows
}

function quotedFrom(text: string, start: number): { cell: string; next: number } {
  let cell = ''
  let from = start
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote === -1) return { cell: cell + text.slice(from), next: text.length }
    cell += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { cell, next: quote + 1 }
    cell += '"'
    from = quote + 2
  }
}

function endOfCell(text: string, from: number, separator: string): number {
  let at = from
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1
  return at
}

/** The separator a header line uses: the one that parts it into most cells. */
export function separatorOf(headerLine: string): ',' | ';' | '\t' {
  const [best] = ([',', '\t', ';'] as const)
    .map((separator) => ({ separator, cells: headerLine.split(separator).length }))
    .sort((one, other) => other.cells - one.cells)
  return best?.separator ?? ','
}

const quotedCell = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** The native format has commas; cells copied from a sheet have tabs, and a sheet saved in Germany has semicolons. */
export const withCommas = (text: string, separator: string): string =>
  separator === ','
    ? text
    : `${cellsOf(text, separator)
        .map((row) => row.map(quotedCell).join(','))
        .join('\n')}\n`
