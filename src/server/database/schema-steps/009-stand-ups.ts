import type { SchemaStep } from '../schema.ts'
import { columnTypes } from './column-types.ts'

/** The stand-ups: what teams say in the morning and the evening of their own day, and what became of what they promised. */
export const standUps: SchemaStep = {
  number: 9,
  name: 'stand-ups',
  statements(engine) {
    const { id, whole, text, table } = columnTypes(engine)
    return [
      // Where a team works decides when its day ends; null where that is as for the programme.
      `alter table team add column zone ${text}`,
      `alter table team add column region ${text} not null default ''`,
      table('stand_up_line', [
        `id ${id}`,
        `team_id ${whole} not null references team (id)`,
        `day ${text} not null`,
        `time ${text} not null`,
        `kind ${text} not null`,
        // Whose line it is, and who typed it: one person at the keyboard writes for all.
        `author ${text} not null`,
        `author_id ${whole} references person (id)`,
        `typed_by ${text} not null`,
        `typed_by_id ${text} not null`,
        `service_id ${whole} references service (id)`,
        `level ${whole} check (level between 0 and 1000)`,
        `words ${text} not null`,
        `blocker_id ${whole} references blocker (id)`,
        `carried_from ${whole} references stand_up_line (id)`,
        `recorded_at ${whole} not null`,
        `changed_at ${whole}`,
        `taken_back_at ${whole}`,
        `version ${whole} not null`,
        `check (kind <> 'promise' or service_id is not null)`,
      ]),
      'create index stand_up_line_by_team on stand_up_line (team_id, day)',
      'create index stand_up_line_by_day on stand_up_line (day)',
      table('promise_answer', [
        // One answer to a promise. Taken back, the row goes; the audit keeps it.
        `line_id ${whole} primary key references stand_up_line (id)`,
        `answer ${text} not null`,
        `level ${whole} check (level between 0 and 1000)`,
        `words ${text} not null`,
        `carried_to ${whole} references stand_up_line (id)`,
        `blocker_id ${whole} references blocker (id)`,
        // What the ledger was told by it.
        `level_entry_id ${whole} references level_entry (id)`,
        // The day of the team on which it was given.
        `day ${text} not null`,
        `answered_by ${text} not null`,
        `answered_by_id ${text} not null`,
        `recorded_at ${whole} not null`,
      ]),
      'create index promise_answer_recorded on promise_answer (recorded_at)',
      table('absence', [
        `id ${id}`,
        `team_id ${whole} not null references team (id)`,
        `person_id ${whole} references person (id)`,
        `name ${text} not null`,
        `first_day ${text} not null`,
        `last_day ${text} not null check (last_day >= first_day)`,
        `words ${text} not null`,
        `recorded_at ${whole} not null`,
        `said_by ${text} not null`,
        `said_by_id ${text} not null`,
        `version ${whole} not null`,
      ]),
      'create index absence_by_team on absence (team_id, last_day)',
    ]
  },
}
