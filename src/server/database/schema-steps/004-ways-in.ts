import type { SchemaStep } from '../schema.ts'
import { columnTypes } from './column-types.ts'

/** More ways in (a provider, passkeys), browsers that are known, what people can do, and from when to when a team exists. */
export const waysIn: SchemaStep = {
  number: 4,
  name: 'ways-in',
  statements(engine) {
    const { id, whole, text, table, keyedTable } = columnTypes(engine)
    return [
      // Whoever reads everything does so where reading is limited to one's division.
      `alter table person add column reads_everything ${whole} not null default 0 check (reads_everything in (0, 1))`,
      `alter table team add column formed_on ${text}`,
      `alter table team add column dissolved_on ${text}`,
      // Words are written the same for everybody, and go with the last person who knows them.
      table('skill', [`id ${id}`, `word ${text} not null`, `word_search ${text} not null unique`]),
      keyedTable(
        'person_skill',
        ['person_id', 'skill_id'],
        [`person_id ${whole} not null references person (id)`, `skill_id ${whole} not null references skill (id)`],
      ),
      'create index person_skill_by_skill on person_skill (skill_id, person_id)',
      // The ledger knows people by the names they bore, so a name that somebody gave up is nobody else's.
      keyedTable(
        'former_name',
        ['name_search'],
        [`name_search ${text} not null`, `person_id ${whole} not null references person (id)`],
      ),
      'create index former_name_by_person on former_name (person_id)',
      // A page of people by name, and what is looked for in it, is read from the index alone.
      'create index person_by_name on person (name_search, sign_in_name, id)',
      'create index person_by_division on person (division_id)',
      // The provider's own name of the session, by which it ends it.
      `alter table session add column provider_session ${text}`,
      'create index session_by_provider_session on session (provider_session) where provider_session is not null',
      table('passkey', [
        `id ${id}`,
        `person_id ${whole} not null references person (id)`,
        `credential_id ${text} not null unique`,
        `public_key ${text} not null`,
        `counter ${whole} not null`,
        // JSON list: internal, hybrid, usb.
        `transports ${text} not null`,
        `name ${text} not null`,
        `created_at ${whole} not null`,
        `used_at ${whole}`,
      ]),
      'create index passkey_by_person on passkey (person_id)',
      // A way in that has begun and not ended: what has to come back unchanged, once, to the same browser. And each log-out
      // that the provider announced, so that it counts once.
      keyedTable(
        'ceremony',
        ['key_hash'],
        [
          `key_hash ${text} not null`,
          `kind ${text} not null check (kind in ('provider', 'provider-log-out', 'passkey-sign-in', 'new-passkey'))`,
          `browser_hash ${text} not null`,
          `person_id ${whole} references person (id)`,
          // JSON, by kind.
          `held ${text} not null`,
          `expires_at ${whole} not null`,
        ],
      ),
      keyedTable(
        'known_browser',
        ['token_hash'],
        [
          `token_hash ${text} not null`,
          `person_id ${whole} not null references person (id)`,
          `seen_at ${whole} not null`,
        ],
      ),
      'create index known_browser_by_person on known_browser (person_id)',
    ]
  },
}
