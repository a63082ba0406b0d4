import type { SchemaStep } from '../schema.ts'
import { columnTypes } from './column-types.ts'

/** Whom an entry of the audit concerns, so that whoever may hear of it does while it happens. */
export const live: SchemaStep = {
  number: 10,
  name: 'live',
  statements: (engine) => [`alter table audit add column concerns ${columnTypes(engine).text}`],
}
