/** The rows of what leaves the house without an account: links, and the brief of each closed cycle. */
export interface SharedTables {
  shared_link: SharedLinkRow
  kept_brief: KeptBriefRow
}

export interface SharedLinkRow {
  id: number
  name: string
  /** SHA-256 of what the link ends with, which is nowhere stored. */
  secret_hash: string
  /** brief | chart */
  shows: string
  measure: string
  language: string
  division_id: number | null
  team_id: number | null
  /** null where it shows the newest. */
  as_of: string | null
  known_at: number | null
  /** JSON list of hosts; null for any. */
  frames: string | null
  made_by: string
  /** With whose rights; null for whoever administers the machine. */
  person_id: number | null
  made_at: number
  expires_at: number
  used_at: number | null
  uses: number
  revoked_at: number | null
}

export interface KeptBriefRow {
  cycle_number: number
  language: string
  html: string
  /** SHA-256 of it with zeros in the place of that. */
  checksum: string
  written_at: number
}
