import type { CalendarDay } from './calendar-day.ts'
import type { MilestoneStanding } from './growth.ts'

/** The sentence over the growth ladder as a code and its facts; the page says it in its reader's language. */
export interface Finding {
  readonly code:
    | 'nothing-known'
    | 'nothing-logged'
    | 'no-baseline'
    | 'next-milestone'
    | 'all-reached'
    | 'lost'
    | 'none-reached'
  readonly reached: { readonly multiple: number; readonly day: CalendarDay } | null
  readonly lost: { readonly multiple: number; readonly day: CalendarDay; readonly reachedOn: CalendarDay } | null
  readonly next: { readonly multiple: number; readonly away: number } | null
}

/** A milestone lost weighs more than one to come: leadership must not learn of it from the next page. */
export function findingOf(
  milestones: readonly MilestoneStanding[],
  baseline: number,
  logged: boolean,
  known = true,
): Finding {
  const none = { reached: null, lost: null, next: null }
  // Nothing had been recorded by the instant asked for: no day and no baseline would change that.
  if (!known) return { code: 'nothing-known', ...none }
  if (!logged) return { code: 'nothing-logged', ...none }
  if (baseline === 0) return { code: 'no-baseline', ...none }
  const holding = milestones.filter(({ away }) => away === 0)
  const top = holding.at(-1)
  const fallen = milestones.findLast(({ lostOn }) => lostOn !== null)
  const next = milestones.find(({ away }) => away !== 0)
  const facts = {
    reached: top?.reachedOn ? { multiple: top.multiple, day: top.reachedOn } : null,
    lost:
      fallen?.lostOn && fallen.reachedOn
        ? { multiple: fallen.multiple, day: fallen.lostOn, reachedOn: fallen.reachedOn }
        : null,
    next: next ? { multiple: next.multiple, away: next.away ?? 0 } : null,
  }
  if (facts.lost) return { code: 'lost', ...facts }
  if (!facts.next) return { code: 'all-reached', ...facts }
  return { code: facts.reached ? 'next-milestone' : 'none-reached', ...facts }
}
