import type { SchemaStep } from '../schema.ts'
import { columnTypes } from './column-types.ts'

/** What each team kept of what it promised in its stand-ups of a cycle, on the record of the cycle. */
export const promisesOnRecord: SchemaStep = {
  number: 12,
  name: 'promises-on-record',
  statements(engine) {
    const { whole } = columnTypes(engine)
    return [
      // null in records from before this step: nobody froze it then, and answers may have been given since.
      `alter table closed_team add column promises_due ${whole}`,
      `alter table closed_team add column promises_kept ${whole}`,
    ]
  },
}
