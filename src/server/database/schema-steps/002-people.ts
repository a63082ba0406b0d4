import type { SchemaStep } from '../schema.ts'
import { columnTypes } from './column-types.ts'

/** Who people are, how they prove it, what programs may do in their name, and an audit that shows any later change. */
export const people: SchemaStep = {
  number: 2,
  name: 'people',
  statements(engine) {
    const { id, whole, text, table, keyedTable } = columnTypes(engine)
    return [
      `alter table audit add column actor_id ${text} not null default ''`,
      `alter table audit add column address ${text} not null default ''`,
      `alter table audit add column hash ${text} not null default ''`,
      'create index audit_by_actor on audit (actor_id, id)',
      'create index audit_by_action on audit (action, id)',
      table('person', [
        `id ${id}`,
        `name ${text} not null`,
        `name_search ${text} not null unique`,
        // What is typed to sign in, in small letters; null for people who come from an identity provider.
        `sign_in_name ${text} unique`,
        `email ${text} not null`,
        `division_id ${whole} references division (id)`,
        `role ${text} not null check (role in ('viewer', 'administrator'))`,
        `password_hash ${text}`,
        `issuer ${text}`,
        `subject ${text}`,
        `created_at ${whole} not null`,
        `disabled_at ${whole}`,
        `version ${whole} not null`,
      ]),
      'create unique index person_by_identity on person (issuer, subject) where issuer is not null',
      table('team_member', [
        `id ${id}`,
        `team_id ${whole} not null references team (id)`,
        `person_id ${whole} not null references person (id)`,
        `role ${text} not null check (role in ('viewer', 'member', 'lead'))`,
        `since ${text} not null`,
        `until ${text}`,
        `version ${whole} not null`,
      ]),
      'create index team_member_by_person on team_member (person_id)',
      'create index team_member_by_team on team_member (team_id)',
      keyedTable(
        'session',
        ['token_hash'],
        [
          `token_hash ${text} not null`,
          `id ${whole} not null unique`,
          `person_id ${whole} not null references person (id)`,
          `means ${text} not null`,
          `address ${text} not null`,
          `agent ${text} not null`,
          `created_at ${whole} not null`,
          `seen_at ${whole} not null`,
        ],
      ),
      'create index session_by_person on session (person_id)',
      table('machine_token', [
        `id ${id}`,
        `name ${text} not null`,
        `name_search ${text} not null unique`,
        `secret_hash ${text} not null unique`,
        `scope ${text} not null check (scope in ('read', 'write'))`,
        // JSON list of teams' numbers; null for the whole programme.
        `teams ${text}`,
        `created_by ${text} not null`,
        `created_at ${whole} not null`,
        `expires_at ${whole}`,
        `used_at ${whole}`,
        `revoked_at ${whole}`,
      ]),
      keyedTable(
        'one_time_link',
        ['token_hash'],
        [
          `token_hash ${text} not null`,
          `purpose ${text} not null check (purpose in ('set-up', 'welcome'))`,
          `person_id ${whole} references person (id)`,
          `created_at ${whole} not null`,
          `expires_at ${whole} not null`,
          `used_at ${whole}`,
        ],
      ),
    ]
  },
}
