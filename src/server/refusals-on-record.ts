import { nowIn } from './organisation-clock.ts'
import type { TurnedAway } from './problems.ts'
import { byOf, type Surroundings } from './serve.ts'
import { audit } from './storage/audit.ts'

/** So many refusals of one actor are written down a minute; the rest of that minute is a number in the next entry. */
const mostAMinute = 20
/** Actors remembered at once; the oldest are forgotten first. */
const mostActors = 10_000
const minute = 60_000

interface Count {
  since: number
  written: number
  unwritten: number
}

/**
 * Puts what was refused for want of a right on record: who tried what. In a transaction of its own, since the one that
 * was refused is undone. Bounded, so that nobody fills the disk by being refused.
 */
export function refusalsOnRecord(surroundings: Surroundings): (refusal: TurnedAway, request: Request) => Promise<void> {
  const counts = new Map<string, Count>()
  /** How many before this one were not written down; undefined where this one is not either. */
  const admitted = (actor: string): number | undefined => {
    const now = surroundings.clock.now()
    const count = counts.get(actor) ?? { since: now, written: 0, unwritten: 0 }
    counts.delete(actor)
    counts.set(actor, count)
    const [oldest] = counts.keys()
    if (counts.size > mostActors && oldest !== undefined) counts.delete(oldest)
    if (now - count.since >= minute) Object.assign(count, { since: now, written: 0 })
    if (count.written >= mostAMinute) {
      count.unwritten++
      return undefined
    }
    count.written++
    const { unwritten } = count
    count.unwritten = 0
    return unwritten
  }
  return async ({ who, wanted, code, why }, request) => {
    const unwritten = admitted(who.id)
    if (unwritten === undefined) return
    await surroundings.database.write(async (queries) =>
      audit(queries, byOf(who, request, surroundings), {
        recordedAt: await nowIn(surroundings, queries),
        action: 'refused',
        subject: `${request.method} ${new URL(request.url).pathname}`,
        after: { wanted, code, ...(why === undefined ? {} : { why }), ...(unwritten === 0 ? {} : { unwritten }) },
      }),
    )
  }
}
