import type { Growth } from '../contract/growth.ts'
import { cycleOn } from '../domain/release-cycles.ts'
import type { Measure } from '../domain/units.ts'
import type { Queries } from './database/tables.ts'
import { gauge, type MetricFamily } from './metric-text.ts'
import { comparedRows } from './routes/comparison.ts'
import { type Publishing, withCommitment } from './routes/cycle-view.ts'
import { growthOf } from './routes/growth.ts'
import { reportOf } from './routes/release-cycles.ts'
import { stuckIn } from './routes/stuck-services.ts'
import { countBlockers } from './storage/blockers.ts'
import { scopeDaysKnownAt } from './storage/known-at.ts'
import { trainOf } from './storage/release-cycles.ts'
import { keptByTeam } from './storage/stand-up-digest.ts'
import { type View, viewOf } from './view.ts'

/** So many divisions have figures of their own; all others are one more, so that no organisation floods whoever stores them. */
const mostDivisions = 100

/** As the page of stuck services asks, unless told otherwise. */
const stuckAfterDays = 14

/**
 * Every figure of the programme that is worth an alert or a line over time, as of today. Costs what the overview and the
 * page of the cycle cost, so whoever asks keeps it while nothing is logged.
 */
export async function programmeMetrics(queries: Queries, publishing: Publishing, now: number): Promise<MetricFamily[]> {
  const units = await viewOf(queries, { measure: 'units' }, now)
  const services: View = { ...units, measure: 'services', unit: 'services' }
  const days = await scopeDaysKnownAt(queries, units.scope, units.asOf, null)
  const growths = [await growthOf(queries, units, days), await growthOf(queries, services, days)] as const
  return [
    ...workloadOf(growths),
    ...headlineOf(growths),
    ...(await standingOf(queries, publishing, services, now)),
    ...(await divisionsOf(queries, units, services)),
  ]
}

type Growths = readonly [Growth, Growth]

const inUnits = 'in the smallest part of the programme’s unit'
const perMeasure = (
  name: string,
  help: string,
  growths: Growths,
  value: (of: Growth) => number | null,
): MetricFamily => ({
  name,
  help,
  type: 'gauge',
  samples: growths.map((growth) => ({ labels: { measure: growth.measure }, value: value(growth) })),
})

function workloadOf([units, services]: Growths): MetricFamily[] {
  const byPlace = (measure: Measure, { now }: Growth): MetricFamily => ({
    name: `tenfold_workload_${measure}`,
    help:
      measure === 'units'
        ? `Workload by where it runs, ${inUnits}.`
        : 'Services by where they run. One that runs in several places counts in each.',
    type: 'gauge',
    samples: [
      { labels: { place: 'on_premises' }, value: now.onPrem },
      { labels: { place: 'private_cloud' }, value: now.privateCloud },
      { labels: { place: 'public_cloud' }, value: now.publicCloud },
    ],
  })
  return [
    byPlace('units', units),
    byPlace('services', services),
    gauge('tenfold_cloud_units', `Workload in cloud, ${inUnits}.`, units.now.cloud),
    gauge('tenfold_on_premises_units', `Workload left on-premises, ${inUnits}.`, units.now.onPrem),
    gauge('tenfold_cloud_services', 'Services with workload in cloud, each counted once.', services.now.cloud),
    gauge('tenfold_on_premises_services', 'Services with workload left on-premises.', services.now.onPrem),
    gauge('tenfold_split_services', 'Services that run on-premises and in cloud at once.', services.split),
  ]
}

function headlineOf(growths: Growths): MetricFamily[] {
  const [{ freshness, milestones }] = growths
  return [
    perMeasure('tenfold_baseline_amount', 'In cloud at the end of the baseline day.', growths, (of) => of.baseline),
    perMeasure('tenfold_growth_multiple', 'Cloud divided by the baseline: 10 is +900 %.', growths, (of) => of.multiple),
    perMeasure(
      'tenfold_cloud_share_ratio',
      'Share in cloud, 0 to 1; by services the fully moved only.',
      growths,
      (of) => of.share,
    ),
    perMeasure(
      'tenfold_required_pace_ratio',
      'Growth that each cycle needs to reach the target on its day, 0.42 for +42 %. Left out where there is none to reach.',
      growths,
      ({ pace }) => pace.requiredPerCycle,
    ),
    perMeasure(
      'tenfold_running_pace_ratio',
      'Growth of a cycle as the last ones ran, as a geometric mean.',
      growths,
      ({ pace }) => pace.runningAtPerCycle,
    ),
    gauge(
      'tenfold_target_days_left',
      'Days to the day of the target; below 0 once it is past.',
      growths[0].pace.daysLeft,
    ),
    {
      name: 'tenfold_milestone_holds',
      help: '1 while a milestone holds, by units.',
      type: 'gauge',
      samples: milestones.map(({ multiple, reachedOn, lostOn }) => ({
        labels: { multiple: String(multiple) },
        value: reachedOn !== null && lostOn === null ? 1 : 0,
      })),
    },
    gauge('tenfold_teams', 'Teams that run anything.', freshness.teams),
    gauge(
      'tenfold_teams_not_heard_from',
      'Of those, teams not heard from for more than 14 days.',
      freshness.staleTeams,
    ),
    gauge(
      'tenfold_stale_share_ratio',
      'Share of the workload in cloud that such teams run, 0 to 1.',
      freshness.staleShare,
    ),
  ]
}

/** What stops people, and how the cycle of today stands. */
async function standingOf(queries: Queries, publishing: Publishing, view: View, now: number): Promise<MetricFamily[]> {
  const blockers = [
    gauge('tenfold_open_blockers', 'Blockers that stand today.', await countBlockers(queries, view, {})),
    gauge(
      'tenfold_escalated_blockers',
      'Of those, blockers that stand as long as the programme allows, or longer.',
      await countBlockers(queries, view, { escalated: true }),
    ),
  ]
  const train = await trainOf(queries, view.programme)
  const current = cycleOn(train, view.asOf)
  const stored = current === null ? undefined : train.cycles[current.number - 1]
  if (stored === undefined) return blockers
  const cycle = await withCommitment(queries, publishing, { ...view, cycle: stored }, now)
  const report = await reportOf(queries, cycle)
  const stuck = await stuckIn(queries, cycle, { days: stuckAfterDays, limit: 1, offset: 0 })
  const kept = [...(await keptByTeam(queries, { from: stored.firstDay, to: view.asOf }, view, now)).values()]
  const sum = (of: 'promised' | 'kept'): number => kept.reduce((total, one) => total + one[of], 0)
  return [
    ...blockers,
    gauge('tenfold_cycle_number', 'The release cycle of today.', stored.number),
    gauge('tenfold_cycle_committed_services', 'Services committed in it.', report.committed),
    gauge('tenfold_cycle_delivered_services', 'Services moved in it, roll-backs taken away.', report.delivered),
    gauge('tenfold_cycle_kept_services', 'Of the committed, services that moved.', report.kept),
    gauge('tenfold_cycle_say_do_ratio', 'Kept of committed, 0 to 1.', report.sayDo),
    gauge('tenfold_stuck_services', 'Promised services of the cycle that do not get on.', stuck.all),
    gauge('tenfold_cycle_promises', 'Promises of its stand-ups of which it is known what became.', sum('promised')),
    gauge('tenfold_cycle_promises_kept', 'Of those, promises that were kept.', sum('kept')),
  ]
}

/** The divisions with most workload by name, the others as one. Names are those of divisions; nobody's name is here. */
async function divisionsOf(queries: Queries, units: View, services: View): Promise<MetricFamily[]> {
  const byUnits = (await comparedRows(queries, units, 'division')).toSorted(
    (one, other) => other.total - one.total || one.id - other.id,
  )
  const byServices = new Map((await comparedRows(queries, services, 'division')).map((row) => [row.id, row]))
  const rows = byUnits.map((row) => ({ ...row, inServices: byServices.get(row.id) }))
  const [named, others] = [rows.slice(0, mostDivisions), rows.slice(mostDivisions)]
  type Row = (typeof rows)[number]
  const family = (name: string, help: string, value: (row: Row) => number): MetricFamily => ({
    name,
    help,
    type: 'gauge',
    samples: [
      ...named.map((row) => ({ labels: { division: row.name }, value: value(row) })),
      ...(others.length === 0
        ? []
        : [{ labels: { others: 'true' }, value: others.reduce((sum, row) => sum + value(row), 0) }]),
    ],
  })
  return [
    family('tenfold_division_cloud_units', `Workload in cloud by division, ${inUnits}.`, (row) => row.cloud),
    family(
      'tenfold_division_on_premises_units',
      `Workload left on-premises by division, ${inUnits}.`,
      (row) => row.onPrem,
    ),
    family('tenfold_division_cloud_services', 'Services in cloud by division.', (row) => row.inServices?.cloud ?? 0),
    family(
      'tenfold_division_on_premises_services',
      'Services left on-premises by division.',
      (row) => row.inServices?.onPrem ?? 0,
    ),
  ]
}
