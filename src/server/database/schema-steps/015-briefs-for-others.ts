import type { SchemaStep } from '../schema.ts'
import { neverChanged } from './001-ledger.ts'
import { columnTypes } from './column-types.ts'

/** Links that open something without an account, the brief of each closed cycle, and briefs by mail. */
export const briefsForOthers: SchemaStep = {
  number: 15,
  name: 'briefs-for-others',
  statements(engine) {
    const { id, whole, text, table, keyedTable } = columnTypes(engine)
    return [
      table('shared_link', [
        `id ${id}`,
        `name ${text} not null`,
        // SHA-256 of what the link ends with, which is nowhere stored.
        `secret_hash ${text} not null unique`,
        `shows ${text} not null`,
        `measure ${text} not null`,
        `language ${text} not null`,
        `division_id ${whole} references division (id)`,
        `team_id ${whole} references team (id)`,
        // null where it shows the newest.
        `as_of ${text}`,
        `known_at ${whole}`,
        // JSON list of hosts whose pages may show it; null for any.
        `frames ${text}`,
        `made_by ${text} not null`,
        // With whose rights it shows what it shows; null for whoever administers the machine.
        `person_id ${whole} references person (id)`,
        `made_at ${whole} not null`,
        `expires_at ${whole} not null`,
        `used_at ${whole}`,
        `uses ${whole} not null`,
        `revoked_at ${whole}`,
        'check ((as_of is null) = (known_at is null))',
      ]),
      // The brief as a cycle was closed: written once.
      keyedTable(
        'kept_brief',
        ['cycle_number', 'language'],
        [
          `cycle_number ${whole} not null references release_cycle (number)`,
          `language ${text} not null`,
          `html ${text} not null`,
          `checksum ${text} not null`,
          `written_at ${whole} not null`,
        ],
      ),
      ...neverChanged(engine, 'kept_brief', 'The brief of a closed cycle is never changed or deleted.'),
      // none | weekly | monthly | cycle, and since when, so that nobody gets what was due before they asked.
      `alter table mail_wish add column brief ${text} not null default 'none'`,
      `alter table mail_wish add column brief_since ${whole} not null default 0`,
      // A file that goes along with a mail: HTML.
      `alter table mail_text add column attachment ${text}`,
    ]
  },
}
