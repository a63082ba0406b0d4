import type { CalendarDay } from '../../domain/calendar-day.ts'
import { balanceOn, runningBalances } from '../../domain/growth.ts'
import type { Move, MoveClass } from '../../domain/move.ts'
import type { StandingMove } from '../../domain/service-ledger.ts'
import { standingOf } from '../../domain/service-state.ts'
import type { KindOf } from '../../domain/workload-facts.ts'
import { serviceDays } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import { locationsByName } from '../storage/organisation.ts'
import type { LedgerChange, Writing } from '../storage/recording.ts'
import { programmeScope, scopeDays } from '../storage/rollups.ts'
import { homesOf } from '../storage/standings.ts'

/** What a dry run would write, as it would be answered. The ids are those of no stored row. */
export async function plannedMoves(
  queries: Queries,
  changes: readonly LedgerChange[],
  writing: Writing,
  kindOf: KindOf,
): Promise<Move[]> {
  const locations = new Map((await locationsByName(queries)).map((location) => [location.id, location]))
  const homes = await homesOf(
    queries,
    changes.map(({ after }) => after.service.id),
  )
  const moves: Move[] = []
  for (const { before, after, planned, note, evidence } of changes) {
    const home = homes.get(after.service.id)
    if (!home) throw new Error(`Service ${after.service.id} has no team.`)
    const classes = new Map([...classesIn(before.moves, kindOf), ...classesIn(after.moves, kindOf)])
    for (const row of planned) {
      if (row.kind === 'level') continue
      const [move, from, to, reverses] =
        row.kind === 'move' ? [row.move, row.move.from, row.move.to, null] : [row.of, row.of.to, row.of.from, row.of.id]
      const place = (id: number | null) => {
        const found = id === null ? undefined : locations.get(id)
        return found ? { id: found.id, name: found.name, kind: found.kind } : null
      }
      moves.push({
        id: moves.length + 1,
        service: { ...after.service },
        team: { id: home.team, name: home.teamName },
        occurredOn: move.day,
        recordedAt: new Date(writing.recordedAt).toISOString(),
        actor: writing.actor,
        source: writing.source,
        from: place(from),
        to: place(to),
        units: move.units,
        class: classes.get(move.id) as MoveClass,
        level: row.kind === 'move' ? row.level : null,
        note: row.keepsLevel ? '' : note,
        evidence: row.keepsLevel ? '' : evidence,
        importId: null,
        reverses,
        reversedBy: null,
      })
    }
  }
  return moves
}

function classesIn(moves: readonly StandingMove[], kindOf: KindOf): Map<number, MoveClass> {
  const classes = serviceDays(moves, kindOf).flatMap(({ classes: its }) => its)
  return new Map(moves.map(({ id }, at) => [id, classes[at] as MoveClass]))
}

const latestDay = '9999-12-31' as CalendarDay

/** Amounts of the whole programme after the changes, in both measures. */
export async function programmeAmounts(queries: Queries, changes: readonly LedgerChange[], kindOf: KindOf) {
  const days = await scopeDays(queries, programmeScope, latestDay)
  const units = balanceOn(runningBalances(days, 'units'), latestDay)
  const services = balanceOn(runningBalances(days, 'services'), latestDay)
  const amounts = {
    cloud: { units: units.cloud, services: services.cloud },
    onPrem: { units: units.onPrem, services: services.onPrem },
    total: BigInt(units.total),
  }
  for (const { before, after } of changes) {
    for (const [ledger, sign] of [
      [before, -1],
      [after, 1],
    ] as const) {
      const standing = standingOf(ledger.moves, kindOf)
      const cloud = standing.privateCloud + standing.publicCloud
      amounts.cloud.units += sign * cloud
      amounts.cloud.services += sign * Number(cloud > 0)
      amounts.onPrem.units += sign * standing.onPrem
      amounts.onPrem.services += sign * Number(standing.onPrem > 0)
      amounts.total += BigInt(sign) * BigInt(cloud + standing.onPrem)
    }
  }
  return amounts
}
