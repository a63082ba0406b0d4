import type { SchemaStep } from '../schema.ts'
import { columnTypes } from './column-types.ts'

/** Which cycles end on a day that somebody set: no other usual length moves it, whatever length that day makes. */
export const handSetEnds: SchemaStep = {
  number: 8,
  name: 'hand-set-ends',
  statements(engine) {
    const { whole } = columnTypes(engine)
    const days =
      engine === 'sqlite'
        ? 'julianday(last_day) - julianday(first_day) + 1'
        : 'cast(last_day as date) - cast(first_day as date) + 1'
    return [
      `alter table release_cycle add column end_set ${whole} not null default 0 check (end_set in (0, 1))`,
      // Until now a length that is not the usual one was all that told it.
      `update release_cycle set end_set = 1
        where closed_at is null and ${days} <> (select max(cycle_days) from programme)`,
    ]
  },
}
