import { useEffect, useState } from 'react'
import { basePath } from '../shared/address.ts'

/** Milliseconds since 1970, by the organisation's clock. */
interface Visit {
  /** Up to where the reader has seen what changed; null at the first visit. */
  readonly seen: number | null
  /** When they were here last. */
  readonly active: number
}

/** Whoever was away for so long comes anew. */
const pause = 30 * 60_000
// The sample has cycles of its own, so it is visited apart.
const place = `tenfold.cycle-visit${basePath}`

function stored(): Visit | null {
  try {
    const said = JSON.parse(localStorage.getItem(place) ?? 'null') as Partial<Visit> | null
    return typeof said?.active === 'number'
      ? { seen: typeof said.seen === 'number' ? said.seen : null, active: said.active }
      : null
  } catch {
    // Storage may be refused or hold something old: then this is a first visit.
    return null
  }
}

function store(visit: Visit): void {
  try {
    localStorage.setItem(place, JSON.stringify(visit))
  } catch {
    // Refused in some private windows: then each visit is the first.
  }
}

/** The visit at an instant: a new one looks back to when the reader was here last. */
export function visitAt(before: Visit | null, now: number): Visit {
  if (before === null || before.active > now) return { seen: null, active: now }
  return { seen: now - before.active > pause ? before.active : before.seen, active: now }
}

/** Up to where this reader has seen what changed, on this device; null at a first visit. */
export function useLastVisit(now: number): {
  readonly seen: number | null
  readonly markSeen: (upTo: number) => void
} {
  const [seen, setSeen] = useState<number | null>(null)
  useEffect(() => {
    const visit = visitAt(stored(), now)
    store(visit)
    setSeen(visit.seen)
  }, [now])
  return {
    seen,
    markSeen: (upTo) => {
      store({ seen: upTo, active: now })
      setSeen(upTo)
    },
  }
}
