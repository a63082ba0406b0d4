import type { Criticality, Strategy } from './service.ts'

/** Services that are alike for the effort they will still take, and how many of them have workload on-premises. */
export interface LeftServices {
  readonly strategy: Strategy
  readonly criticality: Criticality
  readonly services: number
}

/**
 * Points of effort that one service still takes, by the way it is to go. They are ranks, not days: a service that is only
 * lifted is one, one that is rewritten five. Where nobody has decided, the middle is taken, and how many those are is said.
 */
export const effortPoints = {
  retain: 0,
  retire: 1,
  relocate: 1,
  rehost: 1,
  repurchase: 2,
  undecided: 3,
  replatform: 3,
  refactor: 5,
} as const satisfies Readonly<Record<Strategy, number>>

/** What must not fail is moved twice: once to try, once for good. */
export const criticalFactor = 2

export const effortClasses = ['none', 'small', 'medium', 'large', 'very-large'] as const
export type EffortClass = (typeof effortClasses)[number]

/** The most points of a class; above the last it is very large. */
export const effortLimits = { small: 30, medium: 150, large: 600 } as const

export interface Effort {
  readonly class: EffortClass
  readonly points: number
  readonly services: number
  /** Of the services, those of high criticality or higher, which count twice. */
  readonly critical: number
  /** Of the services, those whose way nobody has decided, which count as the middle. */
  readonly undecided: number
}

export const isCritical = (criticality: Criticality): boolean => criticality === 'high' || criticality === 'critical'

/** Points of one service. */
export const pointsOf = ({ strategy, criticality }: Pick<LeftServices, 'strategy' | 'criticality'>): number =>
  effortPoints[strategy] * (isCritical(criticality) ? criticalFactor : 1)

export function effortClassOf(points: number): EffortClass {
  if (points === 0) return 'none'
  if (points <= effortLimits.small) return 'small'
  if (points <= effortLimits.medium) return 'medium'
  return points <= effortLimits.large ? 'large' : 'very-large'
}

/** What is left to do, in a class that teams can be told apart by: a rank alone compares the short road with the long one. */
export function effortOf(left: Iterable<LeftServices>): Effort {
  const sum = { points: 0, services: 0, critical: 0, undecided: 0 }
  for (const { strategy, criticality, services } of left) {
    sum.points += services * pointsOf({ strategy, criticality })
    sum.services += services
    if (isCritical(criticality)) sum.critical += services
    if (strategy === 'undecided') sum.undecided += services
  }
  return { class: effortClassOf(sum.points), ...sum }
}
