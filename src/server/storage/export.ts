import { columnName, isNativeColumn, movesColumns } from '../../domain/native-columns.ts'
import { csvRow, shieldedText } from '../../drawing/csv-cells.ts'
import type { Queries } from '../database/tables.ts'
import { mostColumns } from '../imports/table-file.ts'
import { stands } from './ledgers.ts'
import { locationsByName } from './organisation.ts'
import { readProgramme } from './programme.ts'

const pageSize = 5_000

/** Locations as the import reads them. */
export async function* locationsCsv(queries: Queries): AsyncGenerator<string> {
  yield csvRow(['location', 'kind', 'provider', 'region', 'exit_day'])
  for (const { name, kind, provider, region, exitDay } of await locationsByName(queries)) {
    yield csvRow([shieldedText(name), kind, shieldedText(provider), shieldedText(region), exitDay])
  }
}

/**
 * The moves that stand as known now, in the order in which they were written, in the native format: imported into an
 * empty programme they give the same figures for every day. Custom fields stand in the first row of their service.
 */
export async function* movesCsv(queries: Queries): AsyncGenerator<string> {
  const custom = await customFields(queries)
  yield csvRow([...movesColumns, ...custom.headers.map(shieldedText)])
  const blank = custom.columns.map(() => '')
  const told = new Set<number>()
  for await (const rows of movePages(queries, true)) {
    yield rows
      .map((row) => {
        const isFirst = !told.has(row.service_id)
        told.add(row.service_id)
        const fields = isFirst ? custom.of(row.custom) : blank
        return csvRow([
          row.occurred_on,
          shieldedText(row.service),
          shieldedText(row.team),
          shieldedText(row.division),
          row.units,
          shieldedText(row.fromName ?? ''),
          shieldedText(row.toName ?? ''),
          shieldedText(row.note),
          shieldedText(row.evidence),
          ...fields,
        ])
      })
      .join('')
  }
}

/** A file of moves holds at most 100 columns, some of them its own. */
const mostCustomColumns = mostColumns - movesColumns.length

async function customFields(queries: Queries) {
  const names = new Map<string, string>()
  let after = 0
  for (;;) {
    const rows = await queries
      .selectFrom('service')
      .select(['id', 'custom'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageSize)
      .execute()
    for (const { custom } of rows) {
      if (custom === '{}') continue
      for (const name of Object.keys(JSON.parse(custom) as object))
        if (!names.has(columnName(name))) names.set(columnName(name), name)
    }
    if (rows.length < pageSize) break
    after = rows.at(-1)?.id ?? after
  }
  const columns = [...names.values()].sort().slice(0, mostCustomColumns)
  return {
    columns,
    headers: columns.map((name) => headerFor(name, names)),
    of(custom: string): string[] {
      const values = new Map(
        Object.entries(JSON.parse(custom) as Record<string, string>).map(([name, value]) => [columnName(name), value]),
      )
      return columns.map((name) => shieldedText(values.get(columnName(name)) ?? ''))
    },
  }
}

/** A field from before its name was refused would be a second column `units`: it is exported under a name that can be read. */
function headerFor(name: string, taken: ReadonlyMap<string, string>): string {
  if (!isNativeColumn(name)) return name
  let header = `${name} (custom)`
  while (taken.has(columnName(header))) header += "'"
  return header
}

async function* movePages(queries: Queries, standingOnly: boolean) {
  let after = 0
  for (;;) {
    let wanted = queries
      .selectFrom('move')
      .innerJoin('service', 'service.id', 'move.service_id')
      .innerJoin('team', 'team.id', 'service.team_id')
      .innerJoin('division', 'division.id', 'team.division_id')
      .leftJoin('location as origin', 'origin.id', 'move.from_id')
      .leftJoin('location as target', 'target.id', 'move.to_id')
      .select([
        'service.name as service',
        'service.custom',
        'team.name as team',
        'division.name as division',
        'origin.name as fromName',
        'target.name as toName',
      ])
      .select([
        'move.id',
        'move.service_id',
        'move.occurred_on',
        'move.recorded_at',
        'move.actor',
        'move.source',
        'move.units',
        'move.level',
        'move.note',
        'move.evidence',
        'move.import_id',
        'move.reverses',
      ])
      .where('move.id', '>', after)
    if (standingOnly) wanted = wanted.where(stands(null))
    const rows = await wanted.orderBy('move.id').limit(pageSize).execute()
    if (rows.length > 0) yield rows
    if (rows.length < pageSize) return
    after = rows.at(-1)?.id ?? after
  }
}

const serviceColumns = [
  'service',
  'team',
  'division',
  'state',
  'on_prem_units',
  'private_cloud_units',
  'public_cloud_units',
  'cloud_level_per_mille',
  'since',
  'strategy',
  'criticality',
  'owner',
  'description',
  'tags',
  'cloud_services',
  'problem',
  'solution',
] as const

/** Services as they stand, for people and other tools. */
export async function* servicesCsv(queries: Queries): AsyncGenerator<string> {
  yield csvRow(serviceColumns)
  for await (const rows of servicePages(queries)) {
    yield rows
      .map((row) =>
        csvRow([
          shieldedText(row.name),
          shieldedText(row.team),
          shieldedText(row.division),
          row.state,
          row.on_prem_units,
          row.private_cloud_units,
          row.public_cloud_units,
          row.cloud_level,
          row.since,
          row.strategy,
          row.criticality,
          shieldedText(row.owner),
          shieldedText(row.description),
          shieldedText((JSON.parse(row.tags) as string[]).join(', ')),
          shieldedText((JSON.parse(row.cloud_services) as string[]).join(', ')),
          shieldedText(row.problem),
          shieldedText(row.solution),
        ]),
      )
      .join('')
  }
}

async function* servicePages(queries: Queries) {
  let after = 0
  for (;;) {
    const rows = await queries
      .selectFrom('service')
      .innerJoin('team', 'team.id', 'service.team_id')
      .innerJoin('division', 'division.id', 'team.division_id')
      .selectAll('service')
      .select(['team.name as team', 'division.name as division'])
      .where('service.id', '>', after)
      .orderBy('service.id')
      .limit(pageSize)
      .execute()
    if (rows.length > 0) yield rows
    if (rows.length < pageSize) return
    after = rows.at(-1)?.id ?? after
  }
}

/** Everything, corrected moves and their reversals included, as one JSON document for other programs. */
export async function* ledgerJson(queries: Queries, exportedAt: string): AsyncGenerator<string> {
  const head = {
    format: 'tenfold-ledger',
    version: 1,
    exportedAt,
    programme: await readProgramme(queries),
    locations: await locationsByName(queries),
  }
  yield `${JSON.stringify(head).slice(0, -1)},\n"services":[`
  let separator = '\n'
  for await (const rows of servicePages(queries)) {
    for (const row of rows) {
      const { name, team, division, strategy, criticality, owner, description, problem, solution } = row
      yield `${separator}${JSON.stringify({
        id: row.id,
        name,
        team,
        division,
        strategy,
        criticality,
        owner,
        description,
        problem,
        solution,
        tags: JSON.parse(row.tags),
        custom: JSON.parse(row.custom),
        cloudServices: JSON.parse(row.cloud_services),
      })}`
      separator = ',\n'
    }
  }
  yield '],\n"moves":['
  separator = '\n'
  for await (const rows of movePages(queries, false)) {
    yield rows
      .map((row) => {
        const move = {
          id: row.id,
          service: row.service,
          occurredOn: row.occurred_on,
          recordedAt: new Date(row.recorded_at).toISOString(),
          actor: row.actor,
          source: row.source,
          from: row.fromName,
          to: row.toName,
          units: row.units,
          level: row.level,
          note: row.note,
          evidence: row.evidence,
          importId: row.import_id,
          reverses: row.reverses,
        }
        const text = `${separator}${JSON.stringify(move)}`
        separator = ',\n'
        return text
      })
      .join('')
  }
  yield ']}\n'
}
