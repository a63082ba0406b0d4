/** The rows of the daily loop. */
export interface DailyTables {
  blocker: BlockerRow
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
