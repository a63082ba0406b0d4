import { compare, readAttention, readChanges } from '../../contract/comparison.ts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { daysBetween } from '../../domain/calendar-day.ts'
import { call } from '../shared/call.ts'
import { readAllRows } from '../shared/read-to-end.ts'
import { queryOf, type View } from '../shared/view-search.ts'
import type { ComparedBy } from './growth-queries.ts'

export type Waiting = AnswerOf<typeof readAttention>['rows'][number]
export type Changed = AnswerOf<typeof readChanges>

/** Lists of the overview read on to their end, for a file. */

export const everyCompared = (view: View, by: ComparedBy) =>
  readAllRows((part) => call(compare, { query: { ...queryOf(view), by, ...part } }))

/** The most that these two lists give at once. */
const atOnce = 200

export const everyWaiting = (view: View): Promise<Waiting[]> =>
  readAllRows(async (part) => {
    const { measure: _measure, ...scope } = queryOf(view)
    const { rows, more } = await call(readAttention, { query: { ...scope, ...part } })
    return { rows, total: part.offset + rows.length + more }
  }, atOnce)

/** What the table shows: by services, where none entered or left cloud, what moved inside those that ran there already, in units. */
export function shownIn({ rows, more, measure, inside }: Changed): Pick<Changed, 'rows' | 'more' | 'measure'> {
  return inside === null ? { rows, more, measure } : { rows: inside.rows, more: inside.more, measure: 'units' }
}

/** From a day to another, both told of. */
export const everyChange = (view: View, from: CalendarDay, to: CalendarDay): Promise<Changed['rows']> =>
  readAllRows(async (part) => {
    const query = { ...queryOf(view), asOf: to, days: daysBetween(from, to) + 1, ...part }
    const { rows, more } = shownIn(await call(readChanges, { query }))
    return { rows, total: part.offset + rows.length + more }
  }, atOnce)
