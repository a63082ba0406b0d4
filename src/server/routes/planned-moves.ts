import type { Move, MoveClass } from '../../domain/move.ts'
import type { StandingMove } from '../../domain/service-ledger.ts'
import { standingOf } from '../../domain/service-state.ts'
import { refuseTooMuch } from '../../domain/units.ts'
import type { KindOf } from '../../domain/workload-facts.ts'
import { serviceDays } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import type { Places } from '../storage/organisation.ts'
import type { LedgerChange, Writing } from '../storage/recording.ts'
import { programmeBalance } from '../storage/rollups.ts'
import { homesOf } from '../storage/standings.ts'

/** What a dry run would write, as it would be answered. The ids are those of no stored row. */
export async function plannedMoves(
  queries: Queries,
  changes: readonly LedgerChange[],
  writing: Writing,
  { locations, kindOf }: Places,
): Promise<Move[]> {
  const byId = new Map(locations.map((location) => [location.id, location]))
  const homes = await homesOf(
    queries,
    changes.map(({ after }) => after.service.id),
  )
  const moves: Move[] = []
  // An entry may correct what an earlier entry of the same request planned: both are told by the ids shown here.
  const shownIds = new Map<number, number>()
  for (const { before, after, planned, note, evidence } of changes) {
    const home = homes.get(after.service.id)
    if (!home) throw new Error(`Service ${after.service.id} has no team.`)
    const classes = new Map([...classesIn(before.moves, kindOf), ...classesIn(after.moves, kindOf)])
    for (const row of planned) {
      if (row.kind === 'level') continue
      const [move, from, to, reverses] =
        row.kind === 'move' ? [row.move, row.move.from, row.move.to, null] : [row.of, row.of.to, row.of.from, row.of.id]
      const place = (id: number | null) => {
        const found = id === null ? undefined : byId.get(id)
        return found ? { id: found.id, name: found.name, kind: found.kind } : null
      }
      const id = writing.nextMove + moves.length
      if (row.kind === 'move') shownIds.set(move.id, id)
      moves.push({
        id,
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
        reverses: reverses === null ? null : (shownIds.get(reverses) ?? reverses),
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

export interface ProgrammeAmounts {
  readonly cloud: { units: number; services: number }
  readonly onPrem: { units: number; services: number }
  /** Units of all moves that stand, added up. */
  readonly moved: bigint
}

/** Amounts of the whole programme now, in both measures. */
export async function programmeAmounts(queries: Queries): Promise<ProgrammeAmounts> {
  const facts = await programmeBalance(queries)
  return {
    cloud: { units: facts.privateCloudUnits + facts.publicCloudUnits, services: facts.cloudServices },
    onPrem: { units: facts.onPremUnits, services: facts.onPremServices },
    moved: BigInt(facts.moved),
  }
}

/** The same after some changes. Refused where it could no longer be counted in whole numbers. */
export function amountsAfter(
  before: ProgrammeAmounts,
  changes: readonly LedgerChange[],
  kindOf: KindOf,
): ProgrammeAmounts {
  const after = { cloud: { ...before.cloud }, onPrem: { ...before.onPrem }, moved: before.moved }
  for (const change of changes) {
    for (const [ledger, sign] of [
      [change.before, -1],
      [change.after, 1],
    ] as const) {
      const standing = standingOf(ledger.moves, kindOf)
      const cloud = standing.privateCloud + standing.publicCloud
      after.cloud.units += sign * cloud
      after.cloud.services += sign * Number(cloud > 0)
      after.onPrem.units += sign * standing.onPrem
      after.onPrem.services += sign * Number(standing.onPrem > 0)
      for (const { units } of ledger.moves) after.moved += BigInt(sign * units)
    }
  }
  refuseTooMuch(after.moved)
  return after
}
