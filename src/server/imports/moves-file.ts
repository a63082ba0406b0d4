import type { CalendarDay } from '../../domain/calendar-day.ts'
import { movesColumns, refusedColumns } from '../../domain/native-columns.ts'
import { Refusal } from '../../domain/refusal.ts'
import { unshielded } from '../../drawing/csv-cells.ts'
import type { CsvRow } from './csv-rows.ts'
import type { CellProblem, DayRules } from './read-cells.ts'
import { dayReader, nameReader, problem, readUnits, readWords, searchableCell } from './read-cells.ts'
import type { Header } from './table-file.ts'
import { rowsOfTable, unreadable } from './table-file.ts'

const format = {
  columns: [...movesColumns, ...refusedColumns],
  needed: ['occurred_on', 'service', 'units', 'from', 'to'],
  example: 'occurred_on,service,team,division,units,from,to,note,evidence',
} as const

export interface RefusedLine extends CellProblem {
  readonly line: number
  readonly row: string
}

/** What a row says, by column rather than by row: a file may have millions. A name is a place in its list. */
export interface FileRows {
  readonly line: number[]
  readonly day: CalendarDay[]
  readonly service: number[]
  /** Place in the list of teams or divisions; -1 where the cell is empty. */
  readonly team: number[]
  readonly division: number[]
  readonly units: number[]
  /** Id of the location; null is outside. */
  readonly from: (number | null)[]
  readonly to: (number | null)[]
  readonly note: string[]
  readonly evidence: string[]
  readonly raw: string[]
  /** Cells of the custom columns, in their order; empty without such columns. */
  readonly custom: string[][]
}

export interface MovesFile {
  readonly rows: FileRows
  readonly services: NameList
  readonly teams: NameList
  readonly divisions: NameList
  readonly customColumns: readonly string[]
  readonly refused: RefusedLine[]
  readonly header: Header
}

export interface NameList {
  /** As first written, and as compared. */
  readonly names: string[]
  readonly keys: string[]
}

export interface ReadingRules extends DayRules {
  /** Id of a location by its name as compared. */
  readonly locations: ReadonlyMap<string, number>
  readonly mostRows: number | null
  readonly progress: (rows: number, bytes: number) => void
}

/** Reads the whole file and judges every row by itself; what only the ledger can tell is not asked here. */
export async function readMovesFile(bytes: AsyncIterable<Uint8Array>, rules: ReadingRules): Promise<MovesFile> {
  const rows: FileRows = {
    line: [],
    day: [],
    service: [],
    team: [],
    division: [],
    units: [],
    from: [],
    to: [],
    note: [],
    evidence: [],
    raw: [],
    custom: [],
  }
  const refused: RefusedLine[] = []
  const services = nameReader('service')
  const teams = nameReader('team')
  const divisions = nameReader('division')
  const readDay = dayReader(rules)
  let customColumns: readonly string[] = []

  const places = new Map<string, number | null>()
  const placeOf = (cell: string): number | null | undefined => {
    const known = places.get(cell)
    if (known !== undefined) return known
    const key = searchableCell(cell)
    const place = key === '' ? null : rules.locations.get(key)
    if (place !== undefined && places.size < 10_000) places.set(cell, place)
    return place
  }

  const readRow = (row: CsvRow, header: Header): undefined => {
    const wrong = (found: CellProblem): undefined => {
      refused.push({ line: row.line, ...found, row: row.raw })
    }
    const broken = unreadable(row, header)
    if (broken) return wrong(broken)
    const cell = (name: string): string => row.cells[header.known.get(name) ?? -1] ?? ''
    const day = readDay(cell('occurred_on'))
    if (typeof day !== 'string') return wrong(day)
    const service = services.read(cell('service'))
    if (typeof service !== 'number') return wrong(service)
    if (service === -1)
      return wrong(problem('service-missing', 'The service is missing. Write the name of the service that moved.'))
    const team = teams.read(cell('team'))
    if (typeof team !== 'number') return wrong(team)
    const division = divisions.read(cell('division'))
    if (typeof division !== 'number') return wrong(division)
    const units = readUnits(cell('units'))
    if (typeof units !== 'number') return wrong(units)
    const from = placeOf(cell('from'))
    const to = placeOf(cell('to'))
    if (from === undefined || to === undefined) {
      const name = unshielded(cell(from === undefined ? 'from' : 'to').trim()).slice(0, 100)
      return wrong(
        problem(
          'unknown-location',
          `No location is called “${name}”. Check the spelling, add it on the page under Settings, or name it with its kind in a locations file (location,kind,provider).`,
          { name },
        ),
      )
    }
    if (from === null && to === null)
      return wrong(
        problem(
          'no-place',
          'From and to are both empty, so nothing moved. Name the place it came from or went to; an empty one is outside the programme.',
        ),
      )
    if (from === to)
      return wrong(
        problem(
          'same-place',
          'From and to are the same place, so nothing moved. Change one of the two, or leave the row out.',
        ),
      )
    const note = readWords(cell('note'), 'note', 2000)
    if (typeof note !== 'string') return wrong(note)
    const evidence = readWords(cell('evidence'), 'evidence', 500)
    if (typeof evidence !== 'string') return wrong(evidence)
    const custom: string[] = []
    for (const { name, at } of header.custom) {
      const words = readWords(row.cells[at] ?? '', name, 2000)
      if (typeof words !== 'string') return wrong(words)
      custom.push(words)
    }
    if (header.custom.length > 0) rows.custom.push(custom)
    rows.note.push(note)
    rows.evidence.push(evidence)
    rows.raw.push(row.raw)
    rows.service.push(service)
    rows.team.push(team)
    rows.division.push(division)
    rows.units.push(units)
    rows.from.push(from)
    rows.to.push(to)
    rows.day.push(day)
    rows.line.push(row.line)
    return undefined
  }

  let fileHeader: Header | undefined
  for await (const { header, rows: some, bytes: read } of rowsOfTable(bytes, format)) {
    customColumns = header.custom.map(({ name }) => name)
    fileHeader = header
    for (const row of some) {
      if (row.cells.every((cell) => cell.trim() === '')) continue
      if (rules.mostRows !== null && rows.line.length + refused.length >= rules.mostRows)
        throw tooManyRows(rules.mostRows, 'import FILE')
      readRow(row, header)
    }
    rules.progress(rows.line.length + refused.length, read)
  }
  return {
    rows,
    services: services.list,
    teams: teams.list,
    divisions: divisions.list,
    customColumns,
    refused,
    header: fileHeader as Header,
  }
}

export const tooManyRows = (most: number, command: string): Refusal =>
  new Refusal(
    'too-many-rows',
    `The file has more than ${most.toLocaleString('en-GB')} rows, the limit here. Import it on the command line, which has none (npm run tenfold -- ${command}), or raise TENFOLD_IMPORT_MAX_ROWS.`,
    { most },
  )
