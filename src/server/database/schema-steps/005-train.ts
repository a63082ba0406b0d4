import type { SchemaStep } from '../schema.ts'
import { columnTypes } from './column-types.ts'

/** Release cycles from plan to frozen record, waves, dependencies between services, and the events that go out. */
export const train: SchemaStep = {
  number: 5,
  name: 'train',
  statements(engine) {
    const { id, whole, text, table, keyedTable } = columnTypes(engine)
    return [
      table('release_cycle', [
        `number ${whole} primary key`,
        `name ${text} not null`,
        `first_day ${text} not null`,
        `last_day ${text} not null check (last_day >= first_day)`,
        // When its first day is over, and with it the commitment stands. Kept, so that no later change of zone moves it.
        `commits_at ${whole} not null`,
        `closed_at ${whole}`,
        `closed_by ${text}`,
        `version ${whole} not null`,
      ]),
      // Never changed but for its end: what stood in the plan at an instant can always be read again.
      table('plan_item', [
        `id ${id}`,
        `cycle_number ${whole} not null references release_cycle (number)`,
        `service_id ${whole} not null references service (id)`,
        `units ${whole} not null check (units > 0)`,
        `level ${whole}`,
        `carried_from ${whole}`,
        `added_at ${whole} not null`,
        `added_by ${text} not null`,
        `removed_at ${whole}`,
        `removed_by ${text}`,
      ]),
      'create unique index plan_item_standing on plan_item (cycle_number, service_id) where removed_at is null',
      'create index plan_item_by_cycle on plan_item (cycle_number, added_at)',
      'create index plan_item_by_service on plan_item (service_id)',
      // Figures of the whole programme as they were when it was closed, as JSON, and what was said of it in the review: neither
      // is for readers of a part.
      table('closed_cycle', [
        `cycle_number ${whole} primary key references release_cycle (number)`,
        `figures ${text} not null`,
        // Of the review, in Markdown.
        `notes ${text} not null`,
      ]),
      // The record of a closed cycle: names as they were then, and nothing that a later move could change.
      keyedTable(
        'closed_item',
        ['cycle_number', 'service_id'],
        [
          `cycle_number ${whole} not null references release_cycle (number)`,
          `service_id ${whole} not null references service (id)`,
          `service_name ${text} not null`,
          `team_id ${whole} not null references team (id)`,
          `team_name ${text} not null`,
          `division_id ${whole} not null references division (id)`,
          `committed_units ${whole} not null`,
          `net_units ${whole} not null`,
          `outcome ${text} not null`,
          // carried | dropped | '' where there was nothing to choose
          `choice ${text} not null`,
        ],
      ),
      keyedTable(
        'closed_team',
        ['cycle_number', 'team_id'],
        [
          `cycle_number ${whole} not null references release_cycle (number)`,
          `team_id ${whole} not null references team (id)`,
          `team_name ${text} not null`,
          `division_id ${whole} not null references division (id)`,
          `division_name ${text} not null`,
          ...['committed', 'kept', 'delivered', 'rolled_back'].flatMap((figure) => [
            `${figure}_units ${whole} not null`,
            `${figure}_services ${whole} not null`,
          ]),
          `moves_to_cloud ${whole} not null`,
          `moves_back ${whole} not null`,
        ],
      ),
      table('wave', [
        `id ${id}`,
        `name ${text} not null`,
        `name_search ${text} not null unique`,
        `description ${text} not null`,
        `version ${whole} not null`,
      ]),
      // A service moves with one wave.
      keyedTable(
        'wave_service',
        ['service_id'],
        [`service_id ${whole} not null references service (id)`, `wave_id ${whole} not null references wave (id)`],
      ),
      'create index wave_service_by_wave on wave_service (wave_id)',
      keyedTable(
        'dependency',
        ['service_id', 'depends_on_id'],
        [
          `service_id ${whole} not null references service (id)`,
          `depends_on_id ${whole} not null references service (id)`,
          `kind ${text} not null`,
          'check (service_id <> depends_on_id)',
        ],
      ),
      'create index dependency_by_target on dependency (depends_on_id)',
      // A third kind of token: for calendars. SQLite changes no condition of a table, so there it is made anew.
      ...(engine === 'postgres'
        ? [
            'alter table machine_token drop constraint machine_token_scope_check',
            `alter table machine_token add constraint machine_token_scope_check check (scope in ('read', 'write', 'calendar'))`,
          ]
        : [
            'alter table machine_token rename to machine_token_before',
            table('machine_token', [
              `id ${id}`,
              `name ${text} not null`,
              `name_search ${text} not null unique`,
              `secret_hash ${text} not null unique`,
              `scope ${text} not null check (scope in ('read', 'write', 'calendar'))`,
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
      table('webhook', [
        `id ${id}`,
        `name ${text} not null`,
        `name_search ${text} not null unique`,
        `url ${text} not null`,
        `shape ${text} not null check (shape in ('json', 'slack', 'teams'))`,
        // JSON list of kinds of events.
        `events ${text} not null`,
        `language ${text} not null check (language in ('en', 'ko'))`,
        // What its messages are signed with: it has to be at hand each time, so it is stored as it is.
        `secret ${text} not null`,
        // The one before it signs along until then.
        `former_secret ${text}`,
        `former_until ${whole}`,
        `created_at ${whole} not null`,
        `created_by ${text} not null`,
        `disabled_at ${whole}`,
        `failing_since ${whole}`,
        `delivered_at ${whole}`,
        `version ${whole} not null`,
      ]),
      table('event', [
        `id ${id}`,
        // Says what happened, once: `cycle-started:28`.
        `key ${text} not null unique`,
        `kind ${text} not null`,
        `recorded_at ${whole} not null`,
        // JSON.
        `body ${text} not null`,
      ]),
      keyedTable(
        'delivery',
        ['event_id', 'webhook_id'],
        [
          `event_id ${whole} not null references event (id)`,
          `webhook_id ${whole} not null references webhook (id)`,
          // The same at every try, so that the receiver knows a message that it has had.
          `message_id ${text} not null unique`,
          `attempts ${whole} not null`,
          // null once it was delivered or given up.
          `next_at ${whole}`,
          `tried_at ${whole}`,
          `delivered_at ${whole}`,
          // JSON; '' before the first try has ended.
          `last_answer ${text} not null`,
        ],
      ),
      'create index delivery_due on delivery (next_at) where next_at is not null',
      'create index delivery_by_webhook on delivery (webhook_id, event_id)',
    ]
  },
}
