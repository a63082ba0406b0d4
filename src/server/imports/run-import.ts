import type { ImportReport } from '../../contract/imports.ts'
import { dayIn } from '../../domain/calendar-day.ts'
import type { Location, NewLocation } from '../../domain/location.ts'
import { searchable } from '../../domain/names.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Queries } from '../database/tables.ts'
import type { By } from '../storage/audit.ts'
import { hasMoves } from '../storage/imports.ts'
import { nextId } from '../storage/ledgers.ts'
import { locationsByName } from '../storage/organisation.ts'
import { readProgramme } from '../storage/programme.ts'
import { type Homes, judge, same } from './judged-file.ts'
import { readLocationsFile } from './locations-file.ts'
import type { RefusedLine } from './moves-file.ts'
import { readMovesFile } from './moves-file.ts'
import type { RowVerdict, WantedVerdicts } from './row-verdicts.ts'
import { someVerdicts, verdictsOf } from './row-verdicts.ts'
import type { Header } from './table-file.ts'
import { writeImport } from './write-import.ts'
import { planOf } from './write-plan.ts'

export interface ImportProgress {
  readonly phase: 'waiting' | 'reading' | 'checking' | 'writing' | 'done'
  /** Rows while reading and writing, services while checking. */
  readonly done: number
  readonly of: number | null
  /** Bytes of the file read so far, while reading. */
  readonly bytes?: number
}

export interface ImportWish {
  readonly fileName: string
  readonly moves: AsyncIterable<Uint8Array>
  /** Asked for after the file was read. */
  readonly fileHash: () => string
  readonly locations: AsyncIterable<Uint8Array> | null
  readonly dryRun: boolean
  readonly skipRefused: boolean
  /** `as stored` where the file is older than what people changed since; else such rows are refused. */
  readonly homes?: Homes
  /** null for no limit. */
  readonly mostRows: number | null
  /** Which verdicts the report holds; none unless said. */
  readonly verdicts?: WantedVerdicts
  readonly by: By
  /** Milliseconds since 1970. */
  readonly now: number
  readonly progress?: (progress: ImportProgress) => void
}

export interface ImportOutcome {
  readonly report: ImportReport
  /** All of them, where the report holds the first thousand. */
  readonly refused: readonly RefusedLine[]
  /** Of every row, where the report holds some. */
  readonly verdicts: () => Iterable<RowVerdict>
  readonly header: Header
}

const mostRefusedShown = 1_000
const none: WantedVerdicts = { from: 0, limit: 0 }

/**
 * The one engine behind the command line, the API and the page. Judges every row before it writes anything, and writes
 * in the transaction it is given. With any refused row nothing is written, unless skipping them was asked for.
 * Throws Refusal where the file as a whole cannot be used.
 */
export async function runImport(queries: Queries, wish: ImportWish): Promise<ImportOutcome> {
  const tell = wish.progress ?? (() => {})
  const programme = await readProgramme(queries)
  const places = await placesWith(queries, wish.locations)
  tell({ phase: 'reading', done: 0, of: null })
  const file = await readMovesFile(wish.moves, {
    today: dayIn(programme.zone, wish.now),
    firstDay: programme.firstDay,
    locations: places.byKey,
    mostRows: wish.mostRows,
    progress: (done, bytes) => tell({ phase: 'reading', done, of: null, bytes }),
  })
  const judged = await judge(
    queries,
    file,
    (id) => places.names.get(id) ?? '',
    wish.homes ?? 'as in the file',
    (done, of) => tell({ phase: 'checking', done, of }),
  )
  const plan = planOf(file, judged)
  const writes = !wish.dryRun && (judged.refused.length === 0 || wish.skipRefused)
  const isNothing = plan.created === 0 && places.added.length === 0 && places.fitted.length === 0
  const importId =
    writes && !isNothing
      ? await writeImport(queries, file, judged, plan, places, { ...wish, fileHash: wish.fileHash() }, (done, of) =>
          tell({ phase: 'writing', done, of }),
        )
      : null
  tell({ phase: 'done', done: plan.created, of: plan.created })
  const report: ImportReport = {
    importId,
    dryRun: wish.dryRun,
    fileName: wish.fileName,
    rows: file.rows.line.length + file.refused.length,
    create: plan.created,
    same: judged.verdicts.reduce((sum, verdict) => sum + (verdict === same ? 1 : 0), 0),
    refused: judged.refused.length,
    refusedRows: judged.refused
      .slice(0, mostRefusedShown)
      .map((refused) => ({ ...refused, row: refused.row.slice(0, 2_000) })),
    newServices: plan.newServices.length,
    newTeams: plan.newTeams.length,
    newDivisions: plan.newDivisions.length,
    newLocations: places.added.length,
    firstDay: plan.firstDay,
    lastDay: plan.lastDay,
    customColumns: [...file.customColumns],
    verdicts: someVerdicts(file, judged, wish.verdicts ?? none),
  }
  return { report, refused: judged.refused, verdicts: () => verdictsOf(file, judged), header: file.header }
}

/**
 * The programme's locations and those that the locations file adds, which already bear the ids they will get. A programme
 * without moves takes its own from the file: the two that exist from the start may be of another kind there.
 */
async function placesWith(queries: Queries, locations: AsyncIterable<Uint8Array> | null) {
  const byKey = new Map<string, number>()
  const names = new Map<number, string>()
  const stored = new Map<string, Location>()
  for (const location of await locationsByName(queries)) {
    byKey.set(searchable(location.name), location.id)
    stored.set(searchable(location.name), location)
    names.set(location.id, location.name)
  }
  const added: (NewLocation & { id: number })[] = []
  const fitted: Location[] = []
  const isEmpty = !(await hasMoves(queries))
  const firstId = await nextId(queries, 'location')
  for (const location of locations ? await readLocationsFile(locations) : []) {
    const key = searchable(location.name)
    const found = stored.get(key)
    if (found === undefined) {
      const id = firstId + added.length
      added.push({ ...location, id })
      byKey.set(key, id)
      names.set(id, location.name)
    } else if (isEmpty) {
      const said = {
        kind: location.kind,
        provider: location.provider || found.provider,
        region: location.region || found.region,
        exitDay: location.exitDay ?? found.exitDay,
      }
      if (JSON.stringify({ ...found, ...said }) !== JSON.stringify(found))
        fitted.push({ ...found, ...said, version: found.version + 1 })
    } else if (found.kind !== location.kind) {
      throw new Refusal(
        'location-kind-differs',
        `The locations file calls ${location.name} ${location.kind}, the programme has it as ${found.kind}. Change it in the file, or on the page under Settings.`,
        { location: location.name, kind: found.kind },
      )
    }
  }
  return { byKey, names, added, fitted }
}
