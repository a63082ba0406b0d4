import { shortfall } from '../../domain/conservation.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { MoveRow, Queries } from '../database/tables.ts'
import { audit, type By } from '../storage/audit.ts'
import {
  findImport,
  importedProjections,
  insertMoves,
  locationNames,
  markUndone,
  namesOfServices,
  servicesOfImport,
  standingMovesOfImport,
} from '../storage/imports.ts'
import { inChunks, instantOfWrite, kindsOfLocations, nextId, standingMoves } from '../storage/ledgers.ts'
import { homesOf } from '../storage/standings.ts'

interface Undoing {
  readonly by: By
  readonly source: 'web' | 'api'
  readonly now: number
}

const servicesAtOnce = 2_000

/**
 * Takes a whole import back: one batch of reversals of its moves that still stand, each on its own day, all at one
 * instant. Every service's book is checked without them; a later move that needs them refuses the whole batch. Services,
 * teams and locations that came with the import stay. null where there is no such import.
 */
export async function undoImport(
  queries: Queries,
  id: number,
  undoing: Undoing,
): Promise<{ importId: number; reversed: number } | null> {
  const run = await findImport(queries, id)
  if (!run) return null
  if (run.undoneAt !== null)
    throw new Refusal(
      'already-undone',
      `The import of ${run.fileName} was undone already. To have it again, import the file again.`,
      { import: id },
    )
  const services = await servicesOfImport(queries, id)
  if (services.length === 0)
    throw new Refusal(
      'nothing-to-undo',
      `No move of the import of ${run.fileName} still stands. Nothing needs to be done.`,
      { import: id },
    )
  const recordedAt = await instantOfWrite(queries, undoing.now)
  const firstMove = await nextId(queries, 'move')
  const projections = importedProjections(queries, await kindsOfLocations(queries))
  const teams = new Set<number>()
  let reversed = 0
  for (const some of inChunks(services, servicesAtOnce)) {
    const books = await standingMoves(queries, some)
    const homes = await homesOf(queries, some)
    const moves = await standingMovesOfImport(queries, id, some)
    const taken = new Set(moves.map((move) => move.id))
    const changes = some.map((service) => {
      const before = books.get(service) ?? []
      const home = homes.get(service)
      if (!home) throw new Error(`Service ${service} has no team.`)
      teams.add(home.team)
      return {
        service,
        before,
        after: before.filter((move) => !taken.has(move.id)),
        home: { before: home, after: home },
      }
    })
    for (const { service, after } of changes) {
      const found = shortfall(after)
      if (found) throw await stillNeeded(queries, run.fileName, service, found)
    }
    await insertMoves(
      queries,
      moves.map((move, at) => reversalOf(move, firstMove + reversed + at, recordedAt, undoing)),
    )
    reversed += moves.length
    await projections.add(changes)
  }
  await projections.finish()
  await markUndone(queries, id, recordedAt)
  await audit(queries, undoing.by, {
    recordedAt,
    action: 'undo-import',
    teams: [...teams],
    subject: `import:${id}`,
    before: run,
    after: { fileName: run.fileName, reversed },
  })
  return { importId: id, reversed }
}

const reversalOf = (move: MoveRow, id: number, recordedAt: number, { by, source }: Undoing): MoveRow => ({
  ...move,
  id,
  recorded_at: recordedAt,
  actor: by.actor,
  source,
  from_id: move.to_id,
  to_id: move.from_id,
  level: null,
  level_entry_id: null,
  note: '',
  evidence: '',
  import_id: null,
  import_line: null,
  reverses: move.id,
})

async function stillNeeded(
  queries: Queries,
  fileName: string,
  service: number,
  found: { day: string; location: number; balance: number },
): Promise<Refusal> {
  const name = (await namesOfServices(queries, [service])).get(service) ?? String(service)
  const place = (await locationNames(queries)).get(found.location) ?? String(found.location)
  return new Refusal(
    'import-still-needed',
    `Without the import of ${fileName}, ${name} would have ${found.balance} units in ${place} at the end of ${found.day}, because later moves took them from there. Reverse those first.`,
    { day: found.day, service: name, location: place, balance: found.balance },
  )
}
