import { sql } from 'kysely'
import type { LocationKind } from '../../domain/location.ts'
import { isCloud } from '../../domain/location.ts'
import type { StandingMove } from '../../domain/service-ledger.ts'
import type { KindOf } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'

type Side = 'onPrem' | 'cloud'

/** Ids of locations on one side: where this service was last, and where the services around it run. */
interface LikelyPlaces {
  readonly last: number | null
  readonly usual: number | null
}

/**
 * Where the next move of a service probably leads, on each side. `usual` is the place in which most services of its team
 * run, else most of the programme, as things stand now: it fills in a form and is no figure.
 */
export async function likelyPlaces(
  queries: Queries,
  { team, moves, kindOf }: { readonly team: number; readonly moves: readonly StandingMove[]; readonly kindOf: KindOf },
): Promise<Record<Side, LikelyPlaces>> {
  const locations = await queries.selectFrom('location').select(['id', 'kind']).execute()
  const of = async (side: Side): Promise<LikelyPlaces> => {
    const there = (kind: LocationKind) => isCloud(kind) === (side === 'cloud')
    const ids = locations.filter(({ kind }) => there(kind as LocationKind)).map(({ id }) => id)
    const last = moves.findLast(({ to }) => to !== null && there(kindOf(to)))?.to ?? null
    const [only] = ids
    if (ids.length < 2) return { last, usual: only ?? null }
    return { last, usual: (await usualOfTeam(queries, team, ids)) ?? (await usualOfAll(queries, ids)) }
  }
  return { onPrem: await of('onPrem'), cloud: await of('cloud') }
}

/** Among the locations, the one that holds workload of most services of a team. */
async function usualOfTeam(queries: Queries, team: number, locations: readonly number[]): Promise<number | null> {
  const flows = (end: 'to_id' | 'from_id', sign: 1 | -1) =>
    queries
      .selectFrom('move')
      .innerJoin('service', 'service.id', 'move.service_id')
      .select(['move.service_id as service', `move.${end} as location`])
      .select(sql<number>`move.units * ${sql.lit(sign)}`.as('units'))
      .where('service.team_id', '=', team)
      .where(`move.${end}`, 'in', [...locations])
  // A reversal cancels its original, so both may be summed.
  const held = queries
    .selectFrom(flows('to_id', 1).unionAll(flows('from_id', -1)).as('flow'))
    .select(['service', 'location'])
    .groupBy(['service', 'location'])
    .having(({ fn }) => fn.sum('units'), '>', 0)
  const row = await queries
    .selectFrom(held.as('held'))
    .select('location')
    .groupBy('location')
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .orderBy('location')
    .limit(1)
    .executeTakeFirst()
  return row?.location ?? null
}

/** The same of the whole programme, from its roll-up. */
async function usualOfAll(queries: Queries, locations: readonly number[]): Promise<number | null> {
  const row = await queries
    .selectFrom('rollup_location')
    .select('location_id as location')
    .where('scope', '=', 0)
    .where('scope_id', '=', 0)
    .where('location_id', 'in', [...locations])
    .groupBy('location_id')
    .having(({ fn }) => fn.sum('services'), '>', 0)
    .orderBy(({ fn }) => fn.sum('services'), 'desc')
    .orderBy('location_id')
    .limit(1)
    .executeTakeFirst()
  return row?.location ?? null
}
