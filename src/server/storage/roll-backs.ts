import { sql } from 'kysely'
import { type CalendarDay, earlier } from '../../domain/calendar-day.ts'
import type { Move } from '../../domain/move.ts'
import { movedAgainOn } from '../../domain/roll-back.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { inChunks, stands } from './ledgers.ts'
import { placesByKind } from './places-by-kind.ts'
import type { StandingView } from './service-filters.ts'
import { filteredServices } from './service-filters.ts'

/** Teams whose services came back from cloud and still run on-premises, most services first, then longest waiting. */
export async function waitingAfterRollBack(
  queries: Queries,
  view: StandingView,
  part: { limit: number; offset: number },
) {
  const services = await filteredServices(queries, view, { state: ['rolled_back'] })
    .innerJoin('team', 'team.id', 'service.team_id')
    .select(['service.id', 'team.id as team', 'team.name as teamName'])
    .select(view.columns.since.as('since'))
    .orderBy('service.id')
    .execute()
  const teams = new Map<number, Waiting>()
  for (const { id, team, teamName, since: day } of services) {
    if (day === null) continue
    const row = teams.get(team)
    const isFirst = !row || day < row.since
    teams.set(team, {
      id: team,
      name: teamName,
      services: (row?.services ?? 0) + 1,
      since: isFirst ? day : row.since,
      longest: isFirst ? id : row.longest,
    })
  }
  const rows = [...teams.values()].sort(
    (one, other) =>
      other.services - one.services ||
      (one.since === other.since ? one.id - other.id : one.since < other.since ? -1 : 1),
  )
  const page = rows.slice(part.offset, part.offset + part.limit)
  const evidence = await evidenceOf(
    queries,
    view,
    page.map(({ longest }) => longest),
  )
  const shown = page.map(({ id, name, services: count, since, longest }) => ({
    team: { id, name },
    services: count,
    rolledBackOn: since,
    evidence: evidence.get(`${longest}.${since}`) ?? '',
  }))
  return {
    services: rows.reduce((sum, { services: count }) => sum + count, 0),
    teams: shown,
    moreTeams: Math.max(0, rows.length - part.offset - part.limit),
  }
}

interface Waiting {
  readonly id: number
  readonly name: string
  readonly services: number
  readonly since: CalendarDay
  /** The service that waits longest. */
  readonly longest: number
}

/** Evidence of the moves of some services, by service and day. */
async function evidenceOf(queries: Queries, view: View, services: readonly number[]): Promise<Map<string, string>> {
  if (services.length === 0) return new Map()
  const rows = await queries
    .selectFrom('move')
    .select(['service_id as service', 'occurred_on as day', 'evidence'])
    .where('service_id', 'in', [...services])
    .where('evidence', '!=', '')
    .where(stands(view.knownAt))
    .orderBy('id')
    .execute()
  return new Map(rows.map(({ service, day, evidence }) => [`${service}.${day}`, evidence]))
}

/** Moves from cloud back to on-premises up to the as-of day, moved again since or not. */
export async function rollBacksEver(queries: Queries, view: View): Promise<number> {
  const kinds = await queries.selectFrom('location').select(['id', 'kind']).execute()
  const ids = (cloud: boolean) => [
    -1,
    ...kinds.filter(({ kind }) => (kind !== 'on_prem') === cloud).map(({ id }) => id),
  ]
  let wanted = queries
    .selectFrom('move')
    .where('move.from_id', 'in', ids(true))
    .where('move.to_id', 'in', ids(false))
    .where('move.occurred_on', '<=', view.asOf)
    .where(stands(view.knownAt))
  if (view.team)
    wanted = wanted.where(sql<boolean>`move.service_id in (select id from service where team_id = ${view.team.id})`)
  else if (view.division) {
    wanted = wanted.where(
      sql<boolean>`move.service_id in (select service.id from service join team on team.id = service.team_id where team.division_id = ${view.division.id})`,
    )
  }
  const { moves } = await wanted.select(({ fn }) => fn.countAll<number>().as('moves')).executeTakeFirstOrThrow()
  return Number(moves)
}

/** When the services of those moves that stand and came back moved to cloud again, by the number of the move; as known at an instant. */
export async function movesAgain(
  queries: Queries,
  moves: readonly Move[],
  knownAt: number | null,
): Promise<Map<number, CalendarDay | null>> {
  const back = moves.filter(
    (move) => move.class === 'rolled_back' && move.reverses === null && move.reversedBy === null,
  )
  const [one] = back
  if (!one) return new Map()
  const first = back.reduce((least, { occurredOn }) => earlier(least, occurredOn), one.occurredOn)
  const { onPrem, cloud } = await placesByKind(queries)
  const toCloud: { service: number; id: number; occurredOn: CalendarDay }[] = []
  for (const some of inChunks([...new Set(back.map(({ service }) => service.id))], 5000)) {
    const rows = await queries
      .selectFrom('move')
      .select(['move.service_id', 'move.id', 'move.occurred_on'])
      .where('move.service_id', 'in', some)
      .where('move.occurred_on', '>=', first)
      .where(sql<boolean>`move.from_id in (${onPrem}) and move.to_id in (${cloud})`)
      .where(stands(knownAt))
      .execute()
    for (const { service_id, id, occurred_on } of rows)
      toCloud.push({ service: service_id, id, occurredOn: occurred_on as CalendarDay })
  }
  const byService = Map.groupBy(toCloud, ({ service }) => service)
  return new Map(back.map((move) => [move.id, movedAgainOn(move, byService.get(move.service.id) ?? [])]))
}
