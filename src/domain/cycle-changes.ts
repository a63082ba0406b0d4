import { type CalendarDay, daysBetween } from './calendar-day.ts'

/** An entry of the ledger between on-premises and cloud, on a day of the cycle. */
export interface CycleMove {
  readonly id: number
  readonly recordedAt: number
  readonly day: CalendarDay
  readonly units: number
  /** 1 from on-premises to cloud, −1 the way back. */
  readonly way: 1 | -1
  /** The entry that it takes back. */
  readonly reverses: number | null
}

/** A service of which something was recorded since: its plan then and now, and all its moves of the cycle as known now. */
export interface ServiceSince {
  readonly service: number
  /** Units; null where it stood, or stands, in no plan. */
  readonly plannedThen: number | null
  readonly plannedNow: number | null
  /** When its plan was changed last; null where it was not. */
  readonly planChangedAt: number | null
  readonly moves: readonly CycleMove[]
}

export const changeKinds = [
  'done',
  'to-cloud',
  'rolled-back',
  'back',
  'corrected',
  'added',
  'removed',
  'changed',
  'stuck',
] as const
export type ChangeKind = (typeof changeKinds)[number]

export interface CycleChange {
  readonly kind: ChangeKind
  readonly service: number
  /** Of what happened: moved, planned, taken out. Of a correction and of another amount the difference, which may be negative. */
  readonly units: number
  /** An entry tells of a day before the one that is looked back to: it was logged late. */
  readonly isLate: boolean
  /** When the last of it was recorded, in milliseconds since 1970; null where nothing was, as when something gets stuck. */
  readonly at: number | null
}

/**
 * What is known now of a cycle and was not known at an instant: what counts is when it was recorded, so an entry that is
 * logged late is told of. `day` is the day of that instant.
 */
export function changesSince(
  services: Iterable<ServiceSince>,
  since: { readonly instant: number; readonly day: CalendarDay },
): CycleChange[] {
  return [...services].flatMap((one) => [...moved(one, since), ...planned(one)])
}

function moved(one: ServiceSince, { instant, day }: { instant: number; day: CalendarDay }): CycleChange[] {
  const { service, plannedThen, plannedNow, moves } = one
  const fresh = moves.filter(({ recordedAt }) => recordedAt > instant)
  if (fresh.length === 0 && plannedThen === plannedNow) return []
  const isFresh = new Set(fresh.map(({ id }) => id))
  const takenBack = new Set(fresh.map(({ reverses }) => reverses))
  const standing = fresh.filter(({ id, reverses }) => reverses === null && !takenBack.has(id))
  // What was logged and taken back since is nothing that changed.
  const corrections = fresh.filter(({ reverses }) => reverses !== null && !isFresh.has(reverses))
  const told = (kind: ChangeKind, entries: readonly CycleMove[], units: number): CycleChange[] =>
    entries.length === 0
      ? []
      : [
          {
            kind,
            service,
            units,
            isLate: kind !== 'corrected' && entries.some((entry) => entry.day < day),
            at: Math.max(...entries.map(({ recordedAt }) => recordedAt)),
          },
        ]
  const toCloud = standing.filter(({ way }) => way === 1)
  const back = standing.filter(({ way }) => way === -1)
  const netNow = netOf(moves)
  const before = netThen(one, instant)
  const isDone = plannedNow !== null && netNow >= plannedNow
  const wasDone = plannedThen !== null && before >= plannedThen
  return [
    ...(isDone && !wasDone
      ? [{ kind: 'done' as const, service, units: plannedNow, isLate: false, at: lastOf(one, fresh) }]
      : []),
    ...told('to-cloud', toCloud, unitsOf(toCloud)),
    ...(back.length > 0 && netNow < before ? told('rolled-back', back, before - netNow) : []),
    ...told('back', back, unitsOf(back)),
    ...told('corrected', corrections, netOf(corrections)),
  ]
}

/** Its net units within the cycle as they were known at an instant. */
export const netThen = ({ moves }: Pick<ServiceSince, 'moves'>, instant: number): number =>
  netOf(moves.filter(({ recordedAt }) => recordedAt <= instant))

const lastOf = ({ planChangedAt }: ServiceSince, fresh: readonly CycleMove[]): number | null =>
  fresh.length === 0 ? planChangedAt : Math.max(...fresh.map(({ recordedAt }) => recordedAt))

function planned({ service, plannedThen, plannedNow, planChangedAt }: ServiceSince): CycleChange[] {
  if (plannedThen === plannedNow) return []
  const kind = plannedThen === null ? 'added' : plannedNow === null ? 'removed' : 'changed'
  const units = kind === 'removed' ? (plannedThen ?? 0) : (plannedNow ?? 0) - (plannedThen ?? 0)
  return [{ kind, service, units, isLate: false, at: planChangedAt }]
}

const unitsOf = (moves: readonly CycleMove[]): number => moves.reduce((sum, { units }) => sum + units, 0)
/** From on-premises to cloud, less the way back; an entry that takes another back goes its way backwards. */
const netOf = (moves: readonly CycleMove[]): number => moves.reduce((sum, { way, units }) => sum + way * units, 0)

/** Days a service of a cycle has gone without a move, at the end of a day: at most since the cycle began. */
export const daysWithoutMove = (lastMoveOn: CalendarDay | null, firstDay: CalendarDay, on: CalendarDay): number =>
  Math.max(0, daysBetween(lastMoveOn !== null && lastMoveOn > firstDay ? lastMoveOn : firstDay, on))

/** Whether it got stuck since a day: not so long without a move then, or moved after it and stood still again. */
export function gotStuck(
  lastMoveOn: CalendarDay | null,
  firstDay: CalendarDay,
  { since, on, days }: { readonly since: CalendarDay; readonly on: CalendarDay; readonly days: number },
): boolean {
  if (daysWithoutMove(lastMoveOn, firstDay, on) < days) return false
  return (lastMoveOn !== null && lastMoveOn > since) || daysWithoutMove(lastMoveOn, firstDay, since) < days
}
