import type { Hono } from 'hono'
import { compare, readAttention, readChanges } from '../../contract/comparison.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { addDays, daysBetween, earlier } from '../../domain/calendar-day.ts'
import type { DayBalance } from '../../domain/growth.ts'
import { balanceFrom, balanceOn, cloudShare, multipleOf, runningBalances } from '../../domain/growth.ts'
import { cycleOn } from '../../domain/release-cycles.ts'
import type { Queries } from '../database/tables.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import type { FigureEntry } from '../storage/figure-entries.ts'
import { entriesIn } from '../storage/figure-entries.ts'
import type { HeardFrom } from '../storage/heard-from.ts'
import { heardFrom } from '../storage/heard-from.ts'
import { balancesOfEachKnownAt, daysOfEachKnownAt } from '../storage/known-at.ts'
import { divisionsIn, teamsIn } from '../storage/organisation.ts'
import { trainOf } from '../storage/release-cycles.ts'
import { rollBacksEver, waitingAfterRollBack } from '../storage/roll-backs.ts'
import { scopes } from '../storage/rollups.ts'
import { withStandings } from '../storage/service-filters.ts'
import type { View } from '../view.ts'
import { unitOf, viewOf } from '../view.ts'
import { leagueOf } from './league.ts'

const steps = 40

export function comparisonRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, compare, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const rows = await comparedRows(queries, view, query.by)
    const shown = rows.slice(query.offset, query.offset + query.limit)
    const scope = query.by === 'team' || view.team ? scopes.team : scopes.division
    const days = await daysOfEachKnownAt(
      queries,
      scope,
      view.asOf,
      view.knownAt,
      shown.map(({ source }) => source),
    )
    const league = query.league ? await leagueOf(queries, view, query.by, now) : null
    return {
      measure: view.measure,
      unit: view.unit,
      total: rows.length,
      left: rows.reduce((left, { onPrem }) => left + onPrem, 0),
      over: league?.over ?? null,
      rows: shown.map(({ source, ...row }) => ({
        ...row,
        league: league?.of(row.id) ?? null,
        shares: sharesOver(runningBalances(days.get(source) ?? [], view.measure), view),
      })),
    }
  })

  serve(api, surroundings, readChanges, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const from = addDays(view.asOf, 1 - query.days)
    const window = { from: addDays(from, -1), to: view.asOf }
    const changed = grouped(await entriesIn(queries, view, 'cloud', window))
    // No service entered or left cloud, so whatever moved there moved inside services that ran there already.
    const inside =
      view.measure === 'services' && changed.rows.length === 0
        ? grouped(await entriesIn(queries, { ...view, measure: 'units' }, 'cloud', window))
        : null
    return {
      measure: view.measure,
      unit: view.unit,
      from,
      to: view.asOf,
      net: changed.net,
      totals: changed.totals,
      ...pageOf(changed.rows, query),
      inside:
        inside === null || inside.rows.length === 0
          ? null
          : { unit: unitOf(view.programme, 'units'), net: inside.net, ...pageOf(inside.rows, query) },
    }
  })

  serve(api, surroundings, readAttention, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await withStandings(queries, await viewOf(queries, query, now))
    const waiting = await waitingAfterRollBack(queries, view, query)
    return {
      services: waiting.services,
      rolledBackEver: await rollBacksEver(queries, view),
      rows: waiting.teams.map((row) => ({ ...row, waitingDays: daysBetween(row.rolledBackOn, view.asOf) })),
      more: waiting.moreTeams,
    }
  })
}

type ChangeRow = Pick<FigureEntry, 'day' | 'class' | 'team' | 'evidence'> & { amount: number; services: number }

/** Changes of cloud by day, class and team, largest first, then the latest. */
function grouped(changes: readonly FigureEntry[]) {
  const rows = new Map<string, ChangeRow>()
  const totals: Record<string, number> = {}
  const counted = new Set<string>()
  let net = 0
  for (const change of changes) {
    net += change.amount
    totals[change.class] = (totals[change.class] ?? 0) + change.amount
    const key = `${change.day}.${change.class}.${change.team.id}`
    const row = rows.get(key)
    // By units a service may have several entries of one class on one day; it is still one service.
    const first = !counted.has(`${key}.${change.service.id}`)
    counted.add(`${key}.${change.service.id}`)
    if (row) {
      row.amount += change.amount
      row.services += Number(first)
    } else {
      const { day, class: its, team, amount, evidence } = change
      rows.set(key, { day, class: its, team, amount, services: 1, evidence })
    }
  }
  const largestFirst = (one: ChangeRow, other: ChangeRow) =>
    Math.abs(other.amount) - Math.abs(one.amount) || (one.day < other.day ? 1 : -1)
  return { net, totals, rows: [...rows.values()].sort(largestFirst) }
}

const pageOf = (rows: readonly ChangeRow[], { limit, offset }: { limit: number; offset: number }) => ({
  rows: rows.slice(offset, offset + limit),
  more: Math.max(0, rows.length - offset - limit),
})

/**
 * Divisions or teams that ever had workload, most left on-premises first. `source` is whose roll-up the row is made of:
 * a division seen through a team filter shows that team's.
 */
export async function comparedRows(queries: Queries, view: View, by: 'division' | 'team') {
  const { team, asOf, programme, measure } = view
  const members = by === 'team' ? await teamsIn(queries, view) : await divisionsIn(queries, view)
  const throughTeam = by === 'division' && team !== null
  const cycle = cycleOn(await trainOf(queries, programme), asOf)
  const days = [asOf, earlier(programme.baselineDay, asOf), cycle ? addDays(cycle.firstDay, -1) : asOf]
  const balances = await balancesOfEachKnownAt(
    queries,
    by === 'team' || throughTeam ? scopes.team : scopes.division,
    days,
    view,
  )
  const heardOf = await heardOfEach(queries, view, by)
  const rows = members.flatMap(({ id, name }) => {
    const source = throughTeam && team ? team.id : id
    const [now, onBaselineDay, beforeCycle] = (balances.get(source) ?? []).map((facts) => balanceFrom(facts, measure))
    const heard = heardOf.get(id)
    if (!now || !onBaselineDay || !beforeCycle || !heard?.moved) return []
    const baseline = programme.baselineDay <= asOf ? onBaselineDay.cloud : 0
    return [
      {
        id,
        name,
        source,
        onPrem: now.onPrem,
        cloud: now.cloud,
        total: now.total,
        share: cloudShare(now),
        baseline,
        multiple: multipleOf(now.cloud, baseline),
        thisCycle: now.cloud - beforeCycle.cloud,
        lastConfirmedOn: heard.confirmed,
      },
    ]
  })
  return rows.sort(
    (one, other) => other.onPrem - one.onPrem || other.cloud - one.cloud || (one.name < other.name ? -1 : 1),
  )
}

/** When each row was last heard from; a division when any of its teams in the view was. */
async function heardOfEach(queries: Queries, view: View, by: 'division' | 'team'): Promise<Map<number, HeardFrom>> {
  const heard = await heardFrom(queries, view.asOf, view.knownAt)
  if (by === 'team') return heard
  const latest = (one: CalendarDay | null, other: CalendarDay | null) =>
    one === null || (other !== null && other > one) ? other : one
  const divisions = new Map<number, HeardFrom>()
  for (const { id, division } of await teamsIn(queries, view)) {
    const found = divisions.get(division) ?? { moved: null, confirmed: null }
    const team = heard.get(id) ?? found
    divisions.set(division, {
      moved: latest(found.moved, team.moved),
      confirmed: latest(found.confirmed, team.confirmed),
    })
  }
  return divisions
}

/** Share at even steps from the baseline day (or the first change, if later days are asked of) to the as-of day. */
function sharesOver(running: readonly DayBalance[], view: View) {
  const from = view.programme.baselineDay < view.asOf ? view.programme.baselineDay : (running[0]?.day ?? view.asOf)
  const days = Math.max(0, daysBetween(from, view.asOf))
  const count = Math.min(steps, days + 1)
  return Array.from({ length: count }, (_, at) => {
    const day = addDays(from, count === 1 ? days : Math.round((days * at) / (count - 1)))
    return { day, share: cloudShare(balanceOn(running, day)) }
  })
}
