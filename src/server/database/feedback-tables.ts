/** The rows of feedback. */
export interface FeedbackTables {
  region: RegionRow
  feedback: FeedbackRow
}

export interface RegionRow {
  id: number
  name: string
  name_search: string
  zone: string
  version: number
}

/** What somebody said of a service; its team is the service's, whichever that becomes. */
export interface FeedbackRow {
  id: number
  service_id: number
  rating: number
  kind: string
  region_id: number | null
  words: string
  /** When it arrived: from then on it waits. */
  given_at: number
  /** The day on which it was said, in the programme's zone. */
  given_on: string
  /** '' where whoever came by a link gave no name. */
  given_by: string
  /** The link it came by; null for people who are signed in. */
  token_id: number | null
  /** '' where nobody sees to it. */
  owner: string
  owner_id: number | null
  acknowledged_at: number | null
  acknowledged_by: string | null
  /** '' before it is answered. */
  answer: string
  /** Of the first answer, though its words were mended later. */
  answered_at: number | null
  answered_by: string | null
  resolved_at: number | null
  resolved_by: string | null
  blocker_id: number | null
  move_id: number | null
  /** What search compares: what was said, answered, by whom, and the owner. */
  search: string
  version: number
}
