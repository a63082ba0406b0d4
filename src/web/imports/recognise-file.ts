import { cellsOf, separatorOf, withCommas } from './separated-text.ts'

/** What a file is good for, by the columns that its first line names. */
export type FileKind = 'moves' | 'locations'
export type FileFault = 'empty' | 'spreadsheet' | 'utf-16' | 'not-utf-8' | 'no-header' | 'columns-missing'

export interface Recognised {
  readonly kind: FileKind
  /** Comma separated, ready for the API. */
  readonly file: File
}

export interface NotRecognised {
  readonly fault: FileFault
  readonly fileName: string
  /** Columns that would make it a moves file. */
  readonly missing: readonly string[]
}

const needed: Record<FileKind, readonly string[]> = {
  moves: ['occurred_on', 'service', 'units', 'from', 'to'],
  locations: ['location', 'kind'],
}
const known = new Set([...needed.moves, ...needed.locations, 'team', 'division', 'note', 'evidence', 'provider'])

/** Largest part of a file that is looked at to find its header. */
const beginning = 65_536

/** Reads the beginning, and the whole where it has to be turned into commas. Never throws for what the file holds. */
export async function recogniseFile(file: File): Promise<Recognised | NotRecognised> {
  const not = (fault: FileFault, missing: readonly string[] = []): NotRecognised => ({
    fault,
    fileName: file.name,
    missing,
  })
  if (file.size === 0) return not('empty')
  const bytes = new Uint8Array(await file.slice(0, beginning).arrayBuffer())
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return not('spreadsheet')
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]) || bytes.subarray(0, 200).includes(0))
    return not('utf-16')
  const text = decoded(bytes, file.size > beginning)
  if (text === undefined) return not('not-utf-8')

  const line = text.split(/\r\n|\r|\n/, 1)[0] ?? ''
  if (line.trim() === '') return not('no-header')
  const separator = separatorOf(line)
  const header = (cellsOf(line, separator)[0] ?? []).map(columnName)
  const kind = kindOf(header)
  if (kind === undefined) {
    if (!header.some((column) => known.has(column))) return not('no-header')
    return not(
      'columns-missing',
      needed.moves.filter((column) => !header.includes(column)),
    )
  }
  if (separator === ',') return { kind, file }
  return { kind, file: new File([withCommas(await file.text(), separator)], file.name, { type: 'text/csv' }) }
}

/** Cells pasted from a sheet, as if they had been a file. */
export const fileOfPaste = (text: string, name: string): File => new File([text], name, { type: 'text/csv' })

export const columnName = (cell: string): string =>
  cell
    .replace('\ufeff', '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')

const kindOf = (header: readonly string[]): FileKind | undefined => {
  if (needed.moves.every((column) => header.includes(column))) return 'moves'
  return needed.locations.every((column) => header.includes(column)) ? 'locations' : undefined
}

const startsWith = (bytes: Uint8Array, first: readonly number[]): boolean =>
  first.every((byte, at) => bytes[at] === byte)

/** undefined where it is no UTF-8. A character cut by the end of the beginning is no fault. */
function decoded(bytes: Uint8Array, more: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: more })
  } catch {
    return undefined
  }
}
