import { sql } from 'kysely'
import type { feedbackGroupings } from '../../contract/feedback.ts'
import { addDays, type CalendarDay, endOfDayIn } from '../../domain/calendar-day.ts'
import { pulseDays, pulseOf, pulsesEnd, type RatedDay } from '../../domain/feedback.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { feedbackOfScope, feedbackWithTeams } from './feedback.ts'
import { inChunks } from './ledgers.ts'
import { standingMigrations } from './moved-on.ts'
import type { Scope } from './rollups.ts'

export type FeedbackGrouping = (typeof feedbackGroupings)[number]

/** By what each grouping is told apart: nothing, or a column's number. 0 stands for none. */
const groupOf = {
  none: sql<number>`0`,
  service: sql<number>`feedback.service_id`,
  team: sql<number>`service.team_id`,
  region: sql<number>`coalesce(feedback.region_id, 0)`,
} as const satisfies Readonly<Record<FeedbackGrouping, unknown>>

interface Wanted {
  readonly by: FeedbackGrouping
  readonly from: CalendarDay
  readonly service?: number | undefined
  readonly region?: number | undefined
}

const given = (queries: Queries, { scope, asOf }: View, { from, service, region }: Wanted) => {
  let wanted = feedbackWithTeams(queries)
    .where('feedback.given_on', '>=', from)
    .where('feedback.given_on', '<=', asOf)
    .where(feedbackOfScope(scope))
  if (service !== undefined) wanted = wanted.where('feedback.service_id', '=', service)
  if (region !== undefined) wanted = wanted.where('feedback.region_id', '=', region)
  return wanted
}

/** What was given on each day, summed by the engine. */
export async function ratedDays(queries: Queries, view: View, wanted: Wanted): Promise<RatedDay[]> {
  const rows = await given(queries, view, wanted)
    .select([
      groupOf[wanted.by].as('group'),
      'feedback.given_on',
      sql<number>`cast(count(*) as bigint)`.as('count'),
      sql<number>`cast(sum(feedback.rating) as bigint)`.as('sum'),
    ])
    // A number alone would be the place of a column.
    .groupBy(wanted.by === 'none' ? ['feedback.given_on'] : [groupOf[wanted.by], 'feedback.given_on'])
    .execute()
  return rows.map(({ group, given_on, count, sum }) => ({ group, day: given_on as CalendarDay, count, sum }))
}

/** For each group the milliseconds from what was said to its first answer, of those answered by the view's day. */
export async function answerTimes(queries: Queries, view: View, wanted: Wanted): Promise<Map<number, number[]>> {
  const rows = await given(queries, view, wanted)
    .select([groupOf[wanted.by].as('group'), sql<number>`feedback.answered_at - feedback.given_at`.as('took')])
    .where('feedback.answered_at', '<', endOfDayIn(view.programme.zone, view.asOf))
    .execute()
  const times = new Map<number, number[]>()
  for (const { group, took } of rows) {
    const known = times.get(group)
    if (known) known.push(took)
    else times.set(group, [took])
  }
  return times
}

/** One answer of a group: how it rated, and after how many milliseconds it was answered first, where it was by the view's day. */
export interface GivenAnswer {
  readonly id: number
  readonly day: CalendarDay
  readonly service: { readonly id: number; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly rating: number
  readonly took: number | null
}

/** Every answer of one group, which 0 stands for where it is the one without. */
export async function answersOfGroup(
  queries: Queries,
  view: View,
  wanted: Wanted & { readonly group: number },
): Promise<GivenAnswer[]> {
  const end = endOfDayIn(view.programme.zone, view.asOf)
  const rows = await given(queries, view, wanted)
    .where(sql<boolean>`${groupOf[wanted.by]} = ${wanted.group}`)
    .select(['feedback.id', 'feedback.given_on', 'feedback.rating', 'feedback.given_at', 'feedback.answered_at'])
    .select(['service.id as service', 'service.name', 'team.id as team', 'team.name as teamName'])
    .execute()
  return rows.map(({ id, given_on, rating, given_at, answered_at, service, name, team, teamName }) => ({
    id,
    day: given_on as CalendarDay,
    service: { id: service, name },
    team: { id: team, name: teamName },
    rating,
    took: answered_at === null || answered_at >= end ? null : answered_at - given_at,
  }))
}

/** What groups are called, by their numbers. */
export async function namesOfGroups(queries: Queries, by: FeedbackGrouping, ids: readonly number[]) {
  const names = new Map<number, string>()
  if (by === 'none') return names
  for (const some of inChunks(ids, 5000)) {
    const rows = await queries.selectFrom(by).select(['id', 'name']).where('id', 'in', some).execute()
    for (const { id, name } of rows) names.set(id, name)
  }
  return names
}

export interface Pulse {
  readonly service: { readonly id: number; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly movedOn: CalendarDay
  readonly pulse: number
  readonly until: CalendarDay
  readonly count: number
}

/** Services in cloud whose latest move lies within the pulses' days, those that were asked least first. */
export async function pulsesDue(queries: Queries, scope: Scope, today: CalendarDay): Promise<Pulse[]> {
  const rows = await standingMigrations(queries)
    .innerJoin('service', 'service.id', 'move.service_id')
    .innerJoin('team', 'team.id', 'service.team_id')
    .select([
      'service.id',
      'service.name',
      'team.name as teamName',
      sql<number>`team.id`.as('teamId'),
      sql<string>`max(move.occurred_on)`.as('movedOn'),
    ])
    .where('move.occurred_on', '>=', addDays(today, -pulsesEnd))
    .where('move.occurred_on', '<=', today)
    .where(sql<boolean>`service.private_cloud_units + service.public_cloud_units > 0`)
    .where(feedbackOfScope(scope))
    .groupBy(['service.id', 'service.name', 'team.name', 'team.id'])
    .execute()
  const due = rows.flatMap(({ id, name, teamId, teamName, movedOn }) => {
    const moved = movedOn as CalendarDay
    const pulse = pulseOf(moved, today)
    if (pulse === null) return []
    return [
      {
        service: { id, name },
        team: { id: teamId, name: teamName },
        movedOn: moved,
        pulse,
        until: endOf(moved, pulse),
      },
    ]
  })
  const counts = await countsSince(
    queries,
    new Map(due.map(({ service, movedOn, pulse }) => [service.id, addDays(movedOn, pulse)])),
  )
  return due
    .map((one) => ({ ...one, count: counts.get(one.service.id) ?? 0 }))
    .sort(
      (one, other) => one.count - other.count || compare(one.until, other.until) || one.service.id - other.service.id,
    )
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const endOf = (movedOn: CalendarDay, pulse: number): CalendarDay =>
  addDays(movedOn, (pulseDays.find((next) => next > pulse) ?? pulsesEnd + 1) - 1)

async function countsSince(queries: Queries, since: ReadonlyMap<number, CalendarDay>): Promise<Map<number, number>> {
  const counts = new Map<number, number>()
  for (const services of inChunks([...since.keys()], 5000)) {
    const rows = await queries
      .selectFrom('feedback')
      .select(['service_id', 'given_on', sql<number>`cast(count(*) as bigint)`.as('count')])
      .where('service_id', 'in', services)
      .groupBy(['service_id', 'given_on'])
      .execute()
    for (const { service_id, given_on, count } of rows) {
      if (given_on >= (since.get(service_id) as CalendarDay))
        counts.set(service_id, (counts.get(service_id) ?? 0) + count)
    }
  }
  return counts
}
