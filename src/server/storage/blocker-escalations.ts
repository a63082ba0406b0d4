import { sql } from 'kysely'
import { addDays, type CalendarDay, daysBetween, endOfDayIn } from '../../domain/calendar-day.ts'
import { type EventBody, keyOfEvent } from '../../domain/event.ts'
import type { Programme } from '../../domain/programme.ts'
import type { Queries } from '../database/tables.ts'
import { toldFor } from './events.ts'

export interface ToldBlocker {
  /** The blocker and the day since which it stands: opened again it has stood as long, so that is no news. */
  readonly about: string
  readonly blocker: NonNullable<EventBody['blocker']>
}

/**
 * Blockers that are escalated and of which nobody was told, the longest first. Of those that were escalated before the
 * last days, only what somebody opened within them: a first start says nothing of what everybody has known for long.
 */
export async function untoldEscalations(
  queries: Queries,
  { zone, escalationDays }: Pick<Programme, 'zone' | 'escalationDays'>,
  today: CalendarDay,
): Promise<ToldBlocker[]> {
  const newsFrom = addDays(today, 1 - toldFor)
  const rows = await queries
    .selectFrom('blocker')
    .leftJoin('service', 'service.id', 'blocker.service_id')
    .innerJoin('team', (join) => join.on(sql<boolean>`team.id = coalesce(blocker.team_id, service.team_id)`))
    .select(['blocker.id', 'blocker.what', 'blocker.owner', 'blocker.since'])
    .select(['service.name as service', 'team.name as team'])
    .where(sql<boolean>`(blocker.resolved_on is null or blocker.resolved_on > ${today})`)
    .where('blocker.since', '<=', addDays(today, -escalationDays))
    .where(({ or, eb }) =>
      or([
        eb('blocker.since', '>=', addDays(newsFrom, -escalationDays)),
        eb('blocker.opened_at', '>=', endOfDayIn(zone, addDays(newsFrom, -1))),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('event')
            .select('event.id')
            .where(
              sql<boolean>`event.key = ${`${keyOfEvent('blocker-escalated', '')}`} || blocker.id || '.' || blocker.since`,
            ),
        ),
      ),
    )
    .orderBy('blocker.since')
    .orderBy('blocker.id')
    .execute()
  return rows.map(({ id, what, owner, service, team, ...row }) => {
    const since = row.since as CalendarDay
    return {
      about: `${id}.${since}`,
      blocker: { id, service, team, what, owner: owner === '' ? null : owner, since, days: daysBetween(since, today) },
    }
  })
}
