import { Refusal } from '../../domain/refusal.ts'

/** A line longer than this is no table; the same bound keeps what is held back between two pieces small. */
const longestLine = 4 * 1024 * 1024

/**
 * The text of a file, piece by piece: UTF-8, or UTF-16 that says so by its first two bytes. Anything else is refused
 * with the line and what to do, because a guessed encoding would quietly change the names of services.
 */
export async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let reader: TextReader | undefined
  let head = new Uint8Array(0)
  for await (const piece of bytes) {
    if (reader) {
      yield reader.read(piece)
      continue
    }
    head = joined(head, piece)
    if (head.length < 4) continue
    reader = readerFor(head)
    yield reader.read(head)
  }
  reader ??= readerFor(head)
  if (head.length < 4) yield reader.read(head)
  yield reader.end()
}

interface TextReader {
  read(piece: Uint8Array): string
  end(): string
}

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, at) => bytes[at] === byte)

function readerFor(head: Uint8Array): TextReader {
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) {
    throw new Refusal(
      'not-csv',
      'This is a workbook or an archive, not CSV. Open it in a spreadsheet, save the sheet as “CSV UTF-8”, and import that file.',
    )
  }
  if (startsWith(head, 0x1f, 0x8b))
    throw new Refusal('not-csv', 'This file is compressed with gzip. Unpack it and import the CSV inside.')
  if (startsWith(head, 0xff, 0xfe)) return utf16('utf-16le')
  if (startsWith(head, 0xfe, 0xff)) return utf16('utf-16be')
  return utf8()
}

/** Cut at line ends, where no character of UTF-8 can be split, so that a wrong byte is found in its own line. */
function utf8(): TextReader {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let held = new Uint8Array(0)
  let lines = 0
  let isFirst = true
  const decoded = (bytes: Uint8Array): string => {
    let text: string
    try {
      text = decoder.decode(bytes)
    } catch {
      throw wrongBytes(lines + lineOfWrongByte(bytes, decoder))
    }
    for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) lines++
    if (isFirst && text.startsWith('\ufeff')) text = text.slice(1)
    if (text !== '') isFirst = false
    return text
  }
  return {
    read(piece) {
      const lineEnd = piece.lastIndexOf(0x0a)
      if (lineEnd === -1) {
        held = joined(held, piece)
        if (held.length > longestLine) throw noTable(lines + 1)
        return ''
      }
      const whole = joined(held, piece.subarray(0, lineEnd + 1))
      held = piece.slice(lineEnd + 1)
      return decoded(whole)
    },
    end: () => decoded(held),
  }
}

function lineOfWrongByte(bytes: Uint8Array, decoder: TextDecoder): number {
  let line = 0
  for (let start = 0; start < bytes.length; ) {
    line++
    const lineEnd = bytes.indexOf(0x0a, start)
    const end = lineEnd === -1 ? bytes.length : lineEnd + 1
    try {
      decoder.decode(bytes.subarray(start, end))
    } catch {
      return line
    }
    start = end
  }
  return line
}

function utf16(encoding: 'utf-16le' | 'utf-16be'): TextReader {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let lines = 0
  const decoded = (decode: () => string): string => {
    try {
      const text = decode()
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++
      return text
    } catch {
      throw wrongBytes(lines + 1)
    }
  }
  return {
    read: (piece) => decoded(() => decoder.decode(piece, { stream: true })),
    end: () => decoded(() => decoder.decode()),
  }
}

const wrongBytes = (line: number): Refusal =>
  new Refusal(
    'wrong-encoding',
    `From line ${line} on the file holds characters that are not UTF-8. Save it as “CSV UTF-8” (in a spreadsheet: Save as, CSV UTF-8) and import it again.`,
    { line },
  )

const noTable = (line: number): Refusal =>
  new Refusal(
    'line-too-long',
    `Line ${line} is longer than 4 MB, so this is no table of moves. Check that it is the right file, saved as CSV.`,
    { line },
  )

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}
