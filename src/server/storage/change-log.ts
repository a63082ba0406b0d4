import { actOnRecord } from '../../domain/audit-actions.ts'
import type { ChangeKind } from '../../domain/change.ts'
import type { Action } from '../../domain/permission-matrix.ts'
import type { Queries } from '../database/tables.ts'

/** A team that a change concerns, with the division that decides who reads it. */
export interface TeamConcerned {
  readonly id: number
  /** null where the team is there no more. */
  readonly division: number | null
}

/** What stands in the audit of a change, as far as whoever is told needs to know it. */
export interface Change {
  readonly sequence: number
  readonly kinds: readonly ChangeKind[]
  readonly to: 'everybody' | 'teams' | Action
  readonly rights: 'theirs' | 'anybody' | undefined
  /** null where no team is said: only whoever reads everything hears of it. */
  readonly teams: readonly TeamConcerned[] | 'all' | null
  /** `person:12`, `token:3`: whom it is about. */
  readonly actors: readonly string[]
}

/** The number of the last change, 0 where there is none. One seek. */
export async function lastSequence(queries: Queries): Promise<number> {
  const { last } = await queries
    .selectFrom('audit')
    .select(({ fn }) => fn.max('id').as('last'))
    .executeTakeFirstOrThrow()
  return last ?? 0
}

interface Concerns {
  readonly teams?: readonly number[] | 'all'
  readonly actors?: readonly string[]
}

/** The changes after a sequence, in order, at most so many. */
export async function changesAfter(queries: Queries, after: number, most: number): Promise<Change[]> {
  const rows = await queries
    .selectFrom('audit')
    .select(['id', 'action', 'concerns'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .execute()
  const read = rows.map((row) => ({
    ...row,
    concerns: row.concerns === null ? {} : (JSON.parse(row.concerns) as Concerns),
  }))
  const divisionOf = await divisionsOf(
    queries,
    read.flatMap(({ concerns: { teams } }) => (teams === undefined || teams === 'all' ? [] : teams)),
  )
  return read.map(({ id, action, concerns: { teams, actors } }) => {
    const act = actOnRecord(action)
    return {
      sequence: id,
      kinds: act?.kinds ?? ['other'],
      to: act?.to ?? 'teams',
      rights: act ? act.rights : 'anybody',
      teams:
        teams === undefined
          ? null
          : teams === 'all'
            ? 'all'
            : teams.map((team) => ({ id: team, division: divisionOf.get(team) ?? null })),
      actors: actors ?? [],
    }
  })
}

const teamsAtOnce = 500

async function divisionsOf(queries: Queries, teams: readonly number[]): Promise<Map<number, number>> {
  const ids = [...new Set(teams)]
  const found = new Map<number, number>()
  for (let at = 0; at < ids.length; at += teamsAtOnce) {
    const rows = await queries
      .selectFrom('team')
      .select(['id', 'division_id'])
      .where('id', 'in', ids.slice(at, at + teamsAtOnce))
      .execute()
    for (const { id, division_id } of rows) found.set(id, division_id)
  }
  return found
}
