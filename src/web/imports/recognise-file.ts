/** What a file is good for, by the columns that its first line names. */
export type FileKind = 'moves' | 'locations'

/** Enough of a file to hold its first line. */
const beginning = 65_536

/**
 * Locations name a location and its kind; everything else is taken for moves, and the server says in words what keeps it
 * from being some. Commas, semicolons and tabs all do, so cells pasted from a sheet are a file like any other.
 */
export async function kindOfFile(file: Blob): Promise<FileKind> {
  const header = columnsOf(textOf(new Uint8Array(await file.slice(0, beginning).arrayBuffer())))
  return header.has('location') && header.has('kind') && !header.has('service') ? 'locations' : 'moves'
}

/** Above this the server refuses the file by its size alone, and reading it would only fill the memory. */
const largestHeld = 128 * 1024 * 1024

/**
 * The file as it is now. What was previewed is what is logged, even where somebody saves or removes the file in between;
 * the browser itself would then send nothing, and call it a server that does not answer.
 */
export async function heldFile(file: File): Promise<File> {
  if (file.size > largestHeld) return file
  return new File([await file.arrayBuffer()], file.name, { type: file.type, lastModified: file.lastModified })
}

/** Cells pasted from a sheet, as if they had been a file. */
export const fileOfPaste = (text: string, name: string): File => new File([text], name, { type: 'text/csv' })

function columnsOf(text: string): ReadonlySet<string> {
  const line = text.split(/\r\n|\r|\n/, 1)[0] ?? ''
  return new Set(
    line.split(/[,;\t]/).map((cell) =>
      cell
        .replaceAll(/["\ufeff]/g, '')
        .trim()
        .toLowerCase(),
    ),
  )
}

/** A guess that needs to be right about plain letters only: the server reads the file itself, and strictly. */
function textOf(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}
