import type { ReleaseCycle } from '../../contract/release-cycles.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { addDays, earlier, endOfDayIn } from '../../domain/calendar-day.ts'
import type { DayFacts } from '../../domain/growth.ts'
import { daysOf, stateOf } from '../../domain/release-cycles.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound } from '../problems.ts'
import type { PlanMeant } from '../storage/cycle-blockers.ts'
import { wasPlanned } from '../storage/plan.ts'
import { onPremServices, type PromisedService, plannedServices } from '../storage/promises.ts'
import { dayBefore, type StoredCycle, trainOf } from '../storage/release-cycles.ts'
import { type View, viewOf } from '../view.ts'

/** A cycle as a request looks at it: which part of the organisation, up to which day, as known when. */
export interface CycleView extends View {
  readonly cycle: StoredCycle
  /** The last day that is told of: the view's day, or the cycle's last. */
  readonly upTo: CalendarDay
  /** The plan is read as it stood just before this instant, in milliseconds since 1970; with all that is in it where it is read now. */
  readonly plannedBefore: number
  /** Whether the first day was over by then, so that the commitment stands. */
  readonly isCommitted: boolean
  readonly source: 'plan' | 'on-premises' | 'nothing'
}

/** The sample publishes no plan: there, everything on-premises counts as committed. */
export interface Publishing {
  readonly sample?: object | undefined
}

/** Once closed, a cycle is what its record says: on its last day and later, as known since it was closed. */
export const isOnRecord = ({ cycle, asOf }: Pick<CycleView, 'cycle' | 'asOf'>): boolean =>
  cycle.closedAt !== null && asOf >= cycle.lastDay

export async function cycleView(
  queries: Queries,
  surroundings: Publishing,
  number: number,
  query: Parameters<typeof viewOf>[1],
  now: number,
): Promise<CycleView> {
  const view = await viewOf(queries, query, now)
  const { cycles } = await trainOf(queries, view.programme)
  const cycle = cycles[number - 1]
  if (!cycle) throw new NotFound(`Release cycle ${number}`)
  return withCommitment(queries, surroundings, { ...view, cycle }, now)
}

export async function withCommitment(
  queries: Queries,
  { sample }: Publishing,
  view: View & { readonly cycle: StoredCycle },
  now: number,
): Promise<CycleView> {
  const { asOf, today, knownAt, programme } = view
  const cycle = asKnown(view.cycle, knownAt)
  const isPast = asOf < today
  const endOfDay = endOfDayIn(programme.zone, asOf)
  const isCommitted = cycle.commitsAt <= Math.min(isPast ? endOfDay : now, knownAt ?? now)
  // What was recorded just now may stand a moment ahead of a clock that stands still.
  const always = Number.MAX_SAFE_INTEGER
  const plannedBefore = Math.min(isPast ? endOfDay : always, knownAt === null ? always : knownAt + 1)
  const isPlanned = await wasPlanned(queries, cycle.number, Math.min(cycle.commitsAt, plannedBefore))
  const publishesNone = sample !== undefined && asOf >= cycle.firstDay
  return {
    ...view,
    cycle,
    upTo: earlier(asOf, cycle.lastDay),
    plannedBefore,
    isCommitted,
    source: isPlanned ? 'plan' : publishesNone ? 'on-premises' : 'nothing',
  }
}

/** Before it was closed nobody knew that it would be. */
const asKnown = (cycle: StoredCycle, knownAt: number | null): StoredCycle =>
  cycle.closedAt !== null && knownAt !== null && cycle.closedAt > knownAt
    ? { ...cycle, closedAt: null, closedBy: null }
    : cycle

/** The day at whose end a cycle begins: with its commitment, where that is all that is on-premises then. */
export const beginsOn = ({ cycle, source }: Pick<CycleView, 'cycle' | 'source'>): CalendarDay =>
  source === 'on-premises' ? cycle.firstDay : dayBefore(cycle)

/** What the cycle is committed to; before its first day is over, what is planned so far. */
export async function committedServices(queries: Queries, view: CycleView): Promise<PromisedService[]> {
  if (view.source === 'nothing') return []
  if (view.source === 'on-premises') return onPremServices(queries, view.cycle, view, view.cycle.firstDay)
  const [committed] = await plannedServices(queries, view.cycle, view, [committedBefore(view)])
  return committed
}

/**
 * The commitment, and with it what stands in the plan at the end of the day that is told of; in an organisation that
 * publishes none, what is on-premises then.
 */
export async function promisesOf(
  queries: Queries,
  view: CycleView,
): Promise<{ committed: PromisedService[]; standing: PromisedService[] }> {
  const { cycle, source, upTo, plannedBefore } = view
  if (source === 'on-premises') {
    const standing = await onPremServices(queries, cycle, view, upTo)
    return { committed: await committedServices(queries, view), standing }
  }
  const [committed, standing] = await plannedServices(queries, cycle, view, [committedBefore(view), plannedBefore])
  return { committed, standing: view.isCommitted ? standing : committed }
}

export const committedBefore = ({ cycle, plannedBefore }: CycleView): number => Math.min(cycle.commitsAt, plannedBefore)

/** The same services as `promisesOf` tells of, as a condition. */
export const planMeant = (view: CycleView): PlanMeant =>
  view.source === 'on-premises'
    ? { onPremOn: view.cycle.firstDay, knownAt: view.knownAt }
    : { cycle: view.cycle.number, before: [committedBefore(view), view.plannedBefore] }

/** Only the days within the cycle, up to the one that is told of. */
export const daysWithin = (days: readonly DayFacts[], { cycle, upTo }: Pick<CycleView, 'cycle' | 'upTo'>): DayFacts[] =>
  days.filter(({ day }) => day >= cycle.firstDay && day <= upTo)

export const everyDayOf = ({ firstDay, lastDay }: StoredCycle): CalendarDay[] =>
  Array.from({ length: daysOf({ firstDay, lastDay }) }, (_, at) => addDays(firstDay, at))

export const shownCycle = (cycle: StoredCycle, today: CalendarDay): ReleaseCycle => ({
  number: cycle.number,
  name: cycle.name,
  firstDay: cycle.firstDay,
  lastDay: cycle.lastDay,
  days: daysOf(cycle),
  state: stateOf(cycle, today),
  commitsAt: new Date(cycle.commitsAt).toISOString(),
  closedAt: cycle.closedAt === null ? null : new Date(cycle.closedAt).toISOString(),
  closedBy: cycle.closedBy,
  version: cycle.version,
})
