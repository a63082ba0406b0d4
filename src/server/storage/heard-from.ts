import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { endOfDayIn } from '../../domain/calendar-day.ts'
import { lastConfirmed } from '../../domain/freshness.ts'
import type { Queries } from '../database/tables.ts'
import { spoken } from './hearings.ts'
import { stands } from './ledgers.ts'
import { unitsMoved } from './rollups.ts'

/** What a team last said, up to a day: null where it never did. */
export interface HeardFrom {
  /** The latest day on which a move of its services stands. */
  readonly moved: CalendarDay | null
  /** The latest of that day, of the day on which somebody last logged a move, and of the last press of "nothing changed". */
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
      sql<
        number | null
      >`(select recorded_at from team_heard where team_id = team.id and recorded_at <= ${until.instant} and moves > 0 order by recorded_at desc limit 1)`.as(
        'loggedAt',
      ),
    ])
  if (teams) wanted = wanted.where('team.id', 'in', teams.length > 0 ? [...teams] : [-1])
  const asKnown = knownAt === null ? new Map<number, Moved>() : await movedAsKnownAt(queries, until, knownAt)
  const heard = new Map<number, HeardFrom>()
  for (const { id, said, ...now } of await wanted.execute()) {
    const { moved, loggedAt } = asKnown.get(id) ?? now
    heard.set(id, { moved, confirmed: lastConfirmed({ moved, said, loggedAt, zone }) })
  }
  return heard
}

interface Moved {
  readonly moved: CalendarDay | null
  readonly loggedAt: number | null
}

/** The same of the teams about which a move was recorded after the instant, read from the moves themselves. */
async function movedAsKnownAt(queries: Queries, until: { day: CalendarDay; instant: number }, knownAt: number) {
  const changed = await queries
    .selectFrom('move')
    .innerJoin('service', 'service.id', 'move.service_id')
    .select('service.team_id as team')
    .distinct()
    .where('move.recorded_at', '>', knownAt)
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
