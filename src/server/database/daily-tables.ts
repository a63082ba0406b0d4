/** The rows of the daily loop. */
export interface DailyTables {
  blocker: BlockerRow
  stand_up_line: StandUpLineRow
  promise_answer: PromiseAnswerRow
  absence: AbsenceRow
  hand_over: HandOverRow
  hand_over_item: HandOverItemRow
}

/** What stops a service, or a team where it stops no single one. */
export interface BlockerRow {
  id: number
  /** null where it has a service, whose team it then belongs to. */
  team_id: number | null
  service_id: number | null
  kind: string
  what: string
  /** '' where nobody sees to it. */
  owner: string
  /** The person of that name, if there is one. */
  owner_id: number | null
  since: string
  opened_at: number
  opened_by: string
  resolved_on: string | null
  resolved_by: string | null
  /** '' before it is resolved. */
  note: string
  /** What search compares: what is said, and the owner. */
  search: string
  version: number
}

/** What somebody said in a stand-up, on a day of the team. */
export interface StandUpLineRow {
  id: number
  team_id: number
  day: string
  /** morning | evening */
  time: string
  /** promise | progress | blocker | note */
  kind: string
  /** Whose line it is. */
  author: string
  /** The person of that name, if there is one. */
  author_id: number | null
  typed_by: string
  /** `person:12`, `token:3`, `local`. */
  typed_by_id: string
  service_id: number | null
  /** What is promised, per mille; null where that is a step in words. */
  level: number | null
  words: string
  /** What a line of that kind opened. */
  blocker_id: number | null
  /** The promise of a day before that was put off to this one. */
  carried_from: number | null
  recorded_at: number
  changed_at: number | null
  taken_back_at: number | null
  version: number
}

/** What became of a promise. */
export interface PromiseAnswerRow {
  line_id: number
  /** kept | partly | not-today | blocked */
  answer: string
  /** What was reached, per mille; null where nothing was logged. */
  level: number | null
  words: string
  /** The promise it was put off to; null where it was dropped, or is no answer of that kind. */
  carried_to: number | null
  blocker_id: number | null
  /** What the ledger was told; null where it held that level already. */
  level_entry_id: number | null
  /** The day of the team on which it was given. */
  day: string
  answered_by: string
  answered_by_id: string
  recorded_at: number
}

/** Days on which somebody is not there, both inclusive. */
export interface AbsenceRow {
  id: number
  team_id: number
  person_id: number | null
  name: string
  first_day: string
  last_day: string
  words: string
  recorded_at: number
  said_by: string
  said_by_id: string
  version: number
}

/** Open items of a team that another one takes up while the first one sleeps. They stay the first one's. */
export interface HandOverRow {
  id: number
  from_team_id: number
  to_team_id: number
  /** The day that it was where each of the two works. */
  day: string
  to_day: string
  note: string
  handed_by: string
  /** `person:12`, `token:3`, `local`. */
  handed_by_id: string
  recorded_at: number
  /** null until somebody of the other team says that they have it. */
  accepted_at: number | null
  accepted_by: string | null
  withdrawn_at: number | null
}

/** A line or a blocker. */
export interface HandOverItemRow {
  hand_over_id: number
  /** From 1, in the order in which they are shown. */
  number: number
  line_id: number | null
  blocker_id: number | null
}
