import type { SchemaStep } from '../schema.ts'
import { columnTypes } from './column-types.ts'

/** Dated notes on the charts. */
export const annotations: SchemaStep = {
  number: 17,
  name: 'annotations',
  statements(engine) {
    const { id, whole, text, table } = columnTypes(engine)
    return [
      table('annotation', [
        `id ${id}`,
        `number ${whole} not null`,
        `version ${whole} not null`,
        `day ${text} not null`,
        `until_day ${text}`,
        `words ${text} not null`,
        `tags ${text} not null`,
        `link ${text} not null`,
        `division_id ${whole} references division (id)`,
        `team_id ${whole} references team (id)`,
        `recorded_at ${whole} not null`,
        `recorded_by ${text} not null`,
        `ended_at ${whole}`,
        `withdrawn_by ${text}`,
        `search ${text} not null`,
        'unique (number, version)',
        'check (until_day is null or until_day > day)',
        'check (division_id is null or team_id is null)',
        'check (withdrawn_by is null or ended_at is not null)',
      ]),
      // Of one annotation only one row stands.
      'create unique index annotation_standing on annotation (number) where ended_at is null',
      'create index annotation_by_day on annotation (day)',
      'create index annotation_ended on annotation (ended_at) where ended_at is not null',
    ]
  },
}
