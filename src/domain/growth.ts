import type { CalendarDay } from './calendar-day.ts'
import { addDays, daysBetween } from './calendar-day.ts'
import type { Measure } from './units.ts'
import { sumUnits } from './units.ts'
import type { BalanceFacts, Facts } from './workload-facts.ts'

/** What one day changed in a programme, a division, a team or any other sum of services. */
export interface DayFacts {
  readonly day: CalendarDay
  readonly facts: Facts
}

/** The same where only balances are asked for. */
export interface DayBalanceFacts {
  readonly day: CalendarDay
  readonly facts: BalanceFacts
}

/** Amounts at the end of a day in one measure. */
export interface Balance {
  readonly onPrem: number
  readonly privateCloud: number
  readonly publicCloud: number
  readonly cloud: number
  /** By services, one that runs on both sides counts once here and once in onPrem and cloud each. */
  readonly total: number
}

export const nothing: Balance = { onPrem: 0, privateCloud: 0, publicCloud: 0, cloud: 0, total: 0 }

const add = (to: Balance, facts: BalanceFacts, measure: Measure): Balance => {
  if (measure === 'services') {
    return {
      onPrem: to.onPrem + facts.onPremServices,
      privateCloud: to.privateCloud + facts.privateCloudServices,
      publicCloud: to.publicCloud + facts.publicCloudServices,
      cloud: to.cloud + facts.cloudServices,
      total: to.total + facts.totalServices,
    }
  }
  const onPrem = to.onPrem + facts.onPremUnits
  const cloud = sumUnits(to.cloud, facts.privateCloudUnits + facts.publicCloudUnits)
  return {
    onPrem,
    privateCloud: to.privateCloud + facts.privateCloudUnits,
    publicCloud: to.publicCloud + facts.publicCloudUnits,
    cloud,
    total: sumUnits(onPrem, cloud),
  }
}

export interface DayBalance {
  readonly day: CalendarDay
  readonly balance: Balance
}

/** Amounts of a sum of facts that were added up already. */
export const balanceFrom = (facts: BalanceFacts, measure: Measure): Balance => add(nothing, facts, measure)

/** Amounts at the end of each day on which something changed. Linear in the days, which come sorted. */
export function runningBalances(days: readonly DayBalanceFacts[], measure: Measure): DayBalance[] {
  let balance = nothing
  return days.map(({ day, facts }) => {
    balance = add(balance, facts, measure)
    return { day, balance }
  })
}

/** Amounts at the end of a day: those of the last change on or before it. Logarithmic in the changes. */
export function balanceOn(running: readonly DayBalance[], day: CalendarDay): Balance {
  let low = 0
  let high = running.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((running[middle] as DayBalance).day <= day) low = middle + 1
    else high = middle
  }
  return running[low - 1]?.balance ?? nothing
}

/** cloud / baseline: 10 is +900 %. null from a baseline of zero: from nothing there is no multiple. */
export const multipleOf = (cloud: number, baseline: number): number | null => (baseline > 0 ? cloud / baseline : null)

/** (multiple − 1) × 100: 900 for 10x, never "900 % of the baseline". */
export const growthPercent = (multiple: number | null): number | null =>
  multiple === null ? null : (multiple - 1) * 100

/**
 * Share of the whole that runs in cloud, 0 to 1; by services the fully moved only, which is what (total − onPrem) says in
 * both measures. null where nothing runs.
 */
export const cloudShare = ({ onPrem, total }: Balance): number | null => (total > 0 ? (total - onPrem) / total : null)

/** Both on-premises and in cloud; 0 by units. */
export const splitOf = ({ onPrem, cloud, total }: Balance): number => onPrem + cloud - total

/** Amounts on the baseline day; as of an earlier day there is none yet, so nothing is measured against it. */
export const baselineOn = (running: readonly DayBalance[], baselineDay: CalendarDay, asOf: CalendarDay): Balance =>
  baselineDay <= asOf ? balanceOn(running, baselineDay) : nothing

export interface Crossing {
  readonly day: CalendarDay
  readonly direction: 'reached' | 'lost'
}

export interface MilestoneStanding {
  readonly multiple: number
  readonly growthPercent: number
  /** The amount in cloud from which it holds; null without a baseline. */
  readonly amount: number | null
  readonly reachedOn: CalendarDay | null
  readonly lostOn: CalendarDay | null
  readonly crossings: readonly Crossing[]
  readonly away: number | null
}

/**
 * The smallest whole amount that is at least the multiple of the baseline; multiples have at most two decimals. Never
 * past what can be counted exactly: no ledger gets there, so such a milestone is as good as out of reach.
 */
function amountOf(multiple: number, baseline: number): number {
  const amount = (BigInt(baseline) * BigInt(Math.round(multiple * 100)) + 99n) / 100n
  return amount > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(amount)
}

/** Each milestone at the as-of day, from the baseline day on: every crossing, and *lost* only while below it. */
export function milestonesOn(
  running: readonly DayBalance[],
  milestones: readonly number[],
  baselineDay: CalendarDay,
  asOf: CalendarDay,
): MilestoneStanding[] {
  const baseline = baselineOn(running, baselineDay, asOf).cloud
  const days = running.filter(({ day }) => day > baselineDay && day <= asOf)
  const now = balanceOn(running, asOf).cloud
  return milestones.map((multiple) => {
    const standing = { multiple, growthPercent: Math.round((multiple - 1) * 10_000) / 100 }
    if (baseline === 0) return { ...standing, amount: null, reachedOn: null, lostOn: null, crossings: [], away: null }
    const amount = amountOf(multiple, baseline)
    const crossings: Crossing[] = []
    let holds = false
    for (const { day, balance } of days) {
      if (balance.cloud >= amount === holds) continue
      holds = !holds
      crossings.push({ day, direction: holds ? 'reached' : 'lost' })
    }
    return {
      ...standing,
      amount,
      reachedOn: crossings[0]?.day ?? null,
      lostOn: !holds && crossings.length > 0 ? (crossings.at(-1) as Crossing).day : null,
      crossings,
      away: Math.max(0, amount - now),
    }
  })
}

/** Growth of cloud taken apart: migrated + born + grown − rolledBack − retired − shrunk = net, exactly. */
export interface Parts {
  readonly migrated: number
  readonly born: number
  readonly grown: number
  readonly rolledBack: number
  readonly retired: number
  readonly shrunk: number
  readonly net: number
}

/** Sum of what the given days changed in cloud. By services, growing and shrinking change no count: both are 0. */
export function partsOf(days: readonly DayFacts[], measure: Measure): Parts {
  const sum = summing(days)
  const parts =
    measure === 'services'
      ? {
          migrated: sum('migratedServices'),
          born: sum('bornServices'),
          grown: 0,
          rolledBack: sum('rolledBackServices'),
          retired: sum('retiredInCloudServices'),
          shrunk: 0,
        }
      : {
          migrated: sum('migratedUnits'),
          born: sum('bornUnits'),
          grown: sum('grownInCloudUnits'),
          rolledBack: sum('rolledBackUnits'),
          retired: sum('retiredInCloudUnits'),
          shrunk: sum('shrunkInCloudUnits'),
        }
  return { ...parts, net: parts.migrated + parts.born + parts.grown - parts.rolledBack - parts.retired - parts.shrunk }
}

const summing = (days: readonly DayFacts[]) => (name: keyof Facts) =>
  days.reduce((total, { facts }) => total + facts[name], 0)

/** What the given days did to on-premises: start + discovered − migrated − retired = end, exactly, in both measures. */
export interface OnPremisesFlow {
  readonly discovered: number
  /** On-prem to cloud less cloud to on-prem; negative where more came back than went. */
  readonly migrated: number
  readonly retired: number
}

export function onPremisesFlow(days: readonly DayFacts[], measure: Measure): OnPremisesFlow {
  const sum = summing(days)
  return measure === 'services'
    ? {
        discovered: sum('discoveredServices'),
        migrated: sum('emptiedOnPremServices') - sum('returnedOnPremServices'),
        retired: sum('retiredOnPremServices'),
      }
    : {
        discovered: sum('discoveredUnits') + sum('grownOnPremUnits'),
        migrated: sum('migratedUnits') - sum('rolledBackUnits'),
        retired: sum('retiredOnPremUnits') + sum('shrunkOnPremUnits'),
      }
}

export interface PaceQuestion {
  readonly multiple: number | null
  readonly asOf: CalendarDay
  readonly targetMultiple: number | null
  readonly targetDay: CalendarDay | null
  readonly cycleDays: number
}

/** Growth a cycle that reaches the target on its day: 0.42 is +42 %. Cycles left are not rounded. null with the reason. */
export function requiredPace({ multiple, asOf, targetMultiple, targetDay, cycleDays }: PaceQuestion) {
  const none = (reason: PaceReason) => ({ perCycle: null, reason })
  if (targetMultiple === null || targetDay === null) return none('no-target')
  if (multiple === null || multiple === 0) return none('nothing-in-cloud')
  if (multiple >= targetMultiple) return none('target-met')
  const daysLeft = daysBetween(asOf, targetDay)
  if (daysLeft <= 0) return none('day-past')
  const perCycle = (targetMultiple / multiple) ** (cycleDays / daysLeft) - 1
  // A day before the target with next to nothing in cloud: more than any number can say.
  return Number.isFinite(perCycle) ? { perCycle, reason: null } : none('out-of-reach')
}

export const paceReasons = ['no-target', 'target-met', 'day-past', 'nothing-in-cloud', 'out-of-reach'] as const
export type PaceReason = (typeof paceReasons)[number]

/** The next milestone above a multiple, and the growth a cycle that reaches it by the target day; without one, why. */
export interface MilestonePace {
  /** null where every milestone is reached, or there is no multiple. */
  readonly milestone: number | null
  readonly perCycle: number | null
  /** `target-met`: every milestone is reached. `no-target`: no target day is set. */
  readonly reason: PaceReason | null
}

/** The required pace with the next milestone not yet reached, or lost again, in place of the target: the day is the target's. */
export function paceToNextMilestone({
  milestones,
  ...question
}: Omit<PaceQuestion, 'targetMultiple'> & { readonly milestones: readonly number[] }): MilestonePace {
  const { multiple } = question
  if (multiple === null || multiple === 0) return { milestone: null, perCycle: null, reason: 'nothing-in-cloud' }
  const milestone = milestones.find((one) => one > multiple)
  if (milestone === undefined) return { milestone: null, perCycle: null, reason: 'target-met' }
  return { milestone, ...requiredPace({ ...question, targetMultiple: milestone }) }
}

/** Cycles over which "you run at" looks back. */
export const paceCycles = 3

/** The days that "you run at" looks back on: from the end of one to the end of the other, and how many cycles that is. */
export interface PaceWindow {
  readonly from: CalendarDay
  readonly to: CalendarDay
  readonly cycles: number
}

/**
 * The last closed cycles that follow one another, three at most, whatever their lengths; before the first was closed the
 * length of three cycles up to the day shown.
 */
export function paceWindow(
  closed: readonly { readonly firstDay: CalendarDay; readonly lastDay: CalendarDay }[],
  asOf: CalendarDay,
  cycleDays: number,
): PaceWindow {
  const past = closed.filter(({ lastDay }) => lastDay <= asOf)
  const last = past.at(-1)
  if (!last) return { from: addDays(asOf, -paceCycles * cycleDays), to: asOf, cycles: paceCycles }
  let first = last
  let cycles = 1
  for (const before of past.slice(0, -1).reverse()) {
    if (cycles === paceCycles || addDays(before.lastDay, 1) !== first.firstDay) break
    first = before
    cycles++
  }
  return { from: addDays(first.firstDay, -1), to: last.lastDay, cycles }
}

/** Growth a cycle between two amounts so many cycles apart: their geometric mean. null where either is nothing. */
export const paceBetween = (before: number, after: number, cycles: number): number | null =>
  before > 0 && after > 0 ? (after / before) ** (1 / cycles) - 1 : null
