import type { SchemaStep } from '../schema.ts'
import { columnTypes } from './column-types.ts'

/** The daily loop: what stops services and teams, and from how many days on it is everybody's. */
export const daily: SchemaStep = {
  number: 7,
  name: 'daily',
  statements(engine) {
    const { id, whole, text, table } = columnTypes(engine)
    return [
      `alter table programme add column escalation_days ${whole} not null default 5`,
      table('blocker', [
        `id ${id}`,
        `team_id ${whole} references team (id)`,
        `service_id ${whole} references service (id)`,
        `kind ${text} not null`,
        `what ${text} not null`,
        `owner ${text} not null`,
        `owner_id ${whole} references person (id)`,
        `since ${text} not null`,
        `opened_at ${whole} not null`,
        `opened_by ${text} not null`,
        `resolved_on ${text} check (resolved_on >= since)`,
        `resolved_by ${text}`,
        `note ${text} not null`,
        `search ${text} not null`,
        `version ${whole} not null`,
        // One with a service belongs to the service's team, whichever that becomes.
        'check ((team_id is null) <> (service_id is null))',
      ]),
      'create index blocker_open on blocker (since) where resolved_on is null',
      'create index blocker_by_service on blocker (service_id) where service_id is not null',
      'create index blocker_by_team on blocker (team_id) where team_id is not null',
    ]
  },
}
