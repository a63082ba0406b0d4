import type { Effect, logMove } from '../../contract/moves.ts'
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
import { NotFound } from '../problems.ts'
import type { Asked } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { boreName } from '../storage/former-names.ts'
import { type LedgerHead, ledgerHead, readLedgers } from '../storage/ledgers.ts'
import { movesById, withdrawLevel } from '../storage/moves.ts'
import { type Places, readPlaces } from '../storage/organisation.ts'
import { findNamed, serviceWithTeam } from '../storage/places.ts'
import type { LedgerChange, Writing } from '../storage/recording.ts'
import { recordChanges } from '../storage/recording.ts'
import { viewOf } from '../view.ts'
import { amountsAfter, plannedMoves, programmeAmounts } from './planned-moves.ts'

export async function oneMove(queries: Queries, id: number): Promise<Move> {
  const [move] = await movesById(queries, [id])
  if (!move) throw new NotFound(`Move ${id}`)
  return move
}

async function ledgerOf(queries: Queries, service: number): Promise<ServiceLedger> {
  const ledger = (await readLedgers(queries, [service])).get(service)
  if (!ledger) throw new NotFound(`Service ${service}`)
  return ledger
}

/** Who asks for it. What a stand-up says bears its own source, whichever way the request came. */
export type AskedToLog = Pick<Asked<typeof logMove>, 'queries' | 'seen' | 'now' | 'actor' | 'by' | 'permit'> & {
  readonly source: Writing['source']
  /** Where the ledger stands, for whoever asked before them what instant it is. */
  readonly head?: LedgerHead
}

/** Plans every entry on the books as the entries before it left them, then checks all together. */
export async function logTogether(asked: AskedToLog, entries: readonly NewMove[], dryRun = false) {
  const { queries, seen, now } = asked
  const { programme, today } = await viewOf(queries, {}, now)
  const places = await readPlaces(queries)
  let lastId = 0
  const book = { locations: places.locations, nextId: () => --lastId }
  const changes = new Map<number, LedgerChange & { planned: Planned[] }>()
  const days = new Map<number, CalendarDay>()
  /** The books as the request found them. */
  const found = new Map<number, ServiceLedger>()
  const ordered: LedgerChange[] = []
  for (const entry of entries) {
    refuseDay(entry.occurredOn, today, programme.firstDay)
    const service = await serviceWithTeam(seen, entry.service)
    asked.permit(service.team, 'log-move')
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
  for (const [id, { after }] of changes) refuseShortfall(found.get(id) ?? after, after, places.nameOf)
  return finish(asked, ordered, days, dryRun, places, { action: 'log-move', withdrawn: [] })
}

/** Takes moves of one service back, checked together, and with each the level it was logged as. */
export async function reverseTogether(asked: AskedToLog, moves: readonly Move[], note = '', dryRun = false) {
  const { queries, actor } = asked
  const places = await readPlaces(queries)
  const [first] = moves
  if (!first) throw new Error('There is no move to take back.')
  let book = await ledgerOf(queries, first.service.id)
  const changes: LedgerChange[] = []
  const levels = new Set<number>()
  for (const move of moves) {
    asked.permit(move.team.id, (await boreName(queries, actor, move.actor)) ? 'reverse-own-move' : 'reverse-move')
    const after = planReversal(book, move, places.nameOf)
    const of = book.moves.find(({ id }) => id === move.id)
    if (!of) throw new Error(`Move ${move.id} stands but is not in its service's book.`)
    changes.push({ before: book, after, planned: [{ kind: 'reversal', of, keepsLevel: false }], note, evidence: '' })
    if (of.levelEntry !== null) levels.add(of.levelEntry)
    book = after
  }
  return finish(asked, changes, new Map([[first.service.id, first.occurredOn]]), dryRun, places, {
    action: 'reverse-move',
    withdrawn: [...levels],
    was: moves.length === 1 ? first : moves,
  })
}

/** Says what the changes do to the figures, and writes them unless only a look was asked for. */
async function finish(
  asked: AskedToLog,
  changes: readonly LedgerChange[],
  days: ReadonlyMap<number, CalendarDay>,
  dryRun: boolean,
  places: Places,
  act: { action: 'log-move' | 'reverse-move'; withdrawn: readonly number[]; was?: Move | readonly Move[] },
) {
  const { queries, seen, now, actor, source, by } = asked
  const { kindOf } = places
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
  const writing: Writing = { actor: actor.name, source, ...(asked.head ?? (await ledgerHead(queries, now))) }
  if (dryRun)
    return { moves: await plannedMoves(queries, changes, writing, places), levels: [], keptLevels, effect, dryRun }
  const { moves: ids, levels } = await recordChanges(queries, changes, writing, kindOf)
  for (const level of act.withdrawn) await withdrawLevel(queries, level, writing.recordedAt)
  const moves = (await movesById(queries, ids, undefined, kindOf)).sort((one, other) => one.id - other.id)
  if (moves.length > 0) {
    const subject = [...new Set(moves.map(({ service }) => service.name))].slice(0, 20).join(', ')
    await audit(queries, by, {
      recordedAt: writing.recordedAt,
      action: act.action,
      teams: moves.map(({ team }) => team.id),
      subject,
      before: act.was,
      after: act.was === undefined ? ids : { reversedBy: ids },
    })
  }
  return { moves, levels, keptLevels, effect, dryRun }
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
