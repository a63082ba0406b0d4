import { type RawBuilder, sql } from 'kysely'
import { isPostgres } from './connection.ts'
import type { Queries, Tables } from './tables.ts'

/** Rows to a statement. One JSON text carries them all: no limit on the number of parameters, and one plan for all sizes. */
const chunk = 5_000

const rollupKeys = {
  rollup_day: ['scope', 'scope_id', 'day'],
  rollup_location: ['scope', 'scope_id', 'location_id', 'day'],
  rollup_span: ['scope', 'span', 'scope_id'],
  team_heard: ['team_id', 'recorded_at'],
} as const

/** A statement that writes and answers nothing. */
export type Write = RawBuilder<unknown>

/**
 * Does writes of which none reads what another has written, and no two touch the same row. PostgreSQL takes them as one
 * statement, which is one way there and back; an SQLite lies in this program, and has no statement for several tables.
 */
export async function writeTogether(queries: Queries, writes: Iterable<Write>): Promise<void> {
  if (!isPostgres(queries)) return writeInTurn(queries, writes)
  const all = [...writes]
  const last = all.pop()
  if (last === undefined) return
  const others = all.map((write, at) => sql`${sql.ref(`write_${at}`)} as (${write})`)
  await (others.length === 0 ? last : sql`with ${sql.join(others)} ${last}`).execute(queries)
}

/** Does one write after the other. The next text is made while the engine, in its own thread or process, takes the one before. */
export async function writeInTurn(queries: Queries, writes: Iterable<Write>): Promise<void> {
  let running: Promise<unknown> = Promise.resolve()
  for (const write of writes) {
    await running
    running = write.execute(queries)
  }
  await running
}

/** Inserts whole rows, in their order, as fast as either engine takes them. All rows carry the same columns. */
export const insertMany = <Name extends keyof Tables & string>(
  queries: Queries,
  table: Name,
  rows: readonly Tables[Name][],
): Promise<void> => writeInTurn(queries, insertsOf(queries, table, rows))

/** The writes that insert whole rows, in their order. */
export function* insertsOf<Name extends keyof Tables & string>(
  queries: Queries,
  table: Name,
  rows: readonly Tables[Name][],
): Generator<Write> {
  const columns = columnsOf(rows)
  for (const part of chunks(rows)) yield insertFrom(queries, table, columns, part)
}

/** The same, of rows that take the place of those with the same keys. */
export function* replacementsOf<Name extends keyof Tables & string>(
  queries: Queries,
  table: Name,
  keys: readonly (keyof Tables[Name] & string)[],
  rows: readonly Tables[Name][],
): Generator<Write> {
  const others = columnsOf(rows).filter((column) => !(keys as readonly string[]).includes(column))
  const anew = others.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`)
  for (const insert of insertsOf(queries, table, rows)) yield onConflict(insert, keys, anew)
}

/**
 * Adds changes to the roll-up: a row that is not there yet is made, one that is there grows by what the new one says.
 * Rows that come to nothing stay, as zeros: finding them would cost more than keeping them.
 */
export const addToRollup = <Name extends keyof typeof rollupKeys>(
  queries: Queries,
  table: Name,
  rows: readonly Tables[Name][],
): Promise<void> => writeInTurn(queries, additionsTo(queries, table, rows))

/** The writes that add changes to the roll-up. */
export function* additionsTo<Name extends keyof typeof rollupKeys>(
  queries: Queries,
  table: Name,
  rows: readonly Tables[Name][],
): Generator<Write> {
  const keys: readonly string[] = rollupKeys[table]
  const columns = columnsOf(rows)
  const amounts = columns.filter((column) => !keys.includes(column))
  const growth = amounts.map(
    (column) => sql`${sql.ref(column)} = ${sql.ref(`${table}.${column}`)} + ${sql.ref(`excluded.${column}`)}`,
  )
  for (const part of chunks(addedUp(rows, keys, amounts)))
    yield onConflict(insertFrom(queries, table, columns, part), keys, growth)
}

const onConflict = (insert: Write, keys: readonly string[], set: readonly RawBuilder<unknown>[]): Write =>
  sql`${insert} on conflict (${sql.join(keys.map((key) => sql.ref(key)))}) do update set ${sql.join([...set])}`

function insertFrom(queries: Queries, table: string, columns: readonly string[], rows: readonly object[]) {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  if (isPostgres(queries))
    // The table's own row type says how each value is read, so no list of types has to be kept here.
    return sql`insert into ${sql.table(table)} (${names})
      select ${names} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`
  // Binary JSON inside SQLite, and places instead of names: 2.3 µs a row to read instead of 5.8.
  const values = sql.join(columns.map((_, place) => sql`value ->> ${sql.raw(String(place))}`))
  const places = rows.map((row) => columns.map((column) => row[column as keyof typeof row]))
  // "where true" tells SQLite's parser that the "on conflict" to come does not belong to a join.
  return sql`insert into ${sql.table(table)} (${names}) select ${values} from jsonb_each(${JSON.stringify(places)}) where true`
}

/** One row for each key: PostgreSQL refuses to touch a row twice in one statement. */
function addedUp<Row extends object>(rows: readonly Row[], keys: readonly string[], amounts: readonly string[]): Row[] {
  const sums = new Map<string, Record<string, unknown>>()
  for (const row of rows as readonly Record<string, unknown>[]) {
    const key = keys.map((column) => row[column]).join(' ')
    const sum = sums.get(key)
    if (!sum) sums.set(key, { ...row })
    else for (const column of amounts) sum[column] = Number(sum[column]) + Number(row[column])
  }
  return [...sums.values()] as Row[]
}

const columnsOf = (rows: readonly object[]): string[] => Object.keys(rows[0] ?? {})

function* chunks<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += chunk) yield rows.slice(start, start + chunk)
}
