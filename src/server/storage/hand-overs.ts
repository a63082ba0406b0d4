import { sql } from 'kysely'
import type { Blocker } from '../../domain/blocker.ts'
import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import type { HandOver } from '../../domain/hand-over.ts'
import { standUpDaysBack } from '../../domain/stand-up.ts'
import type { HandOverRow } from '../database/daily-tables.ts'
import { insertMany } from '../database/insert-many.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { blockerInView } from './blockers.ts'
import { nextId } from './ledgers.ts'
import { linesById, type Reader } from './stand-up-lines.ts'
import { programmeZone } from './stand-up-teams.ts'

interface Items {
  readonly lines: readonly number[]
  readonly blockers: readonly number[]
}

export async function insertHandOver(
  queries: Queries,
  row: Omit<HandOverRow, 'id' | 'accepted_at' | 'accepted_by' | 'withdrawn_at'>,
  { lines, blockers }: Items,
): Promise<number> {
  const id = await nextId(queries, 'hand_over')
  await queries
    .insertInto('hand_over')
    .values({ id, ...row, accepted_at: null, accepted_by: null, withdrawn_at: null })
    .execute()
  const items = [
    ...lines.map((line_id) => ({ line_id, blocker_id: null })),
    ...blockers.map((blocker_id) => ({ line_id: null, blocker_id })),
  ]
  await insertMany(
    queries,
    'hand_over_item',
    items.map((item, at) => ({ hand_over_id: id, number: at + 1, ...item })),
  )
  return id
}

export const handOverRow = (queries: Queries, id: number): Promise<HandOverRow | undefined> =>
  queries.selectFrom('hand_over').selectAll().where('id', '=', id).executeTakeFirst()

export async function updateHandOver(queries: Queries, id: number, change: Partial<HandOverRow>): Promise<void> {
  await queries.updateTable('hand_over').set(change).where('id', '=', id).execute()
}

/** The team that a line or a blocker was last handed over to; null where it is with the team it belongs to. */
export async function holderOf(
  queries: Queries,
  item: { readonly line: number } | { readonly blocker: number },
): Promise<number | null> {
  const [column, id] = 'line' in item ? (['line_id', item.line] as const) : (['blocker_id', item.blocker] as const)
  const last = await queries
    .selectFrom('hand_over_item')
    .innerJoin('hand_over', 'hand_over.id', 'hand_over_item.hand_over_id')
    .select('hand_over.to_team_id')
    .where(`hand_over_item.${column}`, '=', id)
    .where('hand_over.withdrawn_at', 'is', null)
    .orderBy('hand_over.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.to_team_id ?? null
}

/**
 * What a team gave or got: of that day, and of the days before what is open yet; what lies back two weeks only while it is
 * with whom it was given to. The latest first.
 */
export async function handOversOn(
  queries: Queries,
  side: 'given' | 'received',
  team: number,
  day: CalendarDay,
): Promise<HandOverRow[]> {
  const [whose, its] = side === 'given' ? (['from_team_id', 'day'] as const) : (['to_team_id', 'to_day'] as const)
  const lately = addDays(day, -standUpDaysBack)
  const openThen = sql<boolean>`exists (select 1 from hand_over_item
    left join stand_up_line on stand_up_line.id = hand_over_item.line_id
    left join promise_answer on promise_answer.line_id = hand_over_item.line_id
    left join blocker on blocker.id = hand_over_item.blocker_id
    where hand_over_item.hand_over_id = hand_over.id and (
      (stand_up_line.kind = 'promise' and stand_up_line.taken_back_at is null
        and (promise_answer.line_id is null or promise_answer.day >= ${day}))
      or (blocker.id is not null and (blocker.resolved_on is null or blocker.resolved_on >= ${day})))
      and (${sql.ref(`hand_over.${its}`)} >= ${lately} or not exists (select 1 from hand_over_item as next_item
        inner join hand_over as next on next.id = next_item.hand_over_id
        where next.id > hand_over.id and next.withdrawn_at is null
          and (next_item.line_id = hand_over_item.line_id or next_item.blocker_id = hand_over_item.blocker_id))))`
  return queries
    .selectFrom('hand_over')
    .selectAll()
    .where(whose, '=', team)
    .where(its, '<=', day)
    .where('withdrawn_at', 'is', null)
    .where(({ eb, or }) => or([eb(its, '=', day), openThen]))
    .orderBy('id', 'desc')
    .execute()
}

/** Rows as people see them. What of them the asker may not read is left out. */
export async function shownHandOvers(
  queries: Queries,
  rows: readonly HandOverRow[],
  view: Pick<View, 'scope' | 'asOf' | 'programme'>,
  reader: Reader,
): Promise<HandOver[]> {
  if (rows.length === 0) return []
  const zone = await programmeZone(queries)
  const teams = await queries
    .selectFrom('team')
    .select(['id', 'name', 'zone', 'region'])
    .where(
      'id',
      'in',
      rows.flatMap(({ from_team_id, to_team_id }) => [from_team_id, to_team_id]),
    )
    .execute()
  const byId = new Map(teams.map((team) => [team.id, { ...team, zone: team.zone ?? zone }]))
  const shown: HandOver[] = []
  for (const row of rows) {
    const from = byId.get(row.from_team_id)
    const to = byId.get(row.to_team_id)
    if (!from || !to) continue
    const items = await queries
      .selectFrom('hand_over_item')
      .selectAll()
      .where('hand_over_id', '=', row.id)
      .orderBy('number')
      .execute()
    const lines = items.flatMap(({ line_id }) => (line_id === null ? [] : [line_id]))
    const blockers: Blocker[] = []
    for (const { blocker_id } of items) {
      const blocker = blocker_id === null ? null : await blockerInView(queries, view, blocker_id)
      if (blocker !== null) blockers.push(blocker)
    }
    shown.push({
      id: row.id,
      from,
      to,
      day: row.day as CalendarDay,
      toDay: row.to_day as CalendarDay,
      note: row.note,
      by: row.handed_by,
      at: new Date(row.recorded_at).toISOString(),
      accepted:
        row.accepted_at === null ? null : { by: row.accepted_by ?? '', at: new Date(row.accepted_at).toISOString() },
      lines: (await linesById(queries, lines, reader)).filter(({ isTakenBack }) => !isTakenBack),
      blockers,
      isWithdrawn: row.withdrawn_at !== null,
    })
  }
  return shown
}
