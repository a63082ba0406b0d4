import type { Hono } from 'hono'
import type { Effect } from '../../contract/moves.ts'
import { listMoves, logMove, logMoves, readMove, reverseMove } from '../../contract/moves.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { balancesOn } from '../../domain/conservation.ts'
import { isCloud } from '../../domain/location.ts'
import { refuseDay } from '../../domain/loggable-day.ts'
import { planMove } from '../../domain/logging.ts'
import type { Move, NewMove } from '../../domain/move.ts'
import { planReversal } from '../../domain/reversal.ts'
import type { Planned, ServiceLedger } from '../../domain/service-ledger.ts'
import { refuseShortfall } from '../../domain/service-ledger.ts'
import { levelOf } from '../../domain/units.ts'
import type { Queries } from '../database/tables.ts'
import { BadInput, NotFound } from '../problems.ts'
import type { Asked, Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { boreName } from '../storage/former-names.ts'
import { instantOfWrite, kindsOfLocations, readLedgers } from '../storage/ledgers.ts'
import { findMoves, movesById, withdrawLevel } from '../storage/moves.ts'
import { locationsByName } from '../storage/organisation.ts'
import { findNamed, serviceWithTeam } from '../storage/places.ts'
import type { LedgerChange, Writing } from '../storage/recording.ts'
import { recordChanges } from '../storage/recording.ts'
import { movesAgain } from '../storage/roll-backs.ts'
import { viewOf } from '../view.ts'
import { amountsAfter, plannedMoves, programmeAmounts } from './planned-moves.ts'

const onlyLooks = (query: { dryRun: boolean }) => query.dryRun

export function moveRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, logMove, { action: 'log-move', perTeam: true, looksOnly: onlyLooks }, (asked) =>
    log(asked, [asked.body], asked.query.dryRun),
  )

  serve(api, surroundings, logMoves, { action: 'log-move', perTeam: true, looksOnly: onlyLooks }, (asked) =>
    log(asked, asked.body.moves, asked.query.dryRun),
  )

  serve(
    api,
    surroundings,
    reverseMove,
    { action: 'reverse-own-move', perTeam: true, looksOnly: onlyLooks },
    async (asked) => {
      const { queries, seen, params, query, body, actor } = asked
      const move = await oneMove(seen, params.id)
      asked.permit(move.team.id, (await boreName(queries, actor, move.actor)) ? 'reverse-own-move' : 'reverse-move')
      const before = await ledgerOf(queries, move.service.id)
      const nameOf = await namesOfLocations(queries)
      const after = planReversal(before, move, nameOf)
      const of = before.moves.find(({ id }) => id === move.id)
      if (!of) throw new Error(`Move ${move.id} stands but is not in its service's book.`)
      const change: LedgerChange = {
        before,
        after,
        planned: [{ kind: 'reversal', of, keepsLevel: false }],
        note: body.note ?? '',
        evidence: '',
      }
      return finish(asked, [change], new Map([[move.service.id, move.occurredOn]]), query.dryRun, {
        action: 'reverse-move',
        withdrawn: of.levelEntry,
        was: move,
      })
    },
  )

  serve(api, surroundings, readMove, { action: 'read' }, ({ queries, params }) => oneMove(queries, params.id))

  serve(api, surroundings, listMoves, { action: 'read' }, async ({ queries, query, now }) => {
    const view = await viewOf(queries, { division: query.division, team: query.team, knownAt: query.knownAt }, now)
    if (query.from !== undefined && query.to !== undefined && query.from > query.to) {
      throw new BadInput({ from: 'The first day lies after the last. Swap from and to.' })
    }
    const [day, id] = query.cursor?.split('.') ?? []
    const search = {
      service: query.service === undefined ? undefined : (await findNamed(queries, 'service', query.service)).id,
      location: query.location === undefined ? undefined : (await findNamed(queries, 'location', query.location)).id,
      team: view.team?.id,
      division: view.division?.id,
      from: query.from,
      to: query.to,
      importId: query.importId,
      knownAt: query.knownAt,
      recordedAfter: query.recordedAfter,
      class: query.class,
    }
    // The class is derived, so it is looked for page by page until there are enough; in large pages, as it may be rare.
    const atOnce = query.class === undefined ? query.limit + 1 : Math.max(query.limit + 1, 1000)
    const found: Move[] = []
    let below = day === undefined ? undefined : { day: day as CalendarDay, id: Number(id) }
    for (;;) {
      const some = await findMoves(queries, { ...search, below, limit: atOnce })
      const last = some.at(-1)
      for (const move of some) if (query.class === undefined || move.class === query.class) found.push(move)
      if (found.length > query.limit || some.length < atOnce || !last) break
      below = { day: last.occurredOn, id: last.id }
    }
    const moves = found.slice(0, query.limit)
    const last = moves.at(-1)
    const again = await movesAgain(queries, moves, query.knownAt ?? null)
    return {
      moves: moves.map((move) => ({ ...move, movedAgainOn: again.get(move.id) ?? null })),
      next: found.length > query.limit && last ? `${last.occurredOn}.${last.id}` : null,
    }
  })
}

async function oneMove(queries: Queries, id: number): Promise<Move> {
  const [move] = await movesById(queries, [id])
  if (!move) throw new NotFound(`Move ${id}`)
  return move
}

async function ledgerOf(queries: Queries, service: number): Promise<ServiceLedger> {
  const ledger = (await readLedgers(queries, [service])).get(service)
  if (!ledger) throw new NotFound(`Service ${service}`)
  return ledger
}

async function namesOfLocations(queries: Queries): Promise<(id: number) => string> {
  const names = new Map((await locationsByName(queries)).map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? `location ${id}`
}

type AskedToLog = Pick<Asked<typeof logMove>, 'queries' | 'seen' | 'now' | 'actor' | 'source' | 'by' | 'permit'>

/** Plans every entry on the books as the entries before it left them, then checks all together. */
async function log(asked: AskedToLog, entries: readonly NewMove[], dryRun: boolean) {
  const { queries, seen, now } = asked
  const { programme, today } = await viewOf(queries, {}, now)
  const locations = await locationsByName(queries)
  const nameOf = await namesOfLocations(queries)
  let lastId = 0
  const book = { locations, nextId: () => --lastId }
  const changes = new Map<number, LedgerChange & { planned: Planned[] }>()
  const days = new Map<number, CalendarDay>()
  /** The books as the request found them. */
  const found = new Map<number, ServiceLedger>()
  const ordered: LedgerChange[] = []
  for (const entry of entries) {
    refuseDay(entry.occurredOn, today, programme.firstDay)
    const service = await serviceWithTeam(seen, entry.service)
    asked.permit(service.team)
    const place = async (said: NewMove['from']) =>
      said === undefined || said === null ? said : (await findNamed(queries, 'location', said)).id
    const before = changes.get(service.id)?.after ?? (await ledgerOf(queries, service.id))
    const { planned, ledger: after } = planMove(
      before,
      {
        day: entry.occurredOn,
        amount:
          entry.level !== undefined
            ? { level: entry.level }
            : entry.units !== undefined
              ? { units: entry.units }
              : { cutover: true },
        from: await place(entry.from),
        to: await place(entry.to),
      },
      book,
    )
    const change = { before, after, planned, note: entry.note ?? '', evidence: entry.evidence ?? '' }
    if (!found.has(service.id)) found.set(service.id, before)
    changes.set(service.id, change)
    days.set(service.id, entry.occurredOn)
    ordered.push(change)
  }
  for (const [id, { after }] of changes) refuseShortfall(found.get(id) ?? after, after, nameOf)
  return finish(asked, ordered, days, dryRun, { action: 'log-move', withdrawn: null })
}

/** Says what the changes do to the figures, and writes them unless only a look was asked for. */
async function finish(
  asked: AskedToLog,
  changes: readonly LedgerChange[],
  days: ReadonlyMap<number, CalendarDay>,
  dryRun: boolean,
  act: { action: string; withdrawn: number | null; was?: Move },
) {
  const { queries, seen, now, actor, source, by } = asked
  const kindOf = await kindsOfLocations(queries)
  const keptLevels = changes
    .flatMap(({ planned }) => planned)
    .filter((row) => row.kind !== 'level' && row.keepsLevel).length
  const before = await programmeAmounts(seen)
  const after = amountsAfter(before, changes, kindOf)
  // What can be counted is decided by the whole, whatever of it whoever logs may read.
  if (seen !== queries) amountsAfter(await programmeAmounts(queries), changes, kindOf)
  const effect: Effect = {
    cloud: { before: before.cloud, after: after.cloud },
    onPrem: { before: before.onPrem, after: after.onPrem },
    levels: levelsOf(changes, days, kindOf),
  }
  const writing: Writing = { actor: actor.name, source, recordedAt: await instantOfWrite(queries, now) }
  if (dryRun) return { moves: await plannedMoves(queries, changes, writing, kindOf), keptLevels, effect, dryRun }
  const ids = await recordChanges(queries, changes, writing, kindOf)
  if (act.withdrawn !== null) await withdrawLevel(queries, act.withdrawn, writing.recordedAt)
  const moves = (await movesById(queries, ids)).sort((one, other) => one.id - other.id)
  if (moves.length > 0) {
    const subject = [...new Set(moves.map(({ service }) => service.name))].slice(0, 20).join(', ')
    await audit(queries, by, {
      recordedAt: writing.recordedAt,
      action: act.action,
      subject,
      before: act.was,
      after: act.was === undefined ? ids : { reversedBy: ids },
    })
  }
  return { moves, keptLevels, effect, dryRun }
}

function levelsOf(
  changes: readonly LedgerChange[],
  days: ReadonlyMap<number, CalendarDay>,
  kindOf: (location: number) => Parameters<typeof isCloud>[0],
): Effect['levels'] {
  const byService = Map.groupBy(changes, ({ after }) => after.service.id)
  return [...byService].map(([id, its]) => {
    const level = (ledger: ServiceLedger | undefined) => {
      const balances = balancesOn(ledger?.moves ?? [], days.get(id) as CalendarDay)
      let cloud = 0
      let total = 0
      for (const [place, units] of balances) {
        total += units
        if (isCloud(kindOf(place))) cloud += units
      }
      return levelOf(cloud, total)
    }
    return {
      service: (its[0] as LedgerChange).after.service,
      before: level(its[0]?.before),
      after: level(its.at(-1)?.after),
    }
  })
}
