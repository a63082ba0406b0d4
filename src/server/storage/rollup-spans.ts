import { insertMany } from '../database/insert-many.ts'
import type { Queries, RollupDayRow } from '../database/tables.ts'
import { balanceColumns, scopes, spansOf } from './rollups.ts'

/** The days of a programme, a division or a team, as its moves say them. */
interface Sums {
  readonly scope: 0 | 1 | 2
  readonly id: number
  readonly days: ReadonlyMap<string, RollupDayRow>
}

/** Every span that is stored: a row is looked up by scope, span and whose it is. */
export async function storedSpans(queries: Queries): Promise<ReadonlySet<string>> {
  const rows = await queries.selectFrom('rollup_span').select('span').distinct().execute()
  return new Set(rows.map(({ span }) => span))
}

const spansToLookUp = (stored: ReadonlySet<string>, its: readonly { readonly span: string }[]): string[] => [
  ...new Set(['', ...stored, ...its.map(({ span }) => span)]),
]

/** Spans whose sum is not that of their days. */
export async function differingSpans(queries: Queries, { scope, id, days }: Sums, stored: ReadonlySet<string>) {
  if (scope === scopes.programme) return 0
  const should = spansOf(days.values())
  const left = new Map(should.map((row) => [row.span, row]))
  const rows = await queries
    .selectFrom('rollup_span')
    .selectAll()
    .where('scope', '=', scope)
    .where('span', 'in', spansToLookUp(stored, should))
    .where('scope_id', '=', id)
    .execute()
  let differing = 0
  for (const row of rows) {
    const its = left.get(row.span)
    left.delete(row.span)
    if (balanceColumns.some((column) => row[column] !== (its?.[column] ?? 0))) differing++
  }
  return differing + left.size
}

export async function rewriteSpans(
  queries: Queries,
  { scope, id, days }: Sums,
  stored: ReadonlySet<string>,
): Promise<void> {
  if (scope === scopes.programme) return
  const spans = spansOf(days.values())
  await queries
    .deleteFrom('rollup_span')
    .where('scope', '=', scope)
    .where('span', 'in', spansToLookUp(stored, spans))
    .where('scope_id', '=', id)
    .execute()
  if (spans.length > 0) await insertMany(queries, 'rollup_span', spans)
}
