import { addDays, daysBetween } from '../../domain/calendar-day.ts'
import type { Arrival } from '../../domain/forecast.ts'
import { onPremisesFlow, partsOf } from '../../domain/growth.ts'
import { aheadOf } from '../forecast-ground.ts'
import { migratedOn } from './capacity.ts'
import { daysAfter, flowLines, windowLines } from './explanation-changes.ts'
import type { Explainer, Line, Subject } from './explanation-parts.ts'
import { line, wantedMilestone } from './explanation-parts.ts'

/** What the window holds, which the runs are put together from. */
function windowOf(subject: Subject) {
  const weeks = subject.ahead?.window ?? 0
  const days = daysAfter(subject, addDays(subject.growth.asOf, -7 * weeks))
  return { days, weeks: line('', 'window-weeks', weeks, { kind: 'count' }) }
}

/** The two days, and how far the later one is from the day shown. */
function arrivalLines(arrival: Arrival | null, subject: Subject): Line[] {
  const dayOf = (code: string, day: Arrival['p50']) =>
    line('', code, null, { kind: 'days', ...(day === null ? {} : { day }) })
  return [
    dayOf('half-of-runs', arrival?.p50 ?? null),
    dayOf('most-runs', arrival?.p85 ?? null),
    line('=', 'days-ahead', daysTo(arrival, subject), { kind: 'days' }),
  ]
}

const daysTo = (arrival: Arrival | null, { growth }: Subject): number | null =>
  arrival?.p85 ? daysBetween(growth.asOf, arrival.p85) : null

export const milestoneForecastExplained: Explainer = (subject) => {
  const { growth, measure, ahead } = subject
  const wanted = wantedMilestone(subject)
  const at = aheadOf(growth).findIndex((one) => one.multiple === wanted?.multiple)
  const arrival = ahead?.forecast?.targets[at] ?? null
  const { days, weeks } = windowOf(subject)
  const parts = partsOf(days, measure)
  return {
    value: daysTo(arrival, subject),
    formula: [
      line('', 'away', wanted?.away ?? null, { day: growth.asOf, figure: 'to-milestone' }),
      weeks,
      ...arrivalLines(arrival, subject),
    ],
    parts: [...windowLines(parts), line('=', 'change', parts.net, { kind: 'change' })],
  }
}

export const onPremisesForecastExplained: Explainer = (subject) => {
  const { growth, measure, ahead } = subject
  const arrival = ahead?.forecast?.onPremisesZero ?? null
  const { days, weeks } = windowOf(subject)
  const flow = onPremisesFlow(days, measure)
  return {
    value: daysTo(arrival, subject),
    formula: [
      line('', 'on-premises', growth.now.onPrem, { day: growth.asOf, figure: 'on-premises' }),
      weeks,
      ...arrivalLines(arrival, subject),
    ],
    parts: [
      ...flowLines(flow),
      line('=', 'change', flow.discovered - flow.migrated - flow.retired, { kind: 'change' }),
    ],
  }
}

export const cycleForecastExplained: Explainer = (subject) => {
  const { measure, ahead } = subject
  const whole = ahead?.forecast?.cycle?.p85 ?? null
  const delivered = ahead?.delivered ?? null
  const { days } = windowOf(subject)
  const { migrated, rolledBack } = partsOf(days, measure)
  return {
    value: whole,
    formula: [
      line('', 'delivered-so-far', delivered),
      line('+', 'most-runs-add', whole === null || delivered === null ? null : whole - delivered, { kind: 'change' }),
      line('=', 'cycle-in-all', whole),
    ],
    parts: [
      line('+', 'migrated', migrated),
      line('-', 'rolled-back', rolledBack),
      line('=', 'change', migratedOn(days, measure), { kind: 'change' }),
    ],
  }
}
