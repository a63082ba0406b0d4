import { sql } from 'kysely'
import { additionsTo, addToRollup, insertMany, type Write } from '../database/insert-many.ts'
import type { Queries, TeamHeardRow } from '../database/tables.ts'
import { inChunks, stands } from './ledgers.ts'

/** People and pipelines speak for their team when they log. An import only repeats what some file says of the past. */
export const spoken = sql<boolean>`move.source <> 'import'`

/** What adds what was just logged, and takes away what was just corrected, by the teams that the services belong to. */
export async function hearingWrites(
  queries: Queries,
  logged: readonly { readonly service: number }[],
  corrected: readonly number[],
  recordedAt: number,
  teamOf: (service: number) => number,
): Promise<Iterable<Write>> {
  const rows: TeamHeardRow[] = logged.map(({ service }) => ({
    team_id: teamOf(service),
    recorded_at: recordedAt,
    moves: 1,
  }))
  for (const some of inChunks(corrected, 5000)) {
    const originals = await queries
      .selectFrom('move')
      .select(['service_id', 'recorded_at'])
      .where('id', 'in', some)
      .where(spoken)
      .execute()
    for (const { service_id, recorded_at } of originals)
      rows.push({ team_id: teamOf(service_id), recorded_at, moves: -1 })
  }
  return additionsTo(queries, 'team_heard', rows)
}

/** What was said of some services follows them to another team. Asked before their rows name it. */
export async function moveHearings(queries: Queries, services: readonly number[], to: number): Promise<void> {
  for (const some of inChunks(services, 5000)) {
    const rows = await heardOf(queries).where('service.id', 'in', some).execute()
    const changes = rows.flatMap(({ team_id, recorded_at, moves }) => [
      { team_id, recorded_at, moves: -Number(moves) },
      { team_id: to, recorded_at, moves: Number(moves) },
    ])
    if (changes.length > 0) await addToRollup(queries, 'team_heard', changes)
  }
}

/** Compares what is stored of a team with what its moves say, writes the latter where wished; counts what differed. */
export async function settleHearings(queries: Queries, team: number, mend: boolean): Promise<number> {
  const expected = (await heardOf(queries).where('service.team_id', '=', team).execute()).map(
    (row): TeamHeardRow => ({ ...row, moves: Number(row.moves) }),
  )
  const stored = await queries.selectFrom('team_heard').selectAll().where('team_id', '=', team).execute()
  const left = new Map(expected.map(({ recorded_at, moves }) => [recorded_at, moves]))
  let differing = 0
  for (const { recorded_at, moves } of stored) {
    if ((left.get(recorded_at) ?? 0) !== moves) differing++
    left.delete(recorded_at)
  }
  differing += left.size
  if (differing > 0 && mend) {
    await queries.deleteFrom('team_heard').where('team_id', '=', team).execute()
    if (expected.length > 0) await insertMany(queries, 'team_heard', expected)
  }
  return differing
}

const heardOf = (queries: Queries) =>
  queries
    .selectFrom('move')
    .innerJoin('service', 'service.id', 'move.service_id')
    .select(['service.team_id', 'move.recorded_at'])
    .select(({ fn }) => fn.countAll<number>().as('moves'))
    .where(spoken)
    .where(stands(null))
    .groupBy(['service.team_id', 'move.recorded_at'])
