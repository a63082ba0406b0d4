import type { Context, Hono } from 'hono'
import type * as z from 'zod/mini'
import type { Endpoint, ParsedQuery } from '../contract/endpoint.ts'
import type { Action } from '../domain/permissions.ts'
import { can, wholeProgramme } from '../domain/permissions.ts'
import { type TableFormat, tableTypes } from '../domain/table-format.ts'
import { type Cell, csvLine, type FileTable } from '../drawing/table-file.ts'
import { xlsxOf } from '../drawing/xlsx.ts'
import type { Queries } from './database/tables.ts'
import { turnsOfTheLoop } from './imports/turns-of-the-loop.ts'
import { nowIn } from './organisation-clock.ts'
import { Forbidden } from './problems.ts'
import { parsed, type Surroundings, seenBy } from './serve.ts'
import { askerOf } from './sign-in/who-asks.ts'

type ExportEndpoint = Endpoint<undefined, z.ZodMiniType<{ format: TableFormat }>, undefined, z.ZodMiniUnknown>

/** Reads a page: what the asker may see of one snapshot, whose rights are looked at anew each time. */
export type ReadPage = <T>(work: (queries: Queries, now: number) => Promise<T>) => Promise<T>

/** A list of any length, page by page. */
export interface Exported<Row> {
  /** Name of the file without its ending. */
  readonly file: string
  readonly table: FileTable
  /** What stands before the rows in JSON, as the list itself says it. */
  readonly head: Readonly<Record<string, unknown>>
  readonly cellsOf: (row: Row) => readonly Cell[]
  readonly pages: AsyncIterable<readonly Row[]>
}

/**
 * Puts a list on the router that leaves as a file while it is read. No snapshot and no connection is held while whoever
 * takes it takes their time, and no more than a page is in memory. What is refused is refused before the first byte; what
 * fails later breaks the answer off, so that half a file is never taken for a whole one.
 */
export function serveExport<E extends ExportEndpoint, Row>(
  api: Hono,
  surroundings: Surroundings,
  endpoint: E,
  action: Action,
  prepare: (query: ParsedQuery<E>, read: ReadPage) => Promise<Exported<Row>>,
): void {
  api.on(endpoint.method, endpoint.path, async (context: Context) => {
    const request = context.req.raw
    const asker = askerOf(request, surroundings)
    const read: ReadPage = (work) =>
      asker.read(async (queries, actor) => {
        if (!can(actor, action, wholeProgramme)) throw new Forbidden(actor, action)
        return work(seenBy(queries, actor), await nowIn(surroundings, queries))
      })
    // Who asks is known before what they ask is judged.
    await read(async () => undefined)
    const { query } = await parsed(endpoint, context)
    const { format } = query as { format: TableFormat }
    const made = await prepare(query as ParsedQuery<E>, read)
    const headers = {
      'content-type': format === 'xlsx' ? tableTypes[format] : `${tableTypes[format]}; charset=utf-8`,
      'content-disposition': `attachment; filename="${made.file}.${format}"`,
      'cache-control': 'no-store',
    }
    if (request.method === 'HEAD') return new Response(null, { headers })
    const bytes = bytesOf(made, format)
    const first = await bytes.next()
    return new Response(streamOf(first, bytes, surroundings.reportFault), { headers })
  })
}

function bytesOf<Row>({ table, head, cellsOf, pages }: Exported<Row>, format: TableFormat): AsyncGenerator<Uint8Array> {
  if (format === 'xlsx') return xlsxOf(table, cellsOfPages(pages, cellsOf))
  return format === 'csv' ? csvOf(table, pages, cellsOf) : jsonOf(table.name, head, pages)
}

const utf8 = new TextEncoder()

/** So many rows of a workbook are packed in one go: some ten milliseconds. */
const packedAtOnce = 100

/** Between two goes everybody else has their turn. */
async function* cellsOfPages<Row>(pages: AsyncIterable<readonly Row[]>, cellsOf: (row: Row) => readonly Cell[]) {
  const turn = turnsOfTheLoop()
  for await (const page of pages)
    for (let at = 0; at < page.length; at += packedAtOnce) {
      yield page.slice(at, at + packedAtOnce).map(cellsOf)
      await turn()
    }
}

async function* csvOf<Row>(
  { columns }: FileTable,
  pages: AsyncIterable<readonly Row[]>,
  cellsOf: (row: Row) => readonly Cell[],
): AsyncGenerator<Uint8Array> {
  let text = csvLine(columns.map(({ name }) => name))
  for await (const page of pages) {
    for (const row of page) text += csvLine(cellsOf(row))
    yield utf8.encode(text)
    text = ''
  }
  // Where there is no page at all, its head is the file.
  if (text !== '') yield utf8.encode(text)
}

async function* jsonOf<Row>(
  name: string,
  head: Readonly<Record<string, unknown>>,
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<Uint8Array> {
  const begun = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},`)
  let text = `{${begun.join('')}${JSON.stringify(name)}:[`
  let separator = '\n'
  for await (const page of pages) {
    for (const row of page) {
      text += separator + JSON.stringify(row)
      separator = ',\n'
    }
    yield utf8.encode(text)
    text = ''
  }
  yield utf8.encode(`${text}\n]}\n`)
}

function streamOf(
  first: IteratorResult<Uint8Array>,
  bytes: AsyncGenerator<Uint8Array>,
  report: Surroundings['reportFault'],
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (first.done) controller.close()
      else controller.enqueue(first.value)
    },
    async pull(controller) {
      try {
        const { done, value } = await bytes.next()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        report('export', error)
        controller.error(error)
      }
    },
    async cancel() {
      await bytes.return(undefined)
    },
  })
}
