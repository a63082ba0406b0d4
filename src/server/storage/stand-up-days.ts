import { addDays, type CalendarDay, daysBetween, endOfDayAmong } from '../../domain/calendar-day.ts'
import type { Queries } from '../database/tables.ts'

/** The instant at which a day is over for every team that is there on it, and for the programme: in the westernmost of their zones. */
export async function endOfStandUps(queries: Queries, day: CalendarDay, programmeZone: string): Promise<number> {
  const zones = await queries
    .selectFrom('team')
    .select('zone')
    .distinct()
    .where('zone', 'is not', null)
    .where(({ eb, or }) => or([eb('formed_on', 'is', null), eb('formed_on', '<=', day)]))
    .where(({ eb, or }) => or([eb('dissolved_on', 'is', null), eb('dissolved_on', '>=', day)]))
    .execute()
  return endOfDayAmong([programmeZone, ...zones.flatMap(({ zone }) => zone ?? [])], day)
}

interface Days {
  readonly from: CalendarDay
  readonly to: CalendarDay
}

/** Who says nothing for longer than so many days has given stand-ups up, and wants no word of it every morning. */
const inUseFor = 14

/** Whether anybody had said anything of some days, both inclusive, by an instant: what is written up later makes no digest. */
export async function wasAnythingSaid(queries: Queries, { from, to }: Days, by: number): Promise<boolean> {
  const said = await queries
    .selectFrom('stand_up_line')
    .select('id')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('carried_from', 'is', null)
    .where('taken_back_at', 'is', null)
    .where('recorded_at', '<', by)
    .limit(1)
    .executeTakeFirst()
  if (said) return true
  const answered = await queries
    .selectFrom('promise_answer')
    .select('line_id')
    .where('day', '>=', from)
    .where('day', '<=', to)
    // Its index goes by instants, and no day begins anywhere more than two days before it ends elsewhere.
    .where('recorded_at', '>=', by - (3 + daysBetween(from, to)) * 24 * 60 * 60 * 1_000)
    .where('recorded_at', '<', by)
    .limit(1)
    .executeTakeFirst()
  return answered !== undefined
}

/** Whether the organisation held stand-ups at all within the two weeks up to a day. */
export const areStandUpsInUse = (queries: Queries, day: CalendarDay, by: number): Promise<boolean> =>
  wasAnythingSaid(queries, { from: addDays(day, -inUseFor), to: day }, by)
