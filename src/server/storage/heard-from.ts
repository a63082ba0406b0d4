import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { addDays, endOfDayIn, later } from '../../domain/calendar-day.ts'
import { lastConfirmed } from '../../domain/freshness.ts'
import type { Queries } from '../database/tables.ts'
import { spoken } from './hearings.ts'
import { recordedAfter, stands } from './ledgers.ts'
import { unitsMoved } from './rollups.ts'

/** What a team last said, up to a day: null where it never did. */
export interface HeardFrom {
  /** The latest day on which a move of its services stands. */
  readonly moved: CalendarDay | null
  /** The latest of that day, of the day on which somebody last logged a move, of the last entry in a stand-up, and of the last press of "nothing changed". */
  readonly confirmed: CalendarDay | null
}

/**
 * When each team was last heard from, up to a day, as known now or at an instant. A move that people or a pipeline
 * logged speaks on the day of its recording too; an imported one only on the day it speaks of, so that importing old
 * history does not make a silent team look fresh.
 */
export async function heardFrom(
  queries: Queries,
  upTo: CalendarDay | undefined,
  knownAt: number | null = null,
  teams?: readonly number[],
): Promise<Map<number, HeardFrom>> {
  const programme = await queries.selectFrom('programme').select('zone').executeTakeFirst()
  const zone = programme?.zone ?? 'UTC'
  const until = {
    day: upTo ?? ('9999-12-31' as CalendarDay),
    instant: Math.min(
      knownAt ?? Number.MAX_SAFE_INTEGER,
      upTo === undefined ? Number.MAX_SAFE_INTEGER : endOfDayIn(zone, upTo) - 1,
    ),
  }
  // What was taken back by then was never said.
  const standing =
    knownAt === null
      ? sql`its.taken_back_at is null`
      : sql`(its.taken_back_at is null or its.taken_back_at > ${knownAt})`
  const known = knownAt === null ? sql`1 = 1` : sql`recorded_at <= ${knownAt}`
  // One seek a team for each: the engine would otherwise read every row of the roll-up to find the last ones.
  let wanted = queries
    .selectFrom('team')
    .select('team.id')
    .select([
      sql<CalendarDay | null>`(select day from rollup_day where scope = 2 and scope_id = team.id and day <= ${until.day} and ${unitsMoved} > 0 order by day desc limit 1)`.as(
        'moved',
      ),
      sql<CalendarDay | null>`(select max(day) from confirmation where team_id = team.id and day <= ${until.day} and ${known})`.as(
        'said',
      ),
      sql<CalendarDay | null>`(select max(${dayOf('its', until)}) from stand_up_line as its
        where its.team_id = team.id and its.carried_from is null and ${saidBy('its', until, knownAt)} and ${standing})`.as(
        'spoke',
      ),
      sql<CalendarDay | null>`(select max(${dayOf('answer', until)}) from stand_up_line as its
        inner join promise_answer as answer on answer.line_id = its.id
        where its.team_id = team.id and ${saidBy('answer', until, knownAt)} and ${standing})`.as('answered'),
      sql<
        number | null
      >`(select recorded_at from team_heard where team_id = team.id and recorded_at <= ${until.instant} and moves > 0 order by recorded_at desc limit 1)`.as(
        'loggedAt',
      ),
    ])
  if (teams) wanted = wanted.where('team.id', 'in', teams.length > 0 ? [...teams] : [-1])
  const asKnown = knownAt === null ? new Map<number, Moved>() : await movedAsKnownAt(queries, until, knownAt)
  const heard = new Map<number, HeardFrom>()
  for (const { id, said, spoke, answered, ...now } of await wanted.execute()) {
    const { moved, loggedAt } = asKnown.get(id) ?? now
    heard.set(id, { moved, confirmed: lastConfirmed({ moved, said, spoke: latest(spoke, answered), loggedAt, zone }) })
  }
  return heard
}

/**
 * Whether a row of `team` was heard from within some days, as known now: the same as `heardFrom` says, where its latest day
 * is not before the first of them. Stops at the first word it finds.
 */
export async function heardWithin(queries: Queries, from: CalendarDay, to: CalendarDay) {
  const programme = await queries.selectFrom('programme').select('zone').executeTakeFirst()
  const zone = programme?.zone ?? 'UTC'
  const until = { day: to, instant: endOfDayIn(zone, to) - 1 }
  const since = endOfDayIn(zone, addDays(from, -1))
  return sql<boolean>`(
    exists (select 1 from rollup_day where scope = 2 and scope_id = team.id and day >= ${from} and day <= ${to} and ${unitsMoved} > 0)
    or exists (select 1 from team_heard where team_id = team.id and recorded_at >= ${since} and recorded_at <= ${until.instant} and moves > 0)
    or exists (select 1 from confirmation where team_id = team.id and day >= ${from} and day <= ${to})
    or exists (select 1 from stand_up_line as its where its.team_id = team.id and its.carried_from is null
      and its.taken_back_at is null and its.day >= ${from} and ${saidBy('its', until, null)})
    or exists (select 1 from stand_up_line as its inner join promise_answer as answer on answer.line_id = its.id
      where its.team_id = team.id and its.taken_back_at is null and answer.day >= ${from} and ${saidBy('answer', until, null)}))`
}

interface Until {
  readonly day: CalendarDay
  readonly instant: number
}

/** Where a team's day has begun before the programme's, what it said by the end of that day was said on it. */
const dayOf = (table: 'its' | 'answer', { day }: Until) =>
  sql`case when ${sql.ref(`${table}.day`)} > ${day} then ${day} else ${sql.ref(`${table}.day`)} end`

const saidBy = (table: 'its' | 'answer', { day, instant }: Until, knownAt: number | null) => {
  const recorded = sql.ref(`${table}.recorded_at`)
  const known = knownAt === null ? sql`1 = 1` : sql`${recorded} <= ${knownAt}`
  return sql`((${sql.ref(`${table}.day`)} <= ${day} and ${known}) or ${recorded} <= ${instant})`
}

const latest = (one: CalendarDay | null, other: CalendarDay | null): CalendarDay | null =>
  one === null || other === null ? (one ?? other) : later(one, other)

interface Moved {
  readonly moved: CalendarDay | null
  readonly loggedAt: number | null
}

/** The same of the teams about which a move was recorded after the instant, read from the moves themselves. */
async function movedAsKnownAt(queries: Queries, until: { day: CalendarDay; instant: number }, knownAt: number) {
  const changed = await queries
    .selectFrom('service')
    .select('team_id as team')
    .distinct()
    .where('id', 'in', recordedAfter(queries, knownAt))
    .execute()
  const found = new Map<number, Moved>(changed.map(({ team }) => [team, { moved: null, loggedAt: null }]))
  if (found.size === 0) return found
  const rows = await queries
    .selectFrom('move')
    .innerJoin('service', 'service.id', 'move.service_id')
    .select('service.team_id as team')
    .select([
      sql<CalendarDay | null>`max(case when move.occurred_on <= ${until.day} then move.occurred_on end)`.as('moved'),
      sql<
        number | null
      >`max(case when ${spoken} and move.recorded_at <= ${until.instant} then move.recorded_at end)`.as('loggedAt'),
    ])
    .where('service.team_id', 'in', [...found.keys()])
    .where(stands(knownAt))
    .groupBy('service.team_id')
    .execute()
  for (const { team, ...its } of rows) found.set(team, its)
  return found
}
