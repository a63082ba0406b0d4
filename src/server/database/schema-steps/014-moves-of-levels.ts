import type { SchemaStep } from '../schema.ts'

/** The moves that stand by what was said of a level: each line of a stand-up that logged something asks for its own. */
export const movesOfLevels: SchemaStep = {
  number: 14,
  name: 'moves-of-levels',
  statements: () => ['create index move_level_entry on move (level_entry_id) where level_entry_id is not null'],
}
