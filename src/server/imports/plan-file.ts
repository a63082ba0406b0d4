import { refusedColumns } from '../../domain/native-columns.ts'
import { levelSaid } from '../../domain/planned-share.ts'
import type { CsvRow } from './csv-rows.ts'
import { type CellProblem, nameReader, problem, readUnits } from './read-cells.ts'
import { type Header, rowsOfTable, unreadable } from './table-file.ts'

const format = {
  columns: ['service', 'level', 'units', ...refusedColumns],
  needed: ['service'],
  example: 'service,level',
} as const

export interface PlanRow {
  readonly line: number
  readonly service: string
  /** Per mille. */
  readonly level?: number
  readonly units?: number
}

export interface RefusedPlanRow {
  readonly line: number
  readonly reason: string
}

/** Reads `service,level` or `service,units`; whether the services are there and have so much to move is judged by the plan. */
export async function readPlanFile(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly rows: readonly PlanRow[]; readonly refused: readonly RefusedPlanRow[] }> {
  const names = nameReader('service')
  const rows: PlanRow[] = []
  const refused: RefusedPlanRow[] = []
  for await (const { header, rows: some } of rowsOfTable(bytes, format)) {
    for (const row of some) {
      const found = readRow(row, header, names)
      if ('code' in found) refused.push({ line: row.line, reason: found.reason })
      else rows.push({ line: row.line, ...found })
    }
  }
  return { rows, refused }
}

function readRow(
  row: CsvRow,
  header: Header,
  names: ReturnType<typeof nameReader>,
): Omit<PlanRow, 'line'> | CellProblem {
  const broken = unreadable(row, header)
  if (broken) return broken
  const cell = (name: string): string => row.cells[header.known.get(name) ?? -1]?.trim() ?? ''
  const place = names.read(cell('service'))
  if (typeof place !== 'number') return place
  const service = names.list.names[place]
  if (service === undefined)
    return problem('planned-missing', 'The service is missing. Write the name of the one that is planned.')
  if (cell('level') !== '' && cell('units') !== '')
    return problem('level-and-units', 'This row has a level and units. Keep one of the two.')
  if (cell('level') !== '') {
    const level = levelSaid(cell('level'))
    if (level !== undefined) return { service, level }
    const said = cell('level').slice(0, 40)
    return problem('unreadable-level', `“${said}” is not a level. Write per cent, from 1 to 100, such as 40 or 40%.`)
  }
  if (cell('units') === '') return { service }
  const units = readUnits(cell('units'))
  return typeof units === 'number' ? { service, units } : units
}
