import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Queries } from '../database/tables.ts'

const key = 'sample-day'

/** The day the sample organisation's clock stands at; null until it was first set. */
export async function sampleDay(queries: Queries): Promise<CalendarDay | null> {
  const row = await queries.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return (row?.value ?? null) as CalendarDay | null
}

export async function setSampleDay(queries: Queries, day: CalendarDay): Promise<void> {
  await queries
    .insertInto('setting')
    .values({ key, value: day })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: day }))
    .execute()
}

/** Noon of that day in UTC: the sample's clock stands there until it is advanced. */
export const noonOf = (day: CalendarDay): number =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).epochMilliseconds
