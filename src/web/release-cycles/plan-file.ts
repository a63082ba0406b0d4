import { columnName } from '../../domain/native-columns.ts'
import { levelSaid } from '../../domain/planned-share.ts'
import { readPlan } from './plan-lines.ts'

/** Why a file cannot be put into the text box; a row with its line. */
export type PlanFileFault =
  | { readonly fault: 'encoding' | 'columns' | 'empty' | 'too-large' }
  | { readonly fault: 'row'; readonly line: number; readonly row: string }

/** What the server takes at once would not fill this; a larger file is none of names and levels. */
const largest = 4_000_000

/**
 * A CSV file of `service,level` or `service,units`, as the lines that a person would write: what is planned is what they
 * see. `amount` says units in words that the lines are read by.
 */
export async function linesOfFile(
  file: Blob,
  amount: (units: string) => string,
): Promise<{ readonly lines: string } | PlanFileFault> {
  if (file.size > largest) return { fault: 'too-large' }
  const text = textOf(new Uint8Array(await file.arrayBuffer()))
  if (text === undefined) return { fault: 'encoding' }
  const [header, ...rows] = rowsOf(text, delimiterOf(text))
  const at = (column: string) => header?.cells.findIndex((cell) => columnName(cell) === column) ?? -1
  const [service, level, units] = [at('service'), at('level'), at('units')]
  if (service === -1) return { fault: 'columns' }
  const lines: string[] = []
  for (const { line, cells } of rows) {
    const cell = (column: number) => cells[column]?.trim() ?? ''
    const said = lineOf({ name: unshielded(cell(service)), level: cell(level), units: cell(units) }, amount)
    if (said === undefined) return { fault: 'row', line, row: cells.join(', ').slice(0, 100) }
    lines.push(said)
  }
  return lines.length === 0 ? { fault: 'empty' } : { lines: lines.join('\n') }
}

/** The line of a row, or undefined where none would be read as what the row says. */
function lineOf(
  { name, level, units }: { name: string; level: string; units: string },
  amount: (units: string) => string,
): string | undefined {
  if (name === '' || name.includes('\n') || (level !== '' && units !== '')) return undefined
  const share = level === '' ? undefined : levelSaid(level)
  if (level !== '' && share === undefined) return undefined
  if (units !== '' && !/^\d+$/.test(units)) return undefined
  const line = share !== undefined ? `${name} ${share / 10}%` : units !== '' ? `${name} ${amount(units)}` : name
  const read = readPlan(line, 0)
  const [item] = 'items' in read ? read.items : []
  if (item?.service !== name) return undefined
  // Without an amount the level of the form holds, which stands in for it here as 0.
  if (units !== '') return item.units === Number(units) ? line : undefined
  return item.level === (share ?? 0) ? line : undefined
}

/** An apostrophe keeps a spreadsheet from running a name as a formula; it is no part of it. */
const unshielded = (cell: string): string => (/^'+[=+\-@]/.test(cell) ? cell.slice(1) : cell)

function delimiterOf(text: string): string {
  const first = text.split('\n', 1)[0] ?? ''
  return [',', ';', '\t'].reduce((best, one) => (first.split(one).length > first.split(best).length ? one : best))
}

/** Rows by RFC 4180, each with the line it begins on; empty ones are none. */
function rowsOf(text: string, delimiter: string): { readonly line: number; readonly cells: readonly string[] }[] {
  const rows: { line: number; cells: string[] }[] = []
  let [line, begins, cell, quoted] = [1, 1, '', false]
  let cells: string[] = []
  const end = () => {
    cells.push(cell)
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: begins, cells })
    cells = []
    cell = ''
    begins = line
  }
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string
    if (letter === '\n') line++
    if (quoted && letter === '"' && text[at + 1] === '"') {
      cell += letter
      at++
    } else if (letter === '"' && (quoted || cell === '')) quoted = !quoted
    else if (!quoted && letter === delimiter) {
      cells.push(cell)
      cell = ''
    } else if (!quoted && letter === '\n') end()
    else cell += letter
  }
  end()
  return rows
}

/** Undefined where it is no Unicode text. */
function textOf(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes).replaceAll(/\r\n?/g, '\n')
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
