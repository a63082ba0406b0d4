import type { FigureName } from '../../contract/explanations.ts'
import type { Line } from './explanation-parts.ts'

/** What is no plain amount of the measure. */
const kinds: Partial<Record<FigureName, Line['kind']>> = {
  growth: 'multiple',
  share: 'share',
  freshness: 'share',
  'migrated-net-share': 'share',
  'retired-on-premises-share': 'share',
  'on-premises-share': 'share',
  'share-change': 'points',
  'cloud-change': 'change',
  'on-premises-change': 'change',
  deadline: 'days',
  'waiting-days': 'days',
  'milestone-forecast': 'days',
  'on-premises-forecast': 'days',
  pace: 'pace',
  'running-pace': 'pace',
  'cycle-growth': 'pace',
  'milestone-pace': 'pace',
  'promise-moved': 'change',
  'stale-teams': 'count',
  teams: 'count',
  'rolled-back-ever': 'count',
  'rolled-back-waiting': 'count',
  'promises-kept': 'share',
  'say-do': 'share',
  'wave-services': 'count',
  'wave-straddling': 'count',
  'move-gain': 'count',
  'move-debt': 'count',
  'backtest-coverage': 'share',
  'backtest-loss': 'mean',
  'backtest-loss-last-cycle': 'mean',
  'backtest-loss-straight-line': 'mean',
  effort: 'count',
  'exit-pace': 'change',
}

export const kindOf = (figure: FigureName): Line['kind'] => kinds[figure] ?? 'amount'
