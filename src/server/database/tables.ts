import type { Kysely } from 'kysely'
import type { AnnotationTables } from './annotation-tables.ts'
import type { DailyTables } from './daily-tables.ts'
import type { FeedbackTables } from './feedback-tables.ts'
import type { MailTables } from './mail-tables.ts'
import type { SharedTables } from './shared-tables.ts'
import type { TrainTables } from './train-tables.ts'

/**
 * The rows as both engines hold them. Portable by agreement: integers in the unit's smallest part, days as ISO text
 * (their string order is their order in time), instants as integer milliseconds, JSON as text parsed in the program.
 */
export interface Tables extends TrainTables, DailyTables, FeedbackTables, MailTables, SharedTables, AnnotationTables {
  programme: ProgrammeRow
  division: DivisionRow
  team: TeamRow
  location: LocationRow
  service: ServiceRow
  move: MoveRow
  level_entry: LevelEntryRow
  confirmation: ConfirmationRow
  team_heard: TeamHeardRow
  import_run: ImportRunRow
  rollup_day: RollupDayRow
  rollup_location: RollupLocationRow
  rollup_span: RollupSpanRow
  service_day: ServiceDayRow
  last_review: LastReviewRow
  idempotency: IdempotencyRow
  audit: AuditRow
  setting: SettingRow
  person: PersonRow
  skill: SkillRow
  person_skill: PersonSkillRow
  former_name: FormerNameRow
  team_member: TeamMemberRow
  session: SessionRow
  machine_token: MachineTokenRow
  one_time_link: OneTimeLinkRow
  passkey: PasskeyRow
  ceremony: CeremonyRow
  known_browser: KnownBrowserRow
}

/** A transaction or a snapshot: what storage functions receive. */
export type Queries = Kysely<Tables>

export interface ProgrammeRow {
  id: number
  name: string
  unit_name: string
  unit_definition: string
  /** The unit people read, and how many smallest parts it holds: 'cores' and 1000 for milli-CPU. */
  shown_unit: string
  parts_per_shown_unit: number
  baseline_day: string
  /** JSON list of multiples. */
  milestones: string
  target_multiple: number | null
  target_day: string | null
  cycle_anchor: string
  cycle_days: number
  zone: string
  first_day: string | null
  /** A blocker that stands so many days is escalated. */
  escalation_days: number
  version: number
}

export interface DivisionRow {
  id: number
  name: string
  name_search: string
  version: number
}

export interface TeamRow {
  id: number
  division_id: number
  name: string
  name_search: string
  version: number
  /** First and last day of the team; null where nobody said so. */
  formed_on: string | null
  dissolved_on: string | null
  /** Where it works; null where its days are the programme's. */
  zone: string | null
  /** What people call that part of the world; '' where nobody said so. */
  region: string
  /** When its stand-ups are, such as `09:00` where it works; null where nobody is reminded. */
  morning_at: string | null
  evening_at: string | null
}

export interface LocationRow {
  id: number
  name: string
  name_search: string
  /** on_prem | private_cloud | public_cloud */
  kind: string
  provider: string
  region: string
  exit_day: string | null
  version: number
}

export interface ServiceRow {
  id: number
  team_id: number
  name: string
  name_search: string
  strategy: string
  criticality: string
  owner: string
  description: string
  /** JSON list of words. */
  tags: string
  /** JSON object of text fields: unknown columns of an import land here. */
  custom: string
  /** JSON list of cloud services used. */
  cloud_services: string
  problem: string
  solution: string
  version: number
  /** From here on a projection of the service's moves as known now, kept in the same transaction, checked by doctor. */
  on_prem_units: number
  private_cloud_units: number
  public_cloud_units: number
  /** Per mille; null while nothing runs anywhere. */
  cloud_level: number | null
  state: string
  /** The last day that brought it where it is. null before its first move, and where it has still to be worked out. */
  since: string | null
}

export interface MoveRow {
  id: number
  service_id: number
  occurred_on: string
  recorded_at: number
  actor: string
  /** web | api | import | stand_up */
  source: string
  /** null is outside, the edge of the programme. */
  from_id: number | null
  to_id: number | null
  units: number
  level: number | null
  level_entry_id: number | null
  note: string
  evidence: string
  import_id: number | null
  import_line: number | null
  reverses: number | null
}

export interface LevelEntryRow {
  id: number
  service_id: number
  occurred_on: string
  recorded_at: number
  actor: string
  level: number
  from_id: number | null
  to_id: number | null
  /** Instant at which a reversal took the statement back. */
  withdrawn_at: number | null
}

export interface ConfirmationRow {
  id: number
  team_id: number
  day: string
  recorded_at: number
  actor: string
}

/** Moves logged by people and pipelines that stand, by the team of their service and the instant of their recording. */
export interface TeamHeardRow {
  team_id: number
  recorded_at: number
  moves: number
}

export interface ImportRunRow {
  id: number
  file_name: string
  file_hash: string
  recorded_at: number
  actor: string
  rows: number
  created: number
  same: number
  refused: number
  undone_at: number | null
}

export interface WorkloadColumns {
  on_prem_units: number
  private_cloud_units: number
  public_cloud_units: number
  on_prem_services: number
  private_cloud_services: number
  public_cloud_services: number
  cloud_services: number
  total_services: number
  migrated_units: number
  rolled_back_units: number
  born_units: number
  grown_in_cloud_units: number
  retired_in_cloud_units: number
  shrunk_in_cloud_units: number
  discovered_units: number
  grown_on_prem_units: number
  retired_on_prem_units: number
  shrunk_on_prem_units: number
  relocated_units: number
  migrated_services: number
  rolled_back_services: number
  born_services: number
  retired_in_cloud_services: number
  discovered_services: number
  returned_on_prem_services: number
  emptied_on_prem_services: number
  retired_on_prem_services: number
}

/** What changed on one day for the programme (scope 0), a division (1) or a team (2). */
export interface RollupDayRow extends WorkloadColumns {
  scope: number
  scope_id: number
  day: string
}

/** What changed on one day in one location, for the programme and the divisions. */
export interface RollupLocationRow {
  scope: number
  scope_id: number
  location_id: number
  day: string
  units: number
  services: number
}

/** What all days of a month (`2024-05`), of a year (`2024`) or of the ledger (``) changed for a division (1) or a team (2). */
export interface RollupSpanRow
  extends Pick<
    WorkloadColumns,
    | 'on_prem_units'
    | 'private_cloud_units'
    | 'public_cloud_units'
    | 'on_prem_services'
    | 'private_cloud_services'
    | 'public_cloud_services'
    | 'cloud_services'
    | 'total_services'
  > {
  scope: number
  span: string
  scope_id: number
}

/** Where a service stood from the end of one day until another, as known now. A projection of its moves, as its row is. */
export interface ServiceDayRow
  extends Pick<
    ServiceRow,
    'on_prem_units' | 'private_cloud_units' | 'public_cloud_units' | 'cloud_level' | 'state' | 'since'
  > {
  service_id: number
  day: string
  /** The first day at whose end it stood otherwise; past all days in its last row. */
  until: string
}

/** When somebody last said that they had reviewed the figures. */
export interface LastReviewRow {
  /** `person:12`, or `local` where nobody signs in. */
  reader: string
  reviewed_at: number
}

export interface IdempotencyRow {
  key: string
  actor: string
  fingerprint: string
  status: number
  answer: string
  recorded_at: number
}

export interface AuditRow {
  id: number
  recorded_at: number
  actor: string
  actor_id: string
  means: string
  /** Network address of the client. */
  address: string
  action: string
  subject: string
  before: string | null
  after: string | null
  /** JSON: the teams it concerns, and whose rights may be others since; null where neither is said. */
  concerns: string | null
  /** Chained to the entry before it; '' in entries from before there was a chain. */
  hash: string
}

export interface SettingRow {
  key: string
  value: string
}

export interface PersonRow {
  id: number
  name: string
  name_search: string
  /** What is typed to sign in, in small letters. */
  sign_in_name: string | null
  email: string
  division_id: number | null
  /** viewer | administrator: what they are outside their teams */
  role: string
  /** argon2id with its parameters and salt; null where there is no password. */
  password_hash: string | null
  issuer: string | null
  subject: string | null
  created_at: number
  disabled_at: number | null
  version: number
  /** 1 where they read everything though reading is limited to one's division. */
  reads_everything: number
}

export interface SkillRow {
  id: number
  word: string
  word_search: string
}

export interface PersonSkillRow {
  person_id: number
  skill_id: number
}

/** A name that somebody bore before. */
export interface FormerNameRow {
  name_search: string
  person_id: number
}

export interface TeamMemberRow {
  id: number
  team_id: number
  person_id: number
  /** viewer | member | lead */
  role: string
  since: string
  until: string | null
  version: number
}

export interface SessionRow {
  /** SHA-256 of the cookie's value, which is nowhere stored. */
  token_hash: string
  id: number
  person_id: number
  /** password | provider | passkey */
  means: string
  address: string
  agent: string
  created_at: number
  seen_at: number
  /** The provider's own name of the session, by which it ends it. */
  provider_session: string | null
}

export interface MachineTokenRow {
  id: number
  name: string
  name_search: string
  /** SHA-256 of the token, which is nowhere stored. */
  secret_hash: string
  /** read | write | calendar */
  scope: string
  /** JSON list of teams' numbers; null for the whole programme. */
  teams: string | null
  created_by: string
  created_at: number
  expires_at: number | null
  used_at: number | null
  revoked_at: number | null
}

export interface OneTimeLinkRow {
  token_hash: string
  /** set-up | welcome */
  purpose: string
  person_id: number | null
  created_at: number
  expires_at: number
  used_at: number | null
}

export interface PasskeyRow {
  id: number
  person_id: number
  /** As browsers name it, in base64url. */
  credential_id: string
  /** COSE, in base64url. */
  public_key: string
  counter: number
  /** JSON list of hints: internal, hybrid, usb. */
  transports: string
  name: string
  created_at: number
  used_at: number | null
}

/** A way in that has begun and not ended. */
export interface CeremonyRow {
  key_hash: string
  /** provider | provider-log-out | passkey-sign-in | new-passkey */
  kind: string
  browser_hash: string
  person_id: number | null
  /** JSON, by kind. */
  held: string
  expires_at: number
}

export interface KnownBrowserRow {
  token_hash: string
  person_id: number
  seen_at: number
}
