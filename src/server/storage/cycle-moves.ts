import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { stands } from './ledgers.ts'
import { placesByKind } from './places-by-kind.ts'
import { inScope } from './plan.ts'

/** Entries of the ledger from on-premises to cloud and back: each counts, though one day may hold both ways. */
export interface MovesCounted {
  readonly toCloud: number
  readonly back: number
}

export interface CountedDay extends MovesCounted {
  readonly day: CalendarDay
  readonly team: number
}

/** Counted by day and team, over the moves of those days once. Those that were reversed do not stand, nor do reversals. */
export async function movesCounted(
  queries: Queries,
  from: CalendarDay,
  to: CalendarDay,
  view: Pick<View, 'scope' | 'knownAt'>,
): Promise<CountedDay[]> {
  const { onPrem, cloud } = await placesByKind(queries)
  const { rows } = await sql<CountedDay>`
    select move.occurred_on as day, service.team_id as team,
      cast(sum(case when move.from_id in (${onPrem}) and move.to_id in (${cloud}) then 1 else 0 end) as bigint) as "toCloud",
      cast(sum(case when move.from_id in (${cloud}) and move.to_id in (${onPrem}) then 1 else 0 end) as bigint) as back
    from move join service on service.id = move.service_id
    where move.occurred_on >= ${from} and move.occurred_on <= ${to} and ${stands(view.knownAt)} and ${inScope(view)}
    group by move.occurred_on, service.team_id`.execute(queries)
  return rows
}

export function sumOfMoves(counted: Iterable<MovesCounted>): MovesCounted {
  let toCloud = 0
  let back = 0
  for (const one of counted) {
    toCloud += one.toCloud
    back += one.back
  }
  return { toCloud, back }
}
