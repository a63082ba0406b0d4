import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { stands } from './ledgers.ts'
import { type Places, placesByKind } from './places-by-kind.ts'
import { inScope } from './plan.ts'
import { scopes } from './rollups.ts'

/** Entries of the ledger from on-premises to cloud and back: each counts, though one day may hold both ways. */
export interface MovesCounted {
  readonly toCloud: number
  readonly back: number
}

export interface CountedDay extends MovesCounted {
  readonly day: CalendarDay
}

export interface CountedTeam extends MovesCounted {
  readonly team: number
}

type Counting = Pick<View, 'scope' | 'knownAt'>

/** Counted by day, over the moves of those days once. Those that were reversed do not stand, nor do reversals. */
export async function movesByDay(
  queries: Queries,
  from: CalendarDay,
  to: CalendarDay,
  view: Counting,
): Promise<CountedDay[]> {
  const places = await placesByKind(queries)
  const { rows } = await sql<CountedDay>`
    select move.occurred_on as day, ${bothWays(places)} from move
    where ${standingWithin(from, to, view)}${ofScope(view)}
    group by move.occurred_on`.execute(queries)
  return rows
}

/** The same by team. */
export async function movesByTeam(
  queries: Queries,
  from: CalendarDay,
  to: CalendarDay,
  view: Counting,
): Promise<CountedTeam[]> {
  const places = await placesByKind(queries)
  const { rows } = await sql<CountedTeam>`
    select service.team_id as team, ${bothWays(places)} from move join service on service.id = move.service_id
    where ${standingWithin(from, to, view)} and ${inScope(view)}
    group by service.team_id`.execute(queries)
  return rows
}

const bothWays = ({ onPrem, cloud }: Places): RawBuilder<unknown> =>
  sql`
      cast(sum(case when move.from_id in (${onPrem}) and move.to_id in (${cloud}) then 1 else 0 end) as bigint) as "toCloud",
      cast(sum(case when move.from_id in (${cloud}) and move.to_id in (${onPrem}) then 1 else 0 end) as bigint) as back`

const standingWithin = (from: CalendarDay, to: CalendarDay, { knownAt }: Counting): RawBuilder<unknown> =>
  sql`move.occurred_on >= ${from} and move.occurred_on <= ${to} and ${stands(knownAt)}`

/** Of the whole programme no service need be looked up. */
const ofScope = (view: Counting): RawBuilder<unknown> =>
  view.scope.scope === scopes.programme
    ? sql``
    : sql` and move.service_id in (select service.id from service where ${inScope(view)})`

export function sumOfMoves(counted: Iterable<MovesCounted>): MovesCounted {
  let toCloud = 0
  let back = 0
  for (const one of counted) {
    toCloud += one.toCloud
    back += one.back
  }
  return { toCloud, back }
}
