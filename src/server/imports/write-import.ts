import type { CalendarDay } from '../../domain/calendar-day.ts'
import { settingsForHistory } from '../../domain/first-import.ts'
import type { Location, NewLocation } from '../../domain/location.ts'
import { columnName } from '../../domain/native-columns.ts'
import type { Entry } from '../../domain/workload-facts.ts'
import type { MoveRow, Queries } from '../database/tables.ts'
import { audit, type By } from '../storage/audit.ts'
import type { ImportedBook } from '../storage/imports.ts'
import {
  hasMoves,
  importedProjections,
  insertDivisions,
  insertImportRun,
  insertLocations,
  insertMoves,
  insertServices,
  insertTeams,
  updateImportedService,
} from '../storage/imports.ts'
import { instantOfWrite, kindsOfLocations, nextId, standingMoves } from '../storage/ledgers.ts'
import { updateLocation } from '../storage/organisation.ts'
import { readProgramme, updateProgramme } from '../storage/programme.ts'
import { programmeScope, scopeDays } from '../storage/rollups.ts'
import { create, entryOf, type JudgedFile } from './judged-file.ts'
import type { MovesFile } from './moves-file.ts'
import type { WritePlan } from './write-plan.ts'

export interface WrittenBy {
  readonly fileName: string
  readonly fileHash: string
  readonly by: By
  readonly now: number
}

const movesAtOnce = 5_000
const servicesAtOnce = 2_000

/** Writes what the plan says, in the transaction it is given: all of it or nothing. Answers the import's id. */
export async function writeImport(
  queries: Queries,
  file: MovesFile,
  judged: JudgedFile,
  plan: WritePlan,
  locations: { readonly added: readonly (NewLocation & { id: number })[]; readonly fitted: readonly Location[] },
  written: WrittenBy,
  progress: (done: number, of: number) => void,
): Promise<number> {
  const isFirst = !(await hasMoves(queries))
  const recordedAt = await instantOfWrite(queries, written.now)
  const importId = await nextId(queries, 'import_run')
  if (locations.added.length > 0) await insertLocations(queries, locations.added)
  for (const location of locations.fitted) await updateLocation(queries, location)
  const homes = await settle(queries, file, judged, plan)
  const sameRows = judged.verdicts.reduce((sum, verdict) => sum + (verdict === 1 ? 1 : 0), 0)
  const counts = {
    rows: judged.verdicts.length + file.refused.length,
    created: plan.created,
    same: sameRows,
    refused: judged.refused.length,
  }
  await insertImportRun(queries, {
    id: importId,
    file_name: written.fileName,
    file_hash: written.fileHash,
    recorded_at: recordedAt,
    actor: written.by.actor,
    ...counts,
    undone_at: null,
  })
  const firstMove = await nextId(queries, 'move')
  await writeMoves(
    queries,
    file,
    judged,
    {
      importId,
      recordedAt,
      actor: written.by.actor,
      firstMove,
      serviceId: (service) => homes.get(service)?.id as number,
    },
    (done) => progress(done, plan.created),
  )
  await keepBooks(queries, file, judged, homes, firstMove)
  await audit(queries, written.by, {
    recordedAt,
    action: 'import',
    teams: [...homes.values()].flatMap(({ before, after }) => (before ? [before.team, after.team] : [after.team])),
    subject: `import:${importId}`,
    after: {
      fileName: written.fileName,
      fileHash: written.fileHash,
      ...counts,
      ...(locations.fitted.length > 0 ? { locations: locations.fitted } : {}),
    },
  })
  if (isFirst && plan.lastDay !== null) await settleProgramme(queries, plan.lastDay, written, recordedAt)
  return importId
}

interface Home {
  readonly id: number
  readonly before: { readonly team: number; readonly division: number } | null
  readonly after: { readonly team: number; readonly division: number }
}

/** Makes divisions, teams and services that are new; where each service of the file belongs, by its place in the file. */
async function settle(
  queries: Queries,
  file: MovesFile,
  { known, verdicts }: JudgedFile,
  plan: WritePlan,
): Promise<Map<number, Home>> {
  const divisionIds = new Map<number, number>()
  for (const [at, id] of known.divisions.entries()) if (id !== undefined) divisionIds.set(at, id)
  const firstDivision = await nextId(queries, 'division')
  for (const [at, division] of plan.newDivisions.entries()) divisionIds.set(division, firstDivision + at)
  if (plan.newDivisions.length > 0) {
    await insertDivisions(
      queries,
      plan.newDivisions.map((division) => ({
        id: divisionIds.get(division) as number,
        name: file.divisions.names[division] as string,
      })),
    )
  }

  const teams = new Map<number, { id: number; division: number }>()
  for (const [at, team] of known.teams.entries()) {
    if (!team) continue
    teams.set(at, { id: team.id, division: team.division })
  }
  const firstTeam = await nextId(queries, 'team')
  for (const [at, team] of plan.newTeams.entries())
    teams.set(team, { id: firstTeam + at, division: divisionIds.get(plan.divisionOf[team] as number) as number })
  if (plan.newTeams.length > 0) {
    await insertTeams(
      queries,
      plan.newTeams.map((team) => ({
        ...(teams.get(team) as { id: number; division: number }),
        name: file.teams.names[team] as string,
      })),
    )
  }

  const homes = new Map<number, Home>()
  const firstService = await nextId(queries, 'service')
  for (const [at, service] of plan.newServices.entries()) {
    const team = teams.get(plan.teamOf[service] as number) as { id: number; division: number }
    homes.set(service, { id: firstService + at, before: null, after: { team: team.id, division: team.division } })
  }
  if (plan.newServices.length > 0) {
    await insertServices(
      queries,
      plan.newServices.map((service) => {
        const { id, after } = homes.get(service) as Home
        return {
          id,
          name: file.services.names[service] as string,
          team: after.team,
          custom: JSON.stringify(plan.customOf(service)),
        }
      }),
    )
  }
  const touched = new Set<number>()
  for (let row = 0; row < verdicts.length; row++)
    if (verdicts[row] === create) touched.add(file.rows.service[row] as number)
  for (const service of touched) {
    const found = known.services[service]
    if (!found) continue
    const home = { team: found.team, division: found.division }
    homes.set(service, { id: found.id, before: home, after: home })
    // Fields that people have filled in since stay as they are.
    const stored = JSON.parse(found.custom) as Record<string, string>
    const names = new Set(Object.keys(stored).map(columnName))
    const added = Object.entries(plan.customOf(service)).filter(([name]) => !names.has(columnName(name)))
    if (added.length === 0) continue
    const custom = JSON.stringify({ ...Object.fromEntries(added), ...stored })
    await updateImportedService(queries, found.id, { custom, version: found.version + 1 })
  }
  return homes
}

interface Stamp {
  readonly importId: number
  readonly recordedAt: number
  readonly actor: string
  readonly firstMove: number
  readonly serviceId: (service: number) => number
}

async function writeMoves(
  queries: Queries,
  file: MovesFile,
  { verdicts }: JudgedFile,
  stamp: Stamp,
  progress: (done: number) => void,
): Promise<void> {
  const { rows } = file
  let written = 0
  let pending: MoveRow[] = []
  const flush = async () => {
    if (pending.length === 0) return
    await insertMoves(queries, pending)
    written += pending.length
    pending = []
    progress(written)
  }
  for (let row = 0; row < verdicts.length; row++) {
    if (verdicts[row] !== create) continue
    pending.push({
      id: stamp.firstMove + written + pending.length,
      service_id: stamp.serviceId(rows.service[row] as number),
      occurred_on: rows.day[row] as CalendarDay,
      recorded_at: stamp.recordedAt,
      actor: stamp.actor,
      source: 'import',
      from_id: rows.from[row] as number | null,
      to_id: rows.to[row] as number | null,
      units: rows.units[row] as number,
      level: null,
      level_entry_id: null,
      note: rows.note[row] as string,
      evidence: rows.evidence[row] as string,
      import_id: stamp.importId,
      import_line: rows.line[row] as number,
      reverses: null,
    })
    if (pending.length === movesAtOnce) await flush()
  }
  await flush()
}

async function keepBooks(
  queries: Queries,
  file: MovesFile,
  { verdicts, rowsOf }: JudgedFile,
  homes: ReadonlyMap<number, Home>,
  firstMove: number,
): Promise<void> {
  const projections = importedProjections(queries, await kindsOfLocations(queries))
  // Team by team, so that each row of a team's roll-up is complete before it is written: once instead of many times.
  const all = [...homes].sort(([, one], [, other]) => one.after.team - other.after.team)
  for (let start = 0; start < all.length; start += servicesAtOnce) {
    const some = all.slice(start, start + servicesAtOnce)
    const known = some.filter(([, home]) => home.before !== null).map(([, home]) => home.id)
    const books = known.length > 0 ? await standingMoves(queries, known) : new Map<number, (Entry & { id: number })[]>()
    await projections.add(
      some.map(([service, { id, before, after }]): ImportedBook => {
        const book = books.get(id)
        if (book)
          return {
            service: id,
            before: book.filter((move) => move.id < firstMove),
            after: book,
            home: { before: before ?? after, after },
          }
        // A new service's book is what the file says, so it need not be read back.
        const entries = rowsOf(service)
          .filter((row) => verdicts[row] === create)
          .map((row) => entryOf(file, row))
          .sort(byDay)
        return { service: id, before: [], after: entries, home: { before: after, after } }
      }),
    )
  }
  await projections.finish()
}

const byDay = (one: Entry, other: Entry): number => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0)

/** A programme that nobody has set up yet takes settings that fit the history it was given. */
async function settleProgramme(
  queries: Queries,
  lastDay: CalendarDay,
  written: WrittenBy,
  recordedAt: number,
): Promise<void> {
  const programme = await readProgramme(queries)
  if (programme.version !== 1) return
  const settings = settingsForHistory(await scopeDays(queries, programmeScope, lastDay))
  if (!settings) return
  const after = await updateProgramme(queries, programme, settings, recordedAt)
  await audit(queries, written.by, {
    recordedAt,
    action: 'change-programme',
    subject: 'programme',
    before: programme,
    after,
  })
}
