import { sql } from 'kysely'
import type { Queries } from '../database/tables.ts'
import type { ClosedTeamRow } from '../database/train-tables.ts'
import type { View } from '../view.ts'
import { scopes } from './rollups.ts'
import { wholeSum } from './team-standings.ts'

type Looking = Pick<View, 'scope' | 'measure'>

/** The teams on record of a cycle, for the programme or for a division or team as it was then. */
export function teamsOn(queries: Queries, number: number, { scope }: Pick<View, 'scope'>) {
  const wanted = queries.selectFrom('closed_team').where('cycle_number', '=', number)
  if (scope.scope === scopes.team) return wanted.where('team_id', '=', scope.id)
  if (scope.scope === scopes.division) return wanted.where('division_id', '=', scope.id)
  return wanted
}

type Figure = 'committed' | 'kept' | 'delivered' | 'rolled_back' | 'retired' | 'left' | 'added' | 'removed' | 'scope'

export interface RecordedTeam {
  readonly committed: number
  readonly kept: number
  readonly delivered: number
  readonly unplanned: number
  readonly sayDo: number | null
  readonly rolledBack: number
  readonly retired: number
  readonly left: number
  /** Whatever of the committed is none of the others. */
  readonly movedBefore: number
  /** null where nobody froze them. */
  readonly promisesDue: number | null
  readonly promisesKept: number | null
}

export const figuresOfTeam = (row: ClosedTeamRow, { measure }: Pick<View, 'measure'>): RecordedTeam => {
  const of = (figure: Figure): number => row[`${figure}_${measure}`]
  const [committed, kept, delivered] = [of('committed'), of('kept'), of('delivered')]
  const [retired, left] = [of('retired'), of('left')]
  return {
    committed,
    kept,
    delivered,
    unplanned: delivered - kept,
    sayDo: committed === 0 ? null : kept / committed,
    rolledBack: of('rolled_back'),
    retired,
    left,
    movedBefore: committed - kept - retired - left,
    promisesDue: row.promises_due,
    promisesKept: row.promises_kept,
  }
}

/** Those that promised or moved something, largest commitment first; and how many promised something and moved nothing. */
export async function recordedTeams(
  queries: Queries,
  number: number,
  view: Looking,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ total: number; idle: number; rows: ClosedTeamRow[] }> {
  const column = (figure: Figure) => sql.ref<number>(`closed_team.${figure}_${view.measure}`)
  const wanted = teamsOn(queries, number, view).where(
    sql<boolean>`(closed_team.committed_services > 0 or closed_team.rolled_back_units > 0
      or closed_team.delivered_units + closed_team.rolled_back_units > 0 or closed_team.promises_due > 0)`,
  )
  const { total, idle } = await wanted
    .select([
      wholeSum(sql`1`).as('total'),
      wholeSum(
        sql`case when ${column('committed')} > 0 and ${column('kept')} = 0 and ${column('retired')} = 0 then 1 else 0 end`,
      ).as('idle'),
    ])
    .executeTakeFirstOrThrow()
  const rows = await wanted
    .selectAll()
    .orderBy(column('committed'), 'desc')
    .orderBy(column('delivered'), 'desc')
    .orderBy('team_id')
    .limit(limit)
    .offset(offset)
    .execute()
  return { total, idle, rows }
}

/** Their sums. */
export async function recordedSums(queries: Queries, number: number, view: Looking) {
  const column = (figure: Figure) => wholeSum(sql.ref(`closed_team.${figure}_${view.measure}`))
  return teamsOn(queries, number, view)
    .select([
      column('committed').as('committed'),
      column('kept').as('kept'),
      column('delivered').as('delivered'),
      column('rolled_back').as('rolledBack'),
      column('retired').as('retired'),
      column('left').as('left'),
      column('added').as('added'),
      column('removed').as('removed'),
      column('scope').as('scope'),
      wholeSum(sql.ref('closed_team.moves_to_cloud')).as('toCloud'),
      wholeSum(sql.ref('closed_team.moves_back')).as('back'),
    ])
    .executeTakeFirstOrThrow()
}

/** Teams that promised something, as they were called then. */
export async function promisingTeams(
  queries: Queries,
  number: number,
  view: Pick<View, 'scope'>,
): Promise<{ id: number; name: string }[]> {
  const rows = await teamsOn(queries, number, view)
    .select(['team_id', 'team_name'])
    .where('committed_services', '>', 0)
    .execute()
  return rows.map(({ team_id, team_name }) => ({ id: team_id, name: team_name }))
}

/** Numbers of all teams that a cycle's record holds a row of. */
export async function teamIdsOnRecord(queries: Queries, number: number): Promise<Set<number>> {
  const rows = await queries.selectFrom('closed_team').select('team_id').where('cycle_number', '=', number).execute()
  return new Set(rows.map(({ team_id }) => team_id))
}
