import { sql } from 'kysely'
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

/** Inserts whole rows, in their order, as fast as either engine takes them. All rows carry the same columns. */
export async function insertMany<Name extends keyof Tables & string>(
  queries: Queries,
  table: Name,
  rows: readonly Tables[Name][],
): Promise<void> {
  const columns = columnsOf(rows)
  let running: Promise<unknown> = Promise.resolve()
  for (const part of chunks(rows)) {
    // The next text is made while the engine, in its own thread or process, takes the one before.
    const next = insertFrom(queries, table, columns, part)
    await running
    running = next.execute(queries)
  }
  await running
}

/**
 * Adds changes to the roll-up: a row that is not there yet is made, one that is there grows by what the new one says.
 * Rows that come to nothing stay, as zeros: finding them would cost more than keeping them.
 */
export async function addToRollup<Name extends keyof typeof rollupKeys>(
  queries: Queries,
  table: Name,
  rows: readonly Tables[Name][],
): Promise<void> {
  const keys: readonly string[] = rollupKeys[table]
  const columns = columnsOf(rows)
  const amounts = columns.filter((column) => !keys.includes(column))
  const growth = amounts.map(
    (column) => sql`${sql.ref(column)} = ${sql.ref(`${table}.${column}`)} + ${sql.ref(`excluded.${column}`)}`,
  )
  for (const part of chunks(addedUp(rows, keys, amounts))) {
    await sql`${insertFrom(queries, table, columns, part)}
      on conflict (${sql.join(keys.map((key) => sql.ref(key)))}) do update set ${sql.join(growth)}`.execute(queries)
  }
}

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
