import type { FigureName } from '../../contract/explanations.ts'
import type { Growth } from '../../contract/growth.ts'
import { partsOf } from '../../domain/growth.ts'
import {
  cloudChangeExplained,
  onPremisesBaselineExplained,
  onPremisesChangeExplained,
  shareChangeExplained,
} from './explanation-changes.ts'
import {
  cycleDeliveredExplained,
  cycleGrowthExplained,
  cycleUnplannedExplained,
  sayDoExplained,
} from './explanation-cycles.ts'
import { effortExplained } from './explanation-effort.ts'
import {
  cycleForecastExplained,
  milestoneForecastExplained,
  onPremisesForecastExplained,
} from './explanation-forecast.ts'
import { isListed, type ListedFigure } from './explanation-listers.ts'
import {
  migratedNetExplained,
  milestonePaceExplained,
  paceExplained,
  rolledBackEverExplained,
  runningPaceExplained,
  slice,
  splitExplained,
  staleTeamsExplained,
  teamsExplained,
  waitingDaysExplained,
  waitingExplained,
} from './explanation-more.ts'
import type { Explained, Explainer, Subject } from './explanation-parts.ts'
import { cloudParts, line, onPremisesParts, partLines, wantedMilestone } from './explanation-parts.ts'

const growthExplained: Explainer = ({ growth }) => ({
  value: growth.multiple,
  formula: [
    line('', 'cloud', growth.now.cloud, { day: growth.asOf, figure: 'cloud' }),
    line('/', 'baseline', growth.baseline, { day: growth.baselineDay, figure: 'baseline' }),
    line('=', 'multiple', growth.multiple, { kind: 'multiple' }),
  ],
  parts: cloudParts(growth),
})

/** By services, one that runs in both kinds of cloud counts once in cloud. */
const cloudExplained: Explainer = ({ growth }) => {
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

const baselineExplained: Explainer = ({ growth, days }) => ({
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

const shareExplained: Explainer = ({ growth: { now, share, split, asOf } }) => ({
  value: share,
  formula: [
    line('', 'total', now.total, { day: asOf, figure: 'total' }),
    line('-', 'on-premises', now.onPrem, { figure: 'on-premises' }),
    line('/', 'total', now.total),
    line('=', 'share', share, { kind: 'share' }),
  ],
  parts: [
    line('', 'fully-in-cloud', now.total - now.onPrem),
    ...(split > 0 ? [line('+', 'split', split, { figure: 'split' })] : []),
    line('+', 'on-premises-only', now.onPrem - split),
    line('=', 'total', now.total, { figure: 'total' }),
  ],
})

const totalExplained: Explainer = ({ growth: { now, split, asOf } }) => {
  const lines = [
    line('', 'cloud', now.cloud, { day: asOf, figure: 'cloud' }),
    line('+', 'on-premises', now.onPrem, { figure: 'on-premises' }),
    ...(split > 0 ? [line('-', 'split', split, { figure: 'split' })] : []),
    line('=', 'total', now.total),
  ]
  return { value: now.total, formula: lines, parts: [] }
}

const onPremisesExplained: Explainer = ({ growth }) => ({
  value: growth.now.onPrem,
  formula: [
    line('', 'total', growth.now.total, { day: growth.asOf, figure: 'total' }),
    line('-', 'fully-in-cloud', growth.now.total - growth.now.onPrem),
    line('=', 'on-premises', growth.now.onPrem),
  ],
  parts: onPremisesParts(growth),
})

const milestoneAmountExplained: Explainer = (subject) => {
  const { growth } = subject
  const wanted = wantedMilestone(subject)
  return {
    value: wanted?.amount ?? null,
    formula: [
      line('', 'milestone', wanted?.multiple ?? null, { kind: 'multiple' }),
      line('*', 'baseline', growth.baseline, { day: growth.baselineDay, figure: 'baseline' }),
      line('=', 'milestone-amount', wanted?.amount ?? null),
    ],
    parts: [],
  }
}

const milestoneExplained: Explainer = (subject) => {
  const { growth } = subject
  const wanted = wantedMilestone(subject)
  const away = wanted?.away ?? null
  return {
    value: away,
    formula: [
      line('', 'milestone', wanted?.multiple ?? null, { kind: 'multiple' }),
      line('*', 'baseline', growth.baseline, { day: growth.baselineDay, figure: 'baseline' }),
      line('=', 'milestone-amount', wanted?.amount ?? null, { figure: 'milestone-amount' }),
      line('-', 'cloud', growth.now.cloud, { day: growth.asOf, figure: 'cloud' }),
      line('=', 'away', away),
    ],
    parts: (wanted?.crossings ?? []).map(({ day, direction }) =>
      line('', `crossing-${direction}`, wanted?.amount ?? null, { day }),
    ),
  }
}

const deadlineExplained: Explainer = ({ growth }) => ({
  value: growth.pace.daysLeft,
  formula: [
    line('', 'target-day', null, { kind: 'days', ...(growth.pace.targetDay ? { day: growth.pace.targetDay } : {}) }),
    line('-', 'as-of-day', null, { kind: 'days', day: growth.asOf }),
    line('=', 'days-left', growth.pace.daysLeft, { kind: 'days' }),
  ],
  parts: onPremisesParts(growth),
})

const freshnessExplained: Explainer = ({ growth: { freshness, now, asOf } }) => ({
  value: freshness.staleShare,
  formula: [
    line('', 'stale-amount', freshness.staleShare === null ? null : Math.round(freshness.staleShare * now.cloud), {
      day: asOf,
    }),
    line('/', 'cloud', now.cloud, { figure: 'cloud' }),
    line('=', 'stale-share', freshness.staleShare, { kind: 'share' }),
  ],
  parts:
    freshness.staleShare === null
      ? []
      : [
          line('', 'fresh-amount', now.cloud - Math.round(freshness.staleShare * now.cloud)),
          line('+', 'stale-amount', Math.round(freshness.staleShare * now.cloud), { day: asOf }),
          line('=', 'cloud', now.cloud, { day: asOf, figure: 'cloud' }),
        ],
})

const part =
  (code: FigureName, amount: (growth: Growth) => number): Explainer =>
  ({ growth }) => ({
    value: amount(growth),
    formula: [line('=', code, amount(growth), { day: growth.asOf })],
    parts: code === 'discovered' || code === 'retired-on-premises' ? onPremisesParts(growth) : cloudParts(growth),
  })

const explainers: Record<Exclude<FigureName, ListedFigure>, Explainer> = {
  growth: growthExplained,
  cloud: cloudExplained,
  'cloud-change': cloudChangeExplained,
  baseline: baselineExplained,
  share: shareExplained,
  'share-change': shareChangeExplained,
  total: totalExplained,
  split: splitExplained,
  'on-premises': onPremisesExplained,
  'on-premises-change': onPremisesChangeExplained,
  'on-premises-at-baseline': onPremisesBaselineExplained,
  'to-milestone': milestoneExplained,
  'milestone-amount': milestoneAmountExplained,
  deadline: deadlineExplained,
  pace: paceExplained,
  'running-pace': runningPaceExplained,
  freshness: freshnessExplained,
  'stale-teams': staleTeamsExplained,
  teams: teamsExplained,
  migrated: part('migrated', ({ parts }) => parts.migrated),
  'migrated-net': migratedNetExplained,
  'migrated-net-share': slice('migrated-net', ({ onPremises }) => onPremises.migrated),
  born: part('born', ({ parts }) => parts.born),
  grown: part('grown', ({ parts }) => parts.grown),
  'rolled-back': part('rolled-back', ({ parts }) => parts.rolledBack),
  'rolled-back-ever': rolledBackEverExplained,
  'rolled-back-waiting': waitingExplained,
  'waiting-days': waitingDaysExplained,
  'retired-in-cloud': part('retired-in-cloud', ({ parts }) => parts.retired),
  shrunk: part('shrunk', ({ parts }) => parts.shrunk),
  'retired-on-premises': part('retired-on-premises', ({ onPremises }) => onPremises.retired),
  'retired-on-premises-share': slice('retired-on-premises', ({ onPremises }) => onPremises.retired),
  'on-premises-share': slice('on-premises', ({ onPremises }) => onPremises.remaining),
  'milestone-forecast': milestoneForecastExplained,
  'on-premises-forecast': onPremisesForecastExplained,
  'cycle-forecast': cycleForecastExplained,
  'cycle-delivered': cycleDeliveredExplained,
  'cycle-unplanned': cycleUnplannedExplained,
  'say-do': sayDoExplained,
  'cycle-growth': cycleGrowthExplained,
  'milestone-pace': milestonePaceExplained,
  effort: effortExplained,
  discovered: part('discovered', ({ onPremises }) => onPremises.discovered),
}

/** How a figure is made, with its actual numbers. Every line that is a figure itself opens further. */
export function explanationOf(figure: FigureName, subject: Subject): Explained {
  if (isListed(figure)) throw new Error(`What ${figure} is made of is a list of its own.`)
  return explainers[figure](subject)
}
