import type { AnswerOf } from '../../contract/endpoint.ts'
import type { Growth, readGrowthSeries } from '../../contract/growth.ts'
import type { CycleReport, readBurnUp } from '../../contract/release-cycles.ts'
import type { Story } from '../../contract/stories.ts'
import type { Annotation } from '../../domain/annotation.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Arrival, ConePoint } from '../../domain/forecast.ts'
import type { Held } from '../../domain/forecast-score.ts'
import { leastWeeks } from '../../domain/forecast-weeks.ts'
import { balanceOn, type DayFacts, runningBalances } from '../../domain/growth.ts'
import { periods } from '../../domain/periods.ts'
import type { Programme } from '../../domain/programme.ts'
import { cycleOn } from '../../domain/release-cycles.ts'
import type { Queries } from '../database/tables.ts'
import { aheadOf, plainForecast } from '../forecast-ground.ts'
import { burnUpIn } from '../routes/burn-up.ts'
import { comparedRows } from '../routes/comparison.ts'
import { type Publishing, withCommitment } from '../routes/cycle-view.ts'
import { growthOf, growthSeriesOf } from '../routes/growth.ts'
import { reportOf } from '../routes/release-cycles.ts'
import { toldOf } from '../routes/stories.ts'
import { pageOfAnnotations } from '../storage/annotations.ts'
import { scopeDaysKnownAt } from '../storage/known-at.ts'
import { lastRecordedAt } from '../storage/ledgers.ts'
import { trainOf } from '../storage/release-cycles.ts'
import type { View } from '../view.ts'

/** What the runs of the forecast say: by when they are at milestones and at the end of on-premises, and the band they make. */
export interface BriefForecast {
  /** In the order of the milestones that do not hold. */
  readonly milestones: ReadonlyMap<number, Arrival>
  readonly onPremisesZero: Arrival | null
  readonly cone: readonly Pick<ConePoint, 'day' | 'cloud'>[]
  readonly runs: number
  readonly weeks: number
  /** How often such bands of cloud held what came so far. */
  readonly held: Held
}

/** Everything that stands in a brief, and nothing that differs between two briefs of the same ledger. */
export interface BriefFacts {
  readonly programme: Programme
  readonly growth: Growth
  readonly series: AnswerOf<typeof readGrowthSeries>
  /** What the ladder bears, as it was known, the earliest first. */
  readonly annotations: readonly Annotation[]
  /** What the curve tells, in the order of its days. */
  readonly stories: readonly Story[]
  /** At the end of each week since workload is known. */
  readonly balances: readonly { readonly day: CalendarDay; readonly onPrem: number; readonly cloud: number }[]
  /** The release cycle of the day; null before the first. */
  readonly cycle: { readonly report: CycleReport; readonly burnUp: AnswerOf<typeof readBurnUp> } | null
  /** Most left on-premises first: divisions, or the teams of one. */
  readonly compared: readonly Omit<Awaited<ReturnType<typeof comparedRows>>[number], 'source'>[]
  readonly forecast: BriefForecast | null
  /** Where there is no forecast for want of weeks in which anything moved: how many there are, and are needed. */
  readonly tooFewWeeks: { readonly there: number; readonly least: number } | null
  /** The instant of the last record it is made from, in milliseconds since 1970; null for an empty ledger. */
  readonly recordedUpTo: number | null
}

/** Costs what the overview costs: the days of the scope, the cycle of the day, one row for each division or team; and the runs. */
export async function briefFacts(
  queries: Queries,
  publishing: Publishing,
  view: View,
  now: number,
): Promise<BriefFacts> {
  const { asOf } = view
  const { days, train, facts } = await ladderOf(queries, view)
  const current = cycleOn(train, asOf)
  const stored = current === null ? undefined : train.cycles[current.number - 1]
  const cycle = stored === undefined ? null : await withCommitment(queries, publishing, { ...view, cycle: stored }, now)
  const rows = await comparedRows(queries, view, view.division === null ? 'division' : 'team')
  return {
    ...facts,
    cycle: cycle === null ? null : { report: await reportOf(queries, cycle), burnUp: await burnUpIn(queries, cycle) },
    compared: rows.map(({ source: _, ...row }) => row),
    ...(await aheadIn(queries, view, facts.growth, days)),
  }
}

/** What the headline alone is drawn from: without a forecast, which is most of the work. */
export const headlineFacts = async (queries: Queries, view: View): Promise<BriefFacts> =>
  (await ladderOf(queries, view)).facts

/** What the ladder alone is drawn from: its past and the band of the runs. */
export async function ladderFacts(queries: Queries, view: View): Promise<BriefFacts> {
  const { days, facts } = await ladderOf(queries, view)
  return { ...facts, ...(await aheadIn(queries, view, facts.growth, days)) }
}

async function aheadIn(
  queries: Queries,
  view: View,
  growth: Growth,
  days: readonly DayFacts[],
): Promise<Pick<BriefFacts, 'forecast' | 'tooFewWeeks'>> {
  const { forecast, window, nonEmpty, held } = await plainForecast(queries, view, growth, days)
  if (forecast === null) return { forecast, tooFewWeeks: { there: nonEmpty, least: leastWeeks } }
  const arrivals = aheadOf(growth).flatMap(({ multiple }, n) => {
    const arrival = forecast.targets[n]
    return arrival === undefined ? [] : [[multiple, arrival] as const]
  })
  const { onPremisesZero, cone, runs } = forecast
  return {
    forecast: { milestones: new Map(arrivals), onPremisesZero, cone, runs, weeks: window, held: held.cloud },
    tooFewWeeks: null,
  }
}

async function ladderOf(queries: Queries, view: View) {
  const { programme, measure, asOf } = view
  const days = await scopeDaysKnownAt(queries, view.scope, asOf, view.knownAt)
  const growth = await growthOf(queries, view, days)
  const running = runningBalances(days, measure)
  const train = await trainOf(queries, programme)
  const first = days[0]?.day
  const recorded = view.knownAt ?? (await lastRecordedAt(queries))
  const facts: BriefFacts = {
    programme,
    growth,
    series: await growthSeriesOf(queries, view, days, { interval: 'week' }),
    annotations: await pageOfAnnotations(queries, view, {}, { sort: 'day', limit: 500, offset: 0 }),
    stories: toldOf(view, days),
    balances: (first === undefined ? [] : periods('week', train, first, asOf)).map(({ lastDay: day }) => {
      const { onPrem, cloud } = balanceOn(running, day)
      return { day, onPrem, cloud }
    }),
    cycle: null,
    compared: [],
    forecast: null,
    tooFewWeeks: null,
    recordedUpTo: recorded < 0 ? null : recorded,
  }
  return { days, train, facts }
}
