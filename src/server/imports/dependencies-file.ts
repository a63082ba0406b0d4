import type { DependencyReport } from '../../contract/dependencies.ts'
import { longestKind } from '../../domain/dependency.ts'
import { refusedColumns } from '../../domain/native-columns.ts'
import type { Queries } from '../database/tables.ts'
import type { GraphDependency } from '../storage/dependencies.ts'
import { kindsByPair, pairKey } from '../storage/dependencies.ts'
import { servicesByKey } from '../storage/imports.ts'
import type { CsvRow } from './csv-rows.ts'
import { type RefusedLine, tooManyRows } from './moves-file.ts'
import { type CellProblem, nameReader, problem, readWords } from './read-cells.ts'
import { type Header, rowsOfTable, unreadable } from './table-file.ts'

const format = {
  columns: ['service', 'depends_on', 'kind', ...refusedColumns],
  needed: ['service', 'depends_on'],
  example: 'service,depends_on,kind',
} as const

interface FileRow {
  readonly line: number
  readonly raw: string
  /** Places in the list of names. */
  readonly service: number
  readonly dependsOn: number
  /** '' where the file says nothing of it: it then stays as it is. */
  readonly kind: string
}

type Shown = DependencyReport['firstRows'][number]

export interface JudgedDependencies {
  readonly rows: number
  readonly created: readonly GraphDependency[]
  readonly changed: readonly (GraphDependency & { readonly was: string })[]
  readonly same: number
  /** In the order of their lines. */
  readonly refused: readonly RefusedLine[]
  readonly firstRows: readonly Shown[]
  /** Teams of the services that depend on others, in rows that can be used. */
  readonly teams: ReadonlySet<number>
}

const mostShown = 20
const mostRefusedShown = 1_000

/**
 * Reads `service,depends_on,kind` and judges every row against what is stored and against the rows before it: new, of
 * another kind than stored, the same, or refused. `queries` is what the asker may read, so a service that they do not see
 * is one that does not exist.
 */
export async function judgeDependenciesFile(
  queries: Queries,
  bytes: AsyncIterable<Uint8Array>,
  mostRows: number | null,
): Promise<JudgedDependencies> {
  const names = nameReader('service')
  const refused: RefusedLine[] = []
  const rows: FileRow[] = []
  let read = 0
  const shown = new Map<number, Shown>()
  const show = (line: number, said: Omit<Shown, 'line'>): void => {
    if (shown.has(line) || shown.size < mostShown) shown.set(line, { line, ...said })
  }
  for await (const { header, rows: some } of rowsOfTable(bytes, format)) {
    for (const row of some) {
      if (mostRows !== null && ++read > mostRows) throw tooManyRows(mostRows, 'dependencies import FILE')
      const cell = (name: string): string => row.cells[header.known.get(name) ?? -1] ?? ''
      const said = { service: cell('service').trim(), dependsOn: cell('depends_on').trim(), kind: cell('kind').trim() }
      const found = readRow(row, header, names, cell)
      if ('code' in found) {
        refused.push({ line: row.line, ...found, row: row.raw })
        show(row.line, { ...said, verdict: 'refused' })
      } else {
        rows.push(found)
        show(row.line, { ...said, verdict: 'create' })
      }
    }
  }
  const known = await servicesByKey(queries, names.list.keys)
  const serviceAt = (place: number) => known.get(names.list.keys[place] as string)
  const stored = await kindsByPair(
    queries,
    rows.map(({ service }) => serviceAt(service)?.id).filter((id) => id !== undefined),
  )
  const created: GraphDependency[] = []
  const changed: (GraphDependency & { was: string })[] = []
  const teams = new Set<number>()
  const saidBefore = new Map<string, FileRow>()
  let same = 0
  for (const row of rows) {
    const verdict = ((): Shown['verdict'] | CellProblem => {
      const service = serviceAt(row.service)
      const dependsOn = serviceAt(row.dependsOn)
      if (!service) return unknownService(names.list.names[row.service] as string)
      if (!dependsOn) return unknownService(names.list.names[row.dependsOn] as string)
      teams.add(service.team)
      const key = pairKey(service.id, dependsOn.id)
      const before = saidBefore.get(key)
      if (before) return before.kind === row.kind ? 'same' : saidOtherwise(before.line, before.kind)
      saidBefore.set(key, row)
      const was = stored.get(key)
      const dependency = { service: service.id, dependsOn: dependsOn.id, kind: row.kind }
      if (was === undefined) {
        created.push(dependency)
        return 'create'
      }
      if (row.kind === '' || row.kind === was) return 'same'
      changed.push({ ...dependency, was })
      return 'change'
    })()
    if (typeof verdict === 'object') refused.push({ line: row.line, ...verdict, row: row.raw })
    if (verdict === 'same') same++
    const its = shown.get(row.line)
    if (its) shown.set(row.line, { ...its, verdict: typeof verdict === 'object' ? 'refused' : verdict })
  }
  refused.sort((one, other) => one.line - other.line)
  return {
    rows: created.length + changed.length + same + refused.length,
    created,
    changed,
    same,
    refused,
    firstRows: [...shown.values()],
    teams,
  }
}

function readRow(
  row: CsvRow,
  header: Header,
  names: ReturnType<typeof nameReader>,
  cell: (name: string) => string,
): FileRow | CellProblem {
  const broken = unreadable(row, header)
  if (broken) return broken
  const service = names.read(cell('service'))
  if (typeof service !== 'number') return service
  if (service === -1)
    return problem('depending-missing', 'The service is missing. Write the name of the one that depends on another.')
  const dependsOn = names.read(cell('depends_on'))
  if (typeof dependsOn !== 'number') return dependsOn
  if (dependsOn === -1)
    return problem('depends-on-missing', 'What it depends on is missing. Write the name of that service.')
  if (service === dependsOn)
    return problem(
      'depends-on-itself',
      `${names.list.names[service]} cannot depend on itself. Name another service, or leave the row out.`,
      { service: names.list.names[service] as string },
    )
  const kind = readWords(cell('kind'), 'kind', longestKind)
  if (typeof kind !== 'string') return kind
  // A kind is a word on one line, wherever it is shown.
  return { line: row.line, raw: row.raw, service, dependsOn, kind: kind.replaceAll(/\s+/g, ' ') }
}

const unknownService = (name: string): CellProblem =>
  problem('no-such-service', `No service is called ${name}. Check the spelling, or add the service first.`, {
    service: name,
  })

const saidOtherwise = (line: number, kind: string): CellProblem =>
  problem('kind-said-before', `Line ${line} says “${kind}” of the same two services. Keep one of the two rows.`, {
    line,
    kind,
  })

/** What is answered, and shown on the command line. */
export const reportOf = (
  judged: JudgedDependencies,
  { fileName, dryRun, written }: { readonly fileName: string; readonly dryRun: boolean; readonly written: boolean },
): DependencyReport => ({
  dryRun,
  fileName,
  written,
  rows: judged.rows,
  create: judged.created.length,
  change: judged.changed.length,
  same: judged.same,
  refused: judged.refused.length,
  refusedRows: judged.refused.slice(0, mostRefusedShown).map((one) => ({ ...one, row: one.row.slice(0, 2_000) })),
  firstRows: [...judged.firstRows],
})
