import { withoutInvisible } from '../../domain/names.ts'
import { columnName } from '../../domain/native-columns.ts'
import { Refusal } from '../../domain/refusal.ts'
import { unshielded } from '../../drawing/csv-cells.ts'
import type { CsvRow, Delimiter } from './csv-rows.ts'
import { csvReader } from './csv-rows.ts'
import { type CellProblem, problem } from './read-cells.ts'
import { textOf } from './text-of-bytes.ts'
import { turnsOfTheLoop } from './turns-of-the-loop.ts'

export const mostColumns = 100
/** Characters of one cell. */
export const longestCell = 10_000

export interface Header {
  /** Place of each column the format knows, by its name. */
  readonly known: ReadonlyMap<string, number>
  /** The others, by their name as it stands in the file. */
  readonly custom: readonly { readonly name: string; readonly at: number }[]
  readonly columns: number
  /** As it stands in the file. */
  readonly cells: readonly string[]
  readonly delimiter: Delimiter
}

interface Format {
  readonly columns: readonly string[]
  readonly needed: readonly string[]
  /** What to tell somebody whose header does not fit. */
  readonly example: string
}

const delimiters = [',', ';', '\t'] as const

/**
 * Reads a table whose first row names its columns, in any order and any case, separated by commas, semicolons or tabs.
 * Hands over rows in batches and lets others work in between. Throws Refusal where the file as a whole cannot be used.
 */
export async function* rowsOfTable(
  bytes: AsyncIterable<Uint8Array>,
  format: Format,
): AsyncGenerator<{ header: Header; rows: CsvRow[]; bytes: number }> {
  let header: Header | undefined
  let read = 0
  const counted = (async function* () {
    for await (const piece of bytes) {
      read += piece.length
      yield piece
    }
  })()
  const reader = csvReader((first) => delimiterOf(first, format))
  const others = turnsOfTheLoop()
  const batch = (rows: CsvRow[]) => {
    const [first] = rows
    if (!header && first) {
      header = headerOf(first, format, reader.delimiter())
      rows = rows.slice(1)
    }
    return header ? { header, rows, bytes: read } : undefined
  }
  for await (const text of textOf(counted)) {
    const found = batch(reader.read(text))
    if (found) yield found
    await others()
  }
  const last = batch(reader.end())
  if (!last)
    throw new Refusal('empty-file', `The file is empty. Its first line names the columns, such as ${format.example}.`)
  yield last
}

/** The separator by which the header names most of the columns the format knows; a comma where all do equally. */
function delimiterOf(line: string, format: Format): Delimiter {
  const knownBy = (delimiter: Delimiter) =>
    line.split(delimiter).filter((name) => format.columns.includes(columnOf(name.replaceAll('"', '')))).length
  return delimiters.reduce((best, one) => (knownBy(one) > knownBy(best) ? one : best))
}

const columnOf = (cell: string): string => columnName(withoutInvisible(unshielded(cell.trim())))

function headerOf({ cells, line, malformed }: CsvRow, format: Format, delimiter: Delimiter): Header {
  if (cells.some((cell) => cell.includes('\0'))) {
    throw new Refusal(
      'wrong-encoding',
      'The file looks like UTF-16 without its mark. Save it as “CSV UTF-8” and import it again.',
      { line },
    )
  }
  if (malformed)
    throw new Refusal(
      'malformed-header',
      `The quotation marks of the header on line ${line} do not match. Mend it, such as ${format.example}.`,
      { line },
    )
  if (cells.length > mostColumns) {
    throw new Refusal(
      'too-many-columns',
      `The file has ${cells.length} columns; at most ${mostColumns} are read. Take out those that are not needed.`,
      { columns: cells.length, most: mostColumns },
    )
  }
  const known = new Map<string, number>()
  const custom = new Map<string, { name: string; at: number }>()
  for (const [at, cell] of cells.entries()) {
    const name = columnOf(cell)
    if (name === '') continue
    if (known.has(name) || custom.has(name)) {
      throw new Refusal(
        'duplicate-column',
        `The column “${shown(cell)}” stands twice in the header. Rename or remove one of the two.`,
        { column: shown(cell) },
      )
    }
    if (format.columns.includes(name)) known.set(name, at)
    else custom.set(name, { name: customName(cell), at })
  }
  const missing = format.needed.filter((name) => !known.has(name))
  if (missing.length > 0) {
    const found = cells.map(shown).join(', ') || 'nothing'
    throw new Refusal(
      'missing-columns',
      `The first line must name the columns, and ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. Found: ${found.slice(0, 300)}. Such a line reads: ${format.example}.`,
      { missing, line },
    )
  }
  return { known, custom: [...custom.values()], columns: cells.length, cells, delimiter }
}

const shown = (cell: string): string => cell.trim().slice(0, 60)

function customName(cell: string): string {
  const name = withoutInvisible(unshielded(cell.trim())).trim()
  if (name === '__proto__')
    throw new Refusal('reserved-column', 'A column cannot be called __proto__. Rename it.', { column: name })
  if (name === '' || name.length > 100 || /\p{Cc}/u.test(cell.trim())) {
    throw new Refusal(
      'unusable-column',
      `The column “${shown(cell)}” has a name that is longer than 100 characters or holds control or only invisible characters. Rename it.`,
      { column: shown(cell) },
    )
  }
  return name
}

/** Why a row cannot be read at all, or undefined. Empty cells past the last column are what spreadsheets leave behind. */
export function unreadable({ cells, malformed }: CsvRow, { columns }: Header): CellProblem | undefined {
  if (malformed) {
    return problem(
      'malformed-quotes',
      'The quotation marks of this row do not match. Put the whole cell in quotation marks and double those inside it ("").',
    )
  }
  const surplus = cells.length > columns && cells.slice(columns).some((cell) => cell.trim() !== '')
  if (surplus || cells.length < columns) {
    return problem(
      'wrong-number-of-cells',
      `This row has ${cells.length} cells, the header names ${columns}. Add or remove separators; put a text that holds one in quotation marks.`,
      { cells: cells.length, columns },
    )
  }
  const long = cells.findIndex((cell) => cell.length > longestCell)
  if (long === -1) return undefined
  const length = cells[long]?.length ?? 0
  return problem(
    'cell-too-long',
    `Cell ${long + 1} has ${length} characters; at most ${longestCell} are read. Shorten it.`,
    { cell: long + 1, length, most: longestCell },
  )
}
