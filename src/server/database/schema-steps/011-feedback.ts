import type { SchemaStep } from '../schema.ts'
import { columnTypes } from './column-types.ts'

const scopes = `scope in ('read', 'write', 'calendar', 'feedback')`

/** What people say of services that moved, the regions they say it from, and the links by which they say it. */
export const feedback: SchemaStep = {
  number: 11,
  name: 'feedback',
  statements(engine) {
    const { id, whole, text, table } = columnTypes(engine)
    return [
      // A fourth kind of token: for links to give feedback by. SQLite changes no condition of a table: it is made anew.
      ...(engine === 'postgres'
        ? [
            'alter table machine_token drop constraint machine_token_scope_check',
            `alter table machine_token add constraint machine_token_scope_check check (${scopes})`,
          ]
        : [
            'alter table machine_token rename to machine_token_before',
            table('machine_token', [
              `id ${id}`,
              `name ${text} not null`,
              `name_search ${text} not null unique`,
              `secret_hash ${text} not null unique`,
              `scope ${text} not null check (${scopes})`,
              `teams ${text}`,
              `created_by ${text} not null`,
              `created_at ${whole} not null`,
              `expires_at ${whole}`,
              `used_at ${whole}`,
              `revoked_at ${whole}`,
            ]),
            `insert into machine_token
              select id, name, name_search, secret_hash, scope, teams, created_by, created_at, expires_at, used_at, revoked_at
              from machine_token_before`,
            'drop table machine_token_before',
          ]),
      table('region', [
        `id ${id}`,
        `name ${text} not null`,
        `name_search ${text} not null unique`,
        `zone ${text} not null`,
        `version ${whole} not null`,
      ]),
      table('feedback', [
        `id ${id}`,
        `service_id ${whole} not null references service (id)`,
        `rating ${whole} not null check (rating between 1 and 5)`,
        `kind ${text} not null`,
        `region_id ${whole} references region (id)`,
        `words ${text} not null`,
        `given_at ${whole} not null`,
        `given_on ${text} not null`,
        `given_by ${text} not null`,
        `token_id ${whole} references machine_token (id)`,
        `owner ${text} not null`,
        `owner_id ${whole} references person (id)`,
        `acknowledged_at ${whole}`,
        `acknowledged_by ${text}`,
        `answer ${text} not null`,
        `answered_at ${whole}`,
        `answered_by ${text}`,
        `resolved_at ${whole}`,
        `resolved_by ${text}`,
        `blocker_id ${whole} references blocker (id)`,
        `move_id ${whole} references move (id)`,
        `search ${text} not null`,
        `version ${whole} not null`,
        'check ((answered_at is null) = (answered_by is null))',
        // Nobody resolves without a word, and whoever answers has read it.
        'check (resolved_at is null or answered_at is not null)',
        'check (answered_at is null or acknowledged_at is not null)',
      ]),
      'create index feedback_by_service on feedback (service_id, given_on)',
      'create index feedback_waiting on feedback (given_at) where answered_at is null',
      'create index feedback_by_day on feedback (given_on)',
      'create index feedback_by_link on feedback (token_id, given_on) where token_id is not null',
    ]
  },
}
