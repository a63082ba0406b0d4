import type { FigureName } from '../../contract/explanations.ts'
import type { Growth } from '../../contract/growth.ts'
import { daysBetween } from '../../domain/calendar-day.ts'
import { paceToNextMilestone } from '../../domain/growth.ts'
import { cloudOverPace } from './explanation-changes.ts'
import type { Explainer, Line } from './explanation-parts.ts'
import { cloudParts, line, onPremisesParts } from './explanation-parts.ts'

export const paceExplained: Explainer = ({ growth }) => {
  const { pace, multiple, asOf } = growth
  return {
    value: pace.requiredPerCycle,
    formula: [
      line('', 'target-multiple', pace.targetMultiple, {
        kind: 'multiple',
        ...(pace.targetDay ? { day: pace.targetDay } : {}),
      }),
      line('/', 'multiple', multiple, { kind: 'multiple', day: asOf, figure: 'growth' }),
      line('', 'days-left', pace.daysLeft, { kind: 'days', figure: 'deadline' }),
      line('', 'running-pace', pace.runningAtPerCycle, { kind: 'pace', figure: 'running-pace' }),
      line('=', 'required-pace', pace.requiredPerCycle, { kind: 'pace' }),
    ],
    parts: cloudParts(growth),
  }
}

/** The same to the next milestone that does not hold, by the same day. */
export const milestonePaceExplained: Explainer = ({ growth, programme }) => {
  const { pace, multiple, asOf } = growth
  const { milestone, perCycle } = paceToNextMilestone({ ...programme, multiple, asOf })
  return {
    value: perCycle,
    formula: [
      line('', 'milestone', milestone, { kind: 'multiple' }),
      line('/', 'multiple', multiple, { kind: 'multiple', day: asOf, figure: 'growth' }),
      line('', 'days-left', pace.daysLeft, { kind: 'days', figure: 'deadline' }),
      line('', 'running-pace', pace.runningAtPerCycle, { kind: 'pace', figure: 'running-pace' }),
      line('=', 'required-pace', perCycle, { kind: 'pace' }),
    ],
    parts: cloudParts(growth),
  }
}

export const runningPaceExplained: Explainer = (subject) => {
  const { growth } = subject
  const { before, after, lines } = cloudOverPace(subject)
  const { from, to } = growth.pace.over
  const ends = to === growth.asOf ? { day: to, figure: 'cloud' as const } : { day: to }
  return {
    value: growth.pace.runningAtPerCycle,
    formula: [
      line('', 'cloud', after, ends),
      line('/', 'cloud', before, { day: from }),
      line('', 'pace-days', daysBetween(from, to), { kind: 'days' }),
      line('=', 'running-pace', growth.pace.runningAtPerCycle, { kind: 'pace' }),
    ],
    parts: [line('', 'cloud', before, { day: from }), ...lines, line('=', 'cloud', after, ends)],
  }
}

/** By services one leaves with its last part, so its units in cloud say nothing of it: each measure has its own sums. */
export const migratedNetExplained: Explainer = ({ growth, days, measure }) => {
  const { baselineDay, asOf, onPremises } = growth
  const since = days.filter(({ day }) => day <= asOf && (day > baselineDay || baselineDay > asOf))
  const sum = (
    units: 'migratedUnits' | 'rolledBackUnits',
    services: 'emptiedOnPremServices' | 'returnedOnPremServices',
  ) => since.reduce((total, { facts }) => total + facts[measure === 'units' ? units : services], 0)
  return {
    value: onPremises.migrated,
    formula: [
      line('', 'left-for-cloud', sum('migratedUnits', 'emptiedOnPremServices')),
      line('-', 'came-back', sum('rolledBackUnits', 'returnedOnPremServices')),
      line('=', 'migrated-net', onPremises.migrated),
    ],
    parts: onPremisesParts(growth),
  }
}

/** A slice of everything that ran on-premises since the baseline. Where more came back than went there are no shares. */
export const slice =
  (figure: 'migrated-net' | 'retired-on-premises' | 'on-premises', amount: (growth: Growth) => number): Explainer =>
  ({ growth }) => {
    const { atBaseline, discovered, migrated, retired, remaining } = growth.onPremises
    const whole = atBaseline + discovered
    const share = migrated >= 0 && whole > 0 ? amount(growth) / whole : null
    return {
      value: share,
      formula: [
        line('', figure, amount(growth), { figure }),
        line('/', 'on-premises-whole', whole),
        line('=', 'share-of-whole', share, { kind: 'share' }),
      ],
      parts: [
        line('', 'migrated-net', migrated, { figure: 'migrated-net' }),
        line('+', 'retired-on-premises', retired, { figure: 'retired-on-premises' }),
        line('+', 'on-premises', remaining, { day: growth.asOf, figure: 'on-premises' }),
        line('=', 'on-premises-whole', whole),
      ],
    }
  }

export const splitExplained: Explainer = ({ growth: { now, split, asOf } }) => ({
  value: split,
  formula: [
    line('', 'cloud', now.cloud, { day: asOf, figure: 'cloud' }),
    line('+', 'on-premises', now.onPrem, { figure: 'on-premises' }),
    line('-', 'total', now.total, { figure: 'total' }),
    line('=', 'split', split),
  ],
  parts: [],
})

const count = (sign: Line['sign'], code: string, value: number, figure?: FigureName): Line =>
  line(sign, code, value, { kind: 'count', ...(figure === undefined ? {} : { figure }) })

const teamLines = ({ freshness: { teams, staleTeams } }: Growth): Line[] => [
  count('', 'fresh-teams', teams - staleTeams),
  count('+', 'stale-teams', staleTeams, 'stale-teams'),
  count('=', 'teams', teams, 'teams'),
]

export const staleTeamsExplained: Explainer = ({ growth }) => ({
  value: growth.freshness.staleTeams,
  formula: [count('=', 'stale-teams', growth.freshness.staleTeams)],
  parts: teamLines(growth),
})

export const teamsExplained: Explainer = ({ growth }) => ({
  value: growth.freshness.teams,
  formula: [count('=', 'teams', growth.freshness.teams)],
  parts: teamLines(growth),
})

export const rolledBackEverExplained: Explainer = ({ growth, rolledBackEver }) => ({
  value: rolledBackEver,
  formula: [line('=', 'roll-backs', rolledBackEver, { kind: 'count', day: growth.asOf })],
  parts: [],
})

export const waitingExplained: Explainer = ({ growth, waiting }) => ({
  value: waiting.length,
  formula: [line('=', 'rolled-back-waiting', waiting.length, { kind: 'count', day: growth.asOf })],
  parts: [],
})

export const waitingDaysExplained: Explainer = ({ growth, waiting }) => {
  const [first] = waiting
  const value = first === undefined ? null : daysBetween(first, growth.asOf)
  return {
    value,
    formula: [
      line('', 'as-of-day', null, { kind: 'days', day: growth.asOf }),
      line('-', 'rolled-back-on', null, { kind: 'days', ...(first === undefined ? {} : { day: first }) }),
      line('=', 'waiting-days', value, { kind: 'days' }),
    ],
    parts: [],
  }
}
