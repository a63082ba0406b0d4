import type { AnswerOf } from '../../contract/endpoint.ts'
import type { explain } from '../../contract/explanations.ts'
import type { Growth } from '../../contract/growth.ts'
import type { CycleReport } from '../../contract/release-cycles.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { LeftServices } from '../../domain/effort.ts'
import type { DayFacts } from '../../domain/growth.ts'
import type { Programme } from '../../domain/programme.ts'
import type { Measure } from '../../domain/units.ts'
import type { PlainForecast } from '../forecast-ground.ts'

type Explanation = AnswerOf<typeof explain>
export type Line = Explanation['formula'][number]

export interface Explained {
  readonly value: number | null
  readonly formula: Line[]
  readonly parts: Line[]
}

/** What a figure is explained from: the headline, what changed day by day, and what was asked beside the view. */
export interface Subject {
  readonly growth: Growth
  readonly days: readonly DayFacts[]
  readonly measure: Measure
  readonly programme: Programme
  readonly milestone: number | undefined
  /** The end of this day is what a change is measured against. */
  readonly since: CalendarDay
  /** Roll-back days of the services that wait, the longest first. */
  readonly waiting: readonly CalendarDay[]
  readonly rolledBackEver: number
  /** Of the figures of the forecast; else null. */
  readonly ahead: PlainForecast | null
  /** Of the effort, by team, way and criticality; else empty. */
  readonly left: readonly LeftServices[]
  /** Of the figures of a release cycle, what its page tells; else, and before the first cycle, null. */
  readonly cycle: CycleReport | null
}

export type Explainer = (subject: Subject) => Explained

export const line = (sign: Line['sign'], code: string, value: number | null, more: Partial<Line> = {}): Line => ({
  code,
  kind: 'amount',
  value,
  sign,
  ...more,
})

/** Baseline + moved + born + grown − rolled back − retired − shrunk = in cloud now. */
export const cloudParts = ({ baseline, baselineDay, parts, now, asOf }: Growth): Line[] => [
  line('', 'baseline', baseline, { day: baselineDay, figure: 'baseline' }),
  ...partLines(parts),
  line('=', 'cloud', now.cloud, { day: asOf, figure: 'cloud' }),
]

export const partLines = (parts: Growth['parts']): Line[] => [
  line('+', 'migrated', parts.migrated, { figure: 'migrated' }),
  line('+', 'born', parts.born, { figure: 'born' }),
  ...(parts.grown > 0 ? [line('+', 'grown', parts.grown, { figure: 'grown' })] : []),
  line('-', 'rolled-back', parts.rolledBack, { figure: 'rolled-back' }),
  line('-', 'retired-in-cloud', parts.retired, { figure: 'retired-in-cloud' }),
  ...(parts.shrunk > 0 ? [line('-', 'shrunk', parts.shrunk, { figure: 'shrunk' })] : []),
]

/** On-premises at the baseline + discovered − migrated − retired = remaining. */
export const onPremisesParts = ({ onPremises, baselineDay, asOf }: Growth): Line[] => [
  line('', 'on-premises-at-baseline', onPremises.atBaseline, { day: baselineDay, figure: 'on-premises-at-baseline' }),
  line('+', 'discovered', onPremises.discovered, { figure: 'discovered' }),
  line('-', 'migrated-net', onPremises.migrated, { figure: 'migrated-net' }),
  line('-', 'retired-on-premises', onPremises.retired, { figure: 'retired-on-premises' }),
  line('=', 'on-premises', onPremises.remaining, { day: asOf, figure: 'on-premises' }),
]

/** The milestone that was asked for, else the next one, else the last. */
export const wantedMilestone = ({ growth, milestone }: Subject): Growth['milestones'][number] | undefined =>
  growth.milestones.find(({ multiple }) => multiple === milestone) ??
  growth.milestones.find(({ away }) => away !== 0) ??
  growth.milestones.at(-1)
