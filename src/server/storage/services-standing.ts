import { sql } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Criticality, Strategy } from '../../domain/service.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks, stands } from './ledgers.ts'
import { filteredServices, withStandings } from './service-filters.ts'

/** Services of the view that came back and wait, or that run on both sides, with the day since when they do. */
export interface StandingService {
  readonly day: CalendarDay
  readonly service: { readonly id: number; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly strategy: Strategy
  readonly criticality: Criticality
}

/** Rolled back and not moved again; on both sides; with workload on-premises. */
export type StandingKind = 'waiting' | 'split' | 'left'

/** Longest there first. */
export async function servicesStanding(queries: Queries, view: View, kind: StandingKind): Promise<StandingService[]> {
  const standing = await withStandings(queries, view)
  const { columns } = standing
  let wanted = filteredServices(queries, standing, kind === 'waiting' ? { state: ['rolled_back'] } : {})
  if (kind === 'split')
    wanted = wanted.where(sql<boolean>`${columns.onPrem} > 0 and ${columns.privateCloud} + ${columns.publicCloud} > 0`)
  if (kind === 'left') wanted = wanted.where(sql<boolean>`${columns.onPrem} > 0`)
  const rows = await wanted
    .innerJoin('team', 'team.id', 'service.team_id')
    .select(['service.id', 'service.name', 'team.id as team', 'team.name as teamName'])
    .select(['service.strategy', 'service.criticality'])
    .select(columns.since.as('since'))
    .orderBy(columns.since)
    .orderBy('service.id')
    .execute()
  return rows.flatMap(({ id, name, team, teamName, since, strategy, criticality }) =>
    since === null
      ? []
      : [
          {
            day: since,
            service: { id, name },
            team: { id: team, name: teamName },
            strategy: strategy as Strategy,
            criticality: criticality as Criticality,
          },
        ],
  )
}

/** Moves of services on the days on which they came where they are, and what shows that they did. */
export async function movesOfDays(
  queries: Queries,
  view: View,
  entries: readonly StandingService[],
): Promise<Map<string, { moves: number[]; evidence: string }>> {
  const found = new Map<string, { moves: number[]; evidence: string }>()
  for (const some of inChunks(entries, 5000)) {
    const rows = await queries
      .selectFrom('move')
      .select(['id', 'service_id', 'occurred_on', 'evidence'])
      .where('service_id', 'in', some.length > 0 ? some.map(({ service }) => service.id) : [-1])
      .where(stands(view.knownAt))
      .orderBy('id')
      .execute()
    const wanted = new Set(some.map(({ service, day }) => `${service.id}.${day}`))
    for (const { id, service_id, occurred_on, evidence } of rows) {
      const key = `${service_id}.${occurred_on}`
      if (!wanted.has(key)) continue
      const its = found.get(key) ?? { moves: [], evidence: '' }
      its.moves.push(id)
      found.set(key, { moves: its.moves, evidence: evidence === '' ? its.evidence : evidence })
    }
  }
  return found
}
