/** The rows of annotations. */
export interface AnnotationTables {
  annotation: AnnotationRow
}

/** What an annotation said from one instant to another. Each change is a row of its own; of one annotation at most one stands. */
export interface AnnotationRow {
  id: number
  /** The annotation it is of: the id of its first row. */
  number: number
  version: number
  day: string
  until_day: string | null
  words: string
  /** JSON, in the order in which they were given. */
  tags: string
  link: string
  division_id: number | null
  team_id: number | null
  recorded_at: number
  recorded_by: string
  /** When it was said anew or taken off the charts; null while it stands. */
  ended_at: number | null
  /** Set where it was taken off the charts. */
  withdrawn_by: string | null
  /** What search compares: each tag between line ends, which no tag can hold, then the words. */
  search: string
}
