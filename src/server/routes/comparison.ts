import type { Hono } from 'hono'
import { compare, readAttention, readChanges } from '../../contract/comparison.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { addDays, daysBetween } from '../../domain/calendar-day.ts'
import type { DayBalance } from '../../domain/growth.ts'
import { balanceOn, cloudShare, multipleOf, runningBalances } from '../../domain/growth.ts'
import { cycleOn } from '../../domain/release-cycles.ts'
import type { Queries } from '../database/tables.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import type { FigureEntry } from '../storage/figure-entries.ts'
import { entriesIn } from '../storage/figure-entries.ts'
import { daysOfEachKnownAt } from '../storage/known-at.ts'
import { divisionsIn, lastConfirmedDays, teamsIn } from '../storage/organisation.ts'
import { withStandings } from '../storage/service-filters.ts'
import { rolledBackServices } from '../storage/services.ts'
import { scopes } from '../storage/rollups.ts'
import type { View } from '../view.ts'
import { viewOf } from '../view.ts'

const steps = 40

export function comparisonRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, compare, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const rows = await comparedRows(queries, view, query.by)
    const shown = rows.slice(query.offset, query.offset + query.limit)
    return {
      measure: view.measure,
      unit: view.unit,
      total: rows.length,
      left: rows.reduce((left, { onPrem }) => left + onPrem, 0),
      rows: shown.map(({ running, ...row }) => ({ ...row, shares: sharesOver(running, view) })),
    }
  })

  serve(api, surroundings, readChanges, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const from = addDays(view.asOf, 1 - query.days)
    const grouped = new Map<string, ChangeRow>()
    const totals: Record<string, number> = {}
    let net = 0
    const counted = new Set<string>()
    for (const change of await entriesIn(queries, view, 'cloud', { from: addDays(from, -1), to: view.asOf })) {
      net += change.amount
      totals[change.class] = (totals[change.class] ?? 0) + change.amount
      const key = `${change.day}.${change.class}.${change.team.id}`
      const row = grouped.get(key)
      // By units a service may have several entries of one class on one day; it is still one service.
      const first = !counted.has(`${key}.${change.service.id}`)
      counted.add(`${key}.${change.service.id}`)
      if (row) {
        row.amount += change.amount
        row.services += Number(first)
      } else grouped.set(key, { day: change.day, class: change.class, team: change.team, amount: change.amount, services: 1, evidence: change.evidence })
    }
    const rows = [...grouped.values()].sort((one, other) => Math.abs(other.amount) - Math.abs(one.amount) || (one.day < other.day ? 1 : -1))
    return { measure: view.measure, unit: view.unit, from, to: view.asOf, net, totals, rows: rows.slice(0, query.limit), more: Math.max(0, rows.length - query.limit) }
  })

  serve(api, surroundings, readAttention, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await withStandings(queries, await viewOf(queries, query, now))
    const { waiting, rolledBackEver } = await rolledBackServices(queries, view)
    const byTeam = new Map<number, { team: { id: number; name: string }; services: number; rolledBackOn: CalendarDay; evidence: string }>()
    for (const { team, since, evidence } of waiting) {
      const row = byTeam.get(team.id)
      if (!row) byTeam.set(team.id, { team, services: 1, rolledBackOn: since, evidence })
      else {
        row.services++
        if (since < row.rolledBackOn) Object.assign(row, { rolledBackOn: since, evidence })
      }
    }
    const rows = [...byTeam.values()]
      .sort((one, other) => other.services - one.services || (one.rolledBackOn < other.rolledBackOn ? -1 : 1))
      .map((row) => ({ ...row, waitingDays: daysBetween(row.rolledBackOn, view.asOf) }))
    return { services: waiting.length, rolledBackEver, rows: rows.slice(0, query.limit), more: Math.max(0, rows.length - query.limit) }
  })
}

type ChangeRow = Pick<FigureEntry, 'day' | 'class' | 'team' | 'evidence'> & { amount: number; services: number }

/** Divisions or teams that ever had workload, most left on-premises first. */
async function comparedRows(queries: Queries, view: View, by: 'division' | 'team') {
  const members = by === 'team' ? await teamsIn(queries, view) : (await divisionsIn(queries, view)).map((member) => ({ ...member, division: member.id }))
  const throughTeam = by === 'division' && view.team
  const ids = throughTeam && view.team ? [view.team.id] : members.map(({ id }) => id)
  const days = await daysOfEachKnownAt(queries, by === 'team' || throughTeam ? scopes.team : scopes.division, view.asOf, view.knownAt, ids)
  const confirmed = await lastConfirmedDays(queries, view.asOf)
  const latestOf = await latestConfirmations(queries, view, by, confirmed)
  const cycle = cycleOn(view.programme, view.asOf)
  const rows = members.flatMap(({ id, name }) => {
    const its = days.get(throughTeam && view.team ? view.team.id : id)
    if (!its) return []
    const running = runningBalances(its, view.measure)
    const now = balanceOn(running, view.asOf)
    const baseline = balanceOn(running, view.programme.baselineDay).cloud
    return [
      {
        id,
        name,
        onPrem: now.onPrem,
        cloud: now.cloud,
        total: now.total,
        share: cloudShare(now),
        baseline,
        multiple: multipleOf(now.cloud, baseline),
        thisCycle: cycle ? now.cloud - balanceOn(running, addDays(cycle.firstDay, -1)).cloud : 0,
        lastConfirmedOn: latestOf.get(id) ?? null,
        running,
      },
    ]
  })
  return rows.sort((one, other) => other.onPrem - one.onPrem || other.cloud - one.cloud || (one.name < other.name ? -1 : 1))
}

/** A division was last heard from when any of its teams was. */
async function latestConfirmations(queries: Queries, view: View, by: 'division' | 'team', confirmed: ReadonlyMap<number, CalendarDay>) {
  if (by === 'team') return confirmed
  const latest = new Map<number, CalendarDay>()
  for (const { id, division } of await teamsIn(queries, view)) {
    const day = confirmed.get(id)
    const found = latest.get(division)
    if (day && (!found || day > found)) latest.set(division, day)
  }
  return latest
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
