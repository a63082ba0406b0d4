import type { SignOff } from '../../contract/sign-offs.ts'
import type { Queries } from '../database/tables.ts'
import type { SignOffRow } from '../database/train-tables.ts'
import type { By } from './audit.ts'
import { nextId } from './ledgers.ts'

interface NewSignOff {
  readonly cycle: number
  /** null for the whole organisation. */
  readonly team: number | null
  readonly kind: SignOff['kind']
  readonly note: string
  readonly by: Pick<By, 'actor' | 'actorId'>
  readonly at: number
}

/** Only ever adds: who withdraws says so by a further row. */
export async function addSignOff(
  queries: Queries,
  { cycle, team, kind, note, by, at }: NewSignOff,
): Promise<SignOffRow> {
  const person = /^person:(\d{1,15})$/.exec(by.actorId)?.[1]
  const row: SignOffRow = {
    id: await nextId(queries, 'sign_off'),
    cycle_number: cycle,
    team_id: team,
    kind,
    actor: by.actor,
    person_id: person === undefined ? null : Number(person),
    note,
    signed_at: at,
  }
  await queries.insertInto('sign_off').values(row).execute()
  return row
}

/** What was said last of each team, and of the organisation (null), by the team. */
export async function latestSignOffs(queries: Queries, cycle: number): Promise<Map<number | null, SignOffRow>> {
  const rows = await queries
    .selectFrom('sign_off')
    .selectAll()
    .where('id', 'in', (latest) =>
      latest
        .selectFrom('sign_off')
        .select(({ fn }) => fn.max('id').as('id'))
        .where('cycle_number', '=', cycle)
        .groupBy('team_id'),
    )
    .execute()
  return new Map(rows.map((row) => [row.team_id, row]))
}

/** The last so many entries of a cycle, latest first. */
export const signOffEntries = (
  queries: Queries,
  cycle: number,
  team: number | null,
  limit: number,
): Promise<SignOffRow[]> => {
  const wanted = queries.selectFrom('sign_off').selectAll().where('cycle_number', '=', cycle)
  return (team === null ? wanted : wanted.where('team_id', '=', team)).orderBy('id', 'desc').limit(limit).execute()
}
