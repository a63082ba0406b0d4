import type { AnswerOf } from '../../contract/endpoint.ts'
import type { explain, FigureName } from '../../contract/explanations.ts'
import type { Growth } from '../../contract/growth.ts'
import type { DayFacts } from '../../domain/growth.ts'
import { partsOf } from '../../domain/growth.ts'

type Explanation = AnswerOf<typeof explain>
type Line = Explanation['formula'][number]

interface Explained {
  readonly value: number | null
  readonly formula: Line[]
  readonly parts: Line[]
}

const line = (sign: Line['sign'], code: string, value: number | null, more: Partial<Line> = {}): Line => ({
  code,
  kind: 'amount',
  value,
  sign,
  ...more,
})

/** How a figure is made, with its actual numbers. Every line that is a figure itself opens further. */
export function explanationOf(
  figure: FigureName,
  growth: Growth,
  days: readonly DayFacts[],
  milestone: number | undefined,
): Explained {
  return explainers[figure](growth, days, milestone)
}

type Explainer = (growth: Growth, days: readonly DayFacts[], milestone: number | undefined) => Explained

/** Baseline + moved + born + grown − rolled back − retired − shrunk = in cloud now. */
const cloudParts = ({ baseline, baselineDay, parts, now, asOf }: Growth): Line[] => [
  line('', 'baseline', baseline, { day: baselineDay, figure: 'baseline' }),
  ...partLines(parts),
  line('=', 'cloud', now.cloud, { day: asOf, figure: 'cloud' }),
]

const partLines = (parts: Growth['parts']): Line[] => [
  line('+', 'migrated', parts.migrated, { figure: 'migrated' }),
  line('+', 'born', parts.born, { figure: 'born' }),
  ...(parts.grown > 0 ? [line('+', 'grown', parts.grown, { figure: 'grown' })] : []),
  line('-', 'rolled-back', parts.rolledBack, { figure: 'rolled-back' }),
  line('-', 'retired-in-cloud', parts.retired, { figure: 'retired-in-cloud' }),
  ...(parts.shrunk > 0 ? [line('-', 'shrunk', parts.shrunk, { figure: 'shrunk' })] : []),
]

/** On-premises at the baseline + discovered − migrated − retired = remaining. */
const onPremisesParts = ({ onPremises, baselineDay, asOf }: Growth): Line[] => [
  line('', 'on-premises-at-baseline', onPremises.atBaseline, { day: baselineDay }),
  line('+', 'discovered', onPremises.discovered, { figure: 'discovered' }),
  line('-', 'migrated-net', onPremises.migrated),
  line('-', 'retired-on-premises', onPremises.retired, { figure: 'retired-on-premises' }),
  line('=', 'on-premises', onPremises.remaining, { day: asOf }),
]

const growthExplained: Explainer = (growth) => ({
  value: growth.multiple,
  formula: [
    line('', 'cloud', growth.now.cloud, { day: growth.asOf, figure: 'cloud' }),
    line('/', 'baseline', growth.baseline, { day: growth.baselineDay, figure: 'baseline' }),
    line('=', 'multiple', growth.multiple, { kind: 'multiple' }),
  ],
  parts: cloudParts(growth),
})

/** By services, one that runs in both kinds of cloud counts once in cloud. */
const cloudExplained: Explainer = (growth) => {
  const { privateCloud, publicCloud, cloud } = growth.now
  const both = privateCloud + publicCloud - cloud
  return {
    value: cloud,
    formula: [
      line('', 'public-cloud', publicCloud, { day: growth.asOf }),
      line('+', 'private-cloud', privateCloud, { day: growth.asOf }),
      ...(both > 0 ? [line('-', 'both-clouds', both)] : []),
      line('=', 'cloud', cloud),
    ],
    parts: cloudParts(growth),
  }
}

const baselineExplained: Explainer = (growth, days) => ({
  value: growth.baseline,
  formula: [line('=', 'baseline', growth.baseline, { day: growth.baselineDay })],
  parts: [
    ...partLines(
      partsOf(
        growth.baselineDay <= growth.asOf ? days.filter(({ day }) => day <= growth.baselineDay) : [],
        growth.measure,
      ),
    ),
    line('=', 'baseline', growth.baseline, { day: growth.baselineDay }),
  ],
})

const shareExplained: Explainer = ({ now, share, split, asOf }) => ({
  value: share,
  formula: [
    line('', 'total', now.total, { day: asOf, figure: 'total' }),
    line('-', 'on-premises', now.onPrem, { figure: 'on-premises' }),
    line('/', 'total', now.total),
    line('=', 'share', share, { kind: 'share' }),
  ],
  parts: [
    line('', 'fully-in-cloud', now.total - now.onPrem),
    ...(split > 0 ? [line('+', 'split', split)] : []),
    line('+', 'on-premises-only', now.onPrem - split),
    line('=', 'total', now.total, { figure: 'total' }),
  ],
})

const totalExplained: Explainer = ({ now, split, asOf }) => {
  const lines = [
    line('', 'cloud', now.cloud, { day: asOf, figure: 'cloud' }),
    line('+', 'on-premises', now.onPrem, { figure: 'on-premises' }),
    ...(split > 0 ? [line('-', 'split', split)] : []),
    line('=', 'total', now.total),
  ]
  return { value: now.total, formula: lines, parts: [] }
}

const onPremisesExplained: Explainer = (growth) => ({
  value: growth.now.onPrem,
  formula: [
    line('', 'total', growth.now.total, { day: growth.asOf, figure: 'total' }),
    line('-', 'fully-in-cloud', growth.now.total - growth.now.onPrem),
    line('=', 'on-premises', growth.now.onPrem),
  ],
  parts: onPremisesParts(growth),
})

const milestoneExplained: Explainer = (growth, _days, milestone) => {
  const wanted =
    growth.milestones.find(({ multiple }) => multiple === milestone) ??
    growth.milestones.find(({ away }) => away !== 0) ??
    growth.milestones.at(-1)
  const away = wanted?.away ?? null
  return {
    value: away,
    formula: [
      line('', 'milestone', wanted?.multiple ?? null, { kind: 'multiple' }),
      line('', 'baseline', growth.baseline, { day: growth.baselineDay, figure: 'baseline' }),
      line('=', 'milestone-amount', wanted?.amount ?? null),
      line('-', 'cloud', growth.now.cloud, { day: growth.asOf, figure: 'cloud' }),
      line('=', 'away', away),
    ],
    parts: (wanted?.crossings ?? []).map(({ day, direction }) =>
      line('', `crossing-${direction}`, wanted?.amount ?? null, { day }),
    ),
  }
}

const deadlineExplained: Explainer = (growth) => ({
  value: growth.pace.daysLeft,
  formula: [
    line('', 'target-day', null, { kind: 'days', ...(growth.pace.targetDay ? { day: growth.pace.targetDay } : {}) }),
    line('-', 'as-of-day', null, { kind: 'days', day: growth.asOf }),
    line('=', 'days-left', growth.pace.daysLeft, { kind: 'days' }),
  ],
  parts: onPremisesParts(growth),
})

const paceExplained: Explainer = ({ pace, multiple, asOf }) => ({
  value: pace.requiredPerCycle,
  formula: [
    line('', 'target-multiple', pace.targetMultiple, {
      kind: 'multiple',
      ...(pace.targetDay ? { day: pace.targetDay } : {}),
    }),
    line('/', 'multiple', multiple, { kind: 'multiple', day: asOf, figure: 'growth' }),
    line('', 'days-left', pace.daysLeft, { kind: 'days', figure: 'deadline' }),
    line('=', 'required-pace', pace.requiredPerCycle, { kind: 'pace' }),
    line('', 'running-pace', pace.runningAtPerCycle, { kind: 'pace' }),
  ],
  parts: [],
})

const freshnessExplained: Explainer = ({ freshness, now, asOf }) => ({
  value: freshness.staleShare,
  formula: [
    line('', 'stale-amount', freshness.staleShare === null ? null : Math.round(freshness.staleShare * now.cloud), {
      day: asOf,
    }),
    line('/', 'cloud', now.cloud, { figure: 'cloud' }),
    line('=', 'stale-share', freshness.staleShare, { kind: 'share' }),
  ],
  parts: [
    line('', 'fresh-teams', freshness.teams - freshness.staleTeams, { kind: 'count' }),
    line('+', 'stale-teams', freshness.staleTeams, { kind: 'count' }),
    line('=', 'teams', freshness.teams, { kind: 'count' }),
  ],
})

const part =
  (code: FigureName, amount: (growth: Growth) => number): Explainer =>
  (growth) => ({
    value: amount(growth),
    formula: [line('=', code, amount(growth), { day: growth.asOf })],
    parts: code === 'discovered' || code === 'retired-on-premises' ? onPremisesParts(growth) : cloudParts(growth),
  })

const explainers: Record<FigureName, Explainer> = {
  growth: growthExplained,
  cloud: cloudExplained,
  baseline: baselineExplained,
  share: shareExplained,
  total: totalExplained,
  'on-premises': onPremisesExplained,
  'to-milestone': milestoneExplained,
  deadline: deadlineExplained,
  pace: paceExplained,
  freshness: freshnessExplained,
  migrated: part('migrated', ({ parts }) => parts.migrated),
  born: part('born', ({ parts }) => parts.born),
  grown: part('grown', ({ parts }) => parts.grown),
  'rolled-back': part('rolled-back', ({ parts }) => parts.rolledBack),
  'retired-in-cloud': part('retired-in-cloud', ({ parts }) => parts.retired),
  shrunk: part('shrunk', ({ parts }) => parts.shrunk),
  'retired-on-premises': part('retired-on-premises', ({ onPremises }) => onPremises.retired),
  discovered: part('discovered', ({ onPremises }) => onPremises.discovered),
}
