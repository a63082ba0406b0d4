import type { SchemaStep } from '../schema.ts'
import { columnTypes } from './column-types.ts'

/** What a team hands over at the end of its day, the hours of its stand-ups, and mails on their way. */
export const handOversAndMails: SchemaStep = {
  number: 13,
  name: 'hand-overs-and-mails',
  statements(engine) {
    const { id, whole, text, table } = columnTypes(engine)
    return [
      // `09:00` in the zone of the team; null where nobody is reminded.
      `alter table team add column morning_at ${text}`,
      `alter table team add column evening_at ${text}`,
      table('hand_over', [
        `id ${id}`,
        `from_team_id ${whole} not null references team (id)`,
        `to_team_id ${whole} not null references team (id)`,
        // The day that it was where each of the two works.
        `day ${text} not null`,
        `to_day ${text} not null`,
        `note ${text} not null`,
        `handed_by ${text} not null`,
        `handed_by_id ${text} not null`,
        `recorded_at ${whole} not null`,
        `accepted_at ${whole}`,
        `accepted_by ${text}`,
        `withdrawn_at ${whole}`,
        'check (from_team_id <> to_team_id)',
        'check ((accepted_at is null) = (accepted_by is null))',
      ]),
      'create index hand_over_given on hand_over (from_team_id, day)',
      'create index hand_over_received on hand_over (to_team_id, to_day)',
      table('hand_over_item', [
        `hand_over_id ${whole} not null references hand_over (id)`,
        // In the order in which they are shown, from 1.
        `number ${whole} not null`,
        `line_id ${whole} references stand_up_line (id)`,
        `blocker_id ${whole} references blocker (id)`,
        'check ((line_id is null) <> (blocker_id is null))',
        'primary key (hand_over_id, number)',
      ]),
      'create index hand_over_item_by_line on hand_over_item (line_id) where line_id is not null',
      'create index hand_over_item_by_blocker on hand_over_item (blocker_id) where blocker_id is not null',
      table('mail_wish', [
        `person_id ${whole} primary key references person (id)`,
        `language ${text} not null`,
        `digest ${whole} not null check (digest in (0, 1))`,
        `reminders ${whole} not null check (reminders in (0, 1))`,
        // What a link in a mail ends with, which takes these wishes back and does nothing else. It is needed each time.
        `secret ${text} not null unique`,
        `version ${whole} not null`,
      ]),
      // What several mails say alike, such as the digest of a day.
      table('mail_text', [`id ${id}`, `body ${text} not null`]),
      table('mail', [
        `id ${id}`,
        // What caused it and for whom, so that nobody is told twice.
        `key ${text} not null unique`,
        `kind ${text} not null`,
        `person_id ${whole} references person (id)`,
        `address ${text} not null`,
        `language ${text} not null`,
        `text_id ${whole} not null references mail_text (id)`,
        `message_id ${text} not null`,
        `recorded_at ${whole} not null`,
        `attempts ${whole} not null`,
        `next_at ${whole}`,
        // What is old news by then is not sent any more; null where it is worth every try.
        `good_until ${whole}`,
        `tried_at ${whole}`,
        `delivered_at ${whole}`,
        `last_answer ${text} not null`,
      ]),
      'create index mail_due on mail (next_at) where next_at is not null',
      'create index mail_by_person on mail (person_id) where person_id is not null',
    ]
  },
}
