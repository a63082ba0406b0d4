import type { Hono } from 'hono'
import type { AuditEntry } from '../../contract/audit.ts'
import { exportAudit, exportMoves, exportServices } from '../../contract/exports.ts'
import type { ListedMove } from '../../contract/moves.ts'
import type { Service } from '../../domain/service.ts'
import type { FileColumn } from '../../drawing/table-file.ts'
import type { Surroundings } from '../serve.ts'
import { type Exported, type ReadPage, serveExport } from '../serve-export.ts'
import { lastRecordedAt } from '../storage/ledgers.ts'
import { readProgramme } from '../storage/programme.ts'
import { withStandings } from '../storage/service-filters.ts'
import { idsOfServices, pageOfServices } from '../storage/services.ts'
import { type View, viewOf } from '../view.ts'
import { entriesOf } from './audit.ts'
import { movesOf } from './moves.ts'
import { asked as askedServices } from './services.ts'

/** So many rows are read, written and held at once: a few milliseconds of work between two looks at everybody else's. */
const atOnce = 1_000

/** Lists of any length as files: the rows of the list itself, in its order, all of them. */
export function exportRoutes(api: Hono, surroundings: Surroundings): void {
  serveExport(api, surroundings, exportServices, 'read', async (query, read): Promise<Exported<Service>> => {
    const { view, ids } = await read(async (queries, now) => {
      const { view, filters } = await askedServices(queries, query, now)
      return { view: view as View, ids: await idsOfServices(queries, view, filters, query.sort) }
    })
    return {
      file: `services-${view.asOf}`,
      table: { name: 'services', columns: serviceColumns, about: aboutView(view, query) },
      head: headOf(view),
      cellsOf: cellsOfService,
      pages: pagesOf(ids, (some) =>
        read(async (queries) => {
          const standing = await withStandings(queries, view, some)
          const services = await pageOfServices(
            queries,
            standing,
            { only: some },
            { sort: 'name', limit: atOnce, offset: 0 },
          )
          const byId = new Map(services.map((service) => [service.id, service]))
          // As somebody may have moved a service out of sight meanwhile.
          return some.flatMap((id) => byId.get(id) ?? [])
        }),
      ),
    }
  })

  serveExport(api, surroundings, exportMoves, 'read', async (query, read): Promise<Exported<ListedMove>> => {
    // What is logged while it is read belongs to the next file.
    const { view, knownAt } = await read(async (queries, now) => ({
      view: await viewOf(queries, { division: query.division, team: query.team, knownAt: query.knownAt }, now),
      knownAt: query.knownAt ?? (await lastRecordedAt(queries)),
    }))
    return {
      file: `moves-${view.asOf}`,
      table: { name: 'moves', columns: moveColumns, about: aboutView(view, query) },
      head: headOf(view),
      cellsOf: cellsOfMove,
      pages: untilDone<ListedMove, string>(read, async (queries, now, cursor) => {
        const { moves, next } = await movesOf(queries, { ...query, knownAt, cursor, limit: atOnce }, now)
        return { rows: moves, next }
      }),
    }
  })

  serveExport(api, surroundings, exportAudit, 'read-audit', async (query, read): Promise<Exported<AuditEntry>> => {
    const view = await read((queries, now) => viewOf(queries, {}, now))
    return {
      file: `audit-${view.asOf}`,
      table: { name: 'entries', columns: auditColumns, about: aboutView(view, query) },
      head: {},
      cellsOf: cellsOfEntry,
      pages: untilDone<AuditEntry, number>(read, async (queries, _now, before) => {
        const { zone } = await readProgramme(queries)
        const { entries, next } = await entriesOf(queries, zone, { ...query, before, limit: atOnce })
        return { rows: entries, next }
      }),
    }
  })
}

async function* pagesOf<Row>(
  ids: readonly number[],
  page: (some: readonly number[]) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  for (let at = 0; at < ids.length; at += atOnce) yield await page(ids.slice(at, at + atOnce))
}

type Look<Row, Cursor> = (
  queries: Parameters<Parameters<ReadPage>[0]>[0],
  now: number,
  after: Cursor | undefined,
) => Promise<{ readonly rows: readonly Row[]; readonly next: Cursor | null }>

async function* untilDone<Row, Cursor>(read: ReadPage, look: Look<Row, Cursor>): AsyncGenerator<readonly Row[]> {
  let after: Cursor | undefined
  for (;;) {
    const from = after
    const { rows, next } = await read((queries, now) => look(queries, now, from))
    yield rows
    if (next === null) return
    after = next
  }
}

const headOf = ({ asOf, knownAtText, programme }: View) => ({
  asOf,
  knownAt: knownAtText,
  unit: programme.unitName,
  partsPerShownUnit: programme.partsPerShownUnit,
})

/** What the rows stand on, for whoever opens the file a year later. */
function aboutView(view: View, query: Readonly<Record<string, unknown>>): [string, string][] {
  const { programme } = view
  const filters = Object.entries(query).filter(
    ([name, value]) => value !== undefined && !['format', 'asOf', 'knownAt', 'sort'].includes(name),
  )
  return [
    ['programme', programme.name],
    ['as of', view.asOf],
    ['as known at', view.knownAtText ?? 'the time of the export'],
    ['filters', filters.length === 0 ? 'none' : filters.map(([name, value]) => `${name}=${String(value)}`).join(', ')],
    ['unit', `${programme.unitName}, of which one is ${programme.partsPerShownUnit} in the columns of amounts`],
    ['definition of the unit', programme.unitDefinition],
    ['cloudLevel, level', 'per mille of a service’s workload that runs in cloud'],
  ]
}

const column = (name: string, kind: FileColumn['kind'] = 'text'): FileColumn => ({ name, kind })

const serviceColumns = [
  column('id', 'number'),
  column('name'),
  column('team'),
  column('division'),
  column('state'),
  column('cloudLevel', 'number'),
  column('onPrem', 'amount'),
  column('privateCloud', 'amount'),
  column('publicCloud', 'amount'),
  column('cloud', 'amount'),
  column('total', 'amount'),
  column('since', 'day'),
  column('strategy'),
  column('criticality'),
  column('owner'),
  column('description'),
  column('tags'),
  column('cloudServices'),
  column('problem'),
  column('solution'),
  column('evidence'),
]

const cellsOfService = (service: Service) => [
  service.id,
  service.name,
  service.team.name,
  service.division.name,
  service.state,
  service.cloudLevel,
  service.onPrem,
  service.privateCloud,
  service.publicCloud,
  service.cloud,
  service.total,
  service.since,
  service.strategy,
  service.criticality,
  service.owner,
  service.description,
  service.tags.join(', '),
  service.cloudServices.join(', '),
  service.problem,
  service.solution,
  service.evidence,
]

const moveColumns = [
  column('id', 'number'),
  column('occurredOn', 'day'),
  column('recordedAt', 'instant'),
  column('service'),
  column('team'),
  column('class'),
  column('units', 'amount'),
  column('from'),
  column('to'),
  column('level', 'number'),
  column('actor'),
  column('source'),
  column('note'),
  column('evidence'),
  column('importId', 'number'),
  column('reverses', 'number'),
  column('reversedBy', 'number'),
  column('movedAgainOn', 'day'),
]

const cellsOfMove = (move: ListedMove) => [
  move.id,
  move.occurredOn,
  move.recordedAt,
  move.service.name,
  move.team.name,
  move.class,
  move.units,
  move.from?.name,
  move.to?.name,
  move.level,
  move.actor,
  move.source,
  move.note,
  move.evidence,
  move.importId,
  move.reverses,
  move.reversedBy,
  move.movedAgainOn,
]

const auditColumns = [
  column('id', 'number'),
  column('recordedAt', 'instant'),
  column('actor'),
  column('actorId'),
  column('means'),
  column('address'),
  column('action'),
  column('subject'),
  column('before'),
  column('after'),
  column('hash'),
]

const cellsOfEntry = (entry: AuditEntry) => [
  entry.id,
  entry.recordedAt,
  entry.actor,
  entry.actorId,
  entry.means,
  entry.address,
  entry.action,
  entry.subject,
  entry.before === null ? null : JSON.stringify(entry.before),
  entry.after === null ? null : JSON.stringify(entry.after),
  entry.hash,
]
