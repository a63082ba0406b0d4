import { Refusal } from '../../domain/refusal.ts'

/** One row of a table, with the line it begins on; the header's is 1. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
  /** As it stands in the file, without its line end. */
  readonly raw: string
  /** The quotes of this row do not match, so its cells cannot be trusted. */
  readonly malformed: boolean
}

export type Delimiter = ',' | ';' | '\t'

/** A row longer than this has an opening quote that is never closed: the rest of the file would be one cell. */
const longestRow = 2 * 1024 * 1024

/**
 * RFC 4180 as it is met: LF, CRLF or CR, a quoted cell may hold delimiters, line ends and doubled quotes, empty lines are
 * no rows. A row with stray quotes is marked and the next line is a row again, so that one slip does not cost the file.
 * Works piece by piece and holds one row; needs no Node, since the same engine runs in the page's demo. Tested against
 * csv-parse, which is several times slower and needs Node's streams.
 */
export function csvReader(delimiter: Delimiter | ((header: string) => Delimiter)) {
  let pending = ''
  let line = 1
  let chosen: Delimiter | undefined = typeof delimiter === 'string' ? delimiter : undefined

  function read(piece: string, isLast: boolean): CsvRow[] {
    const text = pending === '' ? piece : pending + piece
    const rows: CsvRow[] = []
    let start = 0
    while (start < text.length) {
      chosen ??= chosenBy(delimiter, text, isLast)
      if (chosen === undefined) break
      const row = rowAt(text, start, chosen, isLast)
      if (row === undefined) break
      const raw = text.slice(start, row.end)
      if (raw !== '') rows.push({ line, cells: row.cells, raw, malformed: row.malformed })
      line += row.lines
      start = row.next
    }
    pending = text.slice(start)
    if (pending.length > longestRow) throw neverClosed(line)
    return rows
  }

  return { read: (piece: string) => read(piece, false), end: () => read('', true), delimiter: () => chosen ?? ',' }
}

/** The cells of one row that was read before. */
export const cellsOf = (raw: string, delimiter: Delimiter): readonly string[] =>
  rowAt(raw, 0, delimiter, true)?.cells ?? []

const neverClosed = (line: number): Refusal =>
  new Refusal(
    'quote-not-closed',
    `The row that begins on line ${line} has a quotation mark that is never closed. Close it, or double it where it is part of the text ("").`,
    { line },
  )

function chosenBy(
  delimiter: Delimiter | ((header: string) => Delimiter),
  text: string,
  isLast: boolean,
): Delimiter | undefined {
  if (typeof delimiter === 'string') return delimiter
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  return header.length < text.length || isLast ? delimiter(header) : undefined
}

interface FoundRow {
  readonly cells: string[]
  readonly malformed: boolean
  /** Where its text ends, and where the next row begins. */
  readonly end: number
  readonly next: number
  readonly lines: number
}

const isLineEnd = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code === 10 || code === 13
}

/** The row that begins at `start`, or undefined where its end has not been read yet. */
function rowAt(text: string, start: number, delimiter: Delimiter, isLast: boolean): FoundRow | undefined {
  const cells: string[] = []
  let at = start
  let innerLines = 0
  let malformed = false
  for (;;) {
    if (text.charCodeAt(at) === 34) {
      const quoted = quotedCell(text, at)
      if (quoted === undefined) {
        if (!isLast) return undefined
        return restOfFile(text, start, cells)
      }
      if (quoted.end === text.length && !isLast) return undefined
      innerLines += quoted.lines
      at = quoted.end
      const isClean = at === text.length || text[at] === delimiter || isLineEnd(text, at)
      if (isClean) cells.push(quoted.text)
      else {
        malformed = true
        at = endOfPlain(text, at, delimiter)
        cells.push(text.slice(start, at))
      }
    } else {
      const end = endOfPlain(text, at, delimiter)
      const cell = text.slice(at, end)
      if (cell.includes('"')) malformed = true
      cells.push(cell)
      at = end
    }
    if (at === text.length) return isLast ? { cells, malformed, end: at, next: at, lines: innerLines + 1 } : undefined
    if (text[at] === delimiter) {
      at++
      // A row may end with an empty cell, right where this piece of the file ends.
      if (at === text.length && !isLast) return undefined
      continue
    }
    const isPair = text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10
    if (text.charCodeAt(at) === 13 && at + 1 === text.length && !isLast) return undefined
    return { cells, malformed, end: at, next: at + (isPair ? 2 : 1), lines: innerLines + 1 }
  }
}

function endOfPlain(text: string, from: number, delimiter: Delimiter): number {
  const stop = delimiter.charCodeAt(0)
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === stop || code === 10 || code === 13) break
  }
  return at
}

function quotedCell(text: string, open: number): { text: string; end: number; lines: number } | undefined {
  let close = text.indexOf('"', open + 1)
  let isDoubled = false
  while (close !== -1 && text.charCodeAt(close + 1) === 34) {
    isDoubled = true
    close = text.indexOf('"', close + 2)
  }
  if (close === -1) return undefined
  const inner = text.slice(open + 1, close)
  return { text: isDoubled ? inner.replaceAll('""', '"') : inner, end: close + 1, lines: lineEndsIn(inner) }
}

function restOfFile(text: string, start: number, cells: string[]): FoundRow {
  // Only the line with the open quote is given up where that is possible: what follows may well be sound rows.
  const lineEnd = /[\r\n]/.exec(text.slice(start))
  const end = lineEnd ? start + lineEnd.index : text.length
  const isPair = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10
  return { cells, malformed: true, end, next: Math.min(text.length, end + (isPair ? 2 : 1)), lines: 1 }
}

const lineEndsIn = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0
