/** The rows of the release train: cycles, plans, waves, dependencies, and the events that go out. */
export interface TrainTables {
  release_cycle: ReleaseCycleRow
  plan_item: PlanItemRow
  closed_cycle: ClosedCycleRow
  closed_item: ClosedItemRow
  closed_team: ClosedTeamRow
  sign_off: SignOffRow
  wave: WaveRow
  wave_service: WaveServiceRow
  dependency: DependencyRow
  webhook: WebhookRow
  event: EventRow
  delivery: DeliveryRow
}

export interface ReleaseCycleRow {
  number: number
  name: string
  first_day: string
  last_day: string
  /** The instant at which its first day is over and its commitment stands. */
  commits_at: number
  closed_at: number | null
  closed_by: string | null
  version: number
  /** 1 where somebody set the day on which it ends. */
  end_set: number
}

/** Planned units of a service in a cycle, from an instant on, and up to another where it was taken out again. */
export interface PlanItemRow {
  id: number
  cycle_number: number
  service_id: number
  units: number
  /** The level that was said, per mille; null where units were. */
  level: number | null
  carried_from: number | null
  added_at: number
  added_by: string
  removed_at: number | null
  removed_by: string | null
}

/** Figures of the whole programme when a cycle was closed, and the notes of its review. */
export interface ClosedCycleRow {
  cycle_number: number
  /** JSON. */
  figures: string
  notes: string
}

export interface ClosedItemRow {
  cycle_number: number
  service_id: number
  service_name: string
  team_id: number
  team_name: string
  division_id: number
  committed_units: number
  net_units: number
  /** delivered | partly | not-begun | rolled-back | moved-before | retired */
  outcome: string
  /** carried | dropped | '' where there was nothing to choose */
  choice: string
  /** The name as it is compared. */
  service_search: string
  /** committed | added | removed */
  scope: string
  /** Of the promise; of what was planned later, what stood in the plan. */
  planned_units: number
  /** In the plan at the end; 0 where it was taken out. */
  standing_units: number
  on_prem_units: number
  /** At the end of the cycle's last day. */
  left_units: number
  /** What was carried over or dropped: what moved after the last day is no part of it. */
  choice_units: number
  level: number | null
  carried_from: number | null
}

export interface ClosedTeamRow {
  cycle_number: number
  team_id: number
  team_name: string
  division_id: number
  division_name: string
  committed_units: number
  committed_services: number
  kept_units: number
  kept_services: number
  delivered_units: number
  delivered_services: number
  rolled_back_units: number
  rolled_back_services: number
  /** Entries of the ledger, which count each way there and back on one day. */
  moves_to_cloud: number
  moves_back: number
  retired_units: number
  retired_services: number
  left_units: number
  left_services: number
  /** What came into the plan and what went out since the commitment stood, and what stood in it at the end. */
  added_units: number
  added_services: number
  removed_units: number
  removed_services: number
  scope_units: number
  scope_services: number
  /** Promises of its stand-ups; null in records from before they were part of one. */
  promises_due: number | null
  promises_kept: number | null
}

/** Somebody signs a cycle off, for a team or for the whole organisation, or takes that back. The latest counts. */
export interface SignOffRow {
  id: number
  cycle_number: number
  /** null for the whole organisation. */
  team_id: number | null
  /** signed | withdrawn | closed */
  kind: string
  actor: string
  /** null for a program, and where nobody signs in. */
  person_id: number | null
  note: string
  signed_at: number
}

export interface WaveRow {
  id: number
  name: string
  name_search: string
  description: string
  version: number
}

export interface WaveServiceRow {
  service_id: number
  wave_id: number
}

export interface DependencyRow {
  service_id: number
  depends_on_id: number
  kind: string
}

export interface WebhookRow {
  id: number
  name: string
  name_search: string
  url: string
  /** json | slack | teams */
  shape: string
  /** JSON list of kinds of events. */
  events: string
  /** en | ko */
  language: string
  secret: string
  /** The secret before a rotation, which signs along until an instant. */
  former_secret: string | null
  former_until: number | null
  created_at: number
  created_by: string
  disabled_at: number | null
  /** The first try that failed since the last message was taken. */
  failing_since: number | null
  delivered_at: number | null
  version: number
}

export interface EventRow {
  id: number
  /** Says what happened, once: `cycle-started:28`. */
  key: string
  kind: string
  recorded_at: number
  /** JSON. */
  body: string
}

export interface DeliveryRow {
  event_id: number
  webhook_id: number
  message_id: string
  attempts: number
  /** null once it was delivered or given up. */
  next_at: number | null
  tried_at: number | null
  delivered_at: number | null
  /** JSON; '' before the first try has ended. */
  last_answer: string
}
