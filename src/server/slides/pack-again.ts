import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'

/** A packed file bears the hour of its making wherever it can: here all of them bear the same. */
const hour = '1980-01-01T00:00:00'

/**
 * A file of Office packed anew, so that the same content gives the same bytes: its charts are numbered from one, and what
 * was made when is the instant that is handed in, in the file itself and in the workbooks that its charts hold.
 */
export function packedAgain(file: Uint8Array, madeAt: string): Uint8Array<ArrayBuffer> {
  const parts = Object.entries(unzipSync(file)).filter(([path]) => !path.endsWith('/'))
  const renumbered = numberedFromOne(parts.map(([path]) => path))
  const packed: Zippable = {}
  const anew = parts.map(([path, content]) => [renumbered(path), contentOf(path, content)] as const)
  for (const [path, content] of anew.sort(([one], [other]) => (one < other ? -1 : 1))) packed[path] = content
  return zipSync(packed, { level: 6, mtime: hour })

  function contentOf(path: string, content: Uint8Array): Uint8Array {
    if (path.endsWith('.xlsx')) return packedAgain(content, madeAt)
    if (path.endsWith('docProps/core.xml')) return strToU8(dated(strFromU8(content), madeAt))
    return path.endsWith('.rels') || path === '[Content_Types].xml' ? strToU8(renumbered(strFromU8(content))) : content
  }
}

const dated = (text: string, madeAt: string): string =>
  text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, madeAt.replace(/\.\d+Z$/, 'Z'))

/** Whoever draws the charts goes on counting from one deck to the next. */
function numberedFromOne(paths: readonly string[]): (text: string) => string {
  const numbers = paths.flatMap((path) => Number(/\/chart(\d+)\.xml$/.exec(path)?.[1] ?? Number.NaN))
  const order = numbers.filter((number) => !Number.isNaN(number)).sort((one, other) => one - other)
  return (text) =>
    text.replaceAll(
      /\b(chart|Microsoft_Excel_Worksheet)(\d+)(?=\.xml\b|\.xlsx\b)/g,
      (_, name: string, number: string) => `${name}${order.indexOf(Number(number)) + 1}`,
    )
}
