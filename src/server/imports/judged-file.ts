import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Shortfall } from '../../domain/conservation.ts'
import type { RowEntry } from '../../domain/imported-rows.ts'
import { sameRows, shortRows, uncountableRows } from '../../domain/imported-rows.ts'
import type { Entry } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import type { KnownService, KnownTeam } from '../storage/imports.ts'
import { divisionsByKey, servicesByKey, teamsByKey } from '../storage/imports.ts'
import { standingMoves } from '../storage/ledgers.ts'
import { programmeBalance } from '../storage/rollups.ts'
import type { MovesFile, RefusedLine } from './moves-file.ts'
import { refuseSecondHomes } from './one-home.ts'
import { type CellProblem, problem } from './read-cells.ts'
import { turnsOfTheLoop } from './turns-of-the-loop.ts'

export const create = 0
export const same = 1
const refuse = 2

/** What the programme already has of a file's names: by their places in the file's lists. */
export interface Known {
  readonly services: readonly (KnownService | undefined)[]
  readonly teams: readonly (KnownTeam | undefined)[]
  readonly divisions: readonly (number | undefined)[]
}

export interface JudgedFile {
  readonly known: Known
  /** One for each row that could be read: create, same or refused. */
  readonly verdicts: Uint8Array
  /** All refused rows, in the order of their lines. */
  readonly refused: readonly RefusedLine[]
  /** The rows of each service, in the file's order. */
  rowsOf(service: number): number[]
}

type RefuseRow = (row: number, found: CellProblem) => void

const servicesAtOnce = 2_000

/**
 * Judges every row against the ledger: what belongs to nobody, what the ledger already holds, what would be too much to
 * count, what would break a balance. In this order, so that only rows that are left to create are held against it.
 */
export async function judge(
  queries: Queries,
  file: MovesFile,
  locationName: (id: number) => string,
  homes: Homes,
  progress: (done: number, of: number) => void,
): Promise<JudgedFile> {
  const { rows, services } = file
  const known = await knownOf(queries, file)
  const verdicts = new Uint8Array(rows.line.length)
  const refused = [...file.refused]
  const refuseRow: RefuseRow = (row, found) => {
    verdicts[row] = refuse
    refused.push({ line: rows.line[row] as number, ...found, row: rows.raw[row] as string })
  }
  const rowsOf = rowsByService(file)
  const open = (service: number) => rowsOf(service).filter((row) => verdicts[row] === create)
  const others = turnsOfTheLoop()

  /** Hands over every service with rows left to create, with what its ledger holds, and says how far it has come. */
  const eachBook = async (part: 0 | 1, work: (service: number, book: readonly Entry[]) => void) => {
    const all = services.names.length
    for (let start = 0; start < all; start += servicesAtOnce) {
      const end = Math.min(all, start + servicesAtOnce)
      const some = Array.from({ length: end - start }, (_, at) => start + at).filter((one) => open(one).length > 0)
      const books = await booksOf(queries, known, some)
      for (const service of some) {
        work(service, books.get(known.services[service]?.id ?? -1) ?? [])
        await others()
      }
      progress(Math.floor((part * all + end) / 2), all)
    }
  }

  await refuseHomeless(file, known, refuseRow, others)
  await eachBook(0, (service, book) => {
    const entries = open(service).map((row) => entryOf(file, row))
    for (const row of sameRows(book, entries)) verdicts[row] = same
    // Rows that the ledger already holds stay the same, whatever team they name: people may have changed it since.
    if (homes === 'as in the file') refuseElsewhere(file, known, open(service), refuseRow)
  })
  if (homes === 'as in the file') refuseSecondHomes(file, known, (row) => verdicts[row] === create, refuseRow)
  await refuseUncountable(queries, file, verdicts, refuseRow)
  await eachBook(1, (service, book) => {
    const entries = open(service).map((row) => entryOf(file, row))
    const name = services.names[service] as string
    for (const [row, found] of shortRows(book, entries))
      refuseRow(row, shortfall(name, rows.units[row] as number, found, locationName))
  })
  refused.sort((one, other) => one.line - other.line)
  return { known, verdicts, refused, rowsOf }
}

async function booksOf(queries: Queries, known: Known, services: readonly number[]): Promise<Map<number, Entry[]>> {
  const ids = services.map((service) => known.services[service]?.id).filter((id) => id !== undefined)
  return ids.length > 0 ? standingMoves(queries, ids) : new Map()
}

export const entryOf = ({ rows }: MovesFile, row: number): RowEntry => ({
  row,
  day: rows.day[row] as CalendarDay,
  from: rows.from[row] as number | null,
  to: rows.to[row] as number | null,
  units: rows.units[row] as number,
})

function shortfall(
  service: string,
  units: number,
  { day, location, balance }: Shortfall,
  locationName: (id: number) => string,
): CellProblem {
  const place = locationName(location)
  return problem(
    'conservation',
    `At the end of ${day} ${service} would have ${balance} units in ${place}: this row takes ${units} from there, ${-balance} more would leave than are there. Correct its units, day or place, or add the row by which they came to ${place}.`,
    { day, service, location: place, balance, units, missing: -balance },
  )
}

async function knownOf(queries: Queries, { services, teams, divisions }: MovesFile): Promise<Known> {
  const byService = await servicesByKey(queries, services.keys)
  const byTeam = await teamsByKey(queries, teams.keys)
  const byDivision = await divisionsByKey(queries, divisions.keys)
  return {
    services: services.keys.map((key) => byService.get(key)),
    teams: teams.keys.map((key) => byTeam.get(key)),
    divisions: divisions.keys.map((key) => byDivision.get(key)),
  }
}

/** A new service needs a team, and a new team a division: the figures are theirs. */
async function refuseHomeless(
  file: MovesFile,
  known: Known,
  refuseRow: RefuseRow,
  others: () => Promise<void>,
): Promise<void> {
  const { rows, services, teams } = file
  const hasTeam = services.keys.map((_, at) => known.services[at] !== undefined)
  const hasDivision = teams.keys.map((_, at) => known.teams[at] !== undefined)
  for (let row = 0; row < rows.line.length; row++) {
    if ((row & 0x3fff) === 0) await others()
    const service = rows.service[row] as number
    const team = rows.team[row] as number
    if (team === -1) {
      if (!hasTeam[service])
        refuseRow(
          row,
          problem(
            'team-missing',
            `${services.names[service]} is a new service, so its team must be named. Fill in the column team.`,
            { service: services.names[service] as string },
          ),
        )
      continue
    }
    if ((rows.division[row] as number) !== -1) hasDivision[team] = true
    if (hasDivision[team]) hasTeam[service] = true
    else
      refuseRow(
        row,
        problem(
          'division-missing',
          `${teams.names[team]} is a new team, so its division must be named. Fill in the column division.`,
          { team: teams.names[team] as string },
        ),
      )
  }
}

/**
 * Whether a row may name another team or division than the ledger has: no, unless the file is known to be older than
 * what people changed since.
 */
export type Homes = 'as in the file' | 'as stored'

/** An import writes moves. Where a service or a team belongs is changed by a person, who sees which figures follow. */
function refuseElsewhere(
  { rows, services, teams, divisions }: MovesFile,
  known: Known,
  created: readonly number[],
  refuseRow: RefuseRow,
): void {
  for (const row of created) {
    const service = rows.service[row] as number
    const team = rows.team[row] as number
    const division = rows.division[row] as number
    const home = known.services[service]
    const stored = team === -1 ? undefined : known.teams[team]
    if (home && team !== -1 && stored?.id !== home.team) {
      refuseRow(
        row,
        problem(
          'team-differs',
          `${services.names[service]} belongs to another team than ${teams.names[team]}. Change its team under Services first, or leave the column team empty in this row.`,
          { service: services.names[service] as string, team: teams.names[team] as string },
        ),
      )
    } else if (stored && division !== -1 && known.divisions[division] !== stored.division) {
      refuseRow(
        row,
        problem(
          'division-differs',
          `${teams.names[team]} belongs to another division than ${divisions.names[division]}. Change its division under Teams first, or leave the column division empty in this row.`,
          { team: teams.names[team] as string, division: divisions.names[division] as string },
        ),
      )
    }
  }
}

/** What moved in the programme must add up to a whole number that can be counted exactly, or no figure could be trusted. */
async function refuseUncountable(
  queries: Queries,
  { rows }: MovesFile,
  verdicts: Uint8Array,
  refuseRow: RefuseRow,
): Promise<void> {
  const { moved } = await programmeBalance(queries)
  const created: number[] = []
  for (let row = 0; row < verdicts.length; row++) if (verdicts[row] === create) created.push(row)
  const unitsOf = (row: number) => rows.units[row] as number
  for (const row of uncountableRows(Number.MAX_SAFE_INTEGER - moved, created, unitsOf))
    refuseRow(
      row,
      problem(
        'amount-too-large',
        `With these ${unitsOf(row)} units the programme’s moves would add up to more than can be counted exactly (${Number.MAX_SAFE_INTEGER}). Check the amount, or count in a larger unit.`,
        { units: unitsOf(row) },
      ),
    )
}

/** Rows by service without an array for each: two passes over the rows. */
function rowsByService({ rows, services }: MovesFile): (service: number) => number[] {
  const starts = new Int32Array(services.names.length + 1)
  for (const service of rows.service) starts[service + 1] = (starts[service + 1] as number) + 1
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] as number) + (starts[at - 1] as number)
  const places = starts.slice()
  const order = new Int32Array(rows.service.length)
  for (const [row, service] of rows.service.entries()) {
    const place = places[service] as number
    order[place] = row
    places[service] = place + 1
  }
  return (service) => [...order.subarray(starts[service], starts[service + 1])]
}
