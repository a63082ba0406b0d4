import { addDays, type CalendarDay, day, endOfDayIn } from '../../src/domain/calendar-day.ts'
import type { Database } from '../../src/server/database/database.ts'

/** Stores cycles one after the other, of so many days each, as rows, in place of those that were laid out. */
export async function storeCycles(
  database: Database,
  firstDay: string,
  lengths: readonly number[],
  more: { readonly closed?: readonly number[]; readonly names?: Readonly<Record<number, string>> } = {},
): Promise<void> {
  let from: CalendarDay = day(firstDay)
  const rows = lengths.map((length, at) => {
    const first = from
    from = addDays(first, length)
    return {
      number: at + 1,
      name: more.names?.[at + 1] ?? '',
      first_day: first,
      last_day: addDays(from, -1),
      commits_at: endOfDayIn('UTC', first),
      closed_at: more.closed?.includes(at + 1) ? endOfDayIn('UTC', addDays(from, -1)) : null,
      closed_by: more.closed?.includes(at + 1) ? 'Ada' : null,
      version: 1,
      end_set: 0,
    }
  })
  await database.write(async (queries) => {
    await queries.deleteFrom('release_cycle').execute()
    await queries.insertInto('release_cycle').values(rows).execute()
  })
}
