import type { LeftServices } from '../../domain/effort.ts'
import { effortOf } from '../../domain/effort.ts'
import { balanceFrom, paceBetween } from '../../domain/growth.ts'
import { cycleOn } from '../../domain/release-cycles.ts'
import type { KeptFigures } from '../../domain/stand-up.ts'
import type { Queries } from '../database/tables.ts'
import { balancesOfEachKnownAt } from '../storage/known-at.ts'
import { leftServices } from '../storage/left-services.ts'
import { teamsIn } from '../storage/organisation.ts'
import { paceWindowOf, trainOf } from '../storage/release-cycles.ts'
import { scopes } from '../storage/rollups.ts'
import { keptByTeam } from '../storage/stand-up-digest.ts'
import type { View } from '../view.ts'

/**
 * Pace, promises and effort of every division or team of the view. A division's are those of its teams together; its pace
 * is that of its sum. Strategy and criticality are as they stand now, as team and tags are.
 */
export async function leagueOf(queries: Queries, view: View, by: 'division' | 'team', now: number) {
  const pace = await paceWindowOf(queries, view)
  const throughTeam = by === 'division' && view.team !== null
  const balances = await balancesOfEachKnownAt(
    queries,
    by === 'team' || throughTeam ? scopes.team : scopes.division,
    [pace.from, pace.to],
    view,
  )
  const cycle = cycleOn(await trainOf(queries, view.programme), view.asOf)
  const promises = cycle && { from: cycle.firstDay, to: view.asOf }
  const spoken = promises ? await keptByTeam(queries, promises, view, now) : new Map<number, KeptFigures>()
  const left = await leftServices(queries, view)
  const teams = Map.groupBy(await teamsIn(queries, view), ({ id, division }) => (by === 'team' ? id : division))
  return {
    over: { pace, promises },
    of(id: number) {
      const its = teams.get(id) ?? []
      const source = throughTeam && view.team ? view.team.id : id
      const [before, after] = (balances.get(source) ?? []).map((facts) => balanceFrom(facts, view.measure).cloud)
      const sum = (name: 'promised' | 'kept') =>
        its.reduce((total, team) => total + (spoken.get(team.id)?.[name] ?? 0), 0)
      return {
        pace: paceBetween(before ?? 0, after ?? 0, pace.cycles),
        promised: sum('promised'),
        kept: sum('kept'),
        effort: effortOf(its.flatMap((team): readonly LeftServices[] => left.get(team.id) ?? [])),
      }
    },
  }
}
