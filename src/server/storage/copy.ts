import { sql } from 'kysely'
import { insertMany } from '../database/insert-many.ts'
import type { Queries, Tables } from '../database/tables.ts'

type TableName = keyof Tables & string

/** Every table, those that others refer to first, with the columns that order its rows. */
export const everyTable: readonly { readonly name: TableName; readonly key: readonly string[] }[] = [
  { name: 'programme', key: ['id'] },
  { name: 'division', key: ['id'] },
  { name: 'team', key: ['id'] },
  { name: 'location', key: ['id'] },
  { name: 'service', key: ['id'] },
  { name: 'import_run', key: ['id'] },
  { name: 'level_entry', key: ['id'] },
  // A reversal is written after what it reverses, so the order of ids never refers to a row still to come.
  { name: 'move', key: ['id'] },
  { name: 'confirmation', key: ['id'] },
  { name: 'team_heard', key: ['team_id', 'recorded_at'] },
  { name: 'rollup_day', key: ['scope', 'scope_id', 'day'] },
  { name: 'rollup_location', key: ['scope', 'scope_id', 'location_id', 'day'] },
  { name: 'rollup_span', key: ['scope', 'span', 'scope_id'] },
  { name: 'service_day', key: ['service_id', 'day'] },
  { name: 'last_review', key: ['reader'] },
  { name: 'idempotency', key: ['key'] },
  { name: 'audit', key: ['id'] },
  { name: 'setting', key: ['key'] },
  { name: 'person', key: ['id'] },
  { name: 'skill', key: ['id'] },
  { name: 'person_skill', key: ['person_id', 'skill_id'] },
  { name: 'former_name', key: ['name_search'] },
  { name: 'team_member', key: ['id'] },
  { name: 'machine_token', key: ['id'] },
  { name: 'session', key: ['token_hash'] },
  { name: 'one_time_link', key: ['token_hash'] },
  { name: 'passkey', key: ['id'] },
  { name: 'ceremony', key: ['key_hash'] },
  { name: 'known_browser', key: ['token_hash'] },
  { name: 'release_cycle', key: ['number'] },
  { name: 'plan_item', key: ['id'] },
  { name: 'closed_cycle', key: ['cycle_number'] },
  { name: 'closed_item', key: ['cycle_number', 'service_id'] },
  { name: 'closed_team', key: ['cycle_number', 'team_id'] },
  { name: 'sign_off', key: ['id'] },
  { name: 'wave', key: ['id'] },
  { name: 'wave_service', key: ['service_id'] },
  { name: 'dependency', key: ['service_id', 'depends_on_id'] },
  { name: 'blocker', key: ['id'] },
  // What is put off is put off to a later line, so the order of ids never refers to one still to come.
  { name: 'stand_up_line', key: ['id'] },
  { name: 'promise_answer', key: ['line_id'] },
  { name: 'absence', key: ['id'] },
  { name: 'hand_over', key: ['id'] },
  { name: 'hand_over_item', key: ['hand_over_id', 'number'] },
  { name: 'mail_wish', key: ['person_id'] },
  { name: 'mail_text', key: ['id'] },
  { name: 'mail', key: ['id'] },
  { name: 'shared_link', key: ['id'] },
  { name: 'kept_brief', key: ['cycle_number', 'language'] },
  { name: 'region', key: ['id'] },
  { name: 'feedback', key: ['id'] },
  { name: 'annotation', key: ['id'] },
  { name: 'webhook', key: ['id'] },
  { name: 'event', key: ['id'] },
  { name: 'delivery', key: ['event_id', 'webhook_id'] },
]

const pageSize = 5_000

/** All rows of a table by keyset pages: a page costs the same at the end of the table as at its beginning. */
export async function* pagesOf<Name extends TableName>(
  queries: Queries,
  name: Name,
  key: readonly string[],
  size = pageSize,
): AsyncGenerator<Tables[Name][]> {
  const order = sql.join(key.map((column) => sql.ref(column)))
  let last: Record<string, unknown> | undefined
  for (;;) {
    const after =
      last === undefined ? sql`` : sql`where (${order}) > (${sql.join(key.map((column) => last?.[column]))})`
    const { rows } = await sql<
      Tables[Name]
    >`select * from ${sql.table(name)} ${after} order by ${order} limit ${size}`.execute(queries)
    if (rows.length > 0) yield rows
    if (rows.length < size) return
    last = { ...(rows.at(-1) as object) }
  }
}

export async function isEmpty(queries: Queries): Promise<boolean> {
  for (const { name } of everyTable) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(queries)
    if (rows.length > 0) return false
  }
  return true
}

/** What a table holds, as both engines count it: rows, the sum of every column of numbers, the characters of every text. */
export type TableSums = Readonly<Record<string, string>>

export interface CopiedTable {
  readonly name: string
  readonly rows: number
  readonly source: TableSums
  readonly target: TableSums
}

/** Copies every table, in the target's one transaction. The caller compares the sums, and throws where they differ. */
export async function copyTables(
  source: Queries,
  target: Queries,
  progress: (table: string, rows: number) => void,
): Promise<CopiedTable[]> {
  const copied: CopiedTable[] = []
  for (const { name, key } of everyTable) {
    let rows = 0
    let columns: readonly Column[] = []
    for await (const page of pagesOf(source, name, key)) {
      if (columns.length === 0) columns = columnsOf(page)
      await insertMany(target, name, page)
      rows += page.length
      progress(name, rows)
    }
    copied.push({
      name,
      rows,
      source: await sumsOf(source, name, columns),
      target: await sumsOf(target, name, columns),
    })
  }
  return copied
}

interface Column {
  readonly name: string
  readonly holds: 'number' | 'string'
}

/** Columns by what they hold in the first page; one that is null all over there is left to the count of rows. */
function columnsOf(page: readonly object[]): Column[] {
  const found = new Map<string, Column>()
  for (const row of page) {
    for (const [name, value] of Object.entries(row)) {
      if (typeof value === 'number' || typeof value === 'string')
        found.set(name, { name, holds: typeof value === 'number' ? 'number' : 'string' })
    }
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
}

async function sumsOf(queries: Queries, name: TableName, columns: readonly Column[]): Promise<TableSums> {
  const sums = columns.flatMap(({ name: column, holds }) => {
    const value = sql.ref(column)
    if (holds === 'string') return [sql`coalesce(sum(length(${value})), 0) as ${sql.ref(`${column}_length`)}`]
    // In two halves, since the sum of many instants is past what can be counted exactly in one.
    return [
      sql`coalesce(sum(${value} / 1048576), 0) as ${sql.ref(`${column}_high`)}`,
      sql`coalesce(sum(${value} % 1048576), 0) as ${sql.ref(`${column}_low`)}`,
    ]
  })
  const { rows } = await sql<
    Record<string, number>
  >`select ${sql.join([sql`count(*) as row_count`, ...sums])} from ${sql.table(name)}`.execute(queries)
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([column, value]) => [column, String(value)]))
}
