import { isFalling, keyOf, type Sort, type SortKey } from './compare-search.ts'
import type { ComparedRow } from './comparison-queries.ts'

export interface RankedRow extends ComparedRow {
  /** Among all rows, whichever are shown; rows that are alike share it. null where there is nothing to rank by. */
  readonly rank: number | null
}

/** What a row is ranked by; null stands last whichever way round. */
const values: Readonly<Record<Exclude<SortKey, 'name'>, (row: ComparedRow) => number | null>> = {
  share: ({ share }) => share,
  growth: ({ multiple }) => multiple,
  pace: ({ league }) => league?.pace ?? null,
  promises: ({ league }) => (league === null || league.promised === 0 ? null : league.kept / league.promised),
  effort: ({ league }) => league?.effort.points ?? null,
  left: ({ onPrem }) => onPrem,
  cycle: ({ thisCycle }) => thisCycle,
}

const byName = (one: ComparedRow, other: ComparedRow): number =>
  one.name < other.name ? -1 : one.name > other.name ? 1 : 0

/** Rows in order, each with its rank: those before it that are better, and one. */
export function ranked(rows: readonly ComparedRow[], sort: Sort): RankedRow[] {
  const key = keyOf(sort)
  const way = isFalling(sort) ? -1 : 1
  if (key === 'name')
    return rows.toSorted((one, other) => way * byName(one, other)).map((row) => ({ ...row, rank: null }))
  const worth = values[key]
  const sorted = rows.toSorted((one, other) => {
    const [a, b] = [worth(one), worth(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null) || byName(one, other)
    return way * (a - b) || byName(one, other)
  })
  return sorted.map((row) => {
    const value = worth(row)
    if (value === null) return { ...row, rank: null }
    return { ...row, rank: sorted.findIndex((other) => worth(other) === value) + 1 }
  })
}
