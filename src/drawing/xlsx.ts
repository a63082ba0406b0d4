import { strToU8, Zip, ZipDeflate } from 'fflate'
import { type CalendarDay, daysBetween } from '../domain/calendar-day.ts'
import { type Cell, type CellKind, type FileTable, labelOf } from './table-file.ts'

/** More rows no spreadsheet reads: what is longer goes on in a next sheet. */
const mostRows = 1_048_576
/** No cell holds more characters. */
const mostCharacters = 32_767
/** A spreadsheet keeps fifteen digits; a larger whole number stays as it is by being text. */
const mostExact = 999_999_999_999_999

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const ns = 'http://schemas.openxmlformats.org'
const main = `${ns}/spreadsheetml/2006/main`

/** The styles of the cells, in the order of `cellXfs` below. */
const styleOf: Readonly<Record<CellKind | 'head', number>> = {
  text: 0,
  head: 1,
  day: 2,
  instant: 3,
  amount: 4,
  number: 5,
  share: 6,
  multiple: 7,
}
const widthOf: Readonly<Record<CellKind, number>> = {
  text: 24,
  day: 12,
  instant: 20,
  amount: 14,
  number: 12,
  share: 12,
  multiple: 12,
}

const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="5"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="166" formatCode="0.0%"/><numFmt numFmtId="167" formatCode="0.0&quot;×&quot;"/><numFmt numFmtId="168" formatCode="General"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1"/>${[164, 165, 3, 0, 166, 167].map((format) => `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`

/**
 * A workbook that grows as its rows come: one page of them is held at a time, and the packed bytes go out with it. Text is
 * written as text, so that nothing in it is ever a formula. The same rows give the same bytes. The last sheet says what the
 * figures stand on.
 */
export async function* xlsxOf(
  { name, columns, about }: FileTable,
  pages: AsyncIterable<readonly (readonly Cell[])[]> | Iterable<readonly (readonly Cell[])[]>,
  { rowsOfSheet = mostRows, aboutName = 'about' }: { readonly rowsOfSheet?: number; readonly aboutName?: string } = {},
): AsyncGenerator<Uint8Array> {
  const packed: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    packed.push(chunk)
  })
  const begin = (path: string): ((text: string, isLast?: boolean) => void) => {
    const file = new ZipDeflate(path, { level: 3 })
    // A packed file bears the hour of its making, and the same rows would never be the same file.
    file.mtime = '1980-01-01T00:00:00'
    zip.add(file)
    return (text, isLast = false) => file.push(strToU8(text), isLast)
  }
  const sheets: string[] = []
  let row = 0
  let write: ((text: string, isLast?: boolean) => void) | undefined
  const beginSheet = () => {
    sheets.push(sheets.length === 0 ? name : `${name} ${sheets.length + 1}`)
    write = begin(`xl/worksheets/sheet${sheets.length}.xml`)
    write(sheetHead(columns.map(({ kind }) => widthOf[kind])))
    write(
      rowOf(
        1,
        columns.map(labelOf),
        columns.map(() => 'head'),
      ),
    )
    row = 1
  }
  const endSheet = () =>
    write?.(`</sheetData><autoFilter ref="A1:${columnName(columns.length - 1)}${row}"/></worksheet>`, true)

  beginSheet()
  const kinds = columns.map(({ kind }) => kind)
  for await (const page of pages) {
    let text = ''
    for (const cells of page) {
      if (row === rowsOfSheet) {
        write?.(text)
        text = ''
        endSheet()
        beginSheet()
      }
      row += 1
      text += rowOf(row, cells, kinds)
    }
    write?.(text)
    yield* packed.splice(0)
  }
  endSheet()
  sheets.push(aboutName)
  begin(`xl/worksheets/sheet${sheets.length}.xml`)(
    `${sheetHead([28, 80])}${about.map((pair, at) => rowOf(at + 1, pair, ['text', 'text'])).join('')}</sheetData></worksheet>`,
    true,
  )
  for (const [path, text] of parts(sheets)) begin(path)(text, true)
  zip.end()
  yield* packed.splice(0)
}

const sheetHead = (widths: readonly number[]): string =>
  `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths
    .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>`

function rowOf(row: number, cells: readonly Cell[], kinds: readonly (CellKind | 'head')[]): string {
  let text = `<row r="${row}">`
  for (let at = 0; at < cells.length; at++) text += cellOf(`${columnName(at)}${row}`, cells[at], kinds[at] ?? 'text')
  return `${text}</row>`
}

function cellOf(place: string, cell: Cell, kind: CellKind | 'head'): string {
  if (cell === null || cell === undefined || cell === '') return ''
  const number = typeof cell === 'number' ? exact(cell) : serialOf(cell, kind)
  if (number !== null) return `<c r="${place}" s="${styleOf[kind]}"><v>${number}</v></c>`
  return `<c r="${place}" s="${kind === 'head' ? styleOf.head : styleOf.text}" t="inlineStr"><is><t xml:space="preserve">${xmlText(String(cell))}</t></is></c>`
}

const exact = (value: number): number | null => (Number.isFinite(value) && Math.abs(value) <= mostExact ? value : null)

/** Spreadsheets count days from the end of 1899, and have none before March 1900 that they agree on. */
const dayZero = '1899-12-30' as CalendarDay

function serialOf(text: string, kind: CellKind | 'head'): number | null {
  if (kind !== 'day' && kind !== 'instant') return null
  const [, day, hours, minutes, seconds] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z)?$/.exec(text) ?? []
  if (day === undefined || day < '1900-03-01') return null
  const days = daysBetween(dayZero, day as CalendarDay)
  if (hours === undefined) return days
  return days + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400
}

/** What XML cannot hold is written as spreadsheets write it, `_x000B_`, and what looks like that is kept as it is. */
function xmlText(text: string): string {
  const cut = text.length > mostCharacters ? `${text.slice(0, mostCharacters - 1)}…` : text
  return cut
    .toWellFormed()
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      /[\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f\ufffe\uffff]/g,
      (character) => `_x${character.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`,
    )
}

/** A, B, …, Z, AA, … */
function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter
}

/** A name of a sheet holds at most 31 characters and none of those that formulas need. */
const sheetName = (name: string): string => xmlText(name.replaceAll(/[[\]:*?/\\']/g, ' ').slice(0, 31))
const attribute = (text: string): string => text.replaceAll('"', '&quot;')

function parts(sheets: readonly string[]): [string, string][] {
  const each = (text: (name: string, number: number) => string) =>
    sheets.map((sheet, at) => text(attribute(sheetName(sheet)), at + 1)).join('')
  const relations = `${ns}/officeDocument/2006/relationships`
  return [
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${each((name, n) => `<sheet name="${name}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${ns}/package/2006/relationships">${each((_, n) => `<Relationship Id="rId${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', styles],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${ns}/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${ns}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)}</Types>`,
    ],
  ]
}
