import type { CalendarDay } from '../../domain/calendar-day.ts'
import { balanceOn, cloudShare, onPremisesFlow, partsOf, runningBalances } from '../../domain/growth.ts'
import type { Explainer, Line, Subject } from './explanation-parts.ts'
import { line, partLines } from './explanation-parts.ts'

export const daysAfter = ({ days, growth }: Subject, since: CalendarDay) =>
  days.filter(({ day }) => day > since && day <= growth.asOf)

const balanceAt = ({ days, measure }: Subject, day: CalendarDay) => balanceOn(runningBalances(days, measure), day)

export const cloudOn = (subject: Subject, day: CalendarDay): number => balanceAt(subject, day).cloud

/** What flowed in and out of on-premises in some days, up to what it came to. */
export const flowLines = (flow: ReturnType<typeof onPremisesFlow>): Line[] => [
  line('+', 'discovered', flow.discovered),
  line('-', 'migrated-net', flow.migrated),
  line('-', 'retired-on-premises', flow.retired),
]

/** The parts of growth in a window are no figures of their own: those count from the baseline day. */
export const windowLines = (parts: ReturnType<typeof partsOf>): Line[] =>
  partLines(parts).map(({ figure: _figure, ...rest }) => rest)

export const cloudChangeExplained: Explainer = (subject) => {
  const { growth, since, measure } = subject
  const before = balanceAt(subject, since).cloud
  const value = growth.now.cloud - before
  return {
    value,
    formula: [
      line('', 'cloud', growth.now.cloud, { day: growth.asOf, figure: 'cloud' }),
      line('-', 'cloud', before, { day: since }),
      line('=', 'change', value, { kind: 'change' }),
    ],
    parts: [
      ...windowLines(partsOf(daysAfter(subject, since), measure)),
      line('=', 'change', value, { kind: 'change' }),
    ],
  }
}

export const onPremisesChangeExplained: Explainer = (subject) => {
  const { growth, since, measure } = subject
  const before = balanceAt(subject, since).onPrem
  const value = growth.now.onPrem - before
  return {
    value,
    formula: [
      line('', 'on-premises', growth.now.onPrem, { day: growth.asOf, figure: 'on-premises' }),
      line('-', 'on-premises', before, { day: since }),
      line('=', 'change', value, { kind: 'change' }),
    ],
    parts: [
      ...flowLines(onPremisesFlow(daysAfter(subject, since), measure)),
      line('=', 'change', value, { kind: 'change' }),
    ],
  }
}

export const shareChangeExplained: Explainer = (subject) => {
  const { growth, since } = subject
  const before = balanceAt(subject, since)
  const was = cloudShare(before)
  const value = growth.share === null || was === null ? null : growth.share - was
  const moved = (balance: { total: number; onPrem: number }) => balance.total - balance.onPrem
  return {
    value,
    formula: [
      line('', 'share', growth.share, { kind: 'share', day: growth.asOf, figure: 'share' }),
      line('-', 'share', was, { kind: 'share', day: since }),
      line('=', 'change', value, { kind: 'points' }),
    ],
    parts: [
      line('', 'fully-in-cloud', moved(before), { day: since }),
      line('+', 'change', moved(growth.now) - moved(before), { kind: 'change' }),
      line('=', 'fully-in-cloud', moved(growth.now), { day: growth.asOf }),
    ],
  }
}

export const onPremisesBaselineExplained: Explainer = (subject) => {
  const { growth, measure, days } = subject
  const { baselineDay, asOf, onPremises } = growth
  const until = baselineDay <= asOf ? days.filter(({ day }) => day <= baselineDay) : []
  return {
    value: onPremises.atBaseline,
    formula: [line('=', 'on-premises-at-baseline', onPremises.atBaseline, { day: baselineDay })],
    parts: [
      ...flowLines(onPremisesFlow(until, measure)),
      line('=', 'on-premises-at-baseline', onPremises.atBaseline, { day: baselineDay }),
    ],
  }
}

/** What runs in cloud over the days that "you run at" looks back. */
export function cloudOverPace(subject: Subject) {
  const { from, to } = subject.growth.pace.over
  const within = daysAfter(subject, from).filter(({ day }) => day <= to)
  return {
    before: balanceAt(subject, from).cloud,
    after: balanceAt(subject, to).cloud,
    lines: windowLines(partsOf(within, subject.measure)),
  }
}
