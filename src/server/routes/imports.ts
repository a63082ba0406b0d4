import type { Hono } from 'hono'
import { listImports, readImport, readImportProgress, runImport, undoImport } from '../../contract/imports.ts'
import type { Actor } from '../../domain/permissions.ts'
import { sha256OfBytes } from '../hash.ts'
import type { ImportProgress } from '../imports/run-import.ts'
import { runImport as importMoves } from '../imports/run-import.ts'
import { undoImport as undo } from '../imports/undo-import.ts'
import { NotFound } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { findImport, latestImports } from '../storage/imports.ts'

/** Room for the form's own words and the locations file around the file of moves. */
const formAround = 2 * 1024 * 1024

/** How far each running import has come. Only a sign for people: it is not stored, and the oldest go first. */
function progressBoard() {
  const board = new Map<string, ImportProgress>()
  return {
    put(key: string, progress: ImportProgress): void {
      board.delete(key)
      board.set(key, progress)
      const [oldest] = board.keys()
      if (board.size > 100 && oldest !== undefined) board.delete(oldest)
    },
    at: (key: string): ImportProgress => board.get(key) ?? { phase: 'waiting', done: 0, of: null },
  }
}

/** A key belongs to who uses it: how far others' imports have come is not for everybody's eyes. */
const boardKey = (actor: Actor, key: string): string => `${actor.id} ${key}`

export function importRoutes(api: Hono, surroundings: Surroundings): void {
  const { importLimits } = surroundings
  const board = progressBoard()

  serve(
    api,
    surroundings,
    { ...runImport, bodyLimit: importLimits.bytes + formAround },
    { action: 'import', looksOnly: ({ dryRun }) => dryRun },
    async ({ body, query, queries, actor, by, now, idempotencyKey }) => {
      const hash = await sha256OfBytes(await body.moves.arrayBuffer())
      const { report } = await importMoves(queries, {
        fileName: body.moves.name,
        moves: piecesOf(body.moves),
        fileHash: () => hash,
        locations: body.locations ? piecesOf(body.locations) : null,
        dryRun: query.dryRun,
        skipRefused: query.skipRefused,
        verdicts: { verdict: query.verdict, from: query.rowsFrom, limit: query.rowsLimit },
        mostRows: importLimits.rows,
        by,
        now,
        progress: (progress) => {
          if (idempotencyKey !== '') board.put(boardKey(actor, idempotencyKey), progress)
        },
      })
      return report
    },
  )

  serve(api, surroundings, readImportProgress, { action: 'read' }, async ({ params, actor }) => {
    const { phase, done, of } = board.at(boardKey(actor, params.key))
    return { phase, done, of }
  })

  serve(api, surroundings, listImports, { action: 'read' }, async ({ queries }) => ({
    imports: await latestImports(queries),
  }))

  serve(api, surroundings, readImport, { action: 'read' }, async ({ queries, params }) => {
    const run = await findImport(queries, params.id)
    if (!run) throw new NotFound(`Import ${params.id}`)
    return run
  })

  serve(api, surroundings, undoImport, { action: 'import' }, async ({ queries, params, by, source, now }) => {
    const undone = await undo(queries, params.id, { by, source, now })
    if (!undone) throw new NotFound(`Import ${params.id}`)
    return undone
  })
}

const piece = 256 * 1024

/** A file in pieces, so that others get their turn while it is read. */
export async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < file.size; start += piece) {
    yield new Uint8Array(await file.slice(start, start + piece).arrayBuffer())
  }
}
